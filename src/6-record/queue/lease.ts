// Who works on what: a consumer has a job until its lease ends, and nobody else meanwhile, on one machine or on many.
import type { Report } from '../../schema/report.ts';
import type { Queries } from '../database/database.ts';
import type { Store } from '../store.ts';
import { type Job, MOST_LOST, SUSPECT_AFTER } from './job.ts';

/** Renewed three times as often. The clock is the database's: those of several machines differ. */
export const LEASE_SECONDS = 120;

const SAID_OF_LOST = `the program ended ${MOST_LOST} times while it was being coded, the last ${MOST_LOST - SUSPECT_AFTER} times with no other report at hand`;

/** Jobs whose consumer is gone wait anew, or are set aside where it went with them too often. */
const loseJobs = async (queries: Queries, which: string): Promise<number> => {
  const rows = await queries.query(
    `update queue set lost = lost + 1, leased_by = null, leased_until = null,
      state = case when lost + 1 >= $1 then 'failed' else 'waiting' end,
      error = case when lost + 1 >= $1 then $2 else error end,
      ended_at = case when lost + 1 >= $1 then now() end
    where state = 'leased' and ${which} returning id`,
    [MOST_LOST, SAID_OF_LOST],
  );
  return rows.length;
};

/**
 * For a store that only this process has, as it begins: whoever had a lease is gone. Elsewhere a lease that nobody
 * renews ends by itself.
 */
export const takeOverLeases = (store: Store): Promise<number> =>
  store.database.transaction(queries => loseJobs(queries, 'true'));

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

/** The next jobs in order of arrival, those that failed before behind the others. */
export const leaseJobs = (store: Store, consumer: string, limits: LeaseLimits): Promise<Job[]> =>
  store.database.transaction(async queries => {
    await loseJobs(queries, 'leased_until < now()');
    const found = await queries.query<Leasable>(
      `select id, characters, lost from queue where state = 'waiting' order by attempts, id limit $1
      for update skip locked`,
      [limits.jobs],
    );
    const ids = fitting(found, limits);
    if (ids.length === 0) return [];
    const rows = await queries.query<Omit<Job, 'report'> & { readonly report: string }>(
      `update queue set state = 'leased', leased_by = $2, leased_until = now() + make_interval(secs => $3)
      where id = any($1::bigint[]) returning id, report, source, batch, attempts`,
      [ids, consumer, LEASE_SECONDS],
    );
    const order = new Map(ids.map((id, at) => [id, at]));
    return rows
      .map(row => ({ ...row, report: JSON.parse(row.report) as Report }))
      .sort((a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0));
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
