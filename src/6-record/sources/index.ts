// Sources: where reports come from by themselves, the state of each, and how each does.
export { type SourceHealth, sourceHealth } from './health.ts';
export { claimGathering, endGathering, type Gatherer, noteSourceError, recordReading } from './readings.ts';
export {
  addSource,
  dueSources,
  listSources,
  makeDue,
  type NewSource,
  pauseSource,
  readSource,
  readSourceState,
  removeSource,
  resumeSource,
  type SourceRecord,
} from './sources.ts';
