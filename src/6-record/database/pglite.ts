// A store in a folder: PGlite behind a lock, computing in a thread of its own, so that a long query holds up nothing else
// that the program does.
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StoreRefusal } from '../store-refusal.ts';
import { type Database, type Queries, storableValues, type Value } from './database.ts';
import { type FolderLock, lockFolder } from './folder-lock.ts';
import { PgliteThread } from './pglite-thread.ts';

/** Says what a folder is, before anything is written into it. */
const MARKER = 'synoptic-store.txt';
const MARKER_TEXT =
  'A store of synoptic. The folder database/ is a PostgreSQL data directory written by PGlite;\nopen it with `synoptic`, never with two programs at once. Copies: `synoptic backup`.\n';

export const isStoreFolder = (folder: string): boolean => existsSync(join(folder, MARKER));

const checkFolder = (folder: string): void => {
  if (!existsSync(folder) || isStoreFolder(folder)) return;
  const inside = readdirSync(folder).filter(name => !name.startsWith('lock-'));
  if (inside.length > 0)
    throw new StoreRefusal(
      'record/no-store',
      `${folder} is a folder with other files in it (${inside.slice(0, 3).join(', ')}) and no store. Give an empty or a new folder: --store ${join(folder, 'store')}`,
    );
};

const queriesOf = (thread: PgliteThread, transaction: number | null): Queries => ({
  query: async <Row extends object>(sql: string, values: readonly Value[] = []) => {
    const { columns, rows } = await thread.query(sql, storableValues(values), transaction);
    return rows.map(row => Object.fromEntries(columns.map((name, at) => [name, row[at]])) as Row);
  },
});

const runTransaction = async <Result>(
  thread: PgliteThread,
  transaction: number,
  work: (queries: Queries) => Promise<Result>,
): Promise<Result> => {
  await thread.order({ kind: 'begin', transaction });
  let result: Result;
  try {
    result = await work(queriesOf(thread, transaction));
  } catch (error) {
    // where the thread is gone the first error says more
    await thread.order({ kind: 'rollback', transaction }).catch(() => {});
    throw error;
  }
  await thread.order({ kind: 'commit', transaction });
  return result;
};

const databaseOn = (thread: PgliteThread, lock: FolderLock): Database => {
  let last = 0;
  let closing: Promise<void> | null = null;
  const close = async (): Promise<void> => {
    let isClean = false;
    try {
      await thread.order({ kind: 'close' });
      isClean = true;
    } finally {
      // the lock is given back when nothing writes any more
      await thread.stop();
      lock.release(isClean);
    }
  };
  const database: Database = {
    kind: 'pglite',
    ...queriesOf(thread, null),
    execute: async sql => {
      await thread.order({ kind: 'execute', sql });
    },
    transaction: work => runTransaction(thread, ++last, work),
    // in this process: it does not go away alone
    patient: () => database,
    close: () => {
      closing ??= close();
      return closing;
    },
  };
  return database;
};

/** Opens the folder, and makes it where it is not there. Throws where another process holds it. */
export const openPglite = async (folder: string): Promise<Database> => {
  checkFolder(folder);
  mkdirSync(folder, { recursive: true });
  const lock = lockFolder(folder);
  let thread: PgliteThread | null = null;
  try {
    checkFolder(folder);
    if (!isStoreFolder(folder)) writeFileSync(join(folder, MARKER), MARKER_TEXT);
    thread = new PgliteThread({ folder, isOnDisk: lock.wasLeftClean });
    await thread.opened();
    return databaseOn(thread, lock);
  } catch (error) {
    await thread?.stop();
    lock.release(lock.wasLeftClean);
    throw error;
  }
};
