// What stands in the queue, for people and for the API; what was set aside is tried again or dropped.
import { oneRow, type Queries, storable } from '../database/database.ts';
import type { Store } from '../store.ts';
import type { JobCounts, JobState, JobSummary } from './job.ts';

export interface JobFilter {
  readonly states?: readonly JobState[];
  readonly batch?: string;
  readonly source?: string;
  readonly after?: number;
  readonly limit?: number;
}

/** In order of arrival. */
export const listJobs = async (
  queries: Queries,
  { states, batch, source, after = 0, limit = 100 }: JobFilter,
): Promise<JobSummary[]> => {
  const rows = await queries.query<
    Omit<JobSummary, 'queuedAt' | 'dueAt' | 'endedAt' | 'recordedAs'> & {
      readonly queued_at: string;
      readonly due_at: string | null;
      readonly ended_at: string | null;
      readonly recorded_as: string | null;
    }
  >(
    `select id, kind, state, source, batch, outlet, title, url, characters, attempts, lost, error, queued_at, due_at,
      ended_at, recorded_as
    from queue where ($1::text[] is null or state = any($1)) and ($2::text is null or batch = $2)
      and ($3::text is null or source = $3) and id > $4 order by id limit $5`,
    [states ?? null, storableOrNull(batch), storableOrNull(source), after, limit],
  );
  return rows.map(({ queued_at, due_at, ended_at, recorded_as, ...row }) => ({
    ...row,
    queuedAt: queued_at,
    dueAt: due_at,
    endedAt: ended_at,
    recordedAs: recorded_as,
  }));
};

const storableOrNull = (text: string | undefined): string | null =>
  text === undefined ? null : storable(text);

export const countJobs = async (queries: Queries, batch?: string): Promise<JobCounts> =>
  oneRow<JobCounts>(
    queries,
    `select count(*) filter (where state = 'waiting')::int as waiting,
      count(*) filter (where state = 'leased')::int as leased,
      count(*) filter (where state = 'done')::int as done,
      count(*) filter (where state = 'failed')::int as failed
    from queue where $1::text is null or batch = $1`,
    [storableOrNull(batch)],
  );

export interface OpenJobs {
  /** Reports that are not done and not set aside. */
  readonly reports: number;
  readonly items: number;
  /** Items of sources that are not paused; those that must wait count. */
  readonly nextItemAt: string | null;
}

/** What is still to be done. */
export const countOpenJobs = async (queries: Queries): Promise<OpenJobs> => {
  const row = await oneRow<{ reports: number; items: number; next: string | null }>(
    queries,
    `select count(*) filter (where queue.kind = 'report')::int as reports,
      count(*) filter (where queue.kind = 'item')::int as items,
      min(coalesce(queue.due_at, queue.queued_at)) filter (where queue.kind = 'item' and queue.state = 'waiting') as next
    from queue left join sources on sources.id = queue.source
    where queue.state in ('waiting', 'leased') and (queue.kind = 'report' or paused_at is null)`,
  );
  return { reports: row.reports, items: row.items, nextItemAt: row.next };
};

/** @param ids of jobs that were set aside; null: all of them. Returns those that wait now. */
export const retryJobs = async (store: Store, ids: readonly number[] | null): Promise<number[]> => {
  const rows = await store.database.transaction(queries =>
    queries.query<{ id: number }>(
      `update queue set state = 'waiting', attempts = 0, lost = 0, due_at = null, ended_at = null
      where state = 'failed' and ($1::bigint[] is null or id = any($1::bigint[])) returning id`,
      [ids],
    ),
  );
  return rows.map(({ id }) => id).sort((a, b) => a - b);
};

/** Takes jobs that wait or were set aside out of the queue. Returns those that were. */
export const dropJobs = async (store: Store, ids: readonly number[]): Promise<number[]> => {
  const rows = await store.database.transaction(queries =>
    queries.query<{ id: number }>(
      "delete from queue where state in ('waiting', 'failed') and id = any($1::bigint[]) returning id",
      [ids],
    ),
  );
  return rows.map(({ id }) => id).sort((a, b) => a - b);
};
