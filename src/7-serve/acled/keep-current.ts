// Rows in ACLED's form are brought up to date before they are read; those who read at once wait for one another.
import { type AcledState, readAcledState, refreshAcled } from '../../6-record/acled/index.ts';
import type { ServeContext } from '../context.ts';

export const makeKeeper = ({ store, acled }: ServeContext): (() => Promise<AcledState>) => {
  let running: Promise<void> | null = null;
  return async () => {
    for (;;) {
      const state = await readAcledState(store, acled());
      if (state !== null) return state;
      running ??= refreshAcled(store, acled()).finally(() => {
        running = null;
      });
      await running;
    }
  };
};
