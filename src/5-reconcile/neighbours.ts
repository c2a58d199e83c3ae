// Which reports are worth comparing: an inverted index over each report's strongest features finds its neighbours
// without looking at every pair, so cost grows with the reports, not with their square.
import type { Edge } from './queue.ts';
import { dot, type SparseVector } from './vector.ts';

/** Features of a report that are looked up. */
export const MAX_LOOKED_UP = 30;
/** A feature of more reports than this is looked up only in the last that many: it says too little to be worth it. */
const MAX_POSTINGS = 200;
/** Neighbours kept a report. */
const MAX_NEIGHBOURS = 15;
/** Candidates whose true similarity is worked out. */
const MAX_CANDIDATES = 60;

const strongest = (vector: SparseVector): number[] =>
  [...vector.features.keys()]
    .sort((a, b) => (vector.weights[b] as number) - (vector.weights[a] as number) || a - b)
    .slice(0, MAX_LOOKED_UP);

/** Keeps the `MAX_CANDIDATES` reports of most overlap, the earlier first where equal: a heap with the least on top. */
class Candidates {
  readonly reports: number[] = [];
  readonly #overlap: Float64Array;

  constructor(overlap: Float64Array) {
    this.#overlap = overlap;
  }

  #isLess(a: number, b: number): boolean {
    const [x, y] = [this.#overlap[a] as number, this.#overlap[b] as number];
    return x !== y ? x < y : a > b;
  }

  offer(report: number): void {
    const heap = this.reports;
    if (heap.length < MAX_CANDIDATES) {
      heap.push(report);
      if (heap.length === MAX_CANDIDATES)
        for (let at = heap.length >> 1; at >= 0; at--) this.#sink(at, heap[at] as number);
    } else if (this.#isLess(heap[0] as number, report)) this.#sink(0, report);
  }

  #sink(from: number, report: number): void {
    const heap = this.reports;
    let at = from;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && this.#isLess(heap[child + 1] as number, heap[child] as number)) child++;
      if (!this.#isLess(heap[child] as number, report)) break;
      heap[at] = heap[child] as number;
      at = child;
    }
    heap[at] = report;
  }
}

interface Postings {
  readonly reports: number[];
  readonly weights: number[];
}

/** The last `MAX_POSTINGS` and no more than as many before them. */
const addPosting = ({ reports, weights }: Postings, report: number, weight: number): void => {
  if (reports.length >= 2 * MAX_POSTINGS) {
    reports.splice(0, MAX_POSTINGS);
    weights.splice(0, MAX_POSTINGS);
  }
  reports.push(report);
  weights.push(weight);
};

/** Pairs a < b at least `threshold` similar: each report's nearest among those before it in order. */
export function* findNeighbours(vectors: readonly SparseVector[], threshold: number): Generator<Edge> {
  const postings = new Map<number, Postings>();
  // what each earlier report shares with this one; only what was touched is cleared again
  const overlap = new Float64Array(vectors.length);
  const touched = new Int32Array(vectors.length);
  for (const [b, vector] of vectors.entries()) {
    let count = 0;
    const top = strongest(vector);
    for (const at of top) {
      const list = postings.get(vector.features[at] as number);
      if (!list) continue;
      const weight = vector.weights[at] as number;
      for (let i = Math.max(0, list.reports.length - MAX_POSTINGS); i < list.reports.length; i++) {
        const a = list.reports[i] as number;
        if (overlap[a] === 0) touched[count++] = a;
        overlap[a] = (overlap[a] as number) + weight * (list.weights[i] as number);
      }
    }
    const candidates = new Candidates(overlap);
    for (let i = 0; i < count; i++) candidates.offer(touched[i] as number);
    const near = candidates.reports
      .map(a => ({ a, b, similarity: dot(vectors[a] as SparseVector, vector) }))
      .filter(edge => edge.similarity >= threshold)
      .sort((x, y) => y.similarity - x.similarity || x.a - y.a);
    yield* near.slice(0, MAX_NEIGHBOURS);
    for (let i = 0; i < count; i++) overlap[touched[i] as number] = 0;
    for (const at of top) {
      const feature = vector.features[at] as number;
      const list = postings.get(feature) ?? { reports: [], weights: [] };
      if (list.reports.length === 0) postings.set(feature, list);
      addPosting(list, b, vector.weights[at] as number);
    }
  }
}
