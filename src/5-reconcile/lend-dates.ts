// An undated report takes the date of the report most like it in its story, so that "in July" gets a year.
import type { CodedText } from '../schema/story.ts';
import { dayNumber } from './days.ts';
import { inStoryOrder } from './reconcile.ts';
import { describeReports, groupIntoStories } from './stories.ts';
import { dot, type SparseVector } from './vector.ts';

export interface LentDate {
  /** ISO 8601 date. */
  readonly publishedAt: string;
  readonly dateBasis: 'inferred';
}

/** By report id, for undated reports whose story has a dated one; a given date is never replaced. */
export const lendDates = (texts: readonly CodedText[]): Map<string, LentDate> => {
  const lent = new Map<string, LentDate>();
  const isDated = ({ report }: CodedText): boolean => dayNumber(report.publishedAt) !== null;
  if (texts.every(isDated) || !texts.some(isDated)) return lent;
  const ordered = inStoryOrder(texts);
  const described = describeReports(ordered);
  const { vectors } = described;
  for (const group of groupIntoStories(ordered, described)) {
    const dated = group.filter(i => isDated(ordered[i] as CodedText));
    if (dated.length === 0) continue;
    for (const i of group) {
      const { report } = ordered[i] as CodedText;
      if (report.publishedAt !== null) continue;
      const likeness = (j: number): number => dot(vectors[i] as SparseVector, vectors[j] as SparseVector);
      const nearest = dated.reduce((best, j) => (likeness(j) > likeness(best) ? j : best));
      const date = (ordered[nearest] as CodedText).report.publishedAt as string;
      lent.set(report.id, { publishedAt: date.slice(0, 10), dateBasis: 'inferred' });
    }
  }
  return lent;
};
