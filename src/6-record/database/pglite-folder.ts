// PGlite (PostgreSQL compiled to WebAssembly) on a folder, its journal handed to the disk after each commit and its tables
// after each checkpoint, as PostgreSQL itself would. It computes in the thread that opens it: the program gives it one of
// its own (pglite-worker.ts).
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite, type Transaction, types } from '@electric-sql/pglite';
import { isoInstant, type Value } from './database.ts';
import { makeFolderSync } from './sync-folder.ts';
import { makeUpkeep } from './upkeep.ts';

const parsers = {
  [types.DATE]: (value: string) => value,
  [types.INT8]: Number,
  [types.NUMERIC]: Number,
  [types.TIMESTAMPTZ]: isoInstant,
};

export interface Answer {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
}

type Ask = (sql: string, values: readonly Value[]) => Promise<Answer>;

export interface PgliteFolder {
  readonly query: Ask;
  /** Runs all or nothing; resolves when the result is committed and handed to the disk. */
  readonly transaction: <Result>(work: (query: Ask) => Promise<Result>) => Promise<Result>;
  readonly execute: (sql: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

export interface PgliteFolderOptions {
  /** All that lies in the folder is on the disk: whoever had it before closed it. */
  readonly isOnDisk: boolean;
  /** For tests: what hands a file or folder to the disk. */
  readonly syncPath?: (path: string) => void;
}

const askOf =
  (connection: Pick<PGlite, 'query'> | Transaction): Ask =>
  async (sql, values) => {
    const { fields, rows } = await connection.query(sql, [...values], { parsers, rowMode: 'array' });
    return { columns: fields.map(({ name }) => name), rows: rows as unknown[][] };
  };

const DATABASE = 'database';
/** PostgreSQL's journal: what is committed is in it, whole pages too, and from it the tables are made good. */
const JOURNAL = join(DATABASE, 'pg_wal');
/** Written anew by each checkpoint: from then on the journal before it is not needed, and the tables must be on the disk. */
const CONTROL = join(DATABASE, 'global', 'pg_control');

export const openPgliteFolder = async (
  folder: string,
  { isOnDisk, syncPath }: PgliteFolderOptions,
): Promise<PgliteFolder> => {
  mkdirSync(folder, { recursive: true });
  const files = makeFolderSync(folder, syncPath);
  // what a process left that was cut off may be in the machine's memory alone
  if (isOnDisk) files.trust();
  const connection = await PGlite.create({ dataDir: join(folder, DATABASE) });
  files.sync();
  const syncCommit = (): void => {
    if (files.hasChanged(CONTROL)) files.sync();
    else files.syncOnly(JOURNAL);
  };
  const upkeep = makeUpkeep(connection, syncCommit);
  void upkeep.look();
  return {
    query: askOf(connection),
    execute: async sql => {
      await connection.transaction(async tx => {
        await tx.exec(sql);
      });
      files.sync();
    },
    transaction: async work => {
      const result = await connection.transaction(tx => work(askOf(tx)));
      syncCommit();
      // whoever waits for the commit does not wait for this
      void upkeep.look();
      return result;
    },
    close: async () => {
      await upkeep.end();
      await connection.close();
      files.sync();
    },
  };
};
