// A fetcher for tests: it may speak to the given loopback ports only, and its waiting takes no time.
import {
  type Clock,
  type Fetcher,
  type FetcherOptions,
  makeFetcher,
  readAllowance,
} from '../../src/1-gather/fetch/index.ts';

export interface TestClock extends Clock {
  /** Milliseconds that were waited for, in all. */
  readonly waited: () => number;
  readonly advance: (ms: number) => void;
}

/** 4 March 2025, 08:00, at first. */
export const makeTestClock = (): TestClock => {
  let now = Date.parse('2025-03-04T08:00:00Z');
  let waited = 0;
  return {
    now: () => now,
    // a turn of the event loop passes, so that others run meanwhile
    wait: async ms => {
      await new Promise(setImmediate);
      now += ms;
      waited += ms;
    },
    random: () => 0.5,
    waited: () => waited,
    advance: ms => {
      now += ms;
    },
  };
};

export const testFetcher = (ports: readonly number[], options: Partial<FetcherOptions> = {}): Fetcher =>
  makeFetcher({
    software: '1.2.3',
    clock: makeTestClock(),
    rule: {
      allowPrivate: false,
      allowed: ports.flatMap(port => readAllowance(`127.0.0.0/8:${port}`) ?? []),
    },
    ...options,
    limits: { answerMs: 1500, totalMs: 3000, connectMs: 1500, ...options.limits },
  });
