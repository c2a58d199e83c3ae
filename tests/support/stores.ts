// The stores that the contract suite runs on: PGlite always, PostgreSQL where it is installed; in CI it must be.
import { cpSync, existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { hashOf } from '../../src/6-record/hash.ts';
import { type CodingSetup, openStore, type Store, type StoreOptions } from '../../src/6-record/index.ts';
import { MIGRATIONS } from '../../src/6-record/migrations/index.ts';
import { postgresPrograms, startPostgres, type TestPostgres } from './postgres.ts';

export interface TestStores {
  /** Where a new and empty store can be opened. */
  readonly makeLocation: () => Promise<string>;
  readonly open: (location: string, options?: Partial<StoreOptions>) => Promise<Store>;
  readonly stop: () => Promise<void>;
}

/** What coded the reports, where a test does not care. */
export const SETUP: CodingSetup = { software: '0.0.0-test', codebook: 'c1', registry: 'r1', models: {} };

/** Making a PGlite folder takes four seconds, copying one a moment: one empty store of this schema serves all tests. */
const templateFolder = async (): Promise<string> => {
  const schema = hashOf(JSON.stringify(MIGRATIONS)).slice(0, 12);
  const template = join(tmpdir(), `synoptic-store-template-${schema}`);
  if (existsSync(template)) return template;
  const making = mkdtempSync(join(tmpdir(), 'synoptic-store-making-'));
  const store = await openStore(join(making, 'store'), { software: '0.0.0-test' });
  await store.close();
  try {
    renameSync(join(making, 'store'), template);
  } catch (error) {
    // another test file was quicker
    if (!existsSync(template)) throw error;
  }
  rmSync(making, { recursive: true, force: true });
  return template;
};

const open: TestStores['open'] = (location, options = {}) =>
  openStore(location, { software: '0.0.0-test', ...options });

/** An empty store's folder, made by copying. */
export const makeStoreFolder = async (parent: string): Promise<string> => {
  const folder = mkdtempSync(join(parent, 'store-'));
  cpSync(await templateFolder(), folder, { recursive: true });
  return folder;
};

export const pgliteStores = async (): Promise<TestStores> => {
  const parent = mkdtempSync(join(tmpdir(), 'synoptic-pglite-'));
  return {
    makeLocation: () => makeStoreFolder(parent),
    open,
    stop: async () => rmSync(parent, { recursive: true, force: true }),
  };
};

const postgresStores = async (): Promise<TestStores> => {
  const server: TestPostgres = await startPostgres(postgresPrograms() as string);
  return { makeLocation: server.makeDatabase, open, stop: server.stop };
};

const hasPostgres = postgresPrograms() !== null;
if (!hasPostgres) {
  const message =
    'PostgreSQL is not installed: the tests of the store run on PGlite only. Install it: apt-get install postgresql';
  if (process.env.SYNOPTIC_REQUIRE_POSTGRES) throw new Error(message);
  process.stderr.write(`${message}\n`);
}

/** An open store made empty: quicker than a new one, and than truncating, which makes every file anew. */
export const emptyStore = async ({ database }: Store): Promise<void> => {
  const tables = await database.query<{ name: string }>(
    "select table_name as name from information_schema.tables where table_schema = current_schema() and table_name not in ('migrations', 'counters', 'store_state')",
  );
  await database.execute(
    `set local session_replication_role = replica; ${tables.map(({ name }) => `delete from ${name}`).join('; ')}; update counters set value = 0; update store_state set value = '0'`,
  );
};

export interface StoreForTests {
  /** Stands for the store that is open: read what it has in hooks and tests only. */
  readonly store: Store;
  /** More of the same kind; whoever opens one closes it. */
  readonly stores: TestStores;
  readonly reopen: () => Promise<void>;
}

/**
 * An empty store opened before the tests of a file or a `describe`, closed and thrown away after all their other hooks.
 * @param prepare is given the place before the store is opened.
 */
export const storeForTests = (
  make: () => Promise<TestStores>,
  {
    prepare,
    ...options
  }: Partial<StoreOptions> & {
    readonly prepare?: (location: string) => Promise<void>;
  } = {},
): StoreForTests => {
  let stores: TestStores | undefined;
  let store: Store | undefined;
  let location = '';
  const there = <Value>(value: Value | undefined): Value => {
    if (value === undefined)
      throw new Error('the store of these tests is open in their hooks and tests only');
    return value;
  };
  const openIt = async (): Promise<void> => {
    store = await open(location, options);
  };
  beforeAll(async () => {
    stores = await make();
    location = await stores.makeLocation();
    await prepare?.(location);
    await openIt();
  }, 240_000);
  afterAll(async () => {
    await store?.close();
    await stores?.stop();
  });
  return {
    store: {
      get database() {
        return there(store).database;
      },
      get name() {
        return there(store).name;
      },
      get software() {
        return there(store).software;
      },
      get migrated() {
        return there(store).migrated;
      },
      now: () => there(store).now(),
      close: () => there(store).close(),
    },
    stores: { makeLocation: () => there(stores).makeLocation(), open, stop: () => there(stores).stop() },
    reopen: async () => {
      await there(store).close();
      await openIt();
    },
  };
};

/** For `describe.each`. */
export const STORE_KINDS: readonly (readonly [string, () => Promise<TestStores>])[] = [
  ['PGlite', pgliteStores],
  ...(hasPostgres ? ([['PostgreSQL', postgresStores]] as const) : []),
];
