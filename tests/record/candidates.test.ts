// Reports like some others are looked up in the store as they would be found by counting, one by one or many together.
import { beforeAll, describe, expect, test } from 'vitest';
import { makeReports, randomFrom } from '../../bench/made-reports.ts';
import { beginRun, recordReports, type StoryMaking } from '../../src/6-record/index.ts';
import { Neighbourhood } from '../../src/6-record/together/candidates.ts';
import {
  countFeatures,
  readSketches,
  type StoredSketch,
  sketchReports,
  weighSketches,
} from '../../src/6-record/together/sketches.ts';
import { making as ours } from '../support/making.ts';
import { SETUP, STORE_KINDS, storeForTests } from '../support/stores.ts';

/** Few features, each of very many reports, so that every limit is met; whole weights, so that sums are exact. */
const FEATURES = 12;
const making: StoryMaking = {
  ...ours,
  strongestFeatures: sketch => [
    ...new Map(
      ours.strongestFeatures(sketch).map(({ key }) => {
        const feature = key % FEATURES;
        return [feature, { key: feature, weight: 1 + (feature % 3) }] as const;
      }),
    ).values(),
  ],
};

const COUNT = 260;
const LOOKED_AT = 200;
const CANDIDATES = 60;

const holds = (all: readonly StoredSketch[]): ReadonlyMap<StoredSketch, ReadonlySet<number>> =>
  new Map(all.map(sketch => [sketch, new Set(making.strongestFeatures(sketch).map(({ key }) => key))]));

/** Ids that share most with one, counted over all: on either side in time, of each feature the 200 nearest. */
const counted = (
  all: readonly StoredSketch[],
  at: number,
  features: ReturnType<typeof holds>,
): Set<string> => {
  const own = making.strongestFeatures(all[at] as StoredSketch);
  const side = (others: readonly StoredSketch[]): string[] => {
    const shared = new Map<StoredSketch, number>();
    for (const { key, weight } of own)
      for (const other of others.filter(each => features.get(each)?.has(key)).slice(0, LOOKED_AT))
        shared.set(other, (shared.get(other) ?? 0) + weight * weight);
    return [...shared]
      .sort(([a, x], [b, y]) => y - x || a.number - b.number)
      .slice(0, CANDIDATES)
      .map(([{ id }]) => id);
  };
  return new Set([...side(all.slice(0, at).reverse()), ...side(all.slice(at + 1))]);
};

describe.each(STORE_KINDS)('reports like others on %s', (_, make) => {
  const { store } = storeForTests(make);
  let inTime: StoredSketch[];

  beforeAll(async () => {
    const { database } = store;
    const random = randomFrom(11);
    const texts = [...makeReports(COUNT, 7)].sort(() => random() - 0.5);
    await recordReports(store, texts, await beginRun(store, SETUP));
    const ids = texts.map(({ report }) => report.id);
    await database.transaction(async queries => {
      await sketchReports(queries, making, ids);
      await countFeatures(queries, making, COUNT);
      await weighSketches(queries, making, await readSketches(queries, ids));
    });
    inTime = (await readSketches(database, ids)).sort(
      (a, b) => making.moment(a.publishedAt) - making.moment(b.publishedAt) || a.number - b.number,
    );
  }, 120_000);

  const look = (known: readonly StoredSketch[]): Promise<Neighbourhood> =>
    Neighbourhood.of(store.database, making, known);
  const found = async (neighbourhood: Neighbourhood, sketch: StoredSketch): Promise<Set<string>> =>
    new Set((await neighbourhood.near([sketch], 0)).keys());

  test('are those that counting finds, asked for one by one, many together, and whatever is frequent', async () => {
    expect(inTime).toHaveLength(COUNT);
    const features = holds(inTime);
    const some = inTime.map((sketch, at) => ({ sketch, at })).filter(({ at }) => at % 37 === 5);
    const [none, all] = [await look([]), await look(inTime)];
    for (const { sketch, at } of some) {
      const expected = counted(inTime, at, features);
      expect(expected.size).toBeGreaterThan(CANDIDATES);
      expect(await found(none, sketch)).toEqual(expected);
      expect(await found(all, sketch)).toEqual(expected);
    }
    // a feature that is in very many is read around each report, not whole
    await store.database.query('delete from feature_counts');
    await store.database.query(
      'insert into feature_counts select i, 1000000 from generate_series(0, 11) as i',
    );
    const apart = await look(inTime);
    for (const { sketch, at } of some)
      expect(await found(apart, sketch)).toEqual(counted(inTime, at, features));
  }, 60_000);
});
