// A store on a PostgreSQL server: the tables stand in a schema of their own, `synoptic`.
import pg from 'pg';
import { StoreRefusal } from '../store-refusal.ts';
import { type Database, isoInstant, type Queries, storableValues, type Value } from './database.ts';

const LEAST_VERSION = 150000;
const SCHEMA = 'synoptic';

const { builtins } = pg.types;
const parsers = new Map<number, (value: string) => unknown>([
  [builtins.DATE, value => value],
  [builtins.INT8, Number],
  [builtins.NUMERIC, Number],
  [builtins.TIMESTAMPTZ, isoInstant],
]);

const typeParser = (oid: number, format?: 'text' | 'binary'): ((value: string) => unknown) =>
  parsers.get(oid) ?? pg.types.getTypeParser(oid, format as 'text');

/** The address without its password: what messages may show. */
export const shownAddress = (address: string): string => {
  try {
    const url = new URL(address);
    if (url.password) url.password = '***';
    url.search = '';
    return url.href;
  } catch {
    return 'postgres://...';
  }
};

const queriesOf = (client: pg.Pool | pg.PoolClient): Queries => ({
  query: async <Row extends object>(sql: string, values: readonly Value[] = []) =>
    (await client.query(sql, storableValues(values))).rows as Row[],
});

const inTransaction = async <Result>(
  pool: pg.Pool,
  work: (client: pg.PoolClient) => Promise<Result>,
): Promise<Result> => {
  const client = await pool.connect();
  try {
    await client.query('begin');
    const result = await work(client);
    await client.query('commit');
    client.release();
    return result;
  } catch (error) {
    // a connection whose state is not known is not used again
    await client.query('rollback').then(
      () => client.release(),
      () => client.release(true),
    );
    throw error;
  }
};

const connect = async (pool: pg.Pool, address: string): Promise<void> => {
  let version: number;
  try {
    const { rows } = await pool.query("select current_setting('server_version_num')::int as version");
    version = rows[0].version as number;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new StoreRefusal(
      'record/unreachable',
      `cannot open the store ${shownAddress(address)}: ${message}. Check that the server runs and that the address is postgres://USER@HOST:PORT/DATABASE`,
      error,
    );
  }
  if (version < LEAST_VERSION)
    throw new StoreRefusal(
      'record/old-server',
      `the server of ${shownAddress(address)} is PostgreSQL ${Math.floor(version / 10000)}; needed is ${LEAST_VERSION / 10000} or later`,
    );
  await inTransaction(pool, async client => {
    // two programs that begin at once would both find no schema
    await client.query("select pg_advisory_xact_lock(hashtext('synoptic schema'))");
    await client.query(`create schema if not exists ${SCHEMA}`);
  });
};

export const openPostgres = async (address: string): Promise<Database> => {
  const pool = new pg.Pool({
    connectionString: address,
    max: 8,
    connectionTimeoutMillis: 10_000,
    application_name: 'synoptic',
    options: `-c search_path=${SCHEMA} -c timezone=UTC -c datestyle=ISO -c jit=off -c work_mem=32MB`,
    types: { getTypeParser: typeParser as typeof pg.types.getTypeParser },
  });
  // a connection that breaks while idle is replaced by the next query
  pool.on('error', () => {});
  try {
    await connect(pool, address);
  } catch (error) {
    await pool.end();
    throw error;
  }
  return {
    kind: 'postgres',
    ...queriesOf(pool),
    execute: async sql => {
      await inTransaction(pool, client => client.query(sql));
    },
    transaction: work => inTransaction(pool, client => work(queriesOf(client))),
    close: async () => {
      if (!pool.ended) await pool.end();
    },
  };
};
