// Stage 5: coded reports become stories.
export { reconcileReports, tellTogether } from './reconcile.ts';
export { Reconciler, type ReconcilerOptions, type ToldStory } from './reconciler.ts';
export { openShelf, packedShelf, type Shelf } from './shelf.ts';
export type { StoryChange, StoryReports } from './story-ids.ts';
export { storyMaking } from './story-making.ts';
