// Explanations go through the whole flow: every coded thing of the examples has one, and so do words not coded.
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { gather, makeReport, NO_FIELDS } from '../src/1-gather/index.ts';
import { codeReport, explainReport, loadResources } from '../src/pipeline.ts';
import type { Resources } from '../src/resources/index.ts';
import type { Explanation, Reason } from '../src/schema/explanation.ts';
import type { Report } from '../src/schema/report.ts';

let resources: Resources;
beforeAll(() => {
  resources = loadResources();
});

const TEXT =
  'The army vowed on Monday to bomb Kassala. A storm battered Kassala. He filmed the shelling of a wall.';
const report = makeReport({ ...NO_FIELDS, id: 'r1', text: TEXT, publishedAt: '2025-03-12' });
const explain = (asked: string): Explanation[] => explainReport(report, resources, asked);
const about = ({ reasons }: Explanation, what: string): Reason | undefined =>
  reasons.find(reason => reason.about === what);

/** Reasons with all that they rest on. */
const all = (reasons: readonly Reason[]): Reason[] => reasons.flatMap(one => [one, ...all(one.because)]);

describe('every coded thing of the examples', () => {
  test('has reasons whose words stand in the report', async () => {
    const reports: Report[] = [];
    for await (const item of gather([join(import.meta.dirname, '../examples')]))
      if (item.kind === 'report') reports.push(item.report);
    for (const one of reports.slice(0, 4)) {
      const coded = codeReport(one, resources);
      const ids = [coded.events, coded.statements, coded.figures, coded.entities].flatMap(list =>
        list.slice(0, 6).map(({ id }) => id),
      );
      for (const id of ids) {
        const [explanation] = explainReport(one, resources, id);
        expect(explanation?.id).toBe(id);
        for (const { words } of all(explanation?.reasons ?? []))
          for (const { start, end, text } of words) expect(one.text.slice(start, end)).toBe(text);
      }
    }
  }, 60_000);
});

describe('a word', () => {
  test('that is an event is explained as that event, with frame, roles and status', () => {
    const [explanation] = explain('bomb');
    expect(explanation).toMatchObject({ kind: 'event', report: 'r1' });
    expect(explanation && about(explanation, 'frame')?.source).toMatch(/^\w+\.yaml:\d+$/);
    const coded = codeReport(report, resources).events.find(({ id }) => id === explanation?.id);
    expect(explanation?.says).toContain(coded?.status);
    expect(explanation && about(explanation, 'status')?.says).toBe(coded?.status);
  });

  test('that no frame names says so', () => {
    const [explanation] = explain('filmed');
    expect(explanation).toMatchObject({ kind: 'words', id: null });
    expect(explanation && about(explanation, 'frame')?.says).toContain('VERB:film');
  });

  test('that is asked for by its offset is the same', () => {
    expect(explain(String(TEXT.indexOf('bomb') + 1))).toEqual(explain('bomb'));
    expect(explain('r1:bomb')).toEqual(explain('bomb'));
  });

  test('that the report does not have is nothing', () => {
    expect(explain('parliament')).toEqual([]);
    expect(explain('e99')).toEqual([]);
  });
});
