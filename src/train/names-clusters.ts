// Unlabelled text becomes word clusters: words that stand beside the same frequent words fall together. Positive
// mutual information with neighbours, randomly projected, then spherical k-means. Deterministic from its seed.
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { hashText } from '../2-analyse/names-features.ts';
import { randomFrom } from './random.ts';

export interface ClusterOptions {
  readonly vocabulary: number;
  readonly least: number;
  readonly contexts: number;
  readonly dimensions: number;
  readonly clusters: number;
  readonly rounds: number;
  readonly seed: number;
}

export interface WordClusters {
  /** Sorted 32-bit keys of lower-cased words, and the cluster of each. */
  readonly words: Uint32Array;
  readonly clusters: Uint16Array;
}

/** Words roughly as Universal Dependencies splits them, lower-cased, digits as 0. */
const wordsOf = (line: string): string[] =>
  (line.match(/(?:\p{L}\.){2,}|\p{L}+|\p{N}+|['’]s\b|\S/gu) ?? []).map(word =>
    word.toLowerCase().replace(/\d/g, '0'),
  );

const readLines = (path: string): string[] => {
  const bytes = readFileSync(path);
  return (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8').split('\n');
};

const OFFSETS = [-2, -1, 1, 2] as const;

/** Rows of positive pointwise mutual information with neighbours, projected to few dimensions, of length one. */
const vectorsOf = (
  corpora: readonly string[],
  ids: ReadonlyMap<string, number>,
  options: ClusterOptions,
): Float32Array => {
  const { contexts, dimensions } = options;
  const columns = contexts * OFFSETS.length;
  const counts = new Map<number, number>();
  const rowSums = new Float64Array(ids.size);
  const columnSums = new Float64Array(columns);
  let total = 0;
  for (const path of corpora)
    for (const line of readLines(path)) {
      const row = wordsOf(line).map(word => ids.get(word) ?? -1);
      for (let i = 0; i < row.length; i++) {
        const word = row[i] as number;
        if (word < 0) continue;
        for (const [slot, offset] of OFFSETS.entries()) {
          const context = row[i + offset] ?? -1;
          if (context < 0 || context >= contexts) continue;
          const column = slot * contexts + context;
          const key = word * columns + column;
          counts.set(key, (counts.get(key) ?? 0) + 1);
          rowSums[word] = (rowSums[word] as number) + 1;
          columnSums[column] = (columnSums[column] as number) + 1;
          total++;
        }
      }
    }
  const random = randomFrom(options.seed);
  const projection = Float32Array.from({ length: columns * dimensions }, () => (random() < 0.5 ? -1 : 1));
  const vectors = new Float32Array(ids.size * dimensions);
  for (const [key, count] of counts) {
    const word = Math.floor(key / columns);
    const column = key % columns;
    const information = Math.log(
      (count * total) / ((rowSums[word] as number) * (columnSums[column] as number)),
    );
    if (information <= 0) continue;
    const from = word * dimensions;
    for (let d = 0; d < dimensions; d++)
      vectors[from + d] =
        (vectors[from + d] as number) + information * (projection[column * dimensions + d] as number);
  }
  for (let word = 0; word < ids.size; word++) normalise(vectors, word * dimensions, dimensions);
  return vectors;
};

const normalise = (values: Float32Array, from: number, length: number): void => {
  let sum = 0;
  for (let d = from; d < from + length; d++) sum += (values[d] as number) ** 2;
  const scale = sum > 0 ? 1 / Math.sqrt(sum) : 0;
  for (let d = from; d < from + length; d++) values[d] = (values[d] as number) * scale;
};

/** Spherical k-means; the first centres are spread over the words by frequency rank. */
const assign = (vectors: Float32Array, words: number, options: ClusterOptions): Uint16Array => {
  const { dimensions, clusters, rounds } = options;
  const centres = new Float32Array(clusters * dimensions);
  for (let c = 0; c < clusters; c++) {
    const word = Math.floor((c * Math.min(words, clusters * 8)) / clusters);
    centres.set(vectors.subarray(word * dimensions, (word + 1) * dimensions), c * dimensions);
  }
  const chosen = new Uint16Array(words);
  for (let round = 0; round < rounds; round++) {
    for (let word = 0; word < words; word++) {
      let best = 0;
      let top = Number.NEGATIVE_INFINITY;
      const from = word * dimensions;
      for (let c = 0; c < clusters; c++) {
        let dot = 0;
        const at = c * dimensions;
        for (let d = 0; d < dimensions; d++)
          dot += (vectors[from + d] as number) * (centres[at + d] as number);
        if (dot > top) {
          top = dot;
          best = c;
        }
      }
      chosen[word] = best;
    }
    centres.fill(0);
    for (let word = 0; word < words; word++)
      for (let d = 0; d < dimensions; d++) {
        const at = (chosen[word] as number) * dimensions + d;
        centres[at] = (centres[at] as number) + (vectors[word * dimensions + d] as number);
      }
    for (let c = 0; c < clusters; c++) normalise(centres, c * dimensions, dimensions);
  }
  return chosen;
};

/** Clusters of the most frequent words of the files. */
export const learnClusters = (corpora: readonly string[], options: ClusterOptions): WordClusters => {
  const frequency = new Map<string, number>();
  for (const path of corpora)
    for (const line of readLines(path))
      for (const word of wordsOf(line)) frequency.set(word, (frequency.get(word) ?? 0) + 1);
  const kept = [...frequency]
    .filter(([, count]) => count >= options.least)
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, options.vocabulary)
    .map(([word]) => word);
  const ids = new Map(kept.map((word, i) => [word, i]));
  const chosen = assign(vectorsOf(corpora, ids, options), kept.length, options);
  const pairs = kept.map((word, i) => [hashText(word) >>> 0, chosen[i] as number] as const);
  const unique = [...new Map(pairs)].sort((a, b) => a[0] - b[0]);
  return {
    words: Uint32Array.from(unique, ([key]) => key),
    clusters: Uint16Array.from(unique, ([, cluster]) => cluster),
  };
};
