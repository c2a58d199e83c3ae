// A worker thread that codes: it loads the codebook, the registry and the models once, then codes one report after another.
import { parentPort, workerData } from 'node:worker_threads';
import { codeReport, loadResources } from '../pipeline.ts';
import type { Resources } from '../resources/index.ts';
import type { Task, WorkerMessage, WorkerStart } from './task.ts';

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const answer = ({ number, report }: Task, resources: Resources): WorkerMessage => {
  try {
    return { kind: 'coded', number, coded: codeReport(report, resources) };
  } catch (error) {
    return { kind: 'failed', number, message: messageOf(error) };
  }
};

const work = ({ resources: options }: WorkerStart): void => {
  const post = (message: WorkerMessage): void => parentPort?.postMessage(message);
  let resources: Resources;
  try {
    resources = loadResources(options);
  } catch (error) {
    post({ kind: 'broken', message: messageOf(error) });
    return;
  }
  parentPort?.on('message', (task: Task) => post(answer(task, resources)));
  post({ kind: 'ready' });
};

work(workerData as WorkerStart);
