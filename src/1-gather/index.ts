// Stage 1: files, folders, globs and standard input -> reports, the words exactly as published.
export {
  type GatherOptions,
  type GatherProgress,
  type GivenDocument,
  gather,
  gatherDocument,
  type ReadDocument,
  withOutlet,
} from './gather.ts';
export { type Format, type Gathered, type GatherProblem, problemAt, refuse } from './gathered.ts';
export { makeReport, NO_FIELDS } from './report.ts';
