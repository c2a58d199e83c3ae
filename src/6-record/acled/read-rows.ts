// Rows in ACLED's form, the latest day first, in batches: a million of them are never in memory together.
import { oneRow, type Value } from '../database/database.ts';
import type { Store } from '../store.ts';
import type { AcledColumn, AcledRow } from './columns.ts';
import { acledConditions, type Place } from './conditions.ts';
import { withTimestamp } from './keep-rows.ts';
import type { Clauses } from './query.ts';

export interface AcledQuery {
  readonly clauses: Clauses<AcledColumn>;
  /** One row for each side of an event instead of one an event; filters see the rows as they are given. */
  readonly monadic: boolean;
  /** Null: all. */
  readonly limit: number | null;
  readonly offset: number;
}

export interface AcledItem {
  /** The event's row as JSON, all 31 columns. */
  readonly json: string;
  /** Which actor it is about where each has a row. */
  readonly side: 1 | 2;
  readonly population: number | null;
}

interface ItemRow {
  readonly number: number;
  readonly side: 1 | 2;
  readonly event_date: string;
  readonly timestamp: number;
  readonly population: number | null;
  readonly content: string;
}

interface Source {
  readonly sql: string;
  readonly placeOf: (column: AcledColumn) => Place;
}

const DYADIC: Source = {
  sql: 'acled_rows r',
  placeOf: column => `r.${column}`,
};

const SIDES: Partial<Record<AcledColumn, Place>> = {
  actor1: 's.actor',
  assoc_actor_1: 's.assoc',
  inter1: 's.inter',
  actor2: { constant: '' },
  assoc_actor_2: { constant: '' },
  inter2: { constant: 0 },
};

const MONADIC: Source = {
  sql: `acled_rows r cross join lateral (values
    (1, r.actor1, r.assoc_actor_1, r.inter1), (2, r.actor2, r.assoc_actor_2, r.inter2)) s (side, actor, assoc, inter)`,
  placeOf: column => SIDES[column] ?? `r.${column}`,
};

/** Rows of some events, by the events' ids. */
export const acledRowsOf = async (
  { database }: Store,
  events: readonly string[],
): Promise<ReadonlyMap<string, AcledRow>> => {
  const rows = await database.query<Pick<ItemRow, 'number' | 'content' | 'timestamp'>>(
    `select number, content, timestamp from acled_rows join acled_contents using (number)
    where number = any($1::bigint[])`,
    [events.map(id => Number(id.slice(1)))],
  );
  return new Map(
    rows.map(({ number, content, timestamp }) => [
      `e${number}`,
      JSON.parse(withTimestamp(content, timestamp)) as AcledRow,
    ]),
  );
};

const BATCH = 5000;

export interface AcledAnswer {
  /** Rows that the query finds, without its limit. */
  readonly total: number;
  readonly batches: AsyncIterable<readonly AcledItem[]>;
}

/** Epoch seconds of the last change of any row; null before the first. */
export const lastAcledChange = async (store: Store): Promise<number | null> => {
  const { last } = await oneRow<{ last: number }>(
    store.database,
    "select value as last from counters where name = 'acled timestamp'",
  );
  return last === 0 ? null : last;
};

/**
 * The rows must be up to date (`refreshAcled`). Where they change between two batches, what has changed is left out: it
 * has a later timestamp, and who asks for all since the last one finds it.
 */
export const readAcled = async (
  store: Store,
  { clauses, monadic, limit, offset }: AcledQuery,
): Promise<AcledAnswer> => {
  const { database } = store;
  const source = monadic ? MONADIC : DYADIC;
  const conditions = await acledConditions(database, clauses, source.placeOf);
  const where = monadic ? `(s.side = 1 or r.inter2 > 0) and ${conditions.sql}` : conditions.sql;
  const side = monadic ? 's.side' : '1';

  const readBatch = async (size: number, skip: number, after: ItemRow | null, until: number | null) => {
    const values: Value[] = [...conditions.values];
    const value = (given: Value): string => `$${values.push(given)}`;
    const parts = [where];
    if (until !== null) parts.push(`r.timestamp <= ${value(until)}::bigint`);
    if (after !== null) {
      const [day, number] = [`${value(after.event_date)}::date`, `${value(after.number)}::bigint`];
      // the first side of an event stands before the second
      parts.push(`(r.event_date, r.number) <= (${day}, ${number})`);
      parts.push(`(r.event_date, r.number, -${side}) < (${day}, ${number}, -${value(after.side)}::integer)`);
    }
    return database.query<ItemRow>(
      `select page.number, page.side, page.event_date, page.timestamp, page.population, content
      from (select r.number, ${side} as side, r.event_date, r.timestamp, r.population from ${source.sql}
        where ${parts.join(' and ')}
        order by r.event_date desc, r.number desc${monadic ? ', s.side' : ''}
        limit ${size} offset ${skip}) page
      join acled_contents using (number) order by page.event_date desc, page.number desc, page.side`,
      values,
    );
  };

  const count = async (): Promise<number> =>
    (
      await oneRow<{ count: number }>(
        database,
        `select count(*) as count from ${source.sql} where ${where}`,
        conditions.values,
      )
    ).count;

  const size = Math.min(limit ?? BATCH, BATCH);
  const isLong = limit === null || limit > BATCH;
  const until = isLong ? await lastAcledChange(store) : null;
  const first = await readBatch(size, offset, null, until);
  const isAll = first.length < size && (first.length > 0 || offset === 0);
  return {
    total: isAll ? offset + first.length : await count(),
    batches: (async function* () {
      let left = (limit ?? Number.POSITIVE_INFINITY) - first.length;
      let batch = first;
      for (;;) {
        yield batch.map(({ content, timestamp, side: of, population }) => ({
          json: withTimestamp(content, timestamp),
          side: of,
          population,
        }));
        const last = batch.at(-1);
        if (last === undefined || batch.length < size || left <= 0) return;
        batch = await readBatch(Math.min(size, left), 0, last, until);
        left -= batch.length;
      }
    })(),
  };
};
