// One contract for the queue on both stores: each report once, one consumer a job, what fails is set aside.
import { beforeEach, describe, expect, test } from 'vitest';
import { hashOf } from '../../src/6-record/hash.ts';
import { beginRun, removeReport, writeBackup } from '../../src/6-record/index.ts';
import {
  countJobs,
  countOpenJobs,
  dropJobs,
  enqueueReports,
  failJob,
  finishJobs,
  leaseReports,
  listJobs,
  type ReportJob,
  releaseLeases,
  renewLeases,
  retryJobs,
  takeOverLeases,
  tidyQueue,
} from '../../src/6-record/queue/index.ts';
import { bareCoded, type CodedReport } from '../../src/schema/coded-report.ts';
import { bareReport, type Report } from '../../src/schema/report.ts';
import { emptyStore, SETUP, STORE_KINDS, storeForTests } from '../support/stores.ts';

const reportOf = (id: string, text = `Norvia shelled post ${id}.`): Report =>
  bareReport(id, text, { contentHash: hashOf(text), outlet: 'Wire' });

const LIMITS = { jobs: 10, characters: 1_000_000, isIdle: true };

describe.each(STORE_KINDS)('the queue on %s', (_, make) => {
  const { store } = storeForTests(make);
  let run: number;

  beforeEach(async () => {
    await emptyStore(store);
    run = await beginRun(store, SETUP);
  });

  const enqueue = (...ids: string[]) =>
    enqueueReports(
      store,
      ids.map(id => ({ report: reportOf(id) })),
    );
  const finish = (consumer: string, jobs: readonly ReportJob[]) =>
    finishJobs(
      store,
      consumer,
      jobs.map(job => ({ job, coded: bareCoded(job.report) })),
      run,
    );
  const expire = () => store.database.query("update queue set leased_until = now() - interval '1 second'");
  const idsOf = (jobs: readonly ReportJob[]): string[] => jobs.map(({ report }) => report.id);

  test('gives jobs in the order in which they came, word for word', async () => {
    const odd = reportOf('odd', 'A shell \0 hit \ud83d the post.\nTwice.');
    await enqueueReports(store, [{ report: odd }, { report: reportOf('a') }, { report: reportOf('b') }]);
    const jobs = await leaseReports(store, 'one', LIMITS);
    expect(jobs.map(({ report }) => report)).toEqual([odd, reportOf('a'), reportOf('b')]);
  });

  test('takes a report once: waiting, given twice, in the store, or set aside', async () => {
    expect(await enqueue('a', 'b', 'a')).toEqual({ queued: 2, known: 1, knownAs: [] });
    expect(await enqueue('b', 'c')).toEqual({ queued: 1, known: 1, knownAs: [] });
    await finish('one', await leaseReports(store, 'one', { ...LIMITS, jobs: 1 }));
    for (let i = 0; i < 3; i++) {
      const [job] = (await leaseReports(store, 'one', LIMITS)).filter(({ report }) => report.id === 'b');
      await failJob(store, 'one', job as ReportJob, { error: 'no sense in it' });
      await releaseLeases(store, 'one');
    }
    expect(await enqueue('a', 'b', 'c')).toEqual({ queued: 0, known: 3, knownAs: ['a'] });
    expect(await countJobs(store.database)).toEqual({ waiting: 1, leased: 0, done: 1, failed: 1 });
  });

  test('brings a removed report back only where somebody asks for it', async () => {
    await enqueue('a');
    await finish('one', await leaseReports(store, 'one', LIMITS));
    await removeReport(store, 'a', null);
    expect(await enqueue('a')).toEqual({ queued: 0, known: 1, knownAs: [] });
    const asked = [{ report: reportOf('a'), evenIfRemoved: true }];
    expect(await enqueueReports(store, asked)).toEqual({ queued: 1, known: 0, knownAs: [] });
    const [done] = await finish('one', await leaseReports(store, 'one', LIMITS));
    expect(done?.recorded).toEqual({ outcome: 'added', id: 'a-2' });
  });

  test('never gives one job to two consumers', async () => {
    await enqueue(...Array.from({ length: 60 }, (_, i) => `r${i}`));
    const taken: string[] = [];
    const consume = async (consumer: string): Promise<void> => {
      for (;;) {
        const jobs = await leaseReports(store, consumer, { ...LIMITS, jobs: 4 });
        if (jobs.length === 0) return;
        taken.push(...idsOf(jobs));
        await finish(consumer, jobs);
      }
    };
    await Promise.all(['one', 'two', 'three'].map(consume));
    expect(taken).toHaveLength(60);
    expect(new Set(taken).size).toBe(60);
    const rows = await store.database.query<{ n: number }>(
      'select count(*)::int as n from coded_reports group by report, run',
    );
    expect(rows.map(({ n }) => n)).toEqual(Array(60).fill(1));
  });

  test('gives a job on when its lease has ended, and records nothing of who had it before', async () => {
    await enqueue('a', 'b');
    const before = await leaseReports(store, 'one', LIMITS);
    expect(await leaseReports(store, 'two', LIMITS)).toEqual([]);
    await expire();
    const after = await leaseReports(store, 'two', LIMITS);
    expect(idsOf(after)).toEqual(['a', 'b']);
    expect((await finish('one', before)).map(({ recorded }) => recorded)).toEqual([null, null]);
    expect(await failJob(store, 'one', before[0] as ReportJob, { error: 'late' })).toBe(null);
    expect((await finish('two', after)).map(({ recorded }) => recorded?.id)).toEqual(['a', 'b']);
  });

  test('takes nothing from who asks for more: a store that was away lets leases of the living end', async () => {
    await enqueue('a', 'b');
    const [first] = await leaseReports(store, 'one', { ...LIMITS, jobs: 1 });
    await expire();
    expect(idsOf(await leaseReports(store, 'one', LIMITS))).toEqual(['b']);
    await renewLeases(store, 'one');
    expect(await leaseReports(store, 'two', LIMITS)).toEqual([]);
    expect(await finish('one', first ? [first] : [])).toMatchObject([{ recorded: { outcome: 'added' } }]);
  });

  test('keeps a lease that is renewed', async () => {
    await enqueue('a');
    await leaseReports(store, 'one', LIMITS);
    await expire();
    await renewLeases(store, 'one');
    expect(await leaseReports(store, 'two', LIMITS)).toEqual([]);
  });

  test('sets a report aside after three tries, behind the others meanwhile', async () => {
    await enqueue('poison', 'a', 'b');
    const tries: string[] = [];
    for (let i = 0; i < 3; i++) {
      const [job] = await leaseReports(store, 'one', { ...LIMITS, jobs: 1 });
      tries.push((job as ReportJob).report.id);
      await failJob(store, 'one', job as ReportJob, { error: `try ${i}: the sentence has no end` });
      if (i === 0) await finish('one', await leaseReports(store, 'one', { ...LIMITS, jobs: 2 }));
    }
    expect(tries).toEqual(['poison', 'poison', 'poison']);
    expect(await countJobs(store.database)).toEqual({ waiting: 0, leased: 0, done: 2, failed: 1 });
    const [aside] = await listJobs(store.database, { states: ['failed'] });
    expect(aside).toMatchObject({ attempts: 3, error: 'try 2: the sentence has no end', outlet: 'Wire' });
    expect(await leaseReports(store, 'one', LIMITS)).toEqual([]);
    expect(await retryJobs(store, [aside?.id as number])).toEqual([aside?.id]);
    expect(idsOf(await leaseReports(store, 'one', LIMITS))).toEqual(['poison']);
  });

  test('takes over what a killed program had; what it dies of again and again is tried alone, then set aside', async () => {
    await enqueue('a', 'b', 'c');
    for (let i = 0; i < 2; i++) {
      expect(idsOf(await leaseReports(store, `p${i}`, LIMITS))).toEqual(['a', 'b', 'c']);
      expect(await takeOverLeases(store)).toBe(3);
    }
    // now each comes alone, and only to a consumer that has nothing else
    expect(await leaseReports(store, 'p2', { ...LIMITS, isIdle: false })).toEqual([]);
    for (let i = 2; i < 5; i++) {
      expect(idsOf(await leaseReports(store, `p${i}`, LIMITS))).toEqual(['a']);
      await takeOverLeases(store);
    }
    const [aside] = await listJobs(store.database, { states: ['failed'] });
    expect(aside?.error).toMatch(/the program ended 5 times/);
    for (const id of ['b', 'c']) {
      const jobs = await leaseReports(store, 'p6', LIMITS);
      expect(idsOf(jobs)).toEqual([id]);
      await finish('p6', jobs);
    }
    expect((await countOpenJobs(store.database)).reports).toBe(0);
  });

  test('is not filled beyond what a consumer can hold, but gives a long report to one that has nothing', async () => {
    await enqueueReports(store, [
      { report: reportOf('long', 'Shells fell. '.repeat(1000)) },
      { report: reportOf('a') },
    ]);
    const small = { jobs: 10, characters: 100, isIdle: false };
    expect(await leaseReports(store, 'one', small)).toEqual([]);
    expect(idsOf(await leaseReports(store, 'one', { ...small, isIdle: true }))).toEqual(['long']);
  });

  test('a report and the end of its job are written together or not at all', async () => {
    await enqueue('a');
    const jobs = await leaseReports(store, 'one', LIMITS);
    const broken = { job: jobs[0] as ReportJob, coded: { ...bareCoded(reportOf('a')), events: null } };
    await expect(
      finishJobs(store, 'one', [broken as unknown as { job: ReportJob; coded: CodedReport }], run),
    ).rejects.toThrow();
    expect(await store.database.query('select 1 from reports')).toEqual([]);
    expect(await countJobs(store.database)).toEqual({ waiting: 0, leased: 1, done: 0, failed: 0 });
  });

  test('can be followed by batch, tidied, dropped from, and is part of a backup', async () => {
    await enqueueReports(
      store,
      ['a', 'b'].map(id => ({ report: reportOf(id), batch: 'upload-1', source: 'desk' })),
    );
    await enqueue('c');
    const [job] = await leaseReports(store, 'one', { ...LIMITS, jobs: 1 });
    await finish('one', [job as ReportJob]);
    expect(await countJobs(store.database, 'upload-1')).toEqual({
      waiting: 1,
      leased: 0,
      done: 1,
      failed: 0,
    });
    const [done, waiting] = await listJobs(store.database, { batch: 'upload-1' });
    expect(done).toMatchObject({ state: 'done', recordedAs: 'a', source: 'desk' });
    expect(await dropJobs(store, [done?.id as number, waiting?.id as number])).toEqual([waiting?.id]);
    await store.database.query("update queue set ended_at = now() - interval '8 days' where state = 'done'");
    await tidyQueue(store);
    expect(idsOf(await leaseReports(store, 'one', LIMITS))).toEqual(['c']);
    expect(await listJobs(store.database, {})).toHaveLength(1);
    expect((await writeBackup(store, async () => {})).rows).toBeGreaterThan(0);
  });
});
