// Stage 6: reports, their coding, stories and events kept in a store: a folder (PGlite) or a PostgreSQL server.
export { listOutlets, type OutletCount, readFacts, type StoreFacts } from './about.ts';
export { type ActorPositions, actorPositions } from './actor-positions.ts';
export { type ActorRelation, actorRelations } from './actor-relations.ts';
export {
  type ActorList,
  type ActorProfile,
  listActors,
  readActor,
  type WhoToWhom,
  whoToWhom,
} from './actors.ts';
export { readBackup, writeBackup } from './backup.ts';
export { diffReleases, type ReleaseChange } from './diff-releases.ts';
export { diffRuns, type EventDifference } from './diff-runs.ts';
export { eventNeighbours } from './event-neighbours.ts';
export { EVENT_ORDERS, listEventsBy } from './event-order.ts';
export { countFacets, type Facets } from './facets.ts';
export {
  type FigureSeries,
  figureSeries,
  listMeasures,
  type MeasureCount,
} from './figure-series.ts';
export {
  EVENT_FILTERS,
  eventFilterOf,
  type FilterSpec,
  type FilterValues,
  REPORT_FILTERS,
  reportFilterOf,
  STORY_FILTERS,
} from './filter-specs.ts';
export type { EventFilter } from './filters.ts';
export {
  countEvents,
  listEvents,
  listReports,
  listStories,
  listStoriesSince,
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
export { type MapPoints, mapPoints } from './map-points.ts';
export type { Listed, Page } from './newest-first.ts';
export { listPlaces, type PlaceList } from './places.ts';
export { recodeReports } from './recode.ts';
export {
  findReport,
  type Recorded,
  recordCoding,
  recordReport,
  recordReports,
} from './record-reports.ts';
export {
  createRelease,
  listReleases,
  type Release,
  readRelease,
  releasedEvents,
  verifyReleases,
} from './releases.ts';
export { mentionLinks, reportVersions } from './report-links.ts';
export { readCoding, readReport, readText, removeReport } from './reports.ts';
export {
  coderAgreement,
  decide,
  goldReports,
  importRow,
  listDecisions,
  type Proposal,
  pageDecisions,
  readCorrection,
  reviewQueue,
} from './review/index.ts';
export { beginRun, type CodingSetup, listRuns, type Run } from './runs.ts';
export { type Found, type FoundKind, MARK, searchStore } from './search.ts';
export { areStoriesCurrent } from './state.ts';
export { openStore, patientStore, type Store, type StoreOptions } from './store.ts';
export { StoreRefusal } from './store-refusal.ts';
export { storeVersion } from './store-version.ts';
export type { StoryChanges } from './stories.ts';
export { listStoryCards, readStoryCard, type StoryCard } from './story-cards.ts';
export { eventTimeline, TIMELINE_STEPS, type Timeline } from './timeline.ts';
export { bringTogether } from './together/bring-together.ts';
export type { StoryMaking } from './together/story-making.ts';
export * from './users/index.ts';
export { verifyStore } from './verify.ts';
export { versionChanges } from './versions.ts';
