// Reports become groups, one a story: neighbours by weighted words, average-link clusters weakened by gaps in time,
// then broad clusters divided into the happenings they mix.
import { agglomerate } from './agglomerate.ts';
import { findNeighbours } from './neighbours.ts';
import type { ReportFeatures, Vocabulary } from './report-words.ts';
import { splitByMarks } from './split.ts';
import type { SparseVector } from './vector.ts';

/** Mean similarity from which reports are of one subject; set on the training part of ECB+. */
const SAME_SUBJECT = 0.1;
/** Pairs less alike are not even neighbours. */
const NEIGHBOUR = 0.04;
/** Reports this many days apart are compared as they are; further apart they count as less and less alike. */
const CLOSE_DAYS = 4;
/** Coverage this far apart is of another happening, or an anniversary. */
const FAR_DAYS = 60;

/** By how much the likeness of reports counts that are some days apart. */
export const nearness = (gap: number): number =>
  1 - Math.min(1, Math.max(0, (gap - CLOSE_DAYS) / (FAR_DAYS - CLOSE_DAYS)));

export interface Described {
  readonly vocabulary: Vocabulary;
  /** One a report, with the vector made from it. */
  readonly features: readonly ReportFeatures[];
  readonly vectors: readonly SparseVector[];
}

/** Groups of report numbers, each in ascending order, the groups by their first member. */
export const groupIntoStories = (
  days: readonly (number | null)[],
  { vocabulary, features, vectors }: Described,
): number[][] => {
  const clusters = agglomerate(vectors, findNeighbours(vectors, NEIGHBOUR), SAME_SUBJECT, days, nearness);
  return clusters
    .flatMap(members => splitByMarks(members, features, vocabulary))
    .sort((a, b) => (a[0] as number) - (b[0] as number));
};
