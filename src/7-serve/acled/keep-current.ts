// Rows in ACLED's form are brought up to date before they are read. Those who read at once wait for one another; where it
// takes long, as for the first rows of a large store, they are told when to ask again, and the work goes on.
import { type AcledState, readAcledState, refreshAcled } from '../../6-record/acled/index.ts';
import type { ServeContext } from '../context.ts';
import { Problem } from '../problem.ts';

const PATIENCE_MS = 25_000;
const RETRY_SECONDS = 20;

const notYet = (events: number): Problem =>
  new Problem(
    503,
    `the rows in ACLED's form are being made: ${events} events were looked at so far. Ask again in ${RETRY_SECONDS} seconds`,
    { code: 'acled/not-yet', headers: { 'Retry-After': String(RETRY_SECONDS) } },
  );

/** @param patience milliseconds that a reader waits. */
export const makeKeeper = (
  { store, acled, log }: ServeContext,
  patience = PATIENCE_MS,
): (() => Promise<AcledState>) => {
  let running: Promise<void> | null = null;
  let looked = 0;
  const refresh = async (): Promise<void> => {
    looked = 0;
    try {
      await refreshAcled(store, acled(), events => {
        looked = events;
      });
    } finally {
      running = null;
    }
  };
  return async () => {
    const end = Date.now() + patience;
    for (;;) {
      const state = await readAcledState(store, acled());
      if (state !== null) return state;
      if (running === null) {
        running = refresh();
        // who waits is told; nobody may wait any more when it fails
        running.catch(error =>
          log(`rows in ACLED's form: ${error instanceof Error ? error.message : error}`),
        );
      }
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<true>(resolve => {
        timer = setTimeout(resolve, Math.max(0, end - Date.now()), true);
      });
      const isLate = await Promise.race([running.then(() => false), late]);
      clearTimeout(timer);
      if (isLate) throw notYet(looked);
    }
  };
};
