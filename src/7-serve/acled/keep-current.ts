// Rows in ACLED's form are brought up to date before they are read; those who read at once wait for one another.
import { isAcledCurrent, refreshAcled } from '../../6-record/acled/index.ts';
import type { ServeContext } from '../context.ts';

export const makeKeeper = ({ store, acled }: ServeContext): (() => Promise<void>) => {
  let running: Promise<void> | null = null;
  return async () => {
    while (!(await isAcledCurrent(store, acled()))) {
      running ??= refreshAcled(store, acled()).finally(() => {
        running = null;
      });
      await running;
    }
  };
};
