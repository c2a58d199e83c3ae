// Which reports are worth comparing: an inverted index over each report's strongest features finds its neighbours
// without looking at every pair, so cost grows with the reports, not with their square.
import type { Edge } from './queue.ts';
import { dot, type SparseVector } from './vector.ts';

/** Features of a report that are looked up. */
const LOOKED_UP = 30;
/** A feature of more reports than this is looked up only in the last that many: it says too little to be worth it. */
const MAX_POSTINGS = 200;
/** Neighbours kept a report. */
const MAX_NEIGHBOURS = 15;
/** Candidates whose true similarity is worked out. */
const MAX_CANDIDATES = 60;

const strongest = (vector: SparseVector): number[] =>
  [...vector.features.keys()]
    .sort((a, b) => (vector.weights[b] as number) - (vector.weights[a] as number) || a - b)
    .slice(0, LOOKED_UP);

/** Pairs a < b at least `threshold` similar: each report's nearest among those before it in order. */
export const findNeighbours = (vectors: readonly SparseVector[], threshold: number): Edge[] => {
  const postings = new Map<number, { reports: number[]; weights: number[] }>();
  const edges: Edge[] = [];
  for (const [b, vector] of vectors.entries()) {
    const overlap = new Map<number, number>();
    const top = strongest(vector);
    for (const at of top) {
      const list = postings.get(vector.features[at] as number);
      if (!list) continue;
      const weight = vector.weights[at] as number;
      for (let i = Math.max(0, list.reports.length - MAX_POSTINGS); i < list.reports.length; i++) {
        const a = list.reports[i] as number;
        overlap.set(a, (overlap.get(a) ?? 0) + weight * (list.weights[i] as number));
      }
    }
    const candidates = [...overlap].sort((x, y) => y[1] - x[1] || x[0] - y[0]).slice(0, MAX_CANDIDATES);
    const near = candidates
      .map(([a]) => ({ a, b, similarity: dot(vectors[a] as SparseVector, vector) }))
      .filter(edge => edge.similarity >= threshold)
      .sort((x, y) => y.similarity - x.similarity || x.a - y.a);
    edges.push(...near.slice(0, MAX_NEIGHBOURS));
    for (const at of top) {
      const feature = vector.features[at] as number;
      const list = postings.get(feature) ?? { reports: [], weights: [] };
      if (list.reports.length === 0) postings.set(feature, list);
      if (list.reports.length >= 2 * MAX_POSTINGS) {
        list.reports.splice(0, MAX_POSTINGS);
        list.weights.splice(0, MAX_POSTINGS);
      }
      list.reports.push(b);
      list.weights.push(vector.weights[at] as number);
    }
  }
  return edges;
};
