// Something asked of the server on a press of a button: whether it is under way, and what went wrong.
import { useCallback, useState } from 'react';

export interface Task {
  readonly isBusy: boolean;
  readonly error: unknown;
  /** True where it was done. */
  readonly run: (work: () => Promise<unknown>) => Promise<boolean>;
}

export const useTask = (): Task => {
  const [isBusy, setIsBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const run = useCallback(async (work: () => Promise<unknown>) => {
    setIsBusy(true);
    setError(null);
    try {
      await work();
      return true;
    } catch (thrown) {
      setError(thrown);
      return false;
    } finally {
      setIsBusy(false);
    }
  }, []);
  return { isBusy, error, run };
};
