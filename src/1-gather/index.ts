// Stage 1: files, folders, globs and standard input -> reports, the words exactly as published.
export {
  type GatherOptions,
  type GatherProgress,
  gather,
  gatherDocument,
} from './gather.ts';
export type { Format, Gathered, GatherProblem } from './gathered.ts';
export { makeReport, NO_FIELDS } from './report.ts';
