// Rows in ACLED's form, the latest day first, in batches: a million of them are never in memory together.
import { oneRow, type Value } from '../database/database.ts';
import { Conditions } from '../filters.ts';
import type { Store } from '../store.ts';
import type { AcledColumn, AcledRow } from './columns.ts';
import { clausesSql, type Place } from './conditions.ts';
import type { Clauses } from './query.ts';
import type { AcledState } from './refresh.ts';

export interface AcledQuery {
  readonly clauses: Clauses<AcledColumn>;
  /** One row for each side of an event instead of one an event; filters see the rows as they are given. */
  readonly monadic: boolean;
  /** False: it is not read. */
  readonly withPopulation: boolean;
  /** Null: all. */
  readonly limit: number | null;
  readonly offset: number;
}

export interface AcledItem {
  /** The event's row as JSON, all 31 columns. */
  readonly json: string;
  /** Which actor it is about where each has a row. */
  readonly side: 1 | 2;
  /** Absent where it is not asked for. */
  readonly population?: number | null;
}

/** The last of a batch tells where the next begins. */
interface ItemRow extends AcledItem {
  readonly number: number;
  readonly event_date: string;
}

/** The kept part of a row with its timestamp behind it. */
const jsonSql = (row: string): string =>
  `(select content from acled_contents c where c.number = ${row}.number) || ',"timestamp":' || ${row}.timestamp || '}'`;

/** Rows of one side of the events; where each event has one row, of the event. */
interface Branch {
  readonly side: 1 | 2;
  readonly placeOf: (column: AcledColumn) => Place;
  readonly where: string;
}

const NO_OTHER: Partial<Record<AcledColumn, Place>> = {
  actor2: { constant: '' },
  assoc_actor_2: { constant: '' },
  inter2: { constant: 0 },
};
const SECOND: Partial<Record<AcledColumn, Place>> = {
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
    `select number, ${jsonSql('r')} as json from acled_rows r where number = any($1::bigint[])`,
    [events.map(id => Number(id.slice(1)))],
  );
  return new Map(rows.map(({ number, json }) => [`e${number}`, JSON.parse(json) as AcledRow]));
};

const BATCH = 5000;

export interface AcledAnswer {
  /** Rows that the query finds, without its limit. */
  readonly total: number;
  readonly batches: AsyncIterable<readonly AcledItem[]>;
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

/**
 * The rows must be up to date (`refreshAcled`). Where they change between two batches, what has changed is left out: it
 * has a later timestamp, and who asks for all since the last one finds it.
 */
export const readAcled = async (
  store: Store,
  { lastChange, revision }: AcledState,
  { clauses, monadic, withPopulation, limit, offset }: AcledQuery,
): Promise<AcledAnswer> => {
  const { database } = store;
  const conditions = new Conditions();
  const branches: { readonly side: 1 | 2; readonly where: string }[] = [];
  for (const { side, placeOf, where } of monadic ? MONADIC : DYADIC)
    branches.push({
      side,
      where: `${where} and ${await clausesSql(database, conditions, clauses, placeOf)}`,
    });

  // thousands of rows: every cell that nobody reads costs
  const isLong = limit === null || limit > BATCH;
  const cells = [
    'side',
    ...(isLong ? ['number', 'event_date'] : []),
    ...(withPopulation ? ['population'] : []),
  ];

  const readBatch = (
    size: number,
    skip: number,
    after: ItemRow | null,
    until: number | null,
  ): Promise<ItemRow[]> => {
    const values: Value[] = [...conditions.values];
    const value = (given: Value, type: string): string => `$${values.push(given)}::${type}`;
    const changed = until === null ? '' : ` and r.timestamp <= ${value(until, 'bigint')}`;
    const last = after && `(${value(after.event_date, 'date')}, ${value(after.number, 'bigint')})`;
    const parts = branches.map(({ side, where }) => {
      // of one event the first side stands before the second
      const behind = after && ` and (r.event_date, r.number) ${side > after.side ? '<=' : '<'} ${last}`;
      return `(select r.number, ${side} as side, r.event_date, r.timestamp, r.population from acled_rows r
        where ${where}${changed}${behind ?? ''}
        order by r.event_date desc, r.number desc limit ${size + skip})`;
    });
    return database.query<ItemRow>(
      `select ${cells.join(', ')}, ${jsonSql('page')} as json
      from (select * from (${parts.join(' union all ')}) sides
        order by event_date desc, number desc, side limit ${size} offset ${skip}) page
      order by event_date desc, number desc, side`,
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
  const until = isLong ? lastChange : null;
  const first = await readBatch(size, offset, null, until);
  const isAll = first.length < size && (first.length > 0 || offset === 0);
  return {
    total: isAll ? offset + first.length : await countAll(),
    batches: (async function* () {
      let left = (limit ?? Number.POSITIVE_INFINITY) - first.length;
      let batch = first;
      for (;;) {
        yield batch;
        const last = batch.at(-1);
        if (last === undefined || batch.length < size || left <= 0) return;
        batch = await readBatch(Math.min(size, left), 0, last, until);
        left -= batch.length;
      }
    })(),
  };
};
