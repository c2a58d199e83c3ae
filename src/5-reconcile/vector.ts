// Sparse vectors over numbered features, sorted by feature, and dense sums of them: the centroids of clusters.

export interface SparseVector {
  readonly features: Int32Array;
  readonly weights: Float64Array;
}

/** From any order to sorted; scaled to `length` where one is given. */
export const toVector = (
  entries: readonly (readonly [feature: number, weight: number])[],
  length: number | null = null,
): SparseVector => {
  const sorted = [...entries].sort((a, b) => a[0] - b[0]);
  const weights = Float64Array.from(sorted, entry => entry[1]);
  if (length !== null) {
    const squares = weights.reduce((sum, weight) => sum + weight * weight, 0);
    const factor = length / (Math.sqrt(squares) || 1);
    for (let i = 0; i < weights.length; i++) weights[i] = (weights[i] as number) * factor;
  }
  return { features: Int32Array.from(sorted, entry => entry[0]), weights };
};

export const dot = (a: SparseVector, b: SparseVector): number => {
  let sum = 0;
  let i = 0;
  let j = 0;
  while (i < a.features.length && j < b.features.length) {
    const difference = (a.features[i] as number) - (b.features[j] as number);
    if (difference === 0) sum += (a.weights[i++] as number) * (b.weights[j++] as number);
    else if (difference < 0) i++;
    else j++;
  }
  return sum;
};

/** Past this ratio of lengths the features of the shorter are looked up in the longer. */
const LOOK_UP = 16;

/** Index of the first feature that is at least `feature`, from `low` on. */
const seek = (features: Int32Array, feature: number, low: number): number => {
  let [from, to] = [low, features.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((features[middle] as number) < feature) from = middle + 1;
    else to = middle;
  }
  return from;
};

const dotBySeeking = (short: SparseVector, long: SparseVector): number => {
  let sum = 0;
  let at = 0;
  for (let i = 0; i < short.features.length && at < long.features.length; i++) {
    const feature = short.features[i] as number;
    at = seek(long.features, feature, at);
    if (long.features[at] === feature) sum += (short.weights[i] as number) * (long.weights[at] as number);
  }
  return sum;
};

/** As `dot`, quick where one of the two is much longer. */
export const dotUneven = (a: SparseVector, b: SparseVector): number => {
  const [short, long] = a.features.length <= b.features.length ? [a, b] : [b, a];
  return short.features.length * LOOK_UP < long.features.length ? dotBySeeking(short, long) : dot(a, b);
};

/** The sum of two vectors, which stay as they are. */
export const addVectors = (a: SparseVector, b: SparseVector): SparseVector => {
  const features = new Int32Array(a.features.length + b.features.length);
  const weights = new Float64Array(features.length);
  let [i, j, size] = [0, 0, 0];
  while (i < a.features.length || j < b.features.length) {
    const x = i < a.features.length ? (a.features[i] as number) : Number.POSITIVE_INFINITY;
    const y = j < b.features.length ? (b.features[j] as number) : Number.POSITIVE_INFINITY;
    features[size] = Math.min(x, y);
    weights[size++] = (x <= y ? (a.weights[i++] as number) : 0) + (y <= x ? (b.weights[j++] as number) : 0);
  }
  return { features: features.slice(0, size), weights: weights.slice(0, size) };
};

/** A sum of vectors, one weight a feature. */
export type DenseVector = Float64Array;

export const sumVectors = (vectors: Iterable<SparseVector>, size: number): DenseVector => {
  const sum = new Float64Array(size);
  for (const { features, weights } of vectors)
    for (let i = 0; i < features.length; i++) {
      const feature = features[i] as number;
      sum[feature] = (sum[feature] as number) + (weights[i] as number);
    }
  return sum;
};

export const dotDense = ({ features, weights }: SparseVector, dense: DenseVector): number => {
  let sum = 0;
  for (let i = 0; i < features.length; i++)
    sum += (weights[i] as number) * (dense[features[i] as number] as number);
  return sum;
};

export const dotBothDense = (a: DenseVector, b: DenseVector): number => {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
};
