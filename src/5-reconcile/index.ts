// Stage 5: coded reports become stories.
export { type LentDate, lendDates } from './lend-dates.ts';
export { reconcileReports } from './reconcile.ts';
