// Token buckets: so many requests a minute for each key, in bursts up to that many.

export interface Buckets {
  /** Seconds to wait, 0 where the request may pass and is counted. */
  readonly take: (key: string) => number;
}

/** Keys remembered; the one that was quiet longest goes. */
const MOST_KEYS = 20_000;

interface Bucket {
  left: number;
  at: number;
}

export const makeBuckets = (perMinute: number, clock: () => number = Date.now): Buckets => {
  const buckets = new Map<string, Bucket>();
  const perMs = perMinute / 60_000;
  return {
    take: key => {
      const now = clock();
      const known = buckets.get(key);
      const left = known ? Math.min(perMinute, known.left + (now - known.at) * perMs) : perMinute;
      // the order of the map is that of last use
      buckets.delete(key);
      if (buckets.size >= MOST_KEYS) buckets.delete(buckets.keys().next().value as string);
      buckets.set(key, { left: left < 1 ? left : left - 1, at: now });
      return left < 1 ? Math.ceil((1 - left) / perMs / 1000) : 0;
    },
  };
};
