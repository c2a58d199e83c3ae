// The order of stories is that of their news, not of the days that they speak of.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  beginRun,
  bringTogether,
  type Listed,
  listStories,
  listStoryCards,
  recordReport,
  type Store,
} from '../../src/6-record/index.ts';
import { ReportBuilder } from '../reconcile/builder.ts';
import { making } from '../support/making.ts';
import { SETUP, STORE_KINDS, type TestStores } from '../support/stores.ts';

const NOW = '2025-06-10T12:00:00.000Z';

/** The vote that the first speaks of lies a year ahead of all the others. */
const REPORTS = [
  new ReportBuilder('vote', 'Quell plans to hold a vote on the river treaty on 2 May 2026, Orin Vash said.', {
    outlet: 'Vell Radio',
    publishedAt: '2025-05-01',
  }).event('CONSULT', 'hold a vote', { actors: ['Quell'], status: 'planned', day: '2026-05-02' }),
  new ReportBuilder('raid', 'Norvian army troops raided a village near Odrin, Mira Sol said.', {
    outlet: 'The Harbour Post',
    publishedAt: '2025-06-09',
  }).event('ASSAULT', 'raided', { actors: ['Norvian army'], recipients: ['Tarsk'], day: '2025-06-08' }),
  new ReportBuilder('talks', 'Ilan Dravec met traders in Sarn to speak of grain prices this spring.', {
    outlet: 'The Sarn Courier',
    publishedAt: '2025-06-09T07:15:00+02:00',
  }).event('CONSULT', 'met', { actors: ['Ilan Dravec'], day: '2024-11-30' }),
  new ReportBuilder('strike', 'Dockers in Vell stopped work over wages and closed three piers.', {
    outlet: 'Vell Radio',
  }).event('PROTEST', 'stopped work', { day: '2023-01-01' }),
  new ReportBuilder('mistaken', 'A flood took two bridges in the hills above Tarsk, farmers said.', {
    outlet: 'The Hill Echo',
    publishedAt: '2099-01-01',
  }),
].map(builder => builder.build());

describe.each(STORE_KINDS)('order of stories on %s', (_, make) => {
  let stores: TestStores;
  let store: Store;
  beforeAll(async () => {
    stores = await make();
    let time = Date.parse(NOW);
    store = await stores.open(await stores.makeLocation(), { now: () => new Date(time++) });
    const run = await beginRun(store, SETUP);
    for (const text of REPORTS) await recordReport(store, text, run);
    await bringTogether(store, making);
  });
  afterAll(async () => {
    await store.close();
    await stores.stop();
  });

  test('by the newest report: its publication, else when it was recorded; a date ahead counts for nothing', async () => {
    const { items } = await listStoryCards(store, {}, { limit: 10 });
    expect(items.map(({ outlets, reportedAt }) => [outlets[0], reportedAt?.slice(0, 16)])).toEqual([
      ['The Hill Echo', '2025-06-10T12:00'],
      ['Vell Radio', '2025-06-10T12:00'],
      ['The Harbour Post', '2025-06-09T23:59'],
      ['The Sarn Courier', '2025-06-09T05:15'],
      ['Vell Radio', '2025-05-01T23:59'],
    ]);
  });

  test('page by page, as cards and as a list', async () => {
    const { items: all } = await listStoryCards(store, {}, { limit: 10 });
    for (const list of [listStoryCards, listStories]) {
      const paged: string[] = [];
      let after: string | null = null;
      do {
        const page: Listed<{ readonly id: string }> = await list(store, {}, { limit: 2, after });
        paged.push(...page.items.map(({ id }) => id));
        after = page.next;
      } while (after !== null);
      expect(paged).toEqual(all.map(({ id }) => id));
      await expect(list(store, {}, { limit: 2, after: '2025-13-01T00:00:00.000Z.1' })).rejects.toThrow(
        /no place to go on/,
      );
    }
  });
});
