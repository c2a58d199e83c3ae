// What the store asks of a database: the same SQL on PGlite and on PostgreSQL 15 or later.

/** What goes into a query. Documents go in as JSON text, days as `2024-05-15`, instants as ISO 8601. */
export type Value = string | number | boolean | null | readonly string[] | readonly number[];

export interface Queries {
  /**
   * Rows as plain objects: days and instants as ISO 8601 text, whole and decimal numbers as numbers, `bytea` as bytes.
   */
  readonly query: <Row extends object>(sql: string, values?: readonly Value[]) => Promise<Row[]>;
}

/**
 * A query outside a transaction may be sent twice, where a server went away before it answered: it is one that may be
 * repeated.
 */
export interface Database extends Queries {
  readonly kind: 'pglite' | 'postgres';
  /** Runs all or nothing. Resolves when the result is committed and handed to the disk. */
  readonly transaction: <Result>(work: (queries: Queries) => Promise<Result>) => Promise<Result>;
  /** Several statements without values, as one transaction. */
  readonly execute: (sql: string) => Promise<void>;
  /**
   * The same database for work that goes on by itself: it waits so many seconds for a server that is gone, and begins
   * what was cut off anew; so the work of a transaction may run more than once, and is kept once.
   */
  readonly patient: (seconds: () => number) => Database;
  readonly close: () => Promise<void>;
}

/** A row to insert; arrays are of text. */
export type Row = Readonly<Record<string, Value>>;

// PostgreSQL's text holds neither NUL nor half of a surrogate pair.
const UNSTORABLE = /\0|\p{Surrogate}/gu;

export const isStorable = (text: string): boolean => text.search(UNSTORABLE) < 0;

/** What PostgreSQL's text can hold, of the same length, so that offsets stay true. */
export const storable = (text: string): string => text.replace(UNSTORABLE, '\uFFFD');

const hasNul = (text: string): boolean => text.includes('\0');

/** Values that a query can carry: a NUL is an error to PostgreSQL; half a surrogate pair is U+FFFD by the time it is UTF-8. */
export const storableValues = (values: readonly Value[]): Value[] =>
  values.map(value => {
    if (typeof value === 'string') return hasNul(value) ? storable(value) : value;
    if (!Array.isArray(value)) return value;
    return (value as readonly unknown[]).map(each =>
      typeof each === 'string' && hasNul(each) ? storable(each) : each,
    ) as readonly string[];
  });

const storableValue = (_: string, value: unknown): unknown =>
  typeof value === 'string' ? storable(value) : value;

/** Rows a round trip: what one query carries stays some megabytes. */
const CHUNK = 500;

/** Inserts rows that all have the columns of the first. */
export const insertRows = async (queries: Queries, table: string, rows: readonly Row[]): Promise<void> => {
  const columns = Object.keys(rows[0] ?? {}).join(', ');
  for (let from = 0; from < rows.length; from += CHUNK)
    await queries.query(
      `insert into ${table} (${columns}) select ${columns} from json_populate_recordset(null::${table}, $1::text::json)`,
      [JSON.stringify(rows.slice(from, from + CHUNK), storableValue)],
    );
};

/**
 * Of the rows in the table whose `key` is one of these, those that are not as expected: the keys of all that are missing,
 * changed or too many. Only the columns that the expected rows have are looked at.
 */
export const differingRows = async (
  queries: Queries,
  { table, key, keys }: { readonly table: string; readonly key: string; readonly keys: readonly string[] },
  expected: readonly Row[],
): Promise<string[]> => {
  const columns = Object.keys(expected[0] ?? { [key]: null }).join(', ');
  const rows = await queries.query<{ key: string }>(
    `with expected as (select ${columns} from json_populate_recordset(null::${table}, $1::text::json)),
      actual as (select ${columns} from ${table} where ${key} = any($2))
    select distinct ${key} as key from (
      (table expected except all table actual) union all (table actual except all table expected)) differing
    order by 1`,
    [JSON.stringify(expected, storableValue), [...keys]],
  );
  return rows.map(row => row.key);
};

/** Inserts rows, or overwrites those of the same `id`, but for the columns in `keep`. */
export const upsertRows = async (
  queries: Queries,
  table: string,
  rows: readonly Row[],
  keep: readonly string[],
): Promise<void> => {
  const names = Object.keys(rows[0] ?? {});
  const columns = names.join(', ');
  const updates = names
    .filter(name => name !== 'id' && !keep.includes(name))
    .map(name => `${name} = excluded.${name}`)
    .join(', ');
  for (let from = 0; from < rows.length; from += CHUNK)
    await queries.query(
      `insert into ${table} (${columns}) select ${columns} from json_populate_recordset(null::${table}, $1::text::json)
      on conflict (id) do update set ${updates}`,
      [JSON.stringify(rows.slice(from, from + CHUNK), storableValue)],
    );
};

/** Rows of a query as of one moment, so many at a time. Within a transaction; `cursor` is a name of its own in it. */
export async function* rowsBy<Row extends object>(
  queries: Queries,
  {
    cursor,
    batch,
    values = [],
  }: { readonly cursor: string; readonly batch: number; readonly values?: readonly Value[] },
  sql: string,
): AsyncGenerator<Row[]> {
  await queries.query(`declare ${cursor} no scroll cursor for ${sql}`, values);
  for (;;) {
    const rows = await queries.query<Row>(`fetch ${batch} from ${cursor}`);
    if (rows.length === 0) break;
    yield rows;
  }
  await queries.query(`close ${cursor}`);
}

/** The only row of a query that always gives one. */
export const oneRow = async <Row extends object>(
  queries: Queries,
  sql: string,
  values: readonly Value[] = [],
): Promise<Row> => {
  const [row] = await queries.query<Row>(sql, values);
  if (!row) throw new Error(`the store gave no row for: ${sql}`);
  return row;
};

/** `2024-05-15 09:30:00.5+00` as PostgreSQL writes it in UTC, as `2024-05-15T09:30:00.500Z`. */
export const isoInstant = (written: string): string => {
  const [day = '', time = ''] = written.split(' ');
  return new Date(`${day}T${time.replace(/\+00(:00)?$/, '')}Z`).toISOString();
};
