// What a report is about as weighted features: its words, its names, the actors and places the registries know.
// Weights are TF-IDF with the document frequencies of the run smoothed by a built-in prior (word-prior.ts).
import type { CodedText } from '../schema/story.ts';
import { type SparseVector, toVector } from './vector.ts';
import { priorShare } from './word-prior.ts';
import type { Word } from './words.ts';

/** How often one report uses a feature, and whether it is a name there. */
export interface Use {
  /** Occurrences, those past the lead counted less. */
  count: number;
  isName: boolean;
}
export type ReportFeatures = ReadonlyMap<string, Use>;

/** The prior speaks as loudly as this many reports. */
const PRIOR_REPORTS = 200;
/** Words of more than this share of all passages say nothing about the subject: "the", "said", "year". */
const COMMON_SHARE = 0.2;
/** Names identify a story better than other words of the same rarity. */
const NAME_FACTOR = 1.5;
/** Rare words count more than their logarithm: two reports of different quakes share all the quake words. */
const RARITY_POWER = 1.5;
/** Sentences of the lead, where a report says what it is about; later words count for `TAIL_COUNT`. */
const LEAD_SENTENCES = 6;
const TAIL_COUNT = 0.4;
/** A prior share for registry ids, which the word list does not know. */
const ENTITY_SHARE = 0.004;
/** Strongest features kept of one report. */
const MAX_FEATURES = 160;

export const isContentWord = (word: Word): boolean =>
  (word.form.length > 1 || word.kind === 'number') && priorShare(word.stem) <= COMMON_SHARE;

/** Share of reports that hold a feature as far as the prior knows. */
export const featureShare = (feature: string): number =>
  feature[0] === '@' ? ENTITY_SHARE : priorShare(feature);

export const featuresOf = ({ coded }: CodedText, words: readonly Word[]): ReportFeatures => {
  const uses = new Map<string, Use>();
  const count = (feature: string, amount: number, isName: boolean): void => {
    const use = uses.get(feature);
    if (use) {
      use.count += amount;
      use.isName ||= isName;
    } else uses.set(feature, { count: amount, isName });
  };
  for (const word of words)
    if (isContentWord(word))
      count(word.stem, word.sentence < LEAD_SENTENCES ? 1 : TAIL_COUNT, word.kind === 'name');
  for (const entity of coded.entities) {
    const id = entity.actor?.id ?? entity.place?.id;
    if (id) count(`@${id}`, entity.mentions.length, false);
  }
  return uses;
};

const frequencies = (reports: readonly ReportFeatures[]): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const report of reports)
    for (const feature of report.keys()) counts.set(feature, (counts.get(feature) ?? 0) + 1);
  return counts;
};

/** One vector a report. The report itself does not count against its own words: two alone fare as the prior says. */
export const weighReports = (reports: readonly ReportFeatures[]): SparseVector[] => {
  const counts = frequencies(reports);
  const numbers = new Map<string, number>();
  for (const feature of [...counts.keys()].sort()) numbers.set(feature, numbers.size);
  return reports.map(report => {
    const entries: [number, number][] = [];
    for (const [feature, use] of report) {
      const others = (counts.get(feature) as number) - 1;
      const share = (others + PRIOR_REPORTS * featureShare(feature)) / (reports.length + PRIOR_REPORTS);
      const weight = (1 + Math.log(Math.max(1, use.count))) * Math.log(1 / share) ** RARITY_POWER;
      if (weight > 0)
        entries.push([numbers.get(feature) as number, use.isName ? weight * NAME_FACTOR : weight]);
    }
    entries.sort((a, b) => b[1] - a[1] || a[0] - b[0]);
    return toVector(entries.slice(0, MAX_FEATURES));
  });
};

/**
 * Vectors that tell the reports of one broad subject apart: words that most of them share weigh nothing ("quake",
 * "magnitude"), words of one report alone link nothing, and what is left are the names, places and numbers of each.
 */
export const weighWithin = (reports: readonly ReportFeatures[]): SparseVector[] => {
  const counts = frequencies(reports);
  const numbers = new Map<string, number>();
  for (const feature of [...counts.keys()].sort()) numbers.set(feature, numbers.size);
  return reports.map(report => {
    const entries: [number, number][] = [];
    let squares = 0;
    for (const [feature, use] of report) {
      const count = counts.get(feature) as number;
      const share = (count - 1 + PRIOR_REPORTS * featureShare(feature)) / (reports.length + PRIOR_REPORTS);
      const rarity = Math.log(1 / share) * Math.log((reports.length + 1) / count);
      const weight = Math.max(0, rarity) * (use.isName ? NAME_FACTOR : 1);
      squares += weight * weight;
      if (count > 1) entries.push([numbers.get(feature) as number, weight]);
    }
    const length = Math.sqrt(squares) || 1;
    return toVector(
      entries.map(([feature, weight]) => [feature, weight / length]),
      false,
    );
  });
};
