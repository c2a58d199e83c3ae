// One page of a table, newest first, whatever it is narrowed by. The newest rows are looked through first, a bounded
// number of them, in the order of an index; conditions that many rows meet fill the page there. What few rows meet is
// then found by the indexes of the conditions and sorted. A database that guesses wrong between the two ways reads the
// whole table, and it does not know how conditions go together.
import type { Queries } from './database/database.ts';
import { dayOrNull } from './days.ts';
import type { Conditions } from './filters.ts';
import { badPage } from './store-refusal.ts';

export interface Page {
  readonly limit: number;
  /** Where the page before ended; null or absent for the first. */
  readonly after?: string | null | undefined;
}

export interface Ordered {
  readonly table: 'events' | 'reports' | 'stories';
  /** The columns that it is ordered by: day, undated last, then number. There is an index of that order. */
  readonly day: string;
  /** True where `day` is a moment. */
  readonly isInstant?: boolean | undefined;
  readonly number: string;
  /** What every row of that index meets. */
  readonly holds: string;
  /** Last day that a row can have; undated ones may have any. */
  readonly until?: string | undefined;
}

/** Rows looked through, at least. */
const NEAR = 3000;
/** And so many times those that are wanted. */
const NEAR_TIMES = 4;

interface Cursor {
  readonly day: string | null;
  readonly number: number;
}

/** A place in the order: `2024-05-15.12`, of moments `2024-05-15T09:30:00.000Z.12`, undated `.12`. */
const isCalendars = (day: string): boolean => dayOrNull(day) !== null && !Number.isNaN(Date.parse(day));

const castOf = ({ isInstant }: Pick<Ordered, 'isInstant'>): string =>
  isInstant ? '::timestamptz' : '::date';

const readCursor = ({ after }: Page): Cursor | null => {
  if (after === undefined || after === null) return null;
  const [, day, number] =
    /^(\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}:\d{2}\.\d{3}Z)?)?\.(\d{1,15})$/.exec(after) ?? [];
  if (number === undefined || (day !== undefined && !isCalendars(day))) throw badPage(after);
  return { day: day ?? null, number: Number(number) };
};

/** Only what stands behind the place that a page goes on from, undated last. */
export const addCursor = (
  conditions: Conditions,
  { day, number, isInstant }: Pick<Ordered, 'day' | 'number' | 'isInstant'>,
  page: Page,
): void => {
  const cursor = readCursor(page);
  if (cursor === null) return;
  const behind = conditions.value(cursor.number);
  conditions.add(
    cursor.day === null
      ? `(${day} is null and ${number} < ${behind})`
      : `(${day} is null or (${day}, ${number}) < (${conditions.value(cursor.day)}${castOf({ isInstant })}, ${behind}))`,
  );
};

export interface Placed {
  readonly cursor_day: string | null;
  readonly cursor_number: number;
}

export interface Listed<Item> {
  readonly items: readonly Item[];
  /** Null where this page is the last. */
  readonly next: string | null;
}

/** `rows` are one more than the page holds where there is another; `placeOf` says where that one goes on from. */
export const pageBy = <Row, Item>(
  rows: readonly Row[],
  { limit }: Page,
  read: (row: Row) => Item,
  placeOf: (row: Row) => string,
): Listed<Item> => {
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return { items: rows.slice(0, limit).map(read), next: last ? placeOf(last) : null };
};

export const pageOf = <Row extends Placed, Item>(
  rows: readonly Row[],
  page: Page,
  read: (row: Row) => Item,
): Listed<Item> =>
  pageBy(rows, page, read, ({ cursor_day, cursor_number }) => `${cursor_day ?? ''}.${cursor_number}`);

/** Dated rows behind the cursor, in the form that the index of the order answers. */
const nearSql = (
  { table, day, number, holds, until, isInstant }: Ordered,
  conditions: Conditions,
  cursor: Cursor | null,
  limit: number,
): string => {
  const behind =
    cursor === null
      ? ''
      : `and (${day}, ${number}) < (${conditions.value(cursor.day)}${castOf({ isInstant })}, ${conditions.value(cursor.number)})`;
  const up =
    until === undefined ? `and ${day} is not null` : `and ${day} <= ${conditions.value(until)}::date`;
  return `(select * from ${table} where ${holds} ${up} ${behind}
    order by ${day} desc nulls last, ${number} desc limit ${Math.max(NEAR, NEAR_TIMES * limit)}) ${table}`;
};

/**
 * Rows of a page and one more, where there is one.
 * @param columns of the table, beside `cursor_day` and `cursor_number`.
 * @param narrow the conditions, made anew for each query.
 * @param isRare true where an index surely leaves few rows.
 */
export const newestFirst = async <Row extends object>(
  queries: Queries,
  ordered: Ordered,
  columns: string,
  narrow: () => Conditions,
  page: Page,
  isRare = false,
): Promise<(Row & Placed)[]> => {
  const { table, day, number } = ordered;
  const cursor = readCursor(page);
  const count = page.limit + 1;
  // sorted without their documents, which are wide
  const ask = (source: string, order: string, conditions: Conditions, where: string) =>
    queries.query<Row & Placed>(
      `select ${columns}, cursor_day, cursor_number from ${table} join
        (select id, ${day} as cursor_day, ${number} as cursor_number from ${source}
          where ${where} order by ${order} limit ${count}) page using (id)
      order by cursor_day desc nulls last, cursor_number desc`,
      conditions.values,
    );
  if (!isRare && cursor?.day !== null) {
    const conditions = narrow();
    const where = conditions.sql;
    const source = nearSql(ordered, conditions, cursor, page.limit);
    const rows = await ask(source, `${day} desc nulls last, ${number} desc`, conditions, where);
    if (rows.length === count) return rows;
  }
  const conditions = narrow();
  addCursor(conditions, ordered, page);
  // the sum keeps the database from looking through the whole order
  return ask(
    table,
    `${day} + ${ordered.isInstant ? "interval '0'" : '0'} desc nulls last, ${number} desc`,
    conditions,
    conditions.sql,
  );
};
