// Stage 6: reports, their coding, stories and events kept in a store: a folder (PGlite) or a PostgreSQL server.
export { bringTogether, type KnownCoding, type Reconcile } from './bring-together.ts';
export {
  findReport,
  type Recorded,
  readCoding,
  readReport,
  recordCoding,
  recordReport,
  removeReport,
} from './reports.ts';
export { beginRun, type CodingSetup, listRuns, type Run } from './runs.ts';
export { areStoriesCurrent } from './state.ts';
export { openStore, type Store, type StoreOptions } from './store.ts';
export { StoreRefusal } from './store-refusal.ts';
export type { StoryChanges } from './stories.ts';
