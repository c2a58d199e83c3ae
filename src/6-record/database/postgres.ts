// A store on a PostgreSQL server: the tables stand in a schema of their own, `synoptic`.
import pg from 'pg';
import { StoreRefusal } from '../store-refusal.ts';
import { type Database, isoInstant, type Queries, storableValues, type Value } from './database.ts';
import { isLost, ServerOutage } from './server-outage.ts';

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

/** The connection broke while it was used. */
class LostConnection extends Error {}

/** Whether the transaction is kept is not known here; the server knows it by its number. */
class UnansweredCommit extends Error {
  readonly xid: string | null;
  readonly result: unknown;

  constructor(cause: unknown, xid: string | null, result: unknown) {
    super('the commit was not answered', { cause });
    this.xid = xid;
    this.result = result;
  }
}

/** Uses a connection, then gives it back; one that broke is given up. */
const using = async <Result>(
  client: pg.PoolClient,
  use: (queries: Queries) => Promise<Result>,
): Promise<Result> => {
  let broken: unknown = null;
  const note = (error: unknown): void => {
    broken ??= error;
  };
  client.on('error', note);
  const query: Queries['query'] = async <Row extends object>(sql: string, values: readonly Value[] = []) => {
    try {
      return (await client.query(sql, storableValues(values))).rows as Row[];
    } catch (error) {
      if (isLost(error)) note(error);
      throw error;
    }
  };
  try {
    return await use({ query });
  } catch (error) {
    // whatever the user made of it: this was the reason
    if (broken !== null && !(error instanceof UnansweredCommit))
      throw new LostConnection('the connection broke', { cause: broken });
    throw error;
  } finally {
    client.off('error', note);
    client.release(broken !== null);
  }
};

const commit = async <Result>(queries: Queries, result: Result): Promise<Result> => {
  const [row] = await queries.query<{ xid: string | null }>(
    'select pg_current_xact_id_if_assigned()::text as xid',
  );
  try {
    await queries.query('commit');
  } catch (error) {
    throw isLost(error) ? new UnansweredCommit(error, row?.xid ?? null, result) : error;
  }
  return result;
};

/** @param onBegun is called before the work begins. */
const inTransaction =
  <Result>(work: (queries: Queries) => Promise<Result>, onBegun: () => void = () => {}) =>
  async (queries: Queries): Promise<Result> => {
    await queries.query('begin');
    onBegun();
    try {
      return await commit(queries, await work(queries));
    } catch (error) {
      // where the connection is gone, that is known by now
      await queries.query('rollback').catch(() => {});
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
  await using(
    await pool.connect(),
    inTransaction(async queries => {
      // two programs that begin at once would both find no schema
      await queries.query("select pg_advisory_xact_lock(hashtext('synoptic schema'))");
      await queries.query(`create schema if not exists ${SCHEMA}`);
    }),
  );
};

/** A query that ends its connection each time is given up. */
const MOST_ATTEMPTS = 8;
const UNDECIDED_MS = 200;

/** One pool of connections, and how those who use it bear that the server goes away. */
class Server {
  readonly #pool: pg.Pool;
  readonly #outage: ServerOutage;

  constructor(pool: pg.Pool, outage: ServerOutage) {
    this.#pool = pool;
    this.#outage = outage;
  }

  /**
   * @param patience seconds for which a server that is gone is waited for.
   * @param isRepeating whether transactions that were cut off are begun anew.
   */
  database(patience: () => number, isRepeating: boolean): Database {
    const transaction: Database['transaction'] = work => {
      let mayRepeat = true;
      const onBegun = (): void => {
        mayRepeat = isRepeating;
      };
      return this.#run(patience, inTransaction(work, onBegun), () => mayRepeat);
    };
    return {
      kind: 'postgres',
      query: (sql, values) => this.#run(patience, queries => queries.query(sql, values)),
      execute: async sql => {
        await transaction(queries => queries.query(sql));
      },
      transaction,
      patient: seconds => this.database(seconds, true),
      close: async () => {
        if (!this.#pool.ending) await this.#pool.end();
      },
    };
  }

  /** Waits while there is no connection to be had. */
  async #connect(patience: () => number): Promise<pg.PoolClient> {
    for (let attempt = 0; ; attempt++) {
      try {
        const client = await this.#pool.connect();
        this.#outage.over();
        return client;
      } catch (error) {
        if (this.#pool.ending || !isLost(error)) throw error;
        await this.#outage.pause(error, attempt, patience());
      }
    }
  }

  /** With a connection that lasts, where it may be done anew. */
  async #run<Result>(
    patience: () => number,
    use: (queries: Queries) => Promise<Result>,
    mayRepeat: () => boolean = () => true,
  ): Promise<Result> {
    for (let attempt = 0; ; attempt++) {
      const client = await this.#connect(patience);
      try {
        return await using(client, use);
      } catch (error) {
        if (!(error instanceof LostConnection || error instanceof UnansweredCommit)) throw error;
        if (error instanceof UnansweredCommit && (await this.#isKept(patience, error)))
          return error.result as Result;
        if (!mayRepeat() || attempt === MOST_ATTEMPTS) throw this.#outage.refusal(error.cause);
        await this.#outage.pause(error.cause, attempt, patience());
      }
    }
  }

  async #isKept(patience: () => number, { xid, cause }: UnansweredCommit): Promise<boolean> {
    if (xid === null) return true;
    for (;;) {
      const [row] = await this.#run(patience, queries =>
        queries.query<{ status: string | null }>('select pg_xact_status($1::xid8) as status', [xid]),
      );
      if (row?.status === 'committed') return true;
      if (row?.status === 'aborted') return false;
      if (row?.status !== 'in progress') throw this.#outage.refusal(cause);
      await new Promise(resolve => setTimeout(resolve, UNDECIDED_MS));
    }
  }
}

/** Seconds: a connection that was cut is made anew, who waits for an answer soon learns that there is none. */
const SHORT_PATIENCE = 5;

/** @param say is told when the server goes away and comes back. */
export const openPostgres = async (address: string, say: (line: string) => void): Promise<Database> => {
  const pool = new pg.Pool({
    connectionString: address,
    max: 8,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    application_name: 'synoptic',
    options: `-c search_path=${SCHEMA} -c timezone=UTC -c datestyle=ISO -c jit=off -c work_mem=32MB`,
    types: { getTypeParser: typeParser as typeof pg.types.getTypeParser },
  });
  // a connection that breaks while idle is replaced by the next query
  pool.on('error', () => {});
  // without a listener one that breaks between two queries, or is handed over just then, would end the program
  pool.on('connect', client => client.on('error', () => {}));
  try {
    await connect(pool, address);
  } catch (error) {
    await pool.end();
    throw error;
  }
  const outage = new ServerOutage(shownAddress(address), say);
  return new Server(pool, outage).database(() => SHORT_PATIENCE, false);
};
