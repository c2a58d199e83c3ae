// Labelled stretches of tokens become weights: a linear-chain conditional random field (Lafferty et al. 2001) over
// hashed features, AdaGrad, the mean of the weights over the second half. Labels may be left open (Täckström et al. 2013).
import { mayFollow, NAME_LABELS, OUTSIDE } from '../2-analyse/names-model.ts';
import { randomFrom, shuffle } from './random.ts';

/** Neighbouring tokens that may stand in a name; outside tokens stand before and after. */
export interface Stretch {
  /** One row of feature hashes a token. */
  readonly features: readonly Int32Array[];
  /** Labels that are right, `NAME_LABELS` flags a token. */
  readonly right: Uint8Array;
  /** How much it counts. */
  readonly weight: number;
}

export interface ChainWeights {
  readonly table: Float32Array;
  readonly mask: number;
  readonly transitions: Float32Array;
}

export interface CrfOptions {
  readonly bits: number;
  readonly epochs: number;
  readonly seed: number;
}

const L = NAME_LABELS;
const RATE = 0.1;
/** AdaGrad's squares begin here. */
const FIRST_SQUARE = 0.1;
/** Share of a token's features hidden at each step, so that no few words carry a name alone. */
const DROPOUT = 0.3;
const SNAPSHOTS_AN_EPOCH = 4;
const NEVER = Number.NEGATIVE_INFINITY;
/** Smaller gradients are not worth a step. */
const LEAST_GRADIENT = 1e-4;

const before: readonly (readonly number[])[] = Array.from({ length: L }, (_, next) =>
  Array.from({ length: L }, (_, label) => label).filter(label => mayFollow(label, next)),
);
const after: readonly (readonly number[])[] = Array.from({ length: L }, (_, label) =>
  Array.from({ length: L }, (_, next) => next).filter(next => mayFollow(label, next)),
);

const terms = new Float64Array(L);
const logSum = (count: number): number => {
  let top = NEVER;
  for (let i = 0; i < count; i++) if ((terms[i] as number) > top) top = terms[i] as number;
  if (top === NEVER) return NEVER;
  let sum = 0;
  for (let i = 0; i < count; i++) sum += Math.exp((terms[i] as number) - top);
  return top + Math.log(sum);
};

/** Forward and backward sums of one stretch, with all labels or with the right ones alone. */
class Lattice {
  readonly #n: number;
  readonly #scores: Float64Array;
  readonly #transitions: Float32Array;
  readonly #allowed: Uint8Array | null;
  readonly #forward: Float64Array;
  readonly #backward: Float64Array;
  readonly total: number;

  constructor(n: number, scores: Float64Array, transitions: Float32Array, allowed: Uint8Array | null) {
    this.#n = n;
    this.#scores = scores;
    this.#transitions = transitions;
    this.#allowed = allowed;
    this.#forward = new Float64Array(n * L).fill(NEVER);
    this.#backward = new Float64Array(n * L).fill(NEVER);
    this.#sumForward();
    this.#sumBackward();
    let count = 0;
    for (const label of before[OUTSIDE] as readonly number[])
      terms[count++] =
        (this.#forward[(n - 1) * L + label] as number) + (this.#backward[(n - 1) * L + label] as number);
    this.total = logSum(count);
  }

  #may(i: number, label: number): boolean {
    return this.#allowed === null || this.#allowed[i * L + label] === 1;
  }

  #sumForward(): void {
    for (const label of after[OUTSIDE] as readonly number[])
      if (this.#may(0, label))
        this.#forward[label] = (this.#scores[label] as number) + this.#step(OUTSIDE, label);
    for (let i = 1; i < this.#n; i++)
      for (let label = 0; label < L; label++) {
        if (!this.#may(i, label)) continue;
        let count = 0;
        for (const last of before[label] as readonly number[])
          terms[count++] = (this.#forward[(i - 1) * L + last] as number) + this.#step(last, label);
        this.#forward[i * L + label] = logSum(count) + (this.#scores[i * L + label] as number);
      }
  }

  #sumBackward(): void {
    const end = (this.#n - 1) * L;
    for (const label of before[OUTSIDE] as readonly number[])
      if (this.#may(this.#n - 1, label)) this.#backward[end + label] = this.#step(label, OUTSIDE);
    for (let i = this.#n - 2; i >= 0; i--)
      for (let label = 0; label < L; label++) {
        if (!this.#may(i, label)) continue;
        let count = 0;
        for (const next of after[label] as readonly number[]) {
          const at = (i + 1) * L + next;
          terms[count++] =
            this.#step(label, next) + (this.#scores[at] as number) + (this.#backward[at] as number);
        }
        this.#backward[i * L + label] = logSum(count);
      }
  }

  #step(label: number, next: number): number {
    return this.#transitions[label * L + next] as number;
  }

  /** Adds each label's share at each token, times `sign`, to `tokens`, and each pair's to `pairs`. */
  addShares(sign: number, tokens: Float64Array, pairs: Float64Array): void {
    const add = (to: Float64Array, at: number, logShare: number): void => {
      if (logShare > -30) to[at] = (to[at] as number) + sign * Math.exp(logShare);
    };
    const last = (this.#n - 1) * L;
    for (let at = 0; at < this.#n * L; at++)
      add(tokens, at, (this.#forward[at] as number) + (this.#backward[at] as number) - this.total);
    for (let label = 0; label < L; label++) {
      const first = (this.#forward[label] as number) + (this.#backward[label] as number);
      add(pairs, OUTSIDE * L + label, first - this.total);
      const final = (this.#forward[last + label] as number) + (this.#backward[last + label] as number);
      add(pairs, label * L + OUTSIDE, final - this.total);
    }
    for (let i = 1; i < this.#n; i++)
      for (let label = 0; label < L; label++) {
        const at = i * L + label;
        const ahead = (this.#scores[at] as number) + (this.#backward[at] as number) - this.total;
        if (ahead === NEVER || this.#forward[at] === NEVER) continue;
        for (const one of before[label] as readonly number[])
          add(
            pairs,
            one * L + label,
            (this.#forward[(i - 1) * L + one] as number) + this.#step(one, label) + ahead,
          );
      }
  }
}

/** Rows of the features that are kept this time. */
const keepSome = (features: Int32Array, mask: number, random: () => number): Int32Array => {
  const kept = new Int32Array(features.length);
  let count = 0;
  for (const feature of features) if (random() >= DROPOUT) kept[count++] = (feature & mask) * L;
  return kept.subarray(0, count);
};

export const trainChain = (stretches: readonly Stretch[], options: CrfOptions): ChainWeights => {
  const mask = (1 << options.bits) - 1;
  const table = new Float32Array((mask + 1) * L);
  const squares = new Float32Array(table.length).fill(FIRST_SQUARE);
  const transitions = new Float32Array(L * L);
  const pairSquares = new Float32Array(L * L).fill(FIRST_SQUARE);
  const sums = { table: new Float32Array(table.length), transitions: new Float32Array(L * L) };
  const random = randomFrom(options.seed);
  const order = [...stretches];
  const steps = options.epochs * order.length;
  let step = 0;
  let snapshots = 0;

  const learn = ({ features, right, weight }: Stretch, rate: number): void => {
    const n = features.length;
    const scores = new Float64Array(n * L);
    const kept = features.map(row => keepSome(row, mask, random));
    for (const [i, rows] of kept.entries()) {
      for (const row of rows)
        for (let l = 0; l < L; l++)
          scores[i * L + l] = (scores[i * L + l] as number) + (table[row + l] as number);
      for (let l = 0; l < L; l++) scores[i * L + l] = (scores[i * L + l] as number) / (1 - DROPOUT);
    }
    const wanted = new Lattice(n, scores, transitions, right);
    if (wanted.total === NEVER) return;
    const tokens = new Float64Array(n * L);
    const pairs = new Float64Array(L * L);
    wanted.addShares(-1, tokens, pairs);
    new Lattice(n, scores, transitions, null).addShares(1, tokens, pairs);
    for (const [i, rows] of kept.entries())
      for (let l = 0; l < L; l++) {
        const gradient = (tokens[i * L + l] as number) * weight;
        if (Math.abs(gradient) < LEAST_GRADIENT) continue;
        for (const row of rows) {
          const at = row + l;
          const square = (squares[at] as number) + gradient * gradient;
          squares[at] = square;
          table[at] = (table[at] as number) - (rate * gradient) / Math.sqrt(square);
        }
      }
    for (let at = 0; at < L * L; at++) {
      const gradient = (pairs[at] as number) * weight;
      if (gradient === 0) continue;
      const square = (pairSquares[at] as number) + gradient * gradient;
      pairSquares[at] = square;
      transitions[at] = (transitions[at] as number) - (rate * gradient) / Math.sqrt(square);
    }
  };

  const every = Math.ceil(order.length / SNAPSHOTS_AN_EPOCH);
  for (let epoch = 0; epoch < options.epochs; epoch++) {
    shuffle(order, random);
    for (const [position, stretch] of order.entries()) {
      learn(stretch, RATE * Math.max(0.1, 1 - step / steps));
      step++;
      if (step * 2 <= steps || position % every !== 0) continue;
      snapshots++;
      for (let i = 0; i < table.length; i++) sums.table[i] = (sums.table[i] as number) + (table[i] as number);
      for (let i = 0; i < L * L; i++)
        sums.transitions[i] = (sums.transitions[i] as number) + (transitions[i] as number);
    }
  }
  const mean = (values: Float32Array): Float32Array => values.map(value => value / Math.max(1, snapshots));
  return { table: mean(sums.table), mask, transitions: mean(sums.transitions) };
};
