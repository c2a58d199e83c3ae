// Hands a folder's changed files to the disk (fsync), which PGlite leaves undone: without it what was committed, and
// acknowledged, could be gone after a power cut.
import { type BigIntStats, closeSync, fsyncSync, openSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

export interface FolderSync {
  /** Syncs every file and folder that changed since it was last looked at, and returns their paths. */
  readonly sync: () => string[];
  /** The same of one file or folder in it, the others left as they are. */
  readonly syncOnly: (path: string) => string[];
  /** Whether a file is another than when it was last looked at. */
  readonly hasChanged: (path: string) => boolean;
  /** Takes everything as it is now to be on the disk already. */
  readonly trust: () => void;
}

const hand = (path: string): void => {
  const file = openSync(path, 'r');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
};

const isGone = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT';

/** The clock for files ticks some milliseconds apart: what changed just now may change again and look the same. */
const FRESH_MS = 20;
const CHANGING = 'changing';

/** @param syncPath for tests: what hands one path to the disk. */
export const makeFolderSync = (
  folder: string,
  syncPath: (path: string) => void = hand,
  clock: () => number = Date.now,
): FolderSync => {
  let seen: ReadonlyMap<string, string> = new Map();
  const isFresh = ({ ctimeMs }: BigIntStats): boolean => clock() - Number(ctimeMs) < FRESH_MS;
  const stampOf = ({ mtimeNs, ctimeNs, size }: BigIntStats): string => `${mtimeNs} ${ctimeNs} ${size}`;
  const look = (root: string, now: Map<string, string>, handOver: (path: string) => void): string[] => {
    const synced: string[] = [];
    const visit = (path: string): void => {
      try {
        const stats = statSync(path, { bigint: true });
        const before = seen.get(path);
        // the stamp is taken before syncing, so that a change in between is seen next time
        now.set(path, isFresh(stats) ? CHANGING : stampOf(stats));
        if (stats.isDirectory()) for (const name of readdirSync(path)) visit(join(path, name));
        else if (!stats.isFile()) return;
        if (before === stampOf(stats)) return;
        handOver(path);
        synced.push(path);
      } catch (error) {
        if (!isGone(error)) throw error;
      }
    };
    visit(root);
    seen = now;
    return synced;
  };
  return {
    sync: () => look(folder, new Map(), syncPath),
    syncOnly: path => look(join(folder, path), new Map(seen), syncPath),
    hasChanged: path =>
      seen.get(join(folder, path)) !== stampOf(statSync(join(folder, path), { bigint: true })),
    trust: () => void look(folder, new Map(), () => {}),
  };
};
