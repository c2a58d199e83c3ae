// Average-link clustering over a sparse graph. The mean similarity of two clusters is the dot product of their summed
// vectors over the product of their sizes, so it is exact although only neighbouring clusters are ever compared.
import { type Edge, Queue } from './queue.ts';
import type { SparseVector } from './vector.ts';

interface Cluster {
  readonly members: number[];
  readonly sum: Map<number, number>;
  readonly neighbours: Set<number>;
}

const sumOf = ({ features, weights }: SparseVector): Map<number, number> =>
  new Map(Array.from(features, (feature, i) => [feature, weights[i] as number]));

const dot = (a: ReadonlyMap<number, number>, b: ReadonlyMap<number, number>): number => {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a];
  let sum = 0;
  for (const [feature, weight] of small) sum += weight * (large.get(feature) ?? 0);
  return sum;
};

/** The smaller is poured into the larger, so that each vector is moved a logarithmic number of times. */
const pour = (x: Cluster, y: Cluster): Cluster => {
  const [small, large] = x.sum.size <= y.sum.size ? [x, y] : [y, x];
  for (const [feature, weight] of small.sum) large.sum.set(feature, (large.sum.get(feature) ?? 0) + weight);
  for (const member of small.members) large.members.push(member);
  for (const other of small.neighbours) large.neighbours.add(other);
  return large;
};

/**
 * Merges while some pair of clusters is on average at least `threshold` similar. `factor` weakens a link by what the
 * vectors do not hold, such as a gap in time: it multiplies the mean similarity.
 */
export const agglomerate = (
  vectors: readonly SparseVector[],
  edges: readonly Edge[],
  threshold: number,
  factor: (a: readonly number[], b: readonly number[]) => number = () => 1,
): number[][] => {
  const clusters: (Cluster | null)[] = vectors.map((vector, i) => ({
    members: [i],
    sum: sumOf(vector),
    neighbours: new Set<number>(),
  }));
  const queue = new Queue();
  const link = (a: number, b: number): void => {
    const [x, y] = [clusters[a] as Cluster, clusters[b] as Cluster];
    const mean = dot(x.sum, y.sum) / (x.members.length * y.members.length);
    const similarity = mean * factor(x.members, y.members);
    x.neighbours.add(b);
    y.neighbours.add(a);
    if (similarity >= threshold) queue.push({ a: Math.min(a, b), b: Math.max(a, b), similarity });
  };
  for (const { a, b } of edges) link(a, b);
  for (let top = queue.pop(); top; top = queue.pop()) {
    const [x, y] = [clusters[top.a], clusters[top.b]];
    if (!x || !y) continue;
    clusters[top.a] = null;
    clusters[top.b] = null;
    const poured = pour(x, y);
    const merged: Cluster = { ...poured, neighbours: new Set() };
    const number = clusters.push(merged) - 1;
    for (const other of poured.neighbours) if (clusters[other]) link(number, other);
  }
  return clusters.flatMap(cluster => (cluster ? [[...cluster.members].sort((a, b) => a - b)] : []));
};
