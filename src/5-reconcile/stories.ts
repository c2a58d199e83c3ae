// Reports become groups, one a story: neighbours by weighted words, average-link clusters weakened by gaps in time,
// then broad clusters divided into the happenings they mix.
import type { CodedText } from '../schema/story.ts';
import { agglomerate } from './agglomerate.ts';
import { dayNumber } from './days.ts';
import { findNeighbours } from './neighbours.ts';
import { featuresOf, Vocabulary, weighReports } from './report-words.ts';
import { splitByMarks } from './split.ts';
import { splitWords } from './words.ts';

/** Mean similarity from which reports are of one subject; set on the training part of ECB+. */
const SAME_SUBJECT = 0.1;
/** Pairs less alike are not even neighbours. */
const NEIGHBOUR = 0.04;
/** Reports this many days apart are compared as they are; further apart they count as less and less alike. */
const CLOSE_DAYS = 4;
/** Coverage this far apart is of another happening, or an anniversary. */
const FAR_DAYS = 60;

const nearness = (gap: number): number =>
  1 - Math.min(1, Math.max(0, (gap - CLOSE_DAYS) / (FAR_DAYS - CLOSE_DAYS)));

/** One vector a report, with the features it was made from. */
export const describeReports = (texts: readonly CodedText[]) => {
  const vocabulary = new Vocabulary();
  const features = texts.map(text => featuresOf(text, splitWords(text.report.text), vocabulary));
  return { vocabulary, features, vectors: weighReports(features, vocabulary) };
};

/** Groups of indices into `texts`, each in ascending order, the groups by their first member. */
export const groupIntoStories = (
  texts: readonly CodedText[],
  { vocabulary, features, vectors } = describeReports(texts),
): number[][] => {
  const days = texts.map(({ report }) => dayNumber(report.publishedAt));
  const clusters = agglomerate(vectors, findNeighbours(vectors, NEIGHBOUR), SAME_SUBJECT, days, nearness);
  return clusters
    .flatMap(members => splitByMarks(members, features, vocabulary))
    .sort((a, b) => (a[0] as number) - (b[0] as number));
};
