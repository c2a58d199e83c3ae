// Stage 1: files, folders, globs and standard input -> reports, the words exactly as published.
export { type GatherOptions, type GatherProgress, gather } from './gather.ts';
export { FORMATS, type Format, type Gathered, type GatheredReport, type GatherProblem } from './gathered.ts';
export { makeReport, NO_FIELDS, type ReportDraft } from './report.ts';
