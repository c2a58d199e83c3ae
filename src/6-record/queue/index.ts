// The queue of reports that wait to be coded: durable, each report once, each job with one consumer at a time.
export { type Arrival, type Enqueued, enqueueReports, enqueueWithin } from './enqueue.ts';
export { type CodedJob, type FinishedJob, failJob, finishJobs, tidyQueue } from './finish.ts';
export { JOB_STATES, type Job, type JobCounts, type JobState, type JobSummary } from './job.ts';
export { LEASE_SECONDS, leaseJobs, releaseLeases, renewLeases, takeOverLeases } from './lease.ts';
export { countJobs, countOpenJobs, dropJobs, type JobFilter, listJobs, retryJobs } from './list-jobs.ts';
