// Counts over very many events are counted over a part of them: never more rows than this, and it is said so.
import { oneRow } from './database/database.ts';
import { addEventConditions, Conditions, type EventFilter } from './filters.ts';
import type { Store } from './store.ts';

const MOST_ROWS = 25_000;

export interface Sampled {
  /** `events` or a part of it: what stands after `from`. */
  readonly table: string;
  readonly conditions: Conditions;
  /** Counts times this; 1 where all rows are counted. */
  readonly scale: number;
}

/** No more than this many rows are in the table: numbers of events are given once. */
const mostInTable = async (store: Store): Promise<number> =>
  (
    await oneRow<{ rows: number }>(
      store.database,
      'select coalesce(max(number), 0)::bigint as rows from events',
    )
  ).rows;

/** True where fewer than `most` events fit the filter: it looks no further than that. */
export const areFewer = async (store: Store, filter: EventFilter, most: number): Promise<boolean> => {
  const conditions = new Conditions();
  addEventConditions(conditions, filter);
  const { rows } = await oneRow<{ rows: number }>(
    store.database,
    `select count(*) as rows from (select 1 from events where ${conditions.sql} limit ${most}) as found`,
    conditions.values,
  );
  return rows < most;
};

/** The events of a filter, or a part of them: every page of the table is as likely as any other. */
export const sampleEvents = async (store: Store, filter: EventFilter, most = MOST_ROWS): Promise<Sampled> => {
  const conditions = new Conditions();
  addEventConditions(conditions, filter);
  const rows = await mostInTable(store);
  if (rows <= most || (await areFewer(store, filter, most))) return { table: 'events', conditions, scale: 1 };
  return {
    table: `events tablesample system (${((100 * most) / rows).toFixed(4)}) repeatable (1)`,
    conditions,
    scale: rows / most,
  };
};
