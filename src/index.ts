// The public library: the flow, its nouns, and what it needs to run.
export {
  openShelf,
  packedShelf,
  Reconciler,
  type ReconcilerOptions,
  type Shelf,
  type StoryChange,
  type StoryReports,
  type ToldStory,
} from './5-reconcile/index.ts';
export * from './pipeline.ts';
export type { ResourceOptions, Resources } from './resources/index.ts';
export type * from './schema/acled.ts';
export type * from './schema/analysis.ts';
export type * from './schema/codebook.ts';
export type * from './schema/coded-report.ts';
export type * from './schema/grounding.ts';
export type * from './schema/issue.ts';
export type * from './schema/plover.ts';
export type * from './schema/registry.ts';
export type * from './schema/report.ts';
export type * from './schema/source.ts';
export type * from './schema/span.ts';
export type * from './schema/story.ts';
