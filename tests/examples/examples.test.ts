// The example reports go through the whole flow and are compared with what a careful reader codes from them.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { globSync } from 'tinyglobby';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { gather } from '../../src/1-gather/index.ts';
import {
  type ExpectedReport,
  type ExpectedStory,
  type Miss,
  missedEvent,
  missedFigure,
  missedInStory,
  missedStatement,
} from '../../src/evaluate/expected-report.ts';
import { codeReport, loadResources, reconcileReports } from '../../src/pipeline.ts';
import type { CodedText, Story } from '../../src/schema/story.ts';

const EXAMPLES = join(import.meta.dirname, '../../examples');

const read = (pattern: string, ignore: string[] = []): [string, unknown][] =>
  globSync(pattern, { cwd: EXAMPLES, ignore })
    .sort()
    .map(file => [
      file.replace('.expected.json', ''),
      JSON.parse(readFileSync(join(EXAMPLES, file), 'utf8')),
    ]);

const reports = read('*.expected.json', ['story-*']) as [string, ExpectedReport][];
const expectedStories = read('story-*.expected.json') as [string, ExpectedStory][];

const texts = new Map<string, CodedText>();
let stories: readonly Story[] = [];

beforeAll(async () => {
  const resources = loadResources();
  for await (const item of gather([EXAMPLES])) {
    if (item.kind === 'problem') throw new Error(`${item.file}: ${item.message}`);
    texts.set(item.report.id, { report: item.report, coded: codeReport(item.report, resources) });
  }
  stories = reconcileReports([...texts.values()], resources).stories;
});

/**
 * What the program is known to miss, by report or story. The list must be exact: a new miss fails, and so does one that
 * is mended. `NOTE_MISSES=1 npx vitest run tests/examples` writes it anew; read what changed before you commit it.
 */
const KNOWN_MISSES = join(import.meta.dirname, 'known-misses.json');
const known: Record<string, Miss[]> = JSON.parse(readFileSync(KNOWN_MISSES, 'utf8'));
const found: Record<string, Miss[]> = {};

const expectOnlyKnown = (name: string, misses: readonly Miss[]): void => {
  if (misses.length > 0) found[name] = [...misses];
  if (process.env.NOTE_MISSES) return;
  const wordsOf = (list: readonly Miss[]): string[] => list.map(miss => miss.words);
  expect(
    misses.filter(miss => !wordsOf(known[name] ?? []).includes(miss.words)),
    'missed anew',
  ).toEqual([]);
  expect(
    wordsOf(known[name] ?? []).filter(words => !wordsOf(misses).includes(words)),
    'mended: take it off the list of known misses',
  ).toEqual([]);
};

afterAll(() => {
  if (process.env.NOTE_MISSES) writeFileSync(KNOWN_MISSES, `${JSON.stringify(found, null, 2)}\n`);
});

describe.each(reports)('%s', (name, expected) => {
  const text = (): CodedText => texts.get(name) as CodedText;

  test('is gathered with its outlet and day', () => {
    const [{ id, publishedAt }] = expected.reports;
    expect(text().report).toMatchObject({ id, outlet: expect.any(String), title: expect.any(String) });
    expect(text().coded.publishedAt?.slice(0, 10)).toBe(publishedAt);
  });

  test('is coded as a careful reader does', () => {
    const missed = <Want extends { readonly optional?: boolean }>(
      wants: readonly Want[],
      wordsOf: (want: Want) => string,
      check: (text: CodedText, want: Want) => string | null,
    ): Miss[] =>
      wants
        .filter(want => !want.optional)
        .flatMap(want => {
          const wrong = check(text(), want);
          return wrong === null ? [] : [{ words: wordsOf(want), wrong }];
        });
    expectOnlyKnown(name, [
      ...missed(expected.events, want => want.near, missedEvent),
      ...missed(expected.statements, want => want.content, missedStatement),
      ...missed(expected.figures, want => want.near, missedFigure),
    ]);
  });

  test('every coded value has its words in the text', () => {
    const { report, coded } = text();
    const spans = [
      ...coded.events.flatMap(event => [
        event.trigger,
        ...event.evidence,
        ...event.actors,
        ...event.recipients,
      ]),
      ...coded.statements.flatMap(statement => statement.content),
      ...coded.figures,
    ];
    for (const { start, end } of spans) expect(report.text.slice(start, end).trim()).not.toBe('');
  });
});

describe.each(expectedStories)('%s', (name, expected) => {
  const { same } = expected;
  const storyOf = (): Story | undefined =>
    stories.find(story => story.reports.includes(same.story[0] as string));

  test('its reports are one story', () => {
    expect(storyOf()?.reports.toSorted()).toEqual([...same.story].sort());
  });

  test('copies count once', () => {
    const inOrder = (groups: readonly (readonly string[])[]): string[] =>
      groups.map(ids => [...ids].sort().join(' ')).sort();
    expect(inOrder(storyOf()?.copies ?? [])).toEqual(inOrder(same.copies));
    expect(storyOf()?.independentOutlets).toBe(same.independentOutlets);
  });

  test('what they have in common is joined', () => {
    const byId = new Map([...texts].map(([id, { report }]) => [id, report.text]));
    expectOnlyKnown(name, missedInStory(storyOf() as Story, expected, byId));
  });
});

test('the same input gives the same bytes', () => {
  const resources = loadResources();
  for (const { report, coded } of texts.values())
    expect(JSON.stringify(codeReport(report, resources))).toBe(JSON.stringify(coded));
});
