// What a report is about as weighted features: its words, its names, the actors and places the registries know, who
// acts on whom, and what kind of deed stands in which country on which day.
// Weights are TF-IDF with the document frequencies of the run smoothed by a built-in prior (word-prior.ts).
import type { EventMention } from '../schema/coded-report.ts';
import type { CodedText } from '../schema/story.ts';
import { type SparseVector, toVector } from './vector.ts';
import { keyOf } from './word-key.ts';
import { PRIOR_SHARES, priorShare } from './word-prior.ts';
import type { Word } from './words.ts';

/** How often one report uses each feature, and whether as a name; parallel arrays, since reports are many. */
export interface ReportFeatures {
  readonly features: Int32Array;
  /** Occurrences, those past the lead counted less. */
  readonly counts: Float32Array;
  readonly isName: Uint8Array;
}

/** The prior speaks as loudly as this many reports. */
const PRIOR_REPORTS = 500;
/** Words of more than this share of all passages say nothing about the subject: "the", "said", "year". */
const COMMON_SHARE = 0.2;
/** Names identify a story better than other words of the same rarity. */
const NAME_FACTOR = 1.7;
/** Rare words count more than their logarithm: two reports of different quakes share all the quake words. */
const RARITY_POWER = 1.5;
/** Sentences of the lead, where a report says what it is about; later words count for `TAIL_COUNT`. */
const LEAD_SENTENCES = 6;
const TAIL_COUNT = 0.4;
/** A prior share for registry ids: common, since their words count already. */
const ENTITY_SHARE = 0.03;
/** And for acts between them, and deeds of a day: they seldom stand in reports of two stories. */
const ACT_SHARE = 0.005;
/**
 * Long reports of one theatre share more by chance than short ones do: past the first number of features the bar
 * rises, by the second it has reached `LONG_BAR` times its height.
 */
const SHORT_FEATURES = 50;
const LONG_FEATURES = 150;
const LONG_BAR = 1.7;
/**
 * Without a date nothing keeps this year's report of a theatre from last year's, and one in four pairs of long ones
 * would join by what the theatre shares: who has no date must show more.
 */
const LONG_BAR_UNDATED = 2.8;
/** Strongest features kept of one report. */
const MAX_FEATURES = 120;

export const isContentWord = (word: Word): boolean =>
  (word.form.length > 1 || word.kind === 'number') && priorShare(word.stem) <= COMMON_SHARE;

const shareOf = (feature: string): number => {
  if (feature.startsWith('@')) return ENTITY_SHARE;
  return feature.startsWith('#') ? ACT_SHARE : priorShare(feature);
};

/**
 * Numbers the features of a run: stems, after an `@` registry ids, after a `#` acts (type, actor, recipient) and deeds
 * of a day (class, country, day).
 */
export class Vocabulary {
  readonly #numbers = new Map<number, number>();
  readonly #keys: number[] = [];
  readonly #shares: number[] = [];

  numberOf(feature: string): number {
    const key = keyOf([feature]);
    return this.#numbers.get(key) ?? this.#add(key, shareOf(feature));
  }

  /** The number of a feature given by its key, as `keyAt` told it, in this or another vocabulary. */
  numberOfKey(key: number, share: number): number {
    return this.#numbers.get(key) ?? this.#add(key, share);
  }

  #add(key: number, share: number): number {
    this.#numbers.set(key, this.#keys.length);
    this.#shares.push(share);
    return this.#keys.push(key) - 1;
  }

  /** What names a feature whatever it is numbered: of 53 bits. */
  keyAt(feature: number): number {
    return this.#keys[feature] as number;
  }

  /** Share of reports that hold a feature as far as the prior knows. */
  shareOf(feature: number): number {
    return this.#shares[feature] as number;
  }

  get size(): number {
    return this.#shares.length;
  }

  /**
   * The same features numbered by first appearance in `reports`, which are renumbered in place, each once; what none of
   * them holds is dropped.
   */
  inOrderOf(reports: Iterable<ReportFeatures>): Vocabulary {
    const renumbered = new Vocabulary();
    const numbers = new Int32Array(this.#shares.length).fill(-1);
    for (const { features } of new Set(reports))
      for (let i = 0; i < features.length; i++) {
        const feature = features[i] as number;
        if (numbers[feature] === -1)
          numbers[feature] = renumbered.#add(this.keyAt(feature), this.shareOf(feature));
        features[i] = numbers[feature] as number;
      }
    return renumbered;
  }
}

/** Where it happened and whose they are who took part. */
const countriesOf = ({ place, actors, recipients }: EventMention): ReadonlySet<string> =>
  new Set([place, ...actors, ...recipients].flatMap(it => it?.country ?? []));

export const featuresOf = (
  { coded }: CodedText,
  words: readonly Word[],
  vocabulary: Vocabulary,
): ReportFeatures => {
  const uses = new Map<number, { count: number; isName: boolean }>();
  const count = (feature: string, amount: number, isName: boolean): void => {
    const number = vocabulary.numberOf(feature);
    const use = uses.get(number);
    if (use) {
      use.count += amount;
      use.isName ||= isName;
    } else uses.set(number, { count: amount, isName });
  };
  for (const word of words)
    if (isContentWord(word))
      count(word.stem, word.sentence < LEAD_SENTENCES ? 1 : TAIL_COUNT, word.kind === 'name');
  const ids = new Map(coded.entities.map(({ id, actor, place }) => [id, actor?.id ?? place?.id ?? null]));
  for (const entity of coded.entities) {
    const id = ids.get(entity.id);
    if (id) count(`@${id}`, entity.mentions.length, false);
  }
  for (const event of coded.events) {
    for (const country of countriesOf(event))
      if (event.time?.precision === 1) count(`#${event.quadClass} ${country} ${event.time.from}`, 1, false);
    const { type, actors, recipients } = event;
    const [actor, recipient] = [ids.get(actors[0]?.entity ?? ''), ids.get(recipients[0]?.entity ?? '')];
    if (actor && recipient) count(`#${type} ${actor} ${recipient}`, 1, false);
  }
  const all = [...uses];
  return {
    features: Int32Array.from(all, ([feature]) => feature),
    counts: Float32Array.from(all, ([, use]) => use.count),
    isName: Uint8Array.from(all, ([, use]) => (use.isName ? 1 : 0)),
  };
};

const frequenciesIn = (reports: readonly ReportFeatures[], vocabulary: Vocabulary): Frequencies => {
  const counts = new Int32Array(vocabulary.size);
  for (const { features } of reports)
    for (const feature of features) counts[feature] = (counts[feature] as number) + 1;
  return { of: feature => counts[feature] as number, reports: reports.length };
};

/** Length of a report's vector: 1, or less for a long one, so that its similarities come out lower. */
const lengthOf = (features: number, isDated: boolean): number => {
  const long = (features - SHORT_FEATURES) / (LONG_FEATURES - SHORT_FEATURES);
  const bar = isDated ? LONG_BAR : LONG_BAR_UNDATED;
  return 1 / Math.sqrt(1 + (bar - 1) * Math.min(1, Math.max(0, long)));
};

/** What a report tells of people and places: its vector without their names and ids, of length 1. */
export const deedsIn = (
  { features, weights }: SparseVector,
  own: ReportFeatures,
  vocabulary: Vocabulary,
): SparseVector => {
  const names = new Set(own.features.filter((_, i) => own.isName[i] === 1));
  const entries = Array.from(features, (feature, i) => [feature, weights[i] as number] as const);
  return toVector(
    entries.filter(([feature]) => !names.has(feature) && vocabulary.shareOf(feature) !== ENTITY_SHARE),
    1,
  );
};

/** How many reports hold a feature, of how many: what weights hang on besides the prior. */
export interface Frequencies {
  readonly of: (feature: number) => number;
  readonly reports: number;
}

/** The report itself does not count against its own words. */
const weighReport = (
  { features, counts, isName }: ReportFeatures,
  vocabulary: Vocabulary,
  frequencies: Frequencies,
  isDated: boolean,
): SparseVector => {
  const entries: [number, number][] = [];
  for (const [i, feature] of features.entries()) {
    const others = Math.max(0, frequencies.of(feature) - 1);
    const share =
      (others + PRIOR_REPORTS * vocabulary.shareOf(feature)) / (frequencies.reports + PRIOR_REPORTS);
    const repeated = 1 + Math.log(Math.max(1, counts[i] as number));
    const weight = repeated * Math.log(1 / share) ** RARITY_POWER * (isName[i] ? NAME_FACTOR : 1);
    if (weight > 0) entries.push([feature, weight]);
  }
  // between equals what the report says first
  entries.sort((a, b) => b[1] - a[1]);
  return toVector(entries.slice(0, MAX_FEATURES), lengthOf(features.length, isDated));
};

/**
 * One vector a report; `days` where known. Weights come of the reports themselves, or of frequencies that are given;
 * two alone fare as the prior says.
 */
export const weighReports = (
  reports: readonly ReportFeatures[],
  vocabulary: Vocabulary,
  days: readonly (number | null)[],
  given: Frequencies | null = null,
): SparseVector[] => {
  const own = given ?? frequenciesIn(reports, vocabulary);
  return reports.map((report, at) => weighReport(report, vocabulary, own, days[at] !== null));
};

/**
 * Vectors that tell the reports of one broad subject apart: words that most of them share weigh nothing ("quake",
 * "magnitude"), words of one report alone link nothing, and what is left are the names, places and numbers of each.
 * Features are numbered anew from 0.
 */
export const weighWithin = (reports: readonly ReportFeatures[], vocabulary: Vocabulary): SparseVector[] => {
  const frequency = new Map<number, number>();
  for (const { features } of reports)
    for (const feature of features) frequency.set(feature, (frequency.get(feature) ?? 0) + 1);
  const numbers = new Map([...frequency.keys()].map((feature, number) => [feature, number]));
  return reports.map(({ features, isName }) => {
    const entries: [number, number][] = [];
    let squares = 0;
    for (const [i, feature] of features.entries()) {
      const count = frequency.get(feature) as number;
      const share =
        (count - 1 + PRIOR_REPORTS * vocabulary.shareOf(feature)) / (reports.length + PRIOR_REPORTS);
      const rarity = Math.log(1 / share) * Math.log((reports.length + 1) / count);
      const weight = Math.max(0, rarity) * (isName[i] ? NAME_FACTOR : 1);
      squares += weight * weight;
      if (count > 1) entries.push([numbers.get(feature) as number, weight]);
    }
    const length = Math.sqrt(squares) || 1;
    return toVector(entries.map(([number, weight]) => [number, weight / length]));
  });
};

/** The prior shares that features have, few enough to be told by their place here. */
export const SHARES: readonly number[] = [...PRIOR_SHARES, ENTITY_SHARE, ACT_SHARE];
