// The whole store as lines of JSON and back: the same on PGlite and PostgreSQL, so that it also moves a store from one to
// the other. The last line carries the hash of all before it.
import { createHash } from 'node:crypto';
import { oneRow, type Queries, rowsBy } from './database/database.ts';
import { applyMigrations } from './database/migrate.ts';
import { MIGRATIONS } from './migrations/index.ts';
import type { Store } from './store.ts';
import { StoreRefusal } from './store-refusal.ts';

interface Column {
  readonly name: string;
  readonly type: string;
}

interface Table {
  readonly table: string;
  readonly columns: readonly Column[];
}

interface Header {
  readonly format: 'synoptic-backup';
  readonly version: 1;
  readonly schema: number;
  readonly software: string;
  readonly tables: readonly Table[];
}

const BATCH = 200;

/** Tables in an order in which what they refer to comes first. */
const ORDER = [
  'counters',
  'store_state',
  'runs',
  'reports',
  'removed_reports',
  'coded_reports',
  'entities',
  'event_mentions',
  'participants',
  'statements',
  'figures',
  'evidence',
  'stories',
  'story_reports',
  'events',
  'event_links',
  'acled_rows',
  'acled_contents',
  'acled_values',
  'acled_deleted',
  'acled_waiting',
  'unsettled',
  'sketches',
  'sketch_features',
  'feature_counts',
  'decisions',
  'releases',
  'release_documents',
  'release_items',
  'queue',
  'sources',
  'source_reports',
  'users',
];

/** A backup must not bring back a token that was revoked. */
const LEFT_OUT = ['tokens', 'sessions'];

const tablesIn = async (queries: Queries): Promise<Table[]> => {
  const rows = await queries.query<{ table: string } & Column>(
    `select relname as table, attname as name, format_type(atttypid, atttypmod) as type
    from pg_attribute join pg_class on pg_class.oid = attrelid join pg_namespace on pg_namespace.oid = relnamespace
    where nspname = current_schema() and relkind = 'r' and attnum > 0 and not attisdropped and attgenerated = ''
      and relname <> 'migrations' order by relname, attnum`,
  );
  const tables = new Map<string, Column[]>();
  for (const { table, name, type } of rows) {
    if (LEFT_OUT.includes(table)) continue;
    const columns = tables.get(table);
    if (columns) columns.push({ name, type });
    else tables.set(table, [{ name, type }]);
  }
  const rank = (table: string): number => {
    const at = ORDER.indexOf(table);
    if (at < 0) throw new Error(`the table ${table} has no place in the order of a backup`);
    return at;
  };
  return [...tables]
    .map(([table, columns]) => ({ table, columns }))
    .sort((a, b) => rank(a.table) - rank(b.table));
};

/** Every value as PostgreSQL writes it: what went in comes back to the bit. */
const selectAll = ({ table, columns }: Table): string =>
  `select json_build_array(${columns.map(({ name }) => `${name}::text`).join(', ')})::text as line from ${table} order by ${columns
    .slice(0, 6)
    .map(({ name }) => name)
    .join(', ')}`;

export interface BackupSummary {
  readonly rows: number;
  readonly hash: string;
}

/** The store as it stands at one moment; others may go on adding meanwhile. */
export const writeBackup = (store: Store, write: (line: string) => Promise<void>): Promise<BackupSummary> =>
  store.database.transaction(async queries => {
    await queries.query('set transaction isolation level repeatable read');
    const hash = createHash('sha256');
    const put = async (line: string): Promise<void> => {
      hash.update(line);
      await write(line);
    };
    const tables = await tablesIn(queries);
    const header: Header = {
      format: 'synoptic-backup',
      version: 1,
      schema: store.migrated.to,
      software: store.software,
      tables,
    };
    await put(`${JSON.stringify(header)}\n`);
    let rows = 0;
    for (const [at, table] of tables.entries())
      for await (const some of rowsBy<{ line: string }>(
        queries,
        { cursor: 'backup', batch: BATCH },
        selectAll(table),
      )) {
        for (const { line } of some) await put(`[${at},${line}]\n`);
        rows += some.length;
      }
    const summary = { rows, hash: hash.digest('hex') };
    await write(`${JSON.stringify({ end: 'synoptic-backup', ...summary })}\n`);
    return summary;
  });

const notABackup = (what: string): StoreRefusal =>
  new StoreRefusal(
    'record/no-backup',
    `this is no whole backup of a store: ${what}. Nothing was restored. Give a file that \`synoptic backup\` wrote`,
  );

const parse = (line: string): unknown => {
  try {
    return JSON.parse(line);
  } catch {
    throw notABackup(`a line is no JSON: "${line.slice(0, 40)}"`);
  }
};

const readHeader = (line: string): Header => {
  const header = parse(line) as Header | null;
  if (header?.format !== 'synoptic-backup' || !Array.isArray(header.tables))
    throw notABackup('it does not begin as one');
  const newest = MIGRATIONS.at(-1)?.version ?? 0;
  if (header.schema > newest)
    throw new StoreRefusal(
      'record/newer-store',
      `the backup has schema ${header.schema}, made by synoptic ${header.software}; this program knows schemas up to ${newest}. Use synoptic ${header.software} or later`,
    );
  return header;
};

const insertSql = ({ table, columns }: Table, rows: number): string => {
  const values = Array.from(
    { length: rows },
    (_, row) =>
      `(${columns.map(({ type }, i) => `$${row * columns.length + i + 1}::text::${type}`).join(', ')})`,
  );
  return `insert into ${table} (${columns.map(({ name }) => name).join(', ')}) values ${values.join(', ')}`;
};

type Cells = readonly (string | null)[];

const checkTables = async (queries: Queries, { tables }: Header): Promise<void> => {
  const own = new Map((await tablesIn(queries)).map(table => [table.table, table]));
  for (const { table, columns } of tables) {
    const known = own.get(table)?.columns.map(({ name, type }) => `${name} ${type}`) ?? [];
    const strange = columns.find(({ name, type }) => !known.includes(`${name} ${type}`));
    if (strange) throw notABackup(`it has a column ${table}.${strange.name} that the schema does not have`);
  }
};

const checkEmpty = async (queries: Queries): Promise<void> => {
  const { rows } = await oneRow<{ rows: number }>(queries, 'select count(*) as rows from reports');
  if (rows > 0)
    throw new StoreRefusal(
      'record/not-empty',
      `the store holds ${rows} reports already; a backup is restored into an empty store only. Give a new one with --store`,
    );
};

/** Tables as they were when the backup was made, with nothing in them. */
const makeTables = async (queries: Queries, store: Store, { schema }: Header): Promise<void> => {
  const tables = await queries.query<{ name: string }>(
    "select relname as name from pg_class where relnamespace = current_schema()::regnamespace and relkind = 'r'",
  );
  await queries.query(`drop table ${tables.map(({ name }) => `"${name}"`).join(', ')} cascade`);
  const then = MIGRATIONS.filter(({ version }) => version <= schema);
  await applyMigrations(queries, then, store.software, store.now());
  const made = await tablesIn(queries);
  await queries.query(`truncate ${made.map(({ table }) => table).join(', ')} cascade`);
};

const fill = async (
  queries: Queries,
  header: Header,
  lines: AsyncIterator<string>,
): Promise<BackupSummary> => {
  const hash = createHash('sha256').update(`${JSON.stringify(header)}\n`);
  let pending: Cells[] = [];
  let current = 0;
  let rows = 0;
  const flush = async (): Promise<void> => {
    const table = header.tables[current];
    if (table && pending.length > 0) await queries.query(insertSql(table, pending.length), pending.flat());
    pending = [];
  };
  for (;;) {
    const { value: line, done } = await lines.next();
    if (done === true) throw notABackup('its end is missing');
    const read = parse(line) as readonly [number, Cells] | (BackupSummary & { readonly end: string });
    if (!Array.isArray(read)) {
      await flush();
      const summary = read as BackupSummary;
      const found = hash.digest('hex');
      if (summary.hash !== found || summary.rows !== rows)
        throw notABackup(`its content has the hash ${found.slice(0, 12)}…, its end says otherwise`);
      return { rows, hash: found };
    }
    hash.update(`${line}\n`);
    const [at, cells] = read;
    const columns = header.tables[at]?.columns.length ?? -1;
    if (!Array.isArray(cells) || cells.length !== columns) throw notABackup('a row does not fit its table');
    // some thousand values a round trip at most
    if (at !== current || pending.length * columns > 4000) {
      await flush();
      current = at;
    }
    pending.push(cells);
    rows++;
  }
};

/** All or nothing, into an empty store. `lines` without their ends; a backup of an older schema is brought up to date. */
export const readBackup = async (store: Store, lines: AsyncIterable<string>): Promise<BackupSummary> => {
  const iterator = lines[Symbol.asyncIterator]();
  const { value: first, done } = await iterator.next();
  if (done === true) throw notABackup('it is empty');
  const header = readHeader(first);
  if (JSON.stringify(header) !== first) throw notABackup('its first line was changed');
  return store.database.transaction(async queries => {
    await checkEmpty(queries);
    await makeTables(queries, store, header);
    await checkTables(queries, header);
    const summary = await fill(queries, header, iterator);
    await applyMigrations(queries, MIGRATIONS, store.software, store.now());
    return summary;
  });
};
