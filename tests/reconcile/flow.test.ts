// Stories written for the project go through the whole flow together and are compared with what a careful reader makes
// of them. Each file of tests/reconcile/stories/ is one story: a report a line, and beside it what is expected.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { globSync } from 'tinyglobby';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { gather } from '../../src/1-gather/index.ts';
import { Reconciler, reconcileReports as reconcile } from '../../src/5-reconcile/index.ts';
import { type ExpectedFlowStory, reportsOfStory, StoryCheck } from '../../src/evaluate/expected-story.ts';
import { codeReport, loadResources, reconcileReports } from '../../src/pipeline.ts';
import type { CodedText, Story } from '../../src/schema/story.ts';

const FOLDER = join(import.meta.dirname, 'stories');
const cases = globSync('*.jsonl', { cwd: FOLDER })
  .sort()
  .map(file => {
    const name = file.replace('.jsonl', '');
    const expected: ExpectedFlowStory = JSON.parse(
      readFileSync(join(FOLDER, `${name}.expected.json`), 'utf8'),
    );
    return { name, ids: reportsOfStory(readFileSync(join(FOLDER, file), 'utf8'), expected), expected };
  });

/**
 * What the program is known to miss, by story. The list must be exact: a new miss fails, and so does one that is
 * mended. `NOTE_MISSES=1 npx vitest run tests/reconcile/flow.test.ts` writes it anew; read what changed.
 */
const KNOWN_MISSES = join(import.meta.dirname, 'known-misses.json');
const known: Record<string, readonly string[]> = JSON.parse(readFileSync(KNOWN_MISSES, 'utf8'));
const found: Record<string, readonly string[]> = {};

const coded: CodedText[] = [];
let texts: ReadonlyMap<string, CodedText> = new Map();
let stories: readonly Story[] = [];

const resources = loadResources();

beforeAll(async () => {
  for await (const item of gather(cases.map(({ name }) => join(FOLDER, `${name}.jsonl`)))) {
    if (item.kind === 'problem') throw new Error(`${item.file}: ${item.message}`);
    coded.push({ report: item.report, coded: codeReport(item.report, resources) });
  }
  const reconciled = reconcileReports(coded, resources);
  stories = reconciled.stories;
  texts = new Map(reconciled.texts.map(text => [text.report.id, text]));
});

afterAll(() => {
  if (process.env.NOTE_MISSES) writeFileSync(KNOWN_MISSES, `${JSON.stringify(found, null, 2)}\n`);
});

const storyOf = (ids: readonly string[]): Story =>
  stories.find(story => story.reports.includes(ids[0] as string)) as Story;

test('there are stories enough', () => {
  expect(cases.length).toBeGreaterThanOrEqual(12);
  for (const { ids } of cases) expect(ids.length).toBeGreaterThanOrEqual(3);
});

describe.each(cases)('$name', ({ name, ids, expected }) => {
  test('its reports are one story and no other is with them', () => {
    expect(storyOf(ids).reports.toSorted()).toEqual(ids.toSorted());
  });

  test('is told as a careful reader tells it', () => {
    const misses = new StoryCheck(storyOf(ids), texts).run(expected);
    if (misses.length > 0) found[name] = misses;
    if (!process.env.NOTE_MISSES) expect(misses).toEqual(known[name] ?? []);
  });
});

/** A story without the ids that the program made. */
const withoutIds = (all: Iterable<Story>): unknown => {
  const plain = [...all].map(story =>
    JSON.stringify([
      story.title,
      story.reports,
      story.copies,
      story.origins,
      story.events.map(({ id: _, ...event }) => event),
      story.quotes.map(({ id: _, ...quote }) => quote),
      story.figures.map(({ id: _, ...figure }) => figure),
      story.denials.length,
      story.positions.map(({ actor, steps }) => [actor, steps.map(({ day, toward }) => [day, toward])]),
    ]),
  );
  return plain.sort();
};

describe('reports added one by one', () => {
  test('give the stories that they give all at once', () => {
    const reconciler = new Reconciler();
    for (const text of coded) {
      reconciler.add([text]);
      if (reconciler.size % 12 !== 0) continue;
      reconciler.lendDates(report => codeReport(report, resources));
      expect([...reconciler.stories()].length).toBeGreaterThan(0);
    }
    reconciler.lendDates(report => codeReport(report, resources));
    expect(withoutIds(reconciler.stories())).toEqual(withoutIds(stories));
  });

  test('and so does any part of them in any order', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(coded, { minLength: 2, maxLength: 14 }), fc.nat(), (part, seed) => {
        const reconciler = new Reconciler();
        for (const [i, text] of part.entries()) {
          reconciler.add([text]);
          if ((seed >> i) % 3 === 0) Array.from(reconciler.stories());
        }
        expect(withoutIds(reconciler.stories())).toEqual(withoutIds(reconcile(part)));
      }),
      { numRuns: 25 },
    );
  });
});
