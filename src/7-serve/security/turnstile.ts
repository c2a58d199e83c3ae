// Lets a few through at a time, has some wait, and turns the rest away.
import { Problem } from '../problem.ts';

/** Passwords checked at once: each takes 19 MiB and some hundredths of a second. */
const MOST_CHECKS = 4;
const MOST_WAITING = 32;

export interface Turnstile {
  readonly pass: <Result>(work: () => Promise<Result>) => Promise<Result>;
}

export const makeTurnstile = (): Turnstile => {
  let inside = 0;
  const waiting: (() => void)[] = [];
  return {
    pass: async work => {
      if (inside >= MOST_CHECKS) {
        if (waiting.length >= MOST_WAITING)
          throw new Problem(503, 'too many log-ins at once. Try again soon', {
            code: 'serve/busy',
            headers: { 'Retry-After': '5' },
          });
        await new Promise<void>(resolve => waiting.push(resolve));
      } else inside++;
      try {
        return await work();
      } finally {
        const next = waiting.shift();
        if (next) next();
        else inside--;
      }
    },
  };
};
