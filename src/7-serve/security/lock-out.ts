// After some failed log-ins each further one has to wait longer: by user name, known or not, and by address.

export interface LockOut {
  /**
   * Counts an attempt before it is made, so that many at once are many. Returns seconds to wait where it may not be
   * made now, else 0.
   */
  readonly attempt: (name: string, address: string) => number;
  /** The attempt succeeded: the name begins anew; the address too, but only by what this attempt cost it. */
  readonly succeed: (name: string, address: string) => void;
}

const FREE_BY_NAME = 5;
const FREE_BY_ADDRESS = 20;
const LONGEST_MS = 15 * 60_000;
/** After a day without an attempt all is forgotten. */
const FORGOTTEN_MS = 24 * 3_600_000;
const MOST_KEYS = 20_000;

interface Tries {
  count: number;
  at: number;
}

/** 1, 2, 4, ... seconds from the first attempt past the free ones. */
const waitAfter = (count: number, free: number): number =>
  count < free ? 0 : Math.min(LONGEST_MS, 1000 * 2 ** Math.min(count - free, 20));

export const makeLockOut = (clock: () => number = Date.now): LockOut => {
  const tries = new Map<string, Tries>();
  const read = (key: string, now: number): Tries => {
    const known = tries.get(key);
    return known && now - known.at < FORGOTTEN_MS ? known : { count: 0, at: 0 };
  };
  const write = (key: string, value: Tries): void => {
    tries.delete(key);
    if (tries.size >= MOST_KEYS) tries.delete(tries.keys().next().value as string);
    tries.set(key, value);
  };
  return {
    attempt: (name, address) => {
      const now = clock();
      const keys = [
        [`name ${name}`, FREE_BY_NAME],
        [`address ${address}`, FREE_BY_ADDRESS],
      ] as const;
      const waits = keys.map(([key, free]) => {
        const { count, at } = read(key, now);
        return at + waitAfter(count, free) - now;
      });
      const wait = Math.max(...waits);
      if (wait > 0) return Math.ceil(wait / 1000);
      for (const [key] of keys) write(key, { count: read(key, now).count + 1, at: now });
      return 0;
    },
    succeed: (name, address) => {
      tries.delete(`name ${name}`);
      const now = clock();
      const { count, at } = read(`address ${address}`, now);
      write(`address ${address}`, { count: Math.max(0, count - 1), at });
    },
  };
};
