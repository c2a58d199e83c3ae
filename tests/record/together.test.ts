// Stories brought together by and by are those brought together at once, and keep their ids.
import { beforeEach, describe, expect, test } from 'vitest';
import { makeReports, randomFrom } from '../../bench/made-reports.ts';
import { reconcileReports } from '../../src/5-reconcile/index.ts';
import { hashOf } from '../../src/6-record/hash.ts';
import {
  areStoriesCurrent,
  beginRun,
  bringTogether,
  recordReport,
  removeReport,
  verifyStore,
} from '../../src/6-record/index.ts';
import type { CodedText, Story } from '../../src/schema/story.ts';
import { making } from '../support/making.ts';
import { emptyStore, SETUP, STORE_KINDS, storeForTests } from '../support/stores.ts';

/** Every tenth report without a date, in no order of stories. */
const TEXTS: readonly CodedText[] = (() => {
  const random = randomFrom(3);
  return [...makeReports(130, 5)]
    .map(({ report, coded }) => ({ report: { ...report, contentHash: hashOf(report.text) }, coded }))
    .map((text, i) =>
      i % 10 === 7
        ? {
            report: { ...text.report, publishedAt: null, dateBasis: 'none' as const },
            coded: { ...text.coded, publishedAt: null, dateBasis: 'none' as const },
          }
        : text,
    )
    .map(text => ({ text, place: random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ text }) => text);
})();

const codings = new Map(TEXTS.map(({ report, coded }) => [report.id, coded]));
const dating = {
  ...making,
  code: ({ id, publishedAt }: CodedText['report']) => {
    const coded = codings.get(id);
    if (!coded) throw new Error(`no report ${id}`);
    return { ...coded, publishedAt, dateBasis: 'inferred' as const };
  },
};

/** What a story is whatever it and its parts are called. */
const contentOf = ({ reports, copies, events, quotes, figures, independentOutlets }: Story): unknown => ({
  reports,
  copies,
  independentOutlets,
  events: events.map(({ id: _, ...event }) => event),
  quotes: quotes.length,
  figures: figures.length,
});

const sorted = (contents: readonly unknown[]): string[] => contents.map(each => JSON.stringify(each)).sort();

describe.each(STORE_KINDS)('stories in a store on %s', (_, make) => {
  const { store } = storeForTests(make);
  let run: number;
  beforeEach(async () => {
    await emptyStore(store);
    run = await beginRun(store, SETUP);
  });

  const add = async (texts: readonly CodedText[]): Promise<void> => {
    for (const text of texts) await recordReport(store, text, run);
  };
  const stories = async (): Promise<Story[]> =>
    (await store.database.query<{ document: string }>('select document from stories order by number')).map(
      ({ document }) => JSON.parse(document) as Story,
    );
  const placesIn = async (): Promise<Map<string, string>> =>
    new Map((await stories()).flatMap(({ id, reports }) => reports.map(report => [report, id])));

  /** By few: reports are looked up from that many on, not grouped all together. */
  const addByBatches = async (few: number, seed: number, most: number): Promise<void> => {
    const random = randomFrom(seed);
    let before = new Map<string, string>();
    for (let from = 0; from < TEXTS.length; ) {
      const size = 1 + Math.floor(random() * most);
      await add(TEXTS.slice(from, from + size));
      await bringTogether(store, dating, { few });
      from += size;
      const now = await placesIn();
      const sizes = new Map<string, number>();
      for (const story of before.values()) sizes.set(story, (sizes.get(story) ?? 0) + 1);
      // a report alone may go into any story; where several stood together, most still stand under one id
      for (const [story, count] of sizes) {
        if (count < 3) continue;
        const kept = [...before].filter(([report, old]) => old === story && now.get(report) === story);
        expect(kept.length).toBeGreaterThan(count / 2);
      }
      before = now;
    }
  };

  test('made by random batches are those made at once', async () => {
    await add(TEXTS);
    await bringTogether(store, dating, { few: 32 });
    const atOnce = sorted((await stories()).map(contentOf));
    expect(atOnce.length).toBeGreaterThan(10);
    await emptyStore(store);
    run = await beginRun(store, SETUP);
    await addByBatches(32, 1, 40);
    expect(sorted((await stories()).map(contentOf))).toEqual(atOnce);
    expect(await areStoriesCurrent(store.database)).toBe(true);
    expect((await verifyStore(store)).faults).toEqual([]);
    // nothing is left to do, and nothing changes when all is done anew
    const nothing = { added: 0, changed: 0, deleted: 0 };
    expect(await bringTogether(store, dating, { few: 32 })).toEqual({ stories: nothing, events: nothing });
    expect(await bringTogether(store, dating, { few: 32, all: true })).toEqual({
      stories: nothing,
      events: nothing,
    });
  }, 180_000);

  test('of few reports are what reconciling them gives', async () => {
    const dated = TEXTS.filter(({ report }) => report.publishedAt !== null).slice(0, 60);
    for (const part of [dated.slice(0, 20), dated.slice(20, 21), dated.slice(21)]) {
      await add(part);
      await bringTogether(store, making);
    }
    expect(sorted((await stories()).map(contentOf))).toEqual(sorted(reconcileReports(dated).map(contentOf)));
  });

  test('lose a report that is removed, and only its story is told anew', async () => {
    await add(TEXTS.slice(0, 60));
    await bringTogether(store, dating, { few: 32 });
    const [biggest] = (await stories()).sort((a, b) => b.reports.length - a.reports.length);
    const gone = (biggest as Story).reports[0] as string;
    await removeReport(store, gone, null);
    const { stories: changes } = await bringTogether(store, dating, { few: 32 });
    expect(changes).toEqual({ added: 0, changed: 1, deleted: 0 });
    expect((await placesIn()).has(gone)).toBe(false);
    const single = (await stories()).find(({ reports }) => reports.length === 1);
    await removeReport(store, single?.reports[0] as string, null);
    expect((await bringTogether(store, dating, { few: 32 })).stories.deleted).toBe(1);
  });

  test('are made as far as there is time for, and the next time goes on from there', async () => {
    await add(TEXTS.slice(0, 80));
    await bringTogether(store, dating, { few: 32 });
    await add(TEXTS.slice(80, 95));
    const seen: { done: number; total: number }[] = [];
    const goesOn = (): boolean => seen.length < 2;
    const onProgress = (progress: { done: number; total: number }): void => void seen.push(progress);
    await bringTogether(store, dating, { few: 32, step: 4, goesOn, onProgress });
    expect(seen).toEqual([
      { done: 4, total: 15 },
      { done: 8, total: 15 },
    ]);
    expect((await placesIn()).size).toBe(88);
    expect(await areStoriesCurrent(store.database)).toBe(false);
    await bringTogether(store, dating, { few: 32, step: 4 });
    expect(await areStoriesCurrent(store.database)).toBe(true);
    const bySteps = sorted((await stories()).map(contentOf));
    expect((await verifyStore(store)).faults).toEqual([]);
    await emptyStore(store);
    run = await beginRun(store, SETUP);
    await add(TEXTS.slice(0, 95));
    await bringTogether(store, dating, { few: 32 });
    expect(sorted((await stories()).map(contentOf))).toEqual(bySteps);
  }, 60_000);

  test('take in what is added while they are being made', async () => {
    await add(TEXTS.slice(0, 40));
    let added = false;
    const adding = {
      ...dating,
      tellStory: (texts: readonly CodedText[]) => {
        added = true;
        return dating.tellStory(texts);
      },
    };
    const making = bringTogether(store, adding, { few: 32 });
    while (!added) await new Promise(resolve => setTimeout(resolve, 1));
    await add(TEXTS.slice(40, 45));
    await Promise.all([making, bringTogether(store, dating, { few: 32 })]);
    await bringTogether(store, dating, { few: 32 });
    expect(await areStoriesCurrent(store.database)).toBe(true);
    expect((await placesIn()).size).toBe(45);
    expect((await verifyStore(store)).faults).toEqual([]);
  });
});
