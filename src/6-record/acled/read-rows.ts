// Rows in ACLED's form, the latest day first, in batches: a million of them are never in memory together.
import { oneRow, type Value } from '../database/database.ts';
import { Conditions } from '../filters.ts';
import type { Store } from '../store.ts';
import { type AcledColumn, type AcledRow, POPULATION_COLUMNS } from './columns.ts';
import { type Place as ColumnPlace, clausesSql } from './conditions.ts';
import type { Clauses } from './query.ts';
import type { AcledState } from './refresh.ts';

export interface AcledQuery {
  readonly clauses: Clauses<AcledColumn>;
  /** One row for each side of an event instead of one an event; filters see the rows as they are given. */
  readonly monadic: boolean;
  /** Columns of population behind the others; false: they are not read. */
  readonly population: 'none' | 'best' | 'full';
  /** Null: all. */
  readonly limit: number | null;
  readonly offset: number;
}

/** Thousands of rows are one text that the database puts together: a row by itself costs more than all that is in it. */
export interface AcledBatch {
  /** The rows as JSON objects with all 31 columns, and BETWEEN_ROWS between them, which is within none. */
  readonly text: string;
  readonly count: number;
  /** `1` or `2` for each row: which actor it is about where each has a row; else empty. */
  readonly sides: string;
}

export const BETWEEN_ROWS = ',\n';

/** Where a batch ends, and the next one begins; nothing where it is empty. */
interface LastRow {
  readonly number: number;
  readonly event_date: string;
  readonly sides: string;
}

/** Rows of one side of the events; where each event has one row, of the event. */
interface Branch {
  readonly side: 1 | 2;
  readonly placeOf: (column: AcledColumn) => ColumnPlace;
  readonly where: string;
}

const NO_OTHER: Partial<Record<AcledColumn, ColumnPlace>> = {
  actor2: { constant: '' },
  assoc_actor_2: { constant: '' },
  inter2: { constant: 0 },
};
const SECOND: Partial<Record<AcledColumn, ColumnPlace>> = {
  ...NO_OTHER,
  actor1: 'r.actor2',
  assoc_actor_1: 'r.assoc_actor_2',
  inter1: 'r.inter2',
};

const DYADIC: readonly Branch[] = [{ side: 1, placeOf: column => `r.${column}`, where: 'true' }];
/** Each by its own indexes. */
const MONADIC: readonly Branch[] = [
  { side: 1, placeOf: column => NO_OTHER[column] ?? `r.${column}`, where: 'true' },
  { side: 2, placeOf: column => SECOND[column] ?? `r.${column}`, where: 'r.inter2 > 0' },
];

/** Rows of some events, by the events' ids. */
export const acledRowsOf = async (
  { database }: Store,
  events: readonly string[],
): Promise<ReadonlyMap<string, AcledRow>> => {
  const rows = await database.query<{ readonly number: number; readonly json: string }>(
    'select number, content as json from acled_contents where number = any($1::bigint[])',
    [events.map(id => Number(id.slice(1)))],
  );
  return new Map(rows.map(({ number, json }) => [`e${number}`, JSON.parse(json) as AcledRow]));
};

const BATCH = 5000;

export interface AcledAnswer {
  /** Rows that the query finds, without its limit. */
  readonly total: number;
  readonly batches: AsyncIterable<AcledBatch>;
}

/** Totals of what was asked since the last change: clients that turn pages ask for the same one again and again. */
interface Totals {
  readonly revision: number;
  readonly byQuery: Map<string, number>;
}
const totals = new WeakMap<Store, Totals>();
const MOST_TOTALS = 1000;

const totalsOf = (store: Store, revision: number): Map<string, number> => {
  const known = totals.get(store);
  if (known?.revision === revision && known.byQuery.size < MOST_TOTALS) return known.byQuery;
  const byQuery = new Map<string, number>();
  totals.set(store, { revision, byQuery });
  return byQuery;
};

/** A row's text, with the columns of population as they are asked for. */
const textSql = (population: AcledQuery['population']): string => {
  if (population === 'none')
    return 'select content as text from acled_contents c where c.number = page.number';
  const rings = POPULATION_COLUMNS.slice(0, -1).map(name => `,"${name}":null`);
  return `select left(content, -1) || '${population === 'full' ? rings.join('') : ''},"population_best":' ||
      coalesce(population::text, 'null') || '}' as text
    from acled_contents c join acled_rows using (number) where c.number = page.number`;
};

/**
 * The rows must be up to date (`refreshAcled`). Where they change between two batches, what has changed is left out: it
 * has a later timestamp, and who asks for all since the last one finds it.
 */
export const readAcled = async (
  store: Store,
  { lastChange, revision }: AcledState,
  { clauses, monadic, population, limit, offset }: AcledQuery,
): Promise<AcledAnswer> => {
  const { database } = store;
  const conditions = new Conditions();
  const branches: { readonly side: 1 | 2; readonly where: string }[] = [];
  for (const { side, placeOf, where } of monadic ? MONADIC : DYADIC)
    branches.push({
      side,
      where: `${where} and ${await clausesSql(database, conditions, clauses, placeOf)}`,
    });

  const readBatch = (
    size: number,
    skip: number,
    after: LastRow | null,
    until: number | null,
  ): Promise<AcledBatch & LastRow> => {
    const values: Value[] = [...conditions.values];
    const value = (given: Value, type: string): string => `$${values.push(given)}::${type}`;
    const changed = until === null ? '' : ` and r.timestamp <= ${value(until, 'bigint')}`;
    const last = after && `(${value(after.event_date, 'date')}, ${value(after.number, 'bigint')})`;
    const parts = branches.map(({ side, where }) => {
      // of one event the first side stands before the second
      const behind =
        after &&
        ` and (r.event_date, r.number) ${side > Number(after.sides.at(-1) ?? 1) ? '<=' : '<'} ${last}`;
      return `(select r.number, ${side} as side, r.event_date from acled_rows r
        where ${where}${changed}${behind ?? ''}
        order by r.event_date desc, r.number desc limit ${size + skip})`;
    });
    // the offset keeps the database from reading all texts to join them
    return oneRow<AcledBatch & LastRow>(
      database,
      `select count(*)::int as count, coalesce(string_agg(text, E',\\n'), '') as text,
        ${monadic ? "coalesce(string_agg(side::text, ''), '')" : "''"} as sides,
        (array_agg(number))[count(*)] as number, (array_agg(event_date))[count(*)] as event_date
      from (select page.*, text
        from (select * from (${parts.join(' union all ')}) sides
          order by event_date desc, number desc, side limit ${size} offset ${skip}) page
        cross join lateral (${textSql(population)} offset 0) texts
        order by event_date desc, number desc, side) rows`,
      values,
    );
  };

  const countAll = async (): Promise<number> => {
    const known = totalsOf(store, revision);
    const key = JSON.stringify([branches, conditions.values]);
    const found = known.get(key);
    if (found !== undefined) return found;
    const counts = branches.map(({ where }) => `(select count(*) from acled_rows r where ${where})`);
    const { total } = await oneRow<{ total: number }>(
      database,
      `select ${counts.join(' + ')} as total`,
      conditions.values,
    );
    known.set(key, total);
    return total;
  };

  const size = Math.min(limit ?? BATCH, BATCH);
  const until = limit === null || limit > BATCH ? lastChange : null;
  const first = await readBatch(size, offset, null, until);
  const isAll = first.count < size && (first.count > 0 || offset === 0);
  return {
    total: isAll ? offset + first.count : await countAll(),
    batches: (async function* () {
      let left = (limit ?? Number.POSITIVE_INFINITY) - first.count;
      let batch = first;
      for (;;) {
        yield batch;
        if (batch.count < size || left <= 0) return;
        batch = await readBatch(Math.min(size, left), 0, batch, until);
        left -= batch.count;
      }
    })(),
  };
};
