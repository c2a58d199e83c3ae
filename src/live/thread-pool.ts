// Several threads of one kind; work waits in line for the next free one. A thread is begun when there is work for it.
import { type Craft, WorkThread } from './work-thread.ts';

export interface ThreadPool<Work, Result> {
  readonly threads: number;
  /** Rejects where the work throws, takes too long or needs too much memory; the others go on. */
  readonly run: (work: Work) => Promise<Result>;
  readonly close: () => Promise<void>;
}

export const makeThreadPool = <Work, Result>(
  threads: number,
  craft: () => Craft<Work>,
): ThreadPool<Work, Result> => {
  type Thread = WorkThread<Work, Result>;
  const all: Thread[] = [];
  const free: Thread[] = [];
  const waiting: ((thread: Thread) => void)[] = [];
  const take = (): Promise<Thread> | Thread => {
    const idle = free.pop();
    if (idle) return idle;
    if (all.length < threads) {
      const thread: Thread = new WorkThread(craft());
      all.push(thread);
      return thread;
    }
    return new Promise(resolve => waiting.push(resolve));
  };
  const giveBack = (thread: Thread): void => {
    const next = waiting.shift();
    if (next) next(thread);
    else free.push(thread);
  };
  return {
    threads,
    run: async work => {
      const thread = await take();
      try {
        return await thread.run(work);
      } finally {
        giveBack(thread);
      }
    },
    close: async () => {
      await Promise.all(all.map(thread => thread.close()));
    },
  };
};
