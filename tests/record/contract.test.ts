// One contract for both stores: what goes in comes out the same, whole or not at all, and ids stay.
import { beforeEach, describe, expect, test } from 'vitest';
import { migrate } from '../../src/6-record/database/migrate.ts';
import {
  areStoriesCurrent,
  beginRun,
  bringTogether,
  findReport,
  listRuns,
  readCoding,
  readReport,
  recordCoding,
  recordReport,
  removeReport,
} from '../../src/6-record/index.ts';
import { MIGRATIONS } from '../../src/6-record/migrations/index.ts';
import type { CodedText } from '../../src/schema/story.ts';
import { ReportBuilder } from '../reconcile/builder.ts';
import { STRIKES, WIRE } from '../reconcile/fixtures.ts';
import { making } from '../support/making.ts';
import { emptyStore, STORE_KINDS, storeForTests } from '../support/stores.ts';

const SETUP = { software: '0.0.0-test', codebook: 'c1', registry: 'r1', models: { parse: 'm1' } };

const changed = (text: CodedText, report: Partial<CodedText['report']>): CodedText => ({
  ...text,
  report: { ...text.report, ...report },
});

describe.each(STORE_KINDS)('a store on %s', (_, make) => {
  let run: number;
  let time = 0;

  const now = (): Date => new Date(Date.UTC(2025, 5, 1) + 1000 * time++);
  const { store, stores, reopen } = storeForTests(make, { now });

  beforeEach(async () => {
    await emptyStore(store);
    run = await beginRun(store, SETUP);
  });

  const add = async (texts: readonly CodedText[]): Promise<string[]> => {
    const ids: string[] = [];
    for (const text of texts) ids.push((await recordReport(store, text, run)).id);
    return ids;
  };
  const count = async (table: string): Promise<number> =>
    (await store.database.query<{ n: number }>(`select count(*)::int as n from ${table}`))[0]?.n as number;

  describe('reports', () => {
    test('come out as they went in', async () => {
      const [text] = STRIKES as [CodedText];
      expect(await recordReport(store, text, run)).toEqual({ outcome: 'added', id: 'strike-1' });
      expect(await readReport(store, 'strike-1')).toEqual(text.report);
      expect(await readCoding(store, 'strike-1')).toEqual(text.coded);
    });

    test('keep words that no PostgreSQL text can hold, and their offsets', async () => {
      const text = 'Nor\0via \ud800 struck\udfff Odrin 🙂.';
      const built = new ReportBuilder('odd', text, { outlet: 'Va\0l' })
        .event('ASSAULT', 'struck\udfff', { actors: ['Nor\0via'], place: 'Odrin 🙂' })
        .build();
      await add([built]);
      const stored = await readReport(store, 'odd');
      expect(stored?.text).toBe(text);
      expect(await readCoding(store, 'odd')).toEqual(built.coded);
    });

    test('are not added twice', async () => {
      const [text] = STRIKES as [CodedText];
      await add([text]);
      expect(await recordReport(store, changed(text, { id: 'other name' }), run)).toEqual({
        outcome: 'known',
        id: 'strike-1',
      });
      expect(await findReport(store.database, text.report)).toBe('strike-1');
      expect(await count('reports')).toBe(1);
    });

    test('with the same words in another outlet are reports of their own, under an id of their own', async () => {
      const [text] = STRIKES as [CodedText];
      const copy = changed(text, { outlet: 'Another Post' });
      expect(await add([text, copy])).toEqual(['strike-1', 'strike-1-2']);
      expect((await readCoding(store, 'strike-1-2'))?.id).toBe('strike-1-2');
    });

    test('with new words under the same address are a new version', async () => {
      const [first, second] = STRIKES as [CodedText, CodedText];
      const page = { url: 'https://post.example/1', outlet: 'Post' };
      await add([changed(first, page)]);
      expect(await recordReport(store, changed(second, page), run)).toEqual({
        outcome: 'version',
        id: 'strike-2',
        supersedes: 'strike-1',
      });
      await bringTogether(store, making);
      expect(await store.database.query('select report from story_reports')).toEqual([
        { report: 'strike-2' },
      ]);
      expect((await readReport(store, 'strike-1'))?.text).toBe(first.report.text);
    });

    test('are gone when removed, and their ids with them', async () => {
      await add(STRIKES);
      await bringTogether(store, making);
      await removeReport(store, 'strike-1', 'asked by the outlet');
      expect(await readReport(store, 'strike-1')).toBeNull();
      expect(await count("event_mentions where report = 'strike-1'")).toBe(0);
      const [text] = STRIKES as [CodedText];
      expect((await recordReport(store, text, run)).id).toBe('strike-1-2');
      await expect(removeReport(store, 'nothing', null)).rejects.toThrow(/no report "nothing"/);
    });

    test('are there whole or not at all', async () => {
      const [text] = STRIKES as [CodedText];
      const broken = { ...text.coded, figures: [{ ...text.coded.figures[0], start: null }] };
      await expect(recordReport(store, { ...text, coded: broken as never }, run)).rejects.toThrow();
      expect(await count('reports')).toBe(0);
      expect(await count('evidence')).toBe(0);
      expect(await add([text])).toEqual(['strike-1']);
    });

    test('go in one by one when added at once', async () => {
      await Promise.all([...STRIKES, ...STRIKES, ...WIRE].map(text => recordReport(store, text, run)));
      expect(await count('reports')).toBe(STRIKES.length + WIRE.length);
    });
  });

  describe('runs', () => {
    test('are one while the set-up is the same', async () => {
      expect(await beginRun(store, SETUP)).toBe(run);
      expect(await beginRun(store, { ...SETUP, codebook: 'c2' })).toBe(run + 1);
    });

    test('keep their coding when a report is coded anew', async () => {
      const [text] = STRIKES as [CodedText];
      await add([text]);
      const next = await beginRun(store, { ...SETUP, codebook: 'c2' });
      const coded = { ...text.coded, events: [] };
      await recordCoding(store, { report: text.report, coded }, next);
      expect((await readCoding(store, 'strike-1'))?.events).toEqual([]);
      expect(await readCoding(store, 'strike-1', run)).toEqual(text.coded);
      expect((await listRuns(store)).map(({ id, reports, current }) => [id, reports, current])).toEqual([
        [run, 1, 0],
        [next, 1, 1],
      ]);
      expect(await count('event_mentions')).toBe(0);
    });
  });

  describe('stories and events', () => {
    const events = () =>
      store.database.query<{ id: string; type: string; mention_count: number; deleted: boolean }>(
        'select id, type, mention_count, deleted_at is not null as deleted from events order by number',
      );

    test('wait until they are brought together', async () => {
      expect(await areStoriesCurrent(store.database)).toBe(true);
      await add(STRIKES);
      expect(await areStoriesCurrent(store.database)).toBe(false);
      expect(await bringTogether(store, making)).toEqual({
        stories: { added: 1, changed: 0, deleted: 0 },
        events: { added: 3, changed: 0, deleted: 0 },
      });
      expect(await areStoriesCurrent(store.database)).toBe(true);
    });

    test('change only where something changed', async () => {
      await add([...STRIKES, ...WIRE]);
      await bringTogether(store, making);
      const before = await store.database.query('select id, updated_at from events order by number');
      expect(await bringTogether(store, making)).toEqual({
        stories: { added: 0, changed: 0, deleted: 0 },
        events: { added: 0, changed: 0, deleted: 0 },
      });
      expect(await store.database.query('select id, updated_at from events order by number')).toEqual(before);
    });

    test('keep their ids as reports arrive and are coded anew', async () => {
      const [first, second, third, fourth] = STRIKES as [CodedText, CodedText, CodedText, CodedText];
      await add([third, fourth]);
      await bringTogether(store, making);
      const before = await events();
      await add([first, second]);
      await bringTogether(store, making);
      expect((await events()).slice(0, before.length).map(({ id }) => id)).toEqual(
        before.map(({ id }) => id),
      );
      const raid = (await events()).find(({ mention_count }) => mention_count === 3);
      expect(before.map(({ id }) => id)).toContain(raid?.id);

      // coded anew: the first event is not seen any more, so the second one takes its number within the report
      const next = await beginRun(store, { ...SETUP, codebook: 'c2' });
      const [, only] = third.coded.events;
      await recordCoding(
        store,
        { ...third, coded: { ...third.coded, events: [{ ...only, id: 'e1' } as never], figures: [] } },
        next,
      );
      await bringTogether(store, making);
      const after = (await events()).find(({ id }) => id === raid?.id);
      expect(after).toMatchObject({ mention_count: 3, deleted: false });
    });

    test('that are gone stay known as deleted', async () => {
      await add(STRIKES);
      await bringTogether(store, making);
      await removeReport(store, 'strike-4', null);
      const { events: outcome } = await bringTogether(store, making);
      expect(outcome.deleted).toBe(1);
      expect((await events()).filter(({ deleted }) => deleted).map(({ type }) => type)).toEqual(['ACCUSE']);
    });

    test('carry tolls, outlets and the days of their mentions', async () => {
      await add(STRIKES);
      await bringTogether(store, making);
      const [event] = await store.database.query(
        "select killed_low, killed_best, outlets, date_from, country, actors from events where date_from = '2025-03-02'",
      );
      expect(event).toEqual({
        killed_low: 10,
        killed_best: expect.any(Number),
        outlets: ['The Harbour Post', 'Vell Radio'],
        date_from: '2025-03-02',
        country: 'TSK',
        actors: ['Norvia'],
      });
    });

    test('lend a date to an undated report and take it back', async () => {
      const [first, second] = STRIKES as [CodedText, CodedText];
      const undated = changed(second, { publishedAt: null, dateBasis: 'none' });
      await add([first, undated]);
      let codings = 0;
      const lending = {
        ...making,
        code: ({ publishedAt }: CodedText['report']) => {
          codings++;
          return { ...undated.coded, publishedAt, dateBasis: 'inferred' as const };
        },
      };
      await bringTogether(store, lending);
      await bringTogether(store, lending);
      expect(codings).toBe(1);
      expect((await readCoding(store, 'strike-2'))?.publishedAt).toBe('2025-03-03');
      expect((await readReport(store, 'strike-2'))?.publishedAt).toBeNull();
      await removeReport(store, 'strike-1', null);
      await bringTogether(store, lending);
      expect(await readCoding(store, 'strike-2')).toEqual(undated.coded);
    });
  });

  describe('schema', () => {
    const later = { version: 99, name: 'later', sql: 'create table later (a integer)' };

    test('is brought up to date by a newer program, and refused by an older one', async () => {
      const place = await stores.makeLocation();
      const other = await stores.open(place);
      await migrate(other.database, [...MIGRATIONS, later], '9.9.9', new Date());
      expect(await other.database.query('select * from later')).toEqual([]);
      await other.close();
      await expect(stores.open(place)).rejects.toThrow(
        /schema 99, made by synoptic 9\.9\.9; this is synoptic 0\.0\.0-test.*Use synoptic 9\.9\.9 or later/,
      );
    });

    test('is left as it was where a step fails', async () => {
      const broken = { version: 100, name: 'broken', sql: 'create table half (a integer); select 1/0' };
      await expect(
        migrate(store.database, [...MIGRATIONS, later, broken], '9.9.9', new Date()),
      ).rejects.toThrow();
      const versions = await store.database.query('select max(version) as last from migrations');
      expect(versions).toEqual([{ last: MIGRATIONS.at(-1)?.version }]);
      await expect(count('half')).rejects.toThrow();
    });

    test('opens again with all that was in it', async () => {
      await add(STRIKES);
      await reopen();
      expect(store.migrated.from).toBe(MIGRATIONS.at(-1)?.version);
      expect(await count('reports')).toBe(STRIKES.length);
    });
  });
});
