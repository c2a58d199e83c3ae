// The typer's weights from assigned candidates: AdaGrad (Duchi, Hazan and Singer 2011) on the log-likelihood of the
// classes that each candidate may have, features and words dropped at random.
import { TYPER_CLASSES, type TyperWeights, WORD_SLOTS } from '../4-code/typer.ts';
import type { CandidateGroup, TypedCandidate } from './events-candidates.ts';
import { type Assignment, assignLabels } from './events-labels.ts';
import { WORD_WIDTH, type WordTable } from './events-words.ts';
import { Random } from './tensors.ts';

export interface TyperTraining {
  readonly seed: number;
  readonly rounds: number;
  readonly hidden: number;
  readonly report: (line: string) => void;
}

const CLASSES = TYPER_CLASSES.length;
/** A feature is kept that this many texts have. */
const LEAST_TEXTS = 2;
const RATE = 0.15;
const HIDDEN_RATE = 0.03;
const SHRINK = 2e-4;
const DROP_FEATURE = 0.1;
/** The codebook was written with these texts at hand: its word counts for less than it would seem to. */
const DROP_CODEBOOK = 0.25;
const DROP_WORD = 0.15;
/** Rounds on what the frames say alone, before the model helps to say which predicate is meant. */
const FIRST_ROUNDS = 3;
const STEP = 1 / 24;

interface Ready {
  readonly rows: Int32Array;
  readonly fromCodebook: Uint8Array;
  readonly words: Int32Array;
}

class Weights {
  readonly value: Float32Array;
  readonly #squares: Float32Array;

  constructor(length: number, init: () => number) {
    this.value = new Float32Array(length).map(init);
    this.#squares = new Float32Array(length).fill(0.1);
  }

  step(at: number, gradient: number, rate: number, shrink = 0): void {
    const value = this.value[at] as number;
    const g = gradient + shrink * value;
    const squares = (this.#squares[at] as number) + g * g;
    this.#squares[at] = squares;
    this.value[at] = value - (rate * g) / Math.sqrt(squares);
  }
}

/** Trains on the groups; `table` gives the vectors, which stay as they are. */
export const trainTyper = (
  groups: readonly CandidateGroup[],
  table: WordTable,
  training: TyperTraining,
): TyperWeights => {
  const network = new TypingNetwork(groups, table, training);
  for (let round = 0; round < training.rounds; round++) {
    const loss = network.learn(round);
    if (round % 4 === 3 || round + 1 === training.rounds)
      training.report(`round ${round + 1}: ${loss.toFixed(3)} a label`);
  }
  return network.finish();
};

class TypingNetwork {
  readonly #groups: readonly CandidateGroup[];
  readonly #table: WordTable;
  readonly #hidden: number;
  readonly #random: Random;
  readonly #rounds: number;
  readonly #keys: Int32Array;
  readonly #ready = new Map<TypedCandidate, Ready>();
  readonly #features: Weights;
  readonly #projections: Weights;
  readonly #hiddenBias: Weights;
  readonly #output: Weights;
  readonly #outputBias: Weights;
  readonly #scores = new Float64Array(CLASSES);
  readonly #activations: Float64Array;

  constructor(groups: readonly CandidateGroup[], table: WordTable, { seed, hidden, rounds }: TyperTraining) {
    this.#groups = groups;
    this.#table = table;
    this.#hidden = hidden;
    this.#rounds = rounds;
    this.#random = new Random(seed);
    this.#keys = keptFeatures(groups);
    const rowOf = new Map(Array.from(this.#keys, (key, row) => [key, row]));
    const wordOf = new Map(Array.from(table.keys, (key, row) => [key, row]));
    for (const { candidates } of groups)
      for (const candidate of candidates) this.#ready.set(candidate, readyFor(candidate, rowOf, wordOf));
    const around = (range: number) => () => this.#random.around(range);
    this.#features = new Weights(this.#keys.length * CLASSES, () => 0);
    this.#projections = new Weights(WORD_SLOTS.length * WORD_WIDTH * hidden, around(0.08));
    this.#hiddenBias = new Weights(hidden, () => 0.1);
    this.#output = new Weights(hidden * CLASSES, around(0.2));
    this.#outputBias = new Weights(CLASSES, () => 0);
    this.#activations = new Float64Array(hidden);
  }

  /** One pass over all labels in a new order; returns the mean loss. */
  learn(round: number): number {
    const read = round < FIRST_ROUNDS ? null : (c: TypedCandidate) => this.#read(c);
    const assigned = this.#groups.flatMap(group => assignLabels(group, read));
    shuffle(assigned, this.#random);
    const decay = 1 - (0.8 * round) / this.#rounds;
    let loss = 0;
    let weights = 0;
    for (const assignment of assigned) {
      loss += assignment.weight * this.#update(assignment, decay);
      weights += assignment.weight;
    }
    return loss / weights;
  }

  #read(candidate: TypedCandidate): Float64Array {
    const { rows, words } = this.#ready.get(candidate) as Ready;
    this.#forward(rows, words);
    return this.#scores;
  }

  /** Leaves probabilities in `#scores` and the hidden layer in `#activations`. */
  #forward(rows: Int32Array, words: Int32Array): void {
    const scores = this.#scores;
    scores.set(this.#outputBias.value);
    for (const row of rows)
      for (let c = 0, at = row * CLASSES; c < CLASSES; c++, at++)
        scores[c] = (scores[c] as number) + (this.#features.value[at] as number);
    const hidden = this.#activations;
    hidden.set(this.#hiddenBias.value);
    for (const [slot, row] of words.entries()) if (row >= 0) this.#project(slot, row);
    for (let h = 0; h < hidden.length; h++) {
      const value = hidden[h] as number;
      if (value <= 0) continue;
      for (let c = 0, at = h * CLASSES; c < CLASSES; c++, at++)
        scores[c] = (scores[c] as number) + value * (this.#output.value[at] as number);
    }
    let most = Number.NEGATIVE_INFINITY;
    for (const score of scores) most = Math.max(most, score);
    let sum = 0;
    for (let c = 0; c < CLASSES; c++) sum += scores[c] = Math.exp((scores[c] as number) - most);
    for (let c = 0; c < CLASSES; c++) scores[c] = (scores[c] as number) / sum;
  }

  #project(slot: number, row: number): void {
    const hidden = this.#activations;
    const { vectors, step } = this.#table;
    for (let d = 0; d < WORD_WIDTH; d++) {
      const value = (vectors[row * WORD_WIDTH + d] as number) * step;
      const at = (slot * WORD_WIDTH + d) * this.#hidden;
      for (let h = 0; h < hidden.length; h++)
        hidden[h] = (hidden[h] as number) + value * (this.#projections.value[at + h] as number);
    }
  }

  #update({ candidate, classes, weight }: Assignment, decay: number): number {
    const ready = this.#ready.get(candidate) as Ready;
    const withoutCodebook = this.#random.next() < DROP_CODEBOOK;
    const rows = ready.rows.filter(
      (_, i) => this.#random.next() >= DROP_FEATURE && !(withoutCodebook && ready.fromCodebook[i] === 1),
    );
    const words = ready.words.map(row => (this.#random.next() < DROP_WORD ? -1 : row));
    this.#forward(rows, words);
    const p = this.#scores;
    let allowed = 1e-9;
    for (const c of classes) allowed += p[c] as number;
    const gradient = Float64Array.from(
      p,
      (value, c) => weight * (classes.includes(c) ? value - value / allowed : value),
    );
    this.#backward(rows, words, gradient, decay);
    return -Math.log(allowed);
  }

  #backward(rows: Int32Array, words: Int32Array, gradient: Float64Array, decay: number): void {
    const hidden = this.#activations;
    const upper = new Float64Array(hidden.length);
    for (let h = 0; h < hidden.length; h++) {
      const value = hidden[h] as number;
      if (value <= 0) continue;
      let sum = 0;
      for (let c = 0, at = h * CLASSES; c < CLASSES; c++, at++) {
        const g = gradient[c] as number;
        sum += g * (this.#output.value[at] as number);
        this.#output.step(at, g * value, HIDDEN_RATE * decay, SHRINK);
      }
      upper[h] = sum;
    }
    for (const row of rows)
      for (let c = 0, at = row * CLASSES; c < CLASSES; c++, at++)
        this.#features.step(at, gradient[c] as number, RATE * decay, SHRINK);
    for (let c = 0; c < CLASSES; c++) this.#outputBias.step(c, gradient[c] as number, RATE * decay);
    const { vectors, step } = this.#table;
    for (let h = 0; h < hidden.length; h++) {
      const g = upper[h] as number;
      if (g === 0) continue;
      this.#hiddenBias.step(h, g, HIDDEN_RATE * decay);
      for (const [slot, row] of words.entries()) {
        if (row < 0) continue;
        for (let d = 0; d < WORD_WIDTH; d++)
          this.#projections.step(
            (slot * WORD_WIDTH + d) * this.#hidden + h,
            g * (vectors[row * WORD_WIDTH + d] as number) * step,
            HIDDEN_RATE * decay,
            SHRINK,
          );
      }
    }
  }

  finish(): TyperWeights {
    return {
      featureKeys: this.#keys,
      features: Int8Array.from(this.#features.value, value =>
        Math.max(-127, Math.min(127, Math.round(value / STEP))),
      ),
      featureStep: STEP,
      wordKeys: this.#table.keys,
      words: this.#table.vectors,
      wordStep: this.#table.step,
      width: WORD_WIDTH,
      projections: this.#projections.value,
      hiddenBias: this.#hiddenBias.value,
      output: this.#output.value,
      outputBias: this.#outputBias.value,
      confidence: {},
      receiverKeys: new Int32Array(0),
      receivers: new Int8Array(0),
      receiverStep: 1,
    };
  }
}

const keptFeatures = (groups: readonly CandidateGroup[]): Int32Array => {
  const texts = new Map<number, number>();
  for (const { candidates } of groups)
    for (const key of new Set(candidates.flatMap(candidate => [...candidate.features])))
      texts.set(key, (texts.get(key) ?? 0) + 1);
  return Int32Array.from([...texts].filter(([, count]) => count >= LEAST_TEXTS).map(([key]) => key)).sort();
};

const readyFor = (
  { features, fromCodebook, forms, lemmas }: TypedCandidate,
  rowOf: ReadonlyMap<number, number>,
  wordOf: ReadonlyMap<number, number>,
): Ready => {
  const known = [...features.entries()].filter(([, key]) => rowOf.has(key));
  return {
    rows: Int32Array.from(known, ([, key]) => rowOf.get(key) as number),
    fromCodebook: Uint8Array.from(known, ([i]) => fromCodebook[i] as number),
    words: forms.map((form, slot) =>
      form === 0 ? -1 : (wordOf.get(form) ?? wordOf.get(lemmas[slot] as number) ?? -1),
    ),
  };
};

const shuffle = <T>(items: T[], random: Random): void => {
  for (let i = items.length - 1; i > 0; i--) {
    const j = Math.floor(random.next() * (i + 1));
    [items[i], items[j]] = [items[j] as T, items[i] as T];
  }
};
