// Counts over very many events: of a part of them, scaled, on both stores.
import { beforeAll, describe, expect, test } from 'vitest';
import { sampleEvents } from '../../src/6-record/sampled-events.ts';
import { makeEvents, writeMadeEvents } from '../support/acled-events.ts';
import { STORE_KINDS, storeForTests } from '../support/stores.ts';

describe.each(STORE_KINDS)('a part of the events on %s', (_, make) => {
  const { store } = storeForTests(make);
  beforeAll(async () => {
    await writeMadeEvents(store, makeEvents(3000));
  });

  const count = async (most: number, story?: string): Promise<{ scale: number; events: number }> => {
    const { table, conditions, scale } = await sampleEvents(store, { story }, most);
    const [row] = await store.database.query<{ events: number }>(
      `select count(*) as events from ${table} where ${conditions.sql}`,
      conditions.values,
    );
    return { scale, events: (row?.events ?? 0) * scale };
  };

  test('few events are counted one by one, also few among many', async () => {
    const all = await count(10_000);
    expect(all.scale).toBe(1);
    expect(await count(500, 'none')).toEqual({ scale: 1, events: 0 });
  });

  test('of many a part stands for all', async () => {
    const { events: all } = await count(10_000);
    const { scale, events } = await count(1500);
    expect(scale).toBeGreaterThan(1.5);
    expect(events / all).toBeGreaterThan(0.7);
    expect(events / all).toBeLessThan(1.3);
  });
});
