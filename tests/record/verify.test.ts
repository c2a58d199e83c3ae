// `verify` on both stores: a whole store has no faults, and every row that was lost or changed is told.
import { beforeAll, describe, expect, test } from 'vitest';
import { openAcledMaker, refreshAcled } from '../../src/6-record/acled/index.ts';
import type { Queries } from '../../src/6-record/database/database.ts';
import {
  beginRun,
  bringTogether,
  createRelease,
  decide,
  type Proposal,
  recordReport,
  removeReport,
  type Store,
  verifyStore,
} from '../../src/6-record/index.ts';
import { STRIKES, WIRE } from '../reconcile/fixtures.ts';
import { makeEvents, writeMadeEvents } from '../support/acled-events.ts';
import { making } from '../support/making.ts';
import { SETUP, STORE_KINDS, storeForTests } from '../support/stores.ts';

/** What somebody or something did to the tables, and which words must be in what is told. */
const SPOILT: readonly (readonly [sql: string, told: string])[] = [
  ["update reports set text = text || '.' where id = 'strike-1'", 'report strike-1: its text has the hash'],
  ["update reports set outlet = 'Mine' where id = 'strike-1'", 'report strike-1: outlet, date or address'],
  ["delete from coded_reports where report = 'strike-2'", 'report strike-2: its current coding is missing'],
  [
    `update coded_reports set coded = replace(coded, 'happened', 'denied') where report = 'strike-1'`,
    'report strike-1: queries read other event mentions',
  ],
  [
    "update event_mentions set type = 'AID' where report = 'wire-1'",
    'wire-1: queries read other event mentions',
  ],
  ["delete from participants where report = 'wire-1'", 'wire-1: queries read other participants'],
  ["update figures set value = 13 where report = 'strike-1'", 'strike-1: queries read other figures'],
  ["update entities set code = 'X' where report = 'strike-1'", 'strike-1: queries read other entities'],
  [
    "delete from evidence where report = 'strike-4' and kind = 'event'",
    'strike-4: queries read other evidence',
  ],
  ["delete from story_reports where report = 'strike-3'", 'report strike-3: it stands in no story'],
  ["update events set killed_best = 1 where id = 'e1'", 'event e1: queries read other values'],
  [
    "update events set document = replace(document, 'Odrin', 'Sarn') where id = 'e1'",
    'event e1: nobody decided',
  ],
  ["update events set document = '{}' where id = 'e1'", 'event e1: its document is not of it'],
  ["update events set story = 's99' where id = 'e1'", 'event e1: its story is not in the store'],
  [
    "delete from event_links where event = 'e1' and report = 'strike-1'",
    'event e1: its mentions are not those',
  ],
  ["delete from event_links where event = 'e1'", 'event e1: it is not deleted and has no mention'],
  ["update event_links set mention = 'e9' where report = 'strike-1'", 'a mention of it is not in the coding'],
  ["update events set reviewed = 'reject' where id = 'e2'", 'event e2: it does not stand as the decisions'],
  ["update events set deleted_at = null where id = 'e3'", 'event e3: it does not stand as the decisions'],
  [`update decisions set after = replace(after, 'drone', 'artillery')`, 'event e2: it does not stand as'],
  ["delete from decisions where id = 'd1'", 'decision d2: one before it is missing'],
  ["delete from decisions where id = 'd2'", 'counter decision: the last decisions are missing'],
  ["update counters set value = 2 where name = 'event'", 'counter event: a number that was given'],
  ["update release_documents set document = document || ' '", 'release a: '],
  ["delete from release_items where id = 'e1'", 'release a: it has the hash'],
  [
    "insert into removed_reports values ('strike-1', 'i', 'h', now(), null)",
    'report strike-1: it was removed, and is there',
  ],
];

const SPOILT_ROWS: typeof SPOILT = [
  ['delete from acled_contents where number = (select min(number) from acled_rows)', 'half of its row'],
  [
    "update acled_rows set event_id_cnty = 'XXX1' where number = (select max(number) from acled_rows)",
    'under another id',
  ],
  [
    'update acled_rows set number = 99999 where number = (select min(number) from acled_rows)',
    'it is deleted, or not there',
  ],
  [
    'update events set deleted_at = now() where number = (select min(number) from acled_rows)',
    'it is deleted, or not there',
  ],
];

/** Faults of the store after the statement, which is undone. */
const faultsAfter = async (store: Store, sql: string): Promise<string[]> => {
  const undo = new Error('undone');
  let faults: string[] = [];
  const trial = store.database.transaction(async queries => {
    await queries.query('set local session_replication_role = replica');
    await queries.query(sql);
    const database = {
      ...store.database,
      ...queries,
      transaction: <T>(work: (q: Queries) => Promise<T>) => work(queries),
    };
    const found = await verifyStore({ ...store, database });
    faults = found.faults.map(({ what, fault }) => `${what}: ${fault}`);
    throw undo;
  });
  await expect(trial).rejects.toBe(undo);
  return faults;
};

describe.each(STORE_KINDS)('verify on %s', (_, make) => {
  const { store } = storeForTests(make);
  beforeAll(async () => {
    const run = await beginRun(store, SETUP);
    for (const text of [...STRIKES, ...WIRE]) await recordReport(store, text, run);
    await bringTogether(store, making);
    await removeReport(store, 'wire-3', null);
    await bringTogether(store, making);
    await decide(store, { action: 'correct', target: 'e2', correction: { mode: 'drone' }, by: 'ana' });
    await decide(store, { action: 'reject', target: 'e3', by: 'ana' } as Proposal);
    await createRelease(store, 'a', null);
  });
  test('finds nothing in a whole store', async () => {
    expect((await verifyStore(store)).faults).toEqual([]);
  });

  test.each(SPOILT)('%s', async (sql, told) => {
    expect(await faultsAfter(store, sql)).toContainEqual(expect.stringContaining(told));
  });
});

describe.each(STORE_KINDS)('verify of rows in the form of ACLED on %s', (_, make) => {
  const { store } = storeForTests(make);
  beforeAll(async () => {
    await writeMadeEvents(store, makeEvents(30));
    await refreshAcled(store, openAcledMaker());
  });

  test.each(SPOILT_ROWS)('%s', async (sql, told) => {
    expect(await faultsAfter(store, 'select 1')).not.toContainEqual(expect.stringContaining(told));
    expect(await faultsAfter(store, sql)).toContainEqual(expect.stringContaining(told));
  });
});
