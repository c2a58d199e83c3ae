// Spherical k-means with two centroids (Dhillon and Modha, Machine Learning 42, 2001), started from several unlike
// pairs; the best division of the reports' words is kept. Cost is linear in the reports.
import { type DenseVector, dot, dotBothDense, dotDense, type SparseVector, sumVectors } from './vector.ts';

/** Seeds tried, and rounds of each. */
const SEEDS = 12;
const ROUNDS = 10;

export interface Halves {
  /** False for the left half, true for the right. */
  readonly side: readonly boolean[];
  readonly sizes: readonly [number, number];
  /** Mean similarity between the halves over the lower mean similarity inside one. */
  readonly likeness: number;
}

interface Division {
  readonly side: readonly boolean[];
  readonly sums: readonly [DenseVector, DenseVector];
  readonly sizes: readonly [number, number];
}

const select = <Item>(items: readonly Item[], side: readonly boolean[], is: boolean): Item[] =>
  items.filter((_, i) => side[i] === is);

/** Features are numbered from 0: one more than the highest. */
const widthOf = (vectors: readonly SparseVector[]): number =>
  vectors.reduce((width, { features }) => Math.max(width, (features.at(-1) ?? -1) + 1), 0);

const divide = (vectors: readonly SparseVector[], side: readonly boolean[], width: number): Division => {
  const [left, right] = [select(vectors, side, false), select(vectors, side, true)];
  return {
    side,
    sums: [sumVectors(left, width), sumVectors(right, width)],
    sizes: [left.length, right.length],
  };
};

/** Mean similarity of a vector to the others of a half it may itself be in. */
const nearness = (vector: SparseVector, sum: DenseVector, size: number, isInside: boolean): number => {
  const others = isInside ? size - 1 : size;
  return others > 0 ? (dotDense(vector, sum) - (isInside ? dot(vector, vector) : 0)) / others : 0;
};

const refine = (vectors: readonly SparseVector[], start: readonly boolean[], width: number): Division => {
  let division = divide(vectors, start, width);
  for (let round = 0; round < ROUNDS; round++) {
    const { sums, sizes, side } = division;
    const next = vectors.map(
      (vector, i) =>
        nearness(vector, sums[1], sizes[1], side[i] === true) >
        nearness(vector, sums[0], sizes[0], side[i] === false),
    );
    if (next.every((value, i) => value === side[i])) break;
    division = divide(vectors, next, width);
  }
  return division;
};

const cohesion = ({ sums, sizes }: Division): number =>
  sums.reduce((total, sum, i) => total + (sizes[i] ? dotBothDense(sum, sum) / (sizes[i] as number) : 0), 0);

/** The least similar pairs among the most central reports. */
const seedPairs = (vectors: readonly SparseVector[], width: number): [SparseVector, SparseVector][] => {
  const total = sumVectors(vectors, width);
  const central = vectors
    .map((vector, i) => ({ vector, i, centrality: dotDense(vector, total) }))
    .sort((a, b) => b.centrality - a.centrality || a.i - b.i)
    .slice(0, SEEDS);
  return central
    .flatMap(({ vector: x }, n) =>
      central.slice(n + 1).map(({ vector: y }) => ({ x, y, similarity: dot(x, y) })),
    )
    .sort((a, b) => a.similarity - b.similarity)
    .slice(0, SEEDS)
    .map(({ x, y }) => [x, y]);
};

const likenessOf = (vectors: readonly SparseVector[], { side, sums, sizes }: Division): number => {
  const inside = ([0, 1] as const).map(half => {
    const own = select(vectors, side, half === 1).reduce((sum, vector) => sum + dot(vector, vector), 0);
    const sum = sums[half];
    return (dotBothDense(sum, sum) - own) / Math.max(1, sizes[half] * (sizes[half] - 1));
  });
  const between = dotBothDense(sums[0], sums[1]) / Math.max(1, sizes[0] * sizes[1]);
  return between / Math.max(Math.min(...inside), 1e-9);
};

export const bisect = (vectors: readonly SparseVector[]): Halves | null => {
  const width = widthOf(vectors);
  let best: Division | null = null;
  for (const [x, y] of seedPairs(vectors, width)) {
    const start = vectors.map(vector => dot(vector, y) > dot(vector, x));
    const division = refine(vectors, start, width);
    if (!best || cohesion(division) > cohesion(best) + 1e-9) best = division;
  }
  return best && { side: best.side, sizes: best.sizes, likeness: likenessOf(vectors, best) };
};
