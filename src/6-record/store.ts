// A store: where reports, their coding, stories, decisions and releases are kept. One SQL, in a folder or on a server.
import { statSync } from 'node:fs';
import type { Database } from './database/database.ts';
import { type MigrationOutcome, migrate } from './database/migrate.ts';
import { isStoreFolder, openPglite } from './database/pglite.ts';
import { openPostgres, shownAddress } from './database/postgres.ts';
import { MIGRATIONS } from './migrations/index.ts';
import { StoreRefusal } from './store-refusal.ts';

export interface Store {
  readonly database: Database;
  /** For messages: the folder, or the address without its password. */
  readonly name: string;
  /** Version of this program. */
  readonly software: string;
  readonly now: () => Date;
  readonly migrated: MigrationOutcome;
  readonly close: () => Promise<void>;
}

export interface StoreOptions {
  readonly software: string;
  /** False: a store that is not there is refused, not made. */
  readonly create?: boolean;
  readonly now?: () => Date;
  /** Is told when a server goes away and comes back. */
  readonly say?: (line: string) => void;
}

const isAddress = (location: string): boolean => /^postgres(ql)?:\/\//.test(location);

const openDatabase = (location: string, create: boolean, say: (line: string) => void): Promise<Database> => {
  if (isAddress(location)) return openPostgres(location, say);
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(location))
    throw new StoreRefusal(
      'record/no-store',
      `"${location.replace(/:\/\/.*/s, '://...')}" is no store. Allowed: a folder, or postgres://USER@HOST:PORT/DATABASE`,
    );
  if (statSync(location, { throwIfNoEntry: false })?.isFile())
    throw new StoreRefusal(
      'record/no-store',
      `${location} is a file, no store. Allowed: a folder, or postgres://USER@HOST:PORT/DATABASE. A backup is put into a new folder: synoptic restore ${location} --store NEW`,
    );
  if (!create && !isStoreFolder(location))
    throw new StoreRefusal(
      'record/no-store',
      `there is no store in ${location}. Make one by adding reports: synoptic add FILES --store ${location}`,
    );
  return openPglite(location);
};

/** @param location a folder, or `postgres://user@host:port/database`. */
export const openStore = async (
  location: string,
  { software, create = true, now = () => new Date(), say = () => {} }: StoreOptions,
): Promise<Store> => {
  const database = await openDatabase(location, create, say);
  try {
    const migrated = await migrate(database, MIGRATIONS, software, now());
    const name = isAddress(location) ? shownAddress(location) : location;
    return { database, name, software, now, migrated, close: database.close };
  } catch (error) {
    await database.close();
    throw error;
  }
};

/** The store for work that goes on by itself: it waits so many seconds for a server that is gone, and tries again. */
export const patientStore = (store: Store, seconds: () => number): Store => ({
  ...store,
  database: store.database.patient(seconds),
});
