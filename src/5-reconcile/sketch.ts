// Makes and compares reports' sketches. Features are known by their keys, so that sketches made apart can be compared.
import type { Sketch, WeighedSketch } from '../schema/sketch.ts';
import type { CodedText } from '../schema/story.ts';
import { dayNumber } from './days.ts';
import { datesToLend } from './lend-dates.ts';
import { MAX_LOOKED_UP } from './neighbours.ts';
import { featuresOf, type ReportFeatures, SHARES, Vocabulary, weighReports } from './report-words.ts';
import { groupIntoStories, nearness } from './stories.ts';
import { inStoryOrder } from './story-order.ts';
import { dot, type SparseVector, toVector } from './vector.ts';
import { splitWords } from './words.ts';

const FEATURE_BYTES = 13;
const WEIGHT_BYTES = 12;

const packFeatures = ({ features, counts, isName }: ReportFeatures, vocabulary: Vocabulary): Uint8Array => {
  const size = features.length;
  const packed = new ArrayBuffer(size * FEATURE_BYTES);
  const keys = new Float64Array(packed, 0, size);
  const marks = new Uint8Array(packed, 12 * size, size);
  for (const [i, feature] of features.entries()) {
    keys[i] = vocabulary.keyAt(feature);
    marks[i] = 2 * SHARES.indexOf(vocabulary.shareOf(feature)) + (isName[i] as number);
  }
  new Float32Array(packed, 8 * size, size).set(counts);
  return new Uint8Array(packed);
};

/** On a boundary that typed arrays can stand on: bytes from elsewhere may lie anywhere. */
const aligned = (bytes: Uint8Array): ArrayBuffer => new Uint8Array(bytes).buffer;

/** The keys of a sketch's features: what frequencies are asked for. */
export const featureKeys = (features: Uint8Array): Float64Array =>
  new Float64Array(aligned(features), 0, features.length / FEATURE_BYTES);

const unpackFeatures = (packed: Uint8Array, vocabulary: Vocabulary): ReportFeatures => {
  const size = packed.length / FEATURE_BYTES;
  const keys = featureKeys(packed);
  const marks = new Uint8Array(keys.buffer, 12 * size, size);
  return {
    features: Int32Array.from(keys, (key, i) =>
      vocabulary.numberOfKey(key, SHARES[(marks[i] as number) >> 1] as number),
    ),
    counts: new Float32Array(keys.buffer, 8 * size, size),
    isName: Uint8Array.from(marks, mark => mark & 1),
  };
};

/** The features of a report, packed. */
export const sketchFeatures = (text: CodedText): Uint8Array => {
  const vocabulary = new Vocabulary();
  return packFeatures(featuresOf(text, splitWords(text.report.text), vocabulary), vocabulary);
};

export interface KeyFrequencies {
  /** Reports that hold a feature, given by its key. */
  readonly of: (key: number) => number;
  readonly reports: number;
}

/** The vector of packed features, packed. */
export const weighFeatures = (
  features: Uint8Array,
  publishedAt: string | null,
  { of, reports }: KeyFrequencies,
): Uint8Array => {
  const vocabulary = new Vocabulary();
  const own = unpackFeatures(features, vocabulary);
  const frequencies = { of: (feature: number) => of(vocabulary.keyAt(feature)), reports };
  const [vector] = weighReports([own], vocabulary, [dayNumber(publishedAt)], frequencies) as [SparseVector];
  const order = [...vector.features.keys()].sort(
    (a, b) => (vector.weights[b] as number) - (vector.weights[a] as number),
  );
  const size = order.length;
  const packed = new ArrayBuffer(size * WEIGHT_BYTES);
  new Float64Array(packed, 0, size).set(order.map(at => vocabulary.keyAt(vector.features[at] as number)));
  new Float32Array(packed, 8 * size, size).set(order.map(at => vector.weights[at] as number));
  return new Uint8Array(packed);
};

const unpackVector = (packed: Uint8Array, vocabulary: Vocabulary): SparseVector => {
  const size = packed.length / WEIGHT_BYTES;
  const buffer = aligned(packed);
  const keys = new Float64Array(buffer, 0, size);
  const weights = new Float32Array(buffer, 8 * size, size);
  return toVector(Array.from(keys, (key, i) => [vocabulary.numberOfKey(key, 0), weights[i] as number]));
};

export interface KeyWeight {
  readonly key: number;
  readonly weight: number;
}

/** The strongest features of a vector, by which reports like it are looked up. */
export const strongestFeatures = ({ vector }: Pick<Sketch, 'vector'>): KeyWeight[] => {
  const size = vector.length / WEIGHT_BYTES;
  const buffer = aligned(vector);
  const keys = new Float64Array(buffer, 0, size);
  const weights = new Float32Array(buffer, 8 * size, size);
  return Array.from(keys.subarray(0, MAX_LOOKED_UP), (key, i) => ({ key, weight: weights[i] as number }));
};

/** How alike two are, by words and days: 0 to 1. What it keeps goes with the bytes of their vectors. */
export const makeLikeness = (): ((one: WeighedSketch, other: WeighedSketch) => number) => {
  const vocabulary = new Vocabulary();
  const unpacked = new WeakMap<Uint8Array, SparseVector>();
  const vectorOf = ({ vector }: WeighedSketch): SparseVector => {
    const known = unpacked.get(vector);
    if (known) return known;
    const fresh = unpackVector(vector, vocabulary);
    unpacked.set(vector, fresh);
    return fresh;
  };
  return (one, other) => {
    const [day, otherDay] = [dayNumber(one.publishedAt), dayNumber(other.publishedAt)];
    const near = day === null || otherDay === null ? 1 : nearness(Math.abs(day - otherDay));
    return near === 0 ? 0 : near * dot(vectorOf(one), vectorOf(other));
  };
};

export interface SketchGroups {
  /** Ids of reports in story order, the groups by their first. */
  readonly groups: readonly (readonly string[])[];
  /** By id, the days that undated reports take from the dated one most like them in their group. */
  readonly lent: ReadonlyMap<string, string>;
}

/** Stories of these reports, as the reconciler groups them. */
export const groupSketches = (sketches: readonly Sketch[]): SketchGroups => {
  const ordered = inStoryOrder(sketches);
  const vocabulary = new Vocabulary();
  const features = ordered.map(sketch => unpackFeatures(sketch.features, vocabulary));
  const vectors = ordered.map(({ vector }) => unpackVector(vector, vocabulary));
  const days = ordered.map(({ publishedAt }) => dayNumber(publishedAt));
  const groups = groupIntoStories(days, { vocabulary, features, vectors });
  return {
    groups: groups.map(group => group.map(at => (ordered[at] as Sketch).id)),
    lent: datesToLend(ordered, vectors, groups),
  };
};
