// Rows in ACLED's form follow the events: made in parts, gone on with after a cut, and readers are not kept waiting.
import { beforeAll, describe, expect, test } from 'vitest';
import { openAcledMaker, readAcledState, refreshAcled } from '../../src/6-record/acled/index.ts';
import { makeKeeper } from '../../src/7-serve/acled/keep-current.ts';
import { Problem } from '../../src/7-serve/problem.ts';
import { makeEvents, writeMadeEvents } from '../support/acled-events.ts';
import { testContext } from '../support/serving.ts';
import { STORE_KINDS, storeForTests } from '../support/stores.ts';

const EVENTS = 600;

describe.each(STORE_KINDS)('on %s', (_, make) => {
  const { store } = storeForTests(make);
  const maker = openAcledMaker();

  beforeAll(async () => {
    await writeMadeEvents(store, makeEvents(EVENTS));
    await store.database.query('delete from acled_waiting');
  });

  test('a making that was cut off goes on where it was', async () => {
    const cut = refreshAcled(store, maker, events => {
      throw new Error(`cut after ${events}`);
    });
    await expect(cut).rejects.toThrow(/^cut after \d+$/);
    expect(await readAcledState(store, maker)).toBeNull();
    const [made] = await store.database.query<{ rows: number }>('select count(*) as rows from acled_rows');
    expect(made?.rows).toBeGreaterThan(0);
    let looked = 0;
    await refreshAcled(store, maker, events => {
      looked = events;
    });
    expect(looked).toBeLessThan(EVENTS);
    expect(await readAcledState(store, maker)).not.toBeNull();
  });

  test('other rules make all rows anew, and what did not change keeps its timestamp', async () => {
    const rows = 'select number, timestamp from acled_rows order by number';
    const before = await store.database.query(rows);
    await store.database.query("update events set deleted_at = updated_at where id = 'e1'");
    await refreshAcled(store, { ...maker, version: 'others' });
    const gone = await store.database.query<{ number: number }>('select number from acled_deleted');
    const after = await store.database.query(rows);
    expect(after.length + gone.length).toBe(before.length);
    expect(before).toEqual(expect.arrayContaining(after));
  });

  test('who would wait long is told when to ask again', async () => {
    const { context } = testContext(store, { acled: () => ({ ...maker, version: 'yet others' }) });
    const refused = await makeKeeper(context, 0)().catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(Problem);
    expect(refused).toMatchObject({ status: 503, headers: { 'Retry-After': '20' } });
    // the work goes on meanwhile
    expect((await makeKeeper(context)()).revision).toBeGreaterThan(0);
  });
});
