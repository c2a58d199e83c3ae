// A worker thread that codes: it loads the codebook, the registry and the models once, then codes one report after another.
import { workerData } from 'node:worker_threads';
import { codeReport, loadResources } from '../pipeline.ts';
import type { Report } from '../schema/report.ts';
import { answerTasks } from './answer-tasks.ts';
import type { CodingStart } from './task.ts';

answerTasks(() => {
  const resources = loadResources((workerData as CodingStart).resources);
  return (report: Report) => codeReport(report, resources);
});
