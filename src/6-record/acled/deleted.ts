// Events that had a row in ACLED's form and have none any more, the last gone first.
import { oneRow, type Value } from '../database/database.ts';
import { Conditions } from '../filters.ts';
import type { Store } from '../store.ts';
import type { ColumnInfo } from './columns.ts';
import { testsByColumn, testsSql } from './conditions.ts';
import type { Clauses } from './query.ts';

export interface DeletedRow {
  readonly event_id_cnty: string;
  readonly deleted_timestamp: number;
}

export const DELETED_COLUMNS = {
  event_id_cnty: { comparing: 'id', operator: 'LIKE' },
  deleted_timestamp: { comparing: 'instant', operator: '=' },
} as const satisfies Readonly<Record<keyof DeletedRow, ColumnInfo>>;

interface DeletedQuery {
  readonly clauses: Clauses<keyof DeletedRow>;
  /** Null: all. */
  readonly limit: number | null;
  readonly offset: number;
}

interface DeletedAnswer {
  /** Rows that the query finds, without its limit. */
  readonly total: number;
  readonly batches: AsyncIterable<readonly DeletedRow[]>;
}

const BATCH = 5000;

export const readDeleted = async (
  { database }: Store,
  { clauses, limit, offset }: DeletedQuery,
): Promise<DeletedAnswer> => {
  const conditions = new Conditions();
  for (const clause of clauses) {
    const parts = [...testsByColumn(clause)].map(([column, tests]) =>
      testsSql(conditions, DELETED_COLUMNS[column].comparing, column, tests),
    );
    conditions.add(parts.length === 0 ? 'false' : `(${parts.join(' or ')})`);
  }
  const { total } = await oneRow<{ total: number }>(
    database,
    `select count(*) as total from acled_deleted where ${conditions.sql}`,
    conditions.values,
  );
  return {
    total,
    batches: (async function* () {
      let skip = offset;
      let left = limit ?? Number.POSITIVE_INFINITY;
      let after: (DeletedRow & { readonly number: number }) | undefined;
      while (left > 0) {
        const values: Value[] = [...conditions.values];
        const value = (given: Value): string => `$${values.push(given)}::bigint`;
        const behind: string = after
          ? `and (deleted_timestamp, number) < (${value(after.deleted_timestamp)}, ${value(after.number)})`
          : '';
        const size = Math.min(BATCH, left);
        const rows: (DeletedRow & { readonly number: number })[] = await database.query(
          `select event_id_cnty, deleted_timestamp, number from acled_deleted where ${conditions.sql} ${behind}
          order by deleted_timestamp desc, number desc limit ${size} offset ${skip}`,
          values,
        );
        yield rows.map(({ event_id_cnty, deleted_timestamp }) => ({ event_id_cnty, deleted_timestamp }));
        if (rows.length < size) return;
        after = rows.at(-1);
        left -= rows.length;
        skip = 0;
      }
    })(),
  };
};
