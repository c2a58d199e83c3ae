// A store in a folder: PGlite, PostgreSQL compiled to WebAssembly, behind a lock and with its files synced.
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite, type Transaction, types } from '@electric-sql/pglite';
import { StoreRefusal } from '../store-refusal.ts';
import { type Database, isoInstant, type Queries, type Value } from './database.ts';
import { lockFolder } from './folder-lock.ts';
import { makeFolderSync } from './sync-folder.ts';

/** Says what a folder is, before anything is written into it. */
const MARKER = 'synoptic-store.txt';
const MARKER_TEXT =
  'A store of synoptic. The folder database/ is a PostgreSQL data directory written by PGlite;\nopen it with `synoptic`, never with two programs at once. Copies: `synoptic backup`.\n';

const parsers = {
  [types.DATE]: (value: string) => value,
  [types.INT8]: Number,
  [types.NUMERIC]: Number,
  [types.TIMESTAMPTZ]: isoInstant,
};

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

const queriesOf = (connection: Pick<PGlite, 'query'> | Transaction): Queries => ({
  query: async <Row extends object>(sql: string, values: readonly Value[] = []) =>
    (await connection.query<Row>(sql, [...values], { parsers })).rows,
});

/**
 * Opens the folder, and makes it where it is not there. Throws where another process holds it.
 * @param syncPath for tests: what hands a file or folder to the disk.
 */
export const openPglite = async (folder: string, syncPath?: (path: string) => void): Promise<Database> => {
  checkFolder(folder);
  mkdirSync(folder, { recursive: true });
  const lock = lockFolder(folder);
  try {
    checkFolder(folder);
    if (!isStoreFolder(folder)) writeFileSync(join(folder, MARKER), MARKER_TEXT);
    const files = makeFolderSync(folder, syncPath);
    // what a process left that was cut off may be in the machine's memory alone
    if (lock.wasLeftClean) files.trust();
    const connection = await PGlite.create({ dataDir: join(folder, 'database') });
    files.sync();
    const queries = queriesOf(connection);
    return {
      kind: 'pglite',
      ...queries,
      execute: async sql => {
        await connection.transaction(async tx => {
          await tx.exec(sql);
        });
        files.sync();
      },
      transaction: async work => {
        const result = await connection.transaction(tx => work(queriesOf(tx)));
        files.sync();
        return result;
      },
      close: async () => {
        if (connection.closed) return;
        await connection.close();
        files.sync();
        lock.release(true);
      },
    };
  } catch (error) {
    lock.release(lock.wasLeftClean);
    throw error;
  }
};
