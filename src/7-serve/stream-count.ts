// Open streams of events, in all and by address: each holds a connection.
import { Problem } from './problem.ts';

interface StreamLimits {
  readonly streams: number;
  readonly streamsPerAddress: number;
}

export interface StreamCount {
  /** Takes a place; what is returned gives it back. */
  readonly take: (address: string, limits: StreamLimits) => () => void;
}

export const makeStreamCount = (): StreamCount => {
  const byAddress = new Map<string, number>();
  let all = 0;
  const giveBack = (address: string): void => {
    all--;
    const left = (byAddress.get(address) ?? 1) - 1;
    if (left > 0) byAddress.set(address, left);
    else byAddress.delete(address);
  };
  return {
    take: (address, { streams, streamsPerAddress }) => {
      const own = byAddress.get(address) ?? 0;
      if (all >= streams || own >= streamsPerAddress)
        throw new Problem(429, `too many open streams. Allowed: ${streamsPerAddress} of one address`, {
          code: 'serve/too-many-streams',
          headers: { 'Retry-After': '30' },
        });
      all++;
      byAddress.set(address, own + 1);
      let isBack = false;
      return () => {
        if (!isBack) giveBack(address);
        isBack = true;
      };
    },
  };
};
