// Average-link clustering over a sparse graph. The mean similarity of two clusters is the dot product of their summed
// vectors over the product of their sizes, so it is exact although only neighbouring clusters are ever compared.
import { type Edge, Queue } from './queue.ts';
import { addVectors, dotUneven, type SparseVector } from './vector.ts';

interface Cluster {
  readonly members: number[];
  readonly sum: SparseVector;
  /** Total similarity of the pairs between this cluster and each neighbour. */
  readonly totals: Map<number, number>;
  /** Sum and number of the known days. */
  readonly days: readonly [sum: number, count: number];
}

const merge = (x: Cluster, y: Cluster): Cluster => {
  const [few, many] = x.members.length <= y.members.length ? [x, y] : [y, x];
  for (const member of few.members) many.members.push(member);
  return {
    members: many.members,
    sum: addVectors(x.sum, y.sum),
    totals: new Map(),
    days: [x.days[0] + y.days[0], x.days[1] + y.days[1]],
  };
};

/** Days between the means of two clusters; null where one has no known day. */
const dayGap = ({ days: a }: Cluster, { days: b }: Cluster): number | null =>
  a[1] > 0 && b[1] > 0 ? Math.abs(a[0] / a[1] - b[0] / b[1]) : null;

/**
 * Merges while some pair of clusters is on average at least `threshold` similar. `days` are the reports' days where
 * known, and `nearness` of a gap between them multiplies the similarity.
 */
export const agglomerate = (
  vectors: readonly SparseVector[],
  edges: Iterable<Edge>,
  threshold: number,
  days: readonly (number | null)[],
  nearness: (gap: number) => number,
): number[][] => {
  const clusters: (Cluster | null)[] = vectors.map((sum, i) => ({
    members: [i],
    sum,
    totals: new Map<number, number>(),
    days: [days[i] ?? 0, days[i] === null ? 0 : 1],
  }));
  const queue = new Queue();
  const link = (a: number, b: number, total: number): void => {
    const [x, y] = [clusters[a] as Cluster, clusters[b] as Cluster];
    x.totals.set(b, total);
    y.totals.set(a, total);
    const mean = total / (x.members.length * y.members.length);
    if (mean < threshold) return;
    const gap = dayGap(x, y);
    const similarity = gap === null ? mean : mean * nearness(gap);
    if (similarity >= threshold) queue.push({ a: Math.min(a, b), b: Math.max(a, b), similarity });
  };
  /** What both know is added up; what one does not know is worked out. */
  const totalTo = (other: number, x: Cluster, y: Cluster): number => {
    const { sum } = clusters[other] as Cluster;
    return (x.totals.get(other) ?? dotUneven(x.sum, sum)) + (y.totals.get(other) ?? dotUneven(y.sum, sum));
  };
  for (const { a, b, similarity } of edges) link(a, b, similarity);
  for (let top = queue.pop(); top; top = queue.pop()) {
    const [x, y] = [clusters[top.a], clusters[top.b]];
    if (!x || !y) continue;
    clusters[top.a] = null;
    clusters[top.b] = null;
    const totals = new Map<number, number>();
    for (const other of [...x.totals.keys(), ...y.totals.keys()])
      if (clusters[other] && !totals.has(other)) totals.set(other, totalTo(other, x, y));
    const number = clusters.push(merge(x, y)) - 1;
    for (const [other, total] of totals) link(number, other, total);
  }
  return clusters.flatMap(cluster => (cluster ? [[...cluster.members].sort((a, b) => a - b)] : []));
};
