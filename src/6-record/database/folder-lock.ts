// One process at a time holds a store's folder. PGlite would let a second one in, and rows of the first would vanish.
//
// Locks are numbered files, `lock-1`, `lock-2`, ...; the highest counts. Who wants the folder and finds the highest free
// (given back, or its process gone) makes the next number, which only one can do, and then looks whether a higher one
// has come about since; so a lock left behind by a killed process is taken over without a moment in which two hold it.
import { randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { StoreRefusal } from '../store-refusal.ts';

interface Holder {
  readonly pid: number;
  readonly host: string;
  /** When the process and the machine started: a number given to another process is not the same holder. */
  readonly started: string | null;
  readonly boot: string | null;
  /** What the process was called with. */
  readonly command: string;
  readonly since: string;
}

export interface FolderLock {
  /** False where the holder before was cut off, or there was none. */
  readonly wasLeftClean: boolean;
  /** @param isClean whether all that was written is on the disk. */
  readonly release: (isClean: boolean) => void;
}

/** A lock given back: no process has number 0. */
interface GivenBack {
  readonly pid: 0;
  readonly clean: boolean;
}

const readOrNull = (path: string): string | null => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
};

/** Field 22 of Linux's stat: clock ticks after boot; null on other systems. */
const startOf = (pid: number): string | null =>
  readOrNull(`/proc/${pid}/stat`)
    ?.replace(/^.*\) /s, '')
    .split(' ')[19] ?? null;

const bootOf = (): string | null => readOrNull('/proc/sys/kernel/random/boot_id')?.trim() ?? null;

const exists = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

/** A process on another machine cannot be looked at: it counts as running. */
const isRunning = (holder: Holder): boolean => {
  if (holder.host !== hostname()) return true;
  if (holder.boot !== null && holder.boot !== bootOf()) return false;
  if (!exists(holder.pid)) return false;
  const started = startOf(holder.pid);
  return holder.started === null || started === null || holder.started === started;
};

const UNCLEAN: GivenBack = { pid: 0, clean: false };

const readLock = (path: string): Holder | GivenBack => {
  try {
    const lock = JSON.parse(readFileSync(path, 'utf8')) as Holder | GivenBack;
    return typeof lock.pid === 'number' ? lock : UNCLEAN;
  } catch {
    // a lock is made whole, so one that cannot be read was emptied by a failing disk
    return UNCLEAN;
  }
};

const isHeld = (lock: Holder | GivenBack): lock is Holder => lock.pid > 0 && isRunning(lock as Holder);

const numbersIn = (folder: string): number[] =>
  readdirSync(folder)
    .flatMap(name => /^lock-(\d+)$/.exec(name)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => a - b);

const refusal = (folder: string, holder: Holder, path: string): StoreRefusal => {
  const here = holder.host === hostname();
  const who = `process ${holder.pid}${here ? '' : ` on ${holder.host}`} since ${holder.since} (${holder.command})`;
  const next = here
    ? `Wait for it, or end it: kill ${holder.pid}`
    : `If that process is gone for good, remove ${path}`;
  return new StoreRefusal('record/held', `the store ${folder} is held by ${who}. ${next}`);
};

/** What this process is called with, without anything that may hold a password. */
const commandLine = (): string =>
  process.argv
    .slice(1, 4)
    .map(word => (/:\/\//.test(word) ? '...' : word.replace(/^.*\//, '')))
    .join(' ');

const giveBack = (path: string, clean: boolean): void => {
  // not removed: the number must stay taken until a higher one stands
  writeFileSync(path, JSON.stringify({ pid: 0, clean } satisfies GivenBack));
};

/** Throws a refusal that names the holder where another process has the folder. */
export const lockFolder = (folder: string): FolderLock => {
  mkdirSync(folder, { recursive: true });
  const own: Holder = {
    pid: process.pid,
    host: hostname(),
    started: startOf(process.pid),
    boot: bootOf(),
    command: commandLine(),
    since: new Date().toISOString(),
  };
  const draft = join(folder, `lock-draft-${randomUUID()}`);
  writeFileSync(draft, JSON.stringify(own));
  try {
    for (;;) {
      const highest = numbersIn(folder).at(-1) ?? 0;
      const current = join(folder, `lock-${highest}`);
      const last = highest === 0 ? UNCLEAN : readLock(current);
      if (isHeld(last)) throw refusal(folder, last, current);
      const path = join(folder, `lock-${highest + 1}`);
      try {
        linkSync(draft, path);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'EEXIST') continue;
        throw error;
      }
      const numbers = numbersIn(folder);
      if (numbers.at(-1) !== highest + 1) {
        rmSync(path, { force: true });
        continue;
      }
      for (const number of numbers.slice(0, -1)) rmSync(join(folder, `lock-${number}`), { force: true });
      return {
        wasLeftClean: last.pid === 0 && last.clean,
        release: isClean => giveBack(path, isClean),
      };
    }
  } finally {
    rmSync(draft, { force: true });
  }
};
