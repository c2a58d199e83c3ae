// Brings a store to this program's schema, and refuses a store that a newer program has changed.
import type { Migration } from '../migrations/index.ts';
import { StoreRefusal } from '../store-refusal.ts';
import type { Database, Queries } from './database.ts';

interface Applied {
  readonly version: number;
  readonly name: string;
  readonly software: string;
}

const appliedIn = async (queries: Queries): Promise<Applied[]> =>
  queries.query<Applied>('select version, name, software from migrations order by version');

const refuseNewer = (last: Applied, newest: number, software: string): StoreRefusal =>
  new StoreRefusal(
    'record/newer-store',
    `the store has schema ${last.version}, made by synoptic ${last.software}; this is synoptic ${software}, which knows schemas up to ${newest}. Nothing was changed. Use synoptic ${last.software} or later`,
  );

export interface MigrationOutcome {
  /** Schema version before, 0 for a new store. */
  readonly from: number;
  readonly to: number;
}

/** Within a transaction of the caller. */
export const applyMigrations = async (
  queries: Queries,
  migrations: readonly Migration[],
  software: string,
  now: Date,
): Promise<MigrationOutcome> => {
  await queries.query("select pg_advisory_xact_lock(hashtext('synoptic migrations'))");
  await queries.query(
    'create table if not exists migrations (version integer primary key, name text not null, applied_at timestamptz(3) not null, software text not null)',
  );
  const applied = await appliedIn(queries);
  const last = applied.at(-1);
  const newest = migrations.at(-1)?.version ?? 0;
  if (last && last.version > newest) throw refuseNewer(last, newest, software);
  for (const { version, name, sql } of migrations) {
    // by number, not by the last: steps written side by side are not finished in order
    if (applied.some(each => each.version === version)) continue;
    // one statement a query: a prepared query takes no more
    for (const statement of statementsOf(sql)) await queries.query(statement);
    await queries.query('insert into migrations values ($1, $2, $3, $4)', [
      version,
      name,
      now.toISOString(),
      software,
    ]);
  }
  return { from: last?.version ?? 0, to: Math.max(newest, last?.version ?? 0) };
};

/** All or nothing: a store is never left between two schemas. */
export const migrate = (
  database: Database,
  migrations: readonly Migration[],
  software: string,
  now: Date,
): Promise<MigrationOutcome> =>
  database.transaction(queries => applyMigrations(queries, migrations, software, now));

/** Migrations hold no semicolon but at the end of a statement. */
const statementsOf = (sql: string): string[] =>
  sql
    .replaceAll(/^\s*--.*$/gm, '')
    .split(';')
    .map(statement => statement.trim())
    .filter(statement => statement !== '');
