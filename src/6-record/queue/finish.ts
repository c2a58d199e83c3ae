// The end of a job: its report recorded and the job done in one transaction, or the job failed with its error.
import type { CodedReport } from '../../schema/coded-report.ts';
import { insertRows, type Queries, storable } from '../database/database.ts';
import { instantOrNull } from '../days.ts';
import { type Recorded, recordWithin } from '../reports.ts';
import type { Store } from '../store.ts';
import { type Arrival, type Enqueued, enqueueWithin } from './enqueue.ts';
import { type ItemJob, type Job, MOST_ATTEMPTS, type ReportJob } from './job.ts';

export interface CodedJob {
  readonly job: ReportJob;
  readonly coded: CodedReport;
}

export interface FinishedJob {
  readonly job: ReportJob;
  /** Null where the lease had ended and somebody else has the job: nothing was recorded. */
  readonly recorded: Recorded | null;
}

const keepSource = async (
  queries: Queries,
  store: Store,
  { job }: CodedJob,
  recorded: Recorded,
): Promise<void> => {
  if (job.source === null || recorded.outcome === 'known') return;
  await insertRows(queries, 'source_reports', [
    {
      report: recorded.id,
      source: job.source,
      published_at: instantOrNull(job.report.publishedAt),
      recorded_at: store.now().toISOString(),
    },
  ]);
};

/** False where the lease has ended and somebody else has the job. */
const endJob = async (queries: Queries, store: Store, consumer: string, { id }: Job): Promise<boolean> => {
  const held = await queries.query(
    `update queue set state = 'done', content = null, error = null, leased_by = null, leased_until = null, ended_at = $3
    where id = $1 and leased_by = $2 and state = 'leased' returning id`,
    [id, consumer, store.now().toISOString()],
  );
  return held.length > 0;
};

const finishOne = async (
  queries: Queries,
  store: Store,
  consumer: string,
  finished: CodedJob,
  run: number,
): Promise<FinishedJob> => {
  const { job, coded } = finished;
  if (!(await endJob(queries, store, consumer, job))) return { job, recorded: null };
  const recorded = await recordWithin(queries, store, { report: job.report, coded }, run);
  await keepSource(queries, store, finished, recorded);
  await queries.query('update queue set recorded_as = $2 where id = $1', [job.id, recorded.id]);
  return { job, recorded };
};

/** Records in the order given, all of them or none; resolves when they are on the disk. */
export const finishJobs = (
  store: Store,
  consumer: string,
  finished: readonly CodedJob[],
  run: number,
): Promise<FinishedJob[]> =>
  store.database.transaction(async queries => {
    const done: FinishedJob[] = [];
    for (const one of finished) done.push(await finishOne(queries, store, consumer, one, run));
    return done;
  });

export interface FetchedItem {
  readonly job: ItemJob;
  readonly arrivals: readonly Arrival[];
}

/** Items fetched: their reports wait to be coded, in the same transaction. Null where somebody else has the item. */
export const finishItems = (
  store: Store,
  consumer: string,
  items: readonly FetchedItem[],
): Promise<(Enqueued | null)[]> =>
  store.database.transaction(async queries => {
    const done: (Enqueued | null)[] = [];
    for (const { job, arrivals } of items)
      done.push(
        (await endJob(queries, store, consumer, job)) ? await enqueueWithin(queries, store, arrivals) : null,
      );
    return done;
  });

const LONGEST_ERROR = 1000;

export interface Failure {
  readonly error: string;
  /** Trying again as it is will not help: it is set aside at once. */
  readonly isFinal?: boolean;
  /** ISO 8601: not to be tried before. */
  readonly notBefore?: string | null;
}

/** The job waits anew, behind the others; after the third try it is set aside. Null where somebody else has it. */
export const failJob = async (
  store: Store,
  consumer: string,
  { id }: Job,
  { error, isFinal = false, notBefore = null }: Failure,
): Promise<'waiting' | 'failed' | null> => {
  const [row] = await store.database.transaction(queries =>
    queries.query<{ state: 'waiting' | 'failed' }>(
      `update queue set attempts = attempts + 1, error = $3, leased_by = null, leased_until = null, due_at = $6,
        state = case when attempts + 1 >= $4 then 'failed' else 'waiting' end,
        ended_at = case when attempts + 1 >= $4 then $5::timestamptz end
      where id = $1 and leased_by = $2 and state = 'leased' returning state`,
      [
        id,
        consumer,
        storable(error).slice(0, LONGEST_ERROR),
        isFinal ? 0 : MOST_ATTEMPTS,
        store.now().toISOString(),
        notBefore,
      ],
    ),
  );
  return row?.state ?? null;
};

/** A server asked to wait, or the program is ending: the job waits anew, and this was no try. */
export const postponeJob = async (
  store: Store,
  consumer: string,
  { id }: Job,
  notBefore: string | null,
): Promise<void> => {
  await store.database.transaction(queries =>
    queries.query(
      `update queue set state = 'waiting', leased_by = null, leased_until = null, due_at = $3
      where id = $1 and leased_by = $2 and state = 'leased'`,
      [id, consumer, notBefore],
    ),
  );
};

const DONE_KEPT_DAYS = 7;

/** Forgets what was done days ago, and gives its room back. */
export const tidyQueue = async (store: Store): Promise<void> => {
  const { database } = store;
  const before = new Date(store.now().getTime() - DONE_KEPT_DAYS * 86_400_000).toISOString();
  await database.transaction(queries =>
    queries.query("delete from queue where state = 'done' and ended_at < $1", [before]),
  );
  // a server sweeps by itself; PGlite does not
  if (database.kind === 'pglite') await database.query('vacuum queue');
};
