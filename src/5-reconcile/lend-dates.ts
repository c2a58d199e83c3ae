// An undated report takes the date of the report most like it in its story, so that "in July" gets a year.
import type { CodedText } from '../schema/story.ts';
import { dayNumber } from './days.ts';
import { type LentDate, Reconciler } from './reconciler.ts';

/** By report id, for undated reports whose story has a dated one; a given date is never replaced. */
export const lendDates = (texts: readonly CodedText[]): Map<string, LentDate> => {
  if (texts.every(({ report }) => dayNumber(report.publishedAt) !== null)) return new Map();
  const reconciler = new Reconciler();
  reconciler.add(texts);
  return reconciler.lendDates();
};
