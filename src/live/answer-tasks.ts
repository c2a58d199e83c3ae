// A worker thread's end: it makes itself ready once, then does one task after another.
import { parentPort } from 'node:worker_threads';
import type { Task, WorkerMessage } from './task.ts';

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** @param prepare gives what does a task; throws where no thread could. */
export const answerTasks = <Work, Result>(prepare: () => (work: Work) => Result | Promise<Result>): void => {
  const post = (message: WorkerMessage<Result>): void => parentPort?.postMessage(message);
  let act: (work: Work) => Result | Promise<Result>;
  try {
    act = prepare();
  } catch (error) {
    post({ kind: 'broken', message: messageOf(error) });
    return;
  }
  parentPort?.on('message', async ({ number, work }: Task<Work>) => {
    try {
      post({ kind: 'done', number, result: await act(work) });
    } catch (error) {
      post({ kind: 'failed', number, message: messageOf(error) });
    }
  });
  post({ kind: 'ready' });
};
