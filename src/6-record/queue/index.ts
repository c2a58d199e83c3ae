// The queue: items of sources that wait to be fetched and reports that wait to be coded. Durable, each once, each job
// with one consumer at a time.
export { type Batch, batchName, listBatches } from './batches.ts';
export { type Arrival, enqueueItems, enqueueReports } from './enqueue.ts';
export {
  type CodedJob,
  type FetchedItem,
  failJob,
  finishItems,
  finishJobs,
  postponeJob,
  tidyQueue,
} from './finish.ts';
export {
  type ItemJob,
  JOB_STATES,
  type JobSummary,
  type ReportJob,
} from './job.ts';
export {
  LEASE_SECONDS,
  leaseItems,
  leaseReports,
  releaseLeases,
  renewLeases,
  takeOverLeases,
} from './lease.ts';
export {
  countJobs,
  countOpenJobs,
  dropJobs,
  listJobs,
  retryJobs,
} from './list-jobs.ts';
