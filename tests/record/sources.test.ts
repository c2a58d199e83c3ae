// One contract for sources on both stores: what is kept of them, how they do, and who reads them.
import { beforeEach, describe, expect, test } from 'vitest';
import { hashOf } from '../../src/6-record/hash.ts';
import { beginRun } from '../../src/6-record/index.ts';
import {
  failJob,
  finishItems,
  finishJobs,
  leaseItems,
  leaseReports,
  listJobs,
} from '../../src/6-record/queue/index.ts';
import {
  addSource,
  claimGathering,
  dueSources,
  endGathering,
  listSources,
  pauseSource,
  readSourceState,
  recordReading,
  removeSource,
  resumeSource,
  sourceHealth,
} from '../../src/6-record/sources/index.ts';
import { bareCoded } from '../../src/schema/coded-report.ts';
import { bareReport } from '../../src/schema/report.ts';
import { NO_STATE, SOURCE_DEFAULTS, type SourceItem, type SourceReading } from '../../src/schema/source.ts';
import { emptyStore, SETUP, STORE_KINDS, storeForTests } from '../support/stores.ts';

const START = Date.UTC(2025, 5, 10, 12);

const itemOf = (key: string, version = '1'): SourceItem => ({
  key,
  version,
  isChange: version !== '1',
  address: `https://gazette.example/${key}`,
  content: null,
  title: `Title of ${key}`,
  outlet: null,
  publishedAt: null,
  language: null,
  metadata: {},
});

const readingOf = (items: readonly SourceItem[], more: Partial<SourceReading> = {}): SourceReading => ({
  outcome: 'read',
  items,
  state: { ...NO_STATE, seen: items.map(({ key }) => key) },
  about: null,
  problems: [],
  notBefore: null,
  ...more,
});

describe.each(STORE_KINDS)('sources on %s', (_, make) => {
  const { store } = storeForTests(make, { now: () => new Date(time) });
  let time = START;

  beforeEach(async () => {
    time = START;
    await emptyStore(store);
  });

  const add = (address: string, id?: string) =>
    addSource(store, { id: id ?? null, address, kind: 'feed', outlet: 'Gazette', options: SOURCE_DEFAULTS });
  const inMinutes = (minutes: number): string => new Date(time + minutes * 60_000).toISOString();
  const lease = (perSource = 1) => leaseItems(store, 'one', { jobs: 10, perSource, except: [] });
  const fail = (message: string): SourceReading =>
    readingOf([], { outcome: 'failed', problems: [{ severity: 'error', code: 'fetch/timeout', message }] });

  test('are named by their address or as asked, and kept once', async () => {
    expect((await add('https://www.gazette.example/world/rss.xml?x=1')).id).toBe(
      'gazette-example-world-rss-xml',
    );
    expect((await add('https://gazette.example/world/rss.xml')).id).toBe('gazette-example-world-rss-xml-2');
    expect((await add('/var/wire', 'wire')).id).toBe('wire');
    await expect(add('/var/wire')).rejects.toThrow(/\/var\/wire is a source already, "wire"/);
    await expect(add('/var/other', 'wire')).rejects.toThrow(/there is a source "wire" already/);
    await expect(removeSource(store, 'nowhere')).rejects.toThrow(/there is no source "nowhere"/);
    expect((await listSources(store.database)).map(({ id }) => id)).toHaveLength(3);
  });

  test('are due at once, then when they were said to be; not while paused', async () => {
    for (const id of ['a', 'b']) await add(`https://${id}.example/`, id);
    expect((await dueSources(store)).map(({ id }) => id)).toEqual(['a', 'b']);
    await recordReading(store, 'a', readingOf([]), inMinutes(15));
    await pauseSource(store, 'b');
    expect(await dueSources(store)).toEqual([]);
    time += 16 * 60_000;
    expect((await dueSources(store)).map(({ id }) => id)).toEqual(['a']);
    await resumeSource(store, 'b');
    expect((await dueSources(store)).map(({ id }) => id)).toEqual(['b', 'a']);
  });

  test('keep their state with the items that a reading gave, each item once a version', async () => {
    await add('https://a.example/', 'a');
    expect(await recordReading(store, 'a', readingOf([itemOf('x'), itemOf('y')]), inMinutes(15))).toBe(2);
    expect((await readSourceState(store.database, 'a')).seen).toEqual(['x', 'y']);
    const again = [itemOf('y'), itemOf('x', '2')];
    expect(await recordReading(store, 'a', readingOf(again), inMinutes(15))).toBe(1);
    // what changed before it was fetched is fetched as it is now
    expect((await lease(5)).map(({ item }) => [item.key, item.version])).toEqual([
      ['y', '1'],
      ['x', '2'],
    ]);
    expect(await recordReading(store, 'gone', readingOf([itemOf('z')]), inMinutes(15))).toBe(null);
  });

  test('each have their turn, however many items one of them has', async () => {
    for (const id of ['a', 'b', 'c']) await add(`https://${id}.example/`, id);
    const many = Array.from({ length: 30 }, (_, i) => itemOf(`i${i}`));
    await recordReading(store, 'a', readingOf(many), inMinutes(15));
    await recordReading(store, 'b', readingOf([itemOf('x')]), inMinutes(15));
    await recordReading(store, 'c', readingOf([itemOf('y')]), inMinutes(15));
    await pauseSource(store, 'c');
    expect((await lease(2)).map(({ source }) => source)).toEqual(['a', 'a', 'b']);
    expect(await leaseItems(store, 'one', { jobs: 10, perSource: 2, except: ['a'] })).toEqual([]);
    await removeSource(store, 'a');
    expect(await listJobs(store.database, { source: 'a' })).toEqual([]);
  });

  test('an item that cannot be had is tried when its server allows, and set aside when it never will', async () => {
    await add('https://a.example/', 'a');
    await recordReading(store, 'a', readingOf([itemOf('busy'), itemOf('barred')]), inMinutes(15));
    const [busy, barred] = await lease(2);
    if (!busy || !barred) throw new Error('no items');
    await failJob(store, 'one', busy, { error: 'asked to wait', notBefore: inMinutes(10) });
    await failJob(store, 'one', barred, { error: 'robots.txt', isFinal: true });
    expect(await lease()).toEqual([]);
    time += 11 * 60_000;
    expect((await lease()).map(({ item }) => item.key)).toEqual(['busy']);
    expect(await listJobs(store.database, { states: ['failed'] })).toMatchObject([
      { kind: 'item', url: 'https://gazette.example/barred', error: 'robots.txt' },
    ]);
  });

  test('tell how they do: last success, error, lag, reports a day', async () => {
    await add('https://a.example/', 'a');
    await add('https://b.example/', 'b');
    const run = await beginRun(store, SETUP);
    await recordReading(store, 'a', readingOf([itemOf('x')]), inMinutes(15));
    await recordReading(store, 'b', fail('b.example did not answer in 30 s'), inMinutes(30));
    const [job] = await lease();
    if (!job) throw new Error('no item');
    const arrivals = [90, 30, 60].map((minutes, i) => ({
      report: bareReport(`r${i}`, `Norvia shelled post ${i}.`, {
        contentHash: hashOf(String(i)),
        publishedAt: inMinutes(-minutes),
      }),
      source: 'a',
    }));
    expect(await finishItems(store, 'one', [{ job, arrivals }])).toEqual([
      { queued: 3, known: 0, knownAs: [] },
    ]);
    const jobs = await leaseReports(store, 'one', { jobs: 10, characters: 1e6, isIdle: true });
    await finishJobs(
      store,
      'one',
      jobs.map(each => ({ job: each, coded: bareCoded(each.report) })),
      run,
    );
    time += 60_000;
    await recordReading(store, 'b', fail('b.example did not answer in 30 s'), inMinutes(30));
    // the host is to be left alone: no failure of the source
    const wait = { severity: 'warning' as const, code: 'fetch/wait', message: 'not asked yet' };
    await recordReading(store, 'b', readingOf([], { outcome: 'postponed', problems: [wait] }), inMinutes(1));
    expect(await sourceHealth(store)).toMatchObject([
      {
        id: 'a',
        succeededAt: new Date(START).toISOString(),
        error: null,
        failures: 0,
        reports: 3,
        reportsADay: 3,
        lag: 3600,
        waiting: 0,
        setAside: 0,
      },
      {
        id: 'b',
        succeededAt: null,
        error: 'b.example did not answer in 30 s [fetch/timeout]',
        failures: 2,
        reports: 0,
        lag: null,
      },
    ]);
  });

  test('are read by one program at a time', async () => {
    expect(await claimGathering(store, 'one')).toEqual({ isOwn: true, name: 'one' });
    expect(await claimGathering(store, 'two')).toEqual({ isOwn: false, name: 'one' });
    await endGathering(store, 'two');
    expect((await claimGathering(store, 'one')).isOwn).toBe(true);
    await endGathering(store, 'one');
    expect((await claimGathering(store, 'two')).isOwn).toBe(true);
    await endGathering(store, 'two');
  });
});
