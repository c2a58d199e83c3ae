// Stage 5: coded reports become stories.
export { lendDates } from './lend-dates.ts';
export { reconcileReports, tellTogether } from './reconcile.ts';
export { Reconciler } from './reconciler.ts';
export { packedShelf } from './shelf.ts';
