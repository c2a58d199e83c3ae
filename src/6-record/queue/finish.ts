// The end of a job: its report recorded and the job done in one transaction, or the job failed with its error.
import type { CodedReport } from '../../schema/coded-report.ts';
import { insertRows, type Queries, storable } from '../database/database.ts';
import { instantOrNull } from '../days.ts';
import { type Recorded, recordWithin } from '../record-reports.ts';
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

const keepSources = async (
  queries: Queries,
  store: Store,
  finished: readonly FinishedJob[],
): Promise<void> => {
  const rows = finished.flatMap(({ job: { source, report }, recorded }) =>
    source === null || recorded === null || recorded.outcome === 'known'
      ? []
      : [
          {
            report: recorded.id,
            source,
            published_at: instantOrNull(report.publishedAt),
            recorded_at: store.now().toISOString(),
          },
        ],
  );
  await insertRows(queries, 'source_reports', rows);
};

const endReports = async (
  queries: Queries,
  store: Store,
  finished: readonly FinishedJob[],
): Promise<void> => {
  const ended = finished.filter(({ recorded }) => recorded !== null);
  await queries.query(
    `update queue set state = 'done', content = null, error = null, leased_by = null, leased_until = null,
      ended_at = $3, recorded_as = done.report
    from unnest($1::bigint[], $2::text[]) as done (id, report) where queue.id = done.id`,
    [
      ended.map(({ job }) => job.id),
      ended.map(({ recorded }) => recorded?.id ?? ''),
      store.now().toISOString(),
    ],
  );
};

/** Records in the order given, all of them or none; resolves when they are on the disk. */
export const finishJobs = (
  store: Store,
  consumer: string,
  coded: readonly CodedJob[],
  run: number,
): Promise<FinishedJob[]> =>
  store.database.transaction(async queries => {
    const rows = await queries.query<{ id: number }>(
      "select id from queue where id = any($1::bigint[]) and leased_by = $2 and state = 'leased' for update",
      [coded.map(({ job }) => job.id), consumer],
    );
    const held = new Set(rows.map(({ id }) => id));
    const own = coded.filter(({ job }) => held.has(job.id));
    const texts = own.map(each => ({ report: each.job.report, coded: each.coded }));
    const recorded = await recordWithin(queries, store, texts, run);
    const byJob = new Map(own.map(({ job }, i) => [job.id, recorded[i] as Recorded]));
    const finished = coded.map(({ job }) => ({ job, recorded: byJob.get(job.id) ?? null }));
    await keepSources(queries, store, finished);
    await endReports(queries, store, finished);
    return finished;
  });

/** False where the lease has ended and somebody else has the item. */
const endItem = async (queries: Queries, store: Store, consumer: string, { id }: Job): Promise<boolean> => {
  const held = await queries.query(
    `update queue set state = 'done', content = null, error = null, leased_by = null, leased_until = null, ended_at = $3
    where id = $1 and leased_by = $2 and state = 'leased' returning id`,
    [id, consumer, store.now().toISOString()],
  );
  return held.length > 0;
};

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
        (await endItem(queries, store, consumer, job)) ? await enqueueWithin(queries, store, arrivals) : null,
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
