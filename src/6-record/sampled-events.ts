// Counts over very many events are counted over a part of them: never more rows than this, and it is said so.
import { oneRow } from './database/database.ts';
import { addEventConditions, Conditions, type EventFilter } from './filters.ts';
import type { Store } from './store.ts';

const MOST_ROWS = 60_000;

export interface Sampled {
  /** `events` or a part of it: what stands after `from`. */
  readonly table: string;
  readonly conditions: Conditions;
  /** Counts times this; 1 where all rows are counted. */
  readonly scale: number;
}

/** How many rows the table has, about: PostgreSQL keeps it. */
const roughCount = async (store: Store): Promise<number> =>
  (
    await oneRow<{ rows: number }>(
      store.database,
      "select greatest(reltuples, 0)::bigint as rows from pg_class where oid = 'events'::regclass",
    )
  ).rows;

const fewerThanMost = async (store: Store, filter: EventFilter): Promise<boolean> => {
  const conditions = new Conditions();
  addEventConditions(conditions, filter);
  const { rows } = await oneRow<{ rows: number }>(
    store.database,
    `select count(*) as rows from (select 1 from events where ${conditions.sql} limit ${MOST_ROWS}) as found`,
    conditions.values,
  );
  return rows < MOST_ROWS;
};

/** The events of a filter, or a part of them: every page of the table is as likely as any other. */
export const sampleEvents = async (store: Store, filter: EventFilter): Promise<Sampled> => {
  const conditions = new Conditions();
  addEventConditions(conditions, filter);
  const rows = await roughCount(store);
  if (rows <= MOST_ROWS || (await fewerThanMost(store, filter)))
    return { table: 'events', conditions, scale: 1 };
  const share = Math.min(1, MOST_ROWS / rows);
  return {
    table: `events tablesample system (${(100 * share).toFixed(4)}) repeatable (1)`,
    conditions,
    scale: 1 / share,
  };
};
