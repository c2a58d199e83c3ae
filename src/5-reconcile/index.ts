// Stage 5: coded reports become stories.
export { lendDates } from './lend-dates.ts';
export { reconcileReports, tellTogether } from './reconcile.ts';
export { type LentDate, Reconciler } from './reconciler.ts';
export { openShelf, packedShelf, type Shelf } from './shelf.ts';
export type { StoryChange } from './story-ids.ts';
