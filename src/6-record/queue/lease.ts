// Who works on what: a consumer has a job until its lease ends, and nobody else meanwhile, on one machine or on many.
import type { Report } from '../../schema/report.ts';
import type { SourceItem } from '../../schema/source.ts';
import type { Queries } from '../database/database.ts';
import type { Store } from '../store.ts';
import { type ItemJob, type Job, MOST_LOST, type ReportJob, SUSPECT_AFTER } from './job.ts';

/** Renewed three times as often. The clock is the database's: those of several machines differ. */
export const LEASE_SECONDS = 120;

const SAID_OF_LOST = `the program ended ${MOST_LOST} times while it was being coded, the last ${MOST_LOST - SUSPECT_AFTER} times with no other report at hand`;

/**
 * Jobs whose consumer is gone wait anew. A report that it went with too often is set aside; an item is not, since
 * fetching ends no program.
 */
const loseJobs = async (queries: Queries, which: string, values: readonly string[] = []): Promise<number> => {
  const rows = await queries.query(
    `update queue set leased_by = null, leased_until = null,
      lost = case kind when 'report' then lost + 1 else 0 end,
      state = case when kind = 'report' and lost + 1 >= $1 then 'failed' else 'waiting' end,
      error = case when kind = 'report' and lost + 1 >= $1 then $2 else error end,
      ended_at = case when kind = 'report' and lost + 1 >= $1 then now() end
    where state = 'leased' and ${which} returning id`,
    [MOST_LOST, SAID_OF_LOST, ...values],
  );
  return rows.length;
};

/**
 * For a store that only this process has, as it begins: whoever had a lease is gone. Elsewhere a lease that nobody
 * renews ends by itself.
 */
export const takeOverLeases = (store: Store): Promise<number> =>
  store.database.transaction(async queries => {
    await queries.query("delete from store_state where name = 'gatherer'");
    return loseJobs(queries, 'true');
  });

/** Not the consumer's own: it is alive, and renews them now that the store answers it again. */
const loseExpired = (queries: Queries, consumer: string): Promise<number> =>
  loseJobs(queries, 'leased_until < now() and leased_by <> $3', [consumer]);

interface Leasable {
  readonly id: number;
  readonly characters: number;
  readonly lost: number;
}

export interface LeaseLimits {
  readonly jobs: number;
  readonly characters: number;
  /** Whether the consumer has no job at hand: only then is it given one that may end the program. */
  readonly isIdle: boolean;
}

/** The first of them that fit; one that may end the program comes alone. */
const fitting = (found: readonly Leasable[], { characters, isIdle }: LeaseLimits): number[] => {
  const ids: number[] = [];
  let room = characters;
  for (const job of found) {
    const isSuspect = job.lost >= SUSPECT_AFTER;
    if (isSuspect) return ids.length === 0 && isIdle ? [job.id] : ids;
    if (job.characters > room && !(isIdle && ids.length === 0)) return ids;
    room -= job.characters;
    ids.push(job.id);
  }
  return ids;
};

interface Leased extends Job {
  readonly content: string;
}

/** In the order of the ids given. */
const leaseThese = async (queries: Queries, consumer: string, ids: readonly number[]): Promise<Leased[]> => {
  if (ids.length === 0) return [];
  const rows = await queries.query<Leased>(
    `update queue set state = 'leased', leased_by = $2, leased_until = now() + make_interval(secs => $3)
    where id = any($1::bigint[]) returning id, content, source, batch, attempts`,
    [ids, consumer, LEASE_SECONDS],
  );
  const order = new Map(ids.map((id, at) => [id, at]));
  return rows.toSorted((a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0));
};

/** The next reports in order of arrival, those that failed before behind the others. */
export const leaseReports = (store: Store, consumer: string, limits: LeaseLimits): Promise<ReportJob[]> =>
  store.database.transaction(async queries => {
    await loseExpired(queries, consumer);
    const found = await queries.query<Leasable>(
      `select id, characters, lost from queue where state = 'waiting' and kind = 'report'
      order by attempts, id limit $1 for update skip locked`,
      [limits.jobs],
    );
    const leased = await leaseThese(queries, consumer, fitting(found, limits));
    return leased.map(({ content, ...job }) => ({ ...job, report: JSON.parse(content) as Report }));
  });

export interface ItemLimits {
  readonly jobs: number;
  /** Of each source. */
  readonly perSource: number;
  /** Sources that have items at hand already. */
  readonly except: readonly string[];
}

/** The next due items of each source: one with ten thousand items does not keep the others waiting. */
export const leaseItems = (
  store: Store,
  consumer: string,
  { jobs, perSource, except }: ItemLimits,
): Promise<ItemJob[]> =>
  store.database.transaction(async queries => {
    await loseExpired(queries, consumer);
    const found = await queries.query<{ id: number }>(
      `select next.id from sources cross join lateral (
        select id, attempts from queue where source = sources.id and state = 'waiting' and kind = 'item'
          and (due_at is null or due_at <= $3) order by attempts, id limit $4 for update skip locked) as next
      where paused_at is null and sources.id <> all($2::text[]) order by next.attempts, next.id limit $1`,
      [jobs, except, store.now().toISOString(), perSource],
    );
    const ids = found.map(({ id }) => id);
    const leased = await leaseThese(queries, consumer, ids);
    return leased.map(({ content, source, ...job }) => ({
      ...job,
      source: source as string,
      item: JSON.parse(content) as SourceItem,
    }));
  });

export const renewLeases = async (store: Store, consumer: string): Promise<void> => {
  await store.database.transaction(queries =>
    queries.query(
      `update queue set leased_until = now() + make_interval(secs => $2) where leased_by = $1 and state = 'leased'`,
      [consumer, LEASE_SECONDS],
    ),
  );
};

/** Gives back what a consumer has and will not do, as if it had never had it. */
export const releaseLeases = async (store: Store, consumer: string): Promise<void> => {
  await store.database.transaction(queries =>
    queries.query(
      `update queue set state = 'waiting', leased_by = null, leased_until = null
      where leased_by = $1 and state = 'leased'`,
      [consumer],
    ),
  );
};
