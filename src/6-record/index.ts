// Stage 6: reports, their coding, stories and events kept in a store: a folder (PGlite) or a PostgreSQL server.
export { readBackup, writeBackup } from './backup.ts';
export { bringTogether, type Reconcile } from './bring-together.ts';
export { diffReleases, type ReleaseChange } from './diff-releases.ts';
export { diffRuns, type EventDifference } from './diff-runs.ts';
export type { EventFilter, ReportFilter } from './filters.ts';
export {
  countEvents,
  type Listed,
  listEvents,
  listReports,
  listStories,
  type Page,
  type ReportSummary,
  readEvent,
  readStory,
  type StorySummary,
} from './lists.ts';
export {
  type FigureRecord,
  listFigures,
  listStatements,
  type StatementRecord,
} from './lists-of-words.ts';
export { recodeReports } from './recode.ts';
export {
  createRelease,
  listReleases,
  type Release,
  readRelease,
  releasedEvents,
  verifyReleases,
} from './releases.ts';
export {
  findReport,
  type Recorded,
  readCoding,
  readReport,
  readText,
  recordCoding,
  recordReport,
  removeReport,
} from './reports.ts';
export {
  coderAgreement,
  decide,
  importRow,
  listDecisions,
  type Proposal,
  readCorrection,
  reviewQueue,
} from './review/index.ts';
export { beginRun, type CodingSetup, listRuns, type Run } from './runs.ts';
export { type Found, type FoundKind, MARK, searchStore } from './search.ts';
export { areStoriesCurrent } from './state.ts';
export { openStore, type Store, type StoreOptions } from './store.ts';
export { StoreRefusal } from './store-refusal.ts';
export type { StoryChanges } from './stories.ts';
export * from './users/index.ts';
export { verifyStore } from './verify.ts';
