// Reports become groups, one a story: neighbours by weighted words, average-link clusters weakened by gaps in time,
// then broad clusters divided into the happenings they mix.
import { agglomerate } from './agglomerate.ts';
import { findNeighbours } from './neighbours.ts';
import type { Edge } from './queue.ts';
import { deedsIn, type ReportFeatures, type Vocabulary } from './report-words.ts';
import { splitByMarks } from './split.ts';
import { dot, type SparseVector } from './vector.ts';

/** Mean similarity from which reports are of one subject; set on the training part of ECB+. */
const SAME_SUBJECT = 0.1;
/** Pairs less alike are not even neighbours. */
const NEIGHBOUR = 0.04;
/**
 * How alike two reports must be in what they tell of people and places, names left out: a landslide is not of one story
 * with the march that the same town saw. More where one has no date, since it would take the other's.
 */
const SAME_DEED = 0.03;
const SAME_DEED_UNDATED = 0.08;
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

/** Neighbours that share more than who and where. Two undated ones take no date from each other: names will do. */
function* neighboursInDeed(
  days: readonly (number | null)[],
  { vocabulary, features, vectors }: Described,
): Generator<Edge> {
  const known: SparseVector[] = [];
  const deeds = (i: number): SparseVector => {
    known[i] ??= deedsIn(vectors[i] as SparseVector, features[i] as ReportFeatures, vocabulary);
    return known[i];
  };
  for (const edge of findNeighbours(vectors, NEIGHBOUR)) {
    const undated = [edge.a, edge.b].filter(i => days[i] === null).length;
    const least = undated === 1 ? SAME_DEED_UNDATED : SAME_DEED;
    if (undated === 2 || dot(deeds(edge.a), deeds(edge.b)) >= least) yield edge;
  }
}

/** Groups of report numbers, each in ascending order, the groups by their first member. */
export const groupIntoStories = (days: readonly (number | null)[], described: Described): number[][] => {
  const { vocabulary, features, vectors } = described;
  return agglomerate(vectors, neighboursInDeed(days, described), SAME_SUBJECT, days, nearness)
    .flatMap(members => splitByMarks(members, features, vocabulary))
    .sort((a, b) => (a[0] as number) - (b[0] as number));
};
