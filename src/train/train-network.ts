// Trains the network that tags and parses: batches, learning rate, and the average of the weights over time.
import type { NetworkShape } from '../2-analyse/network-weights.ts';
import { type Loss, layOut, type NetworkExample, Parts } from './network-parts.ts';
import { type Dropout, Encoder } from './train-encoder.ts';
import { Heads } from './train-heads.ts';
import { shuffled } from './train-tokens.ts';

export interface NetworkTraining extends Dropout {
  readonly rounds: number;
  readonly rate: number;
  readonly batchWords: number;
  readonly seed: number;
  readonly report: (line: string) => void;
}

const AVERAGE_KEEPS = 0.998;
const LARGEST_GRADIENT = 5;
/** Share of the training over which the rate rises to its height. */
const WARM_UP = 0.02;
/** The rate falls to this share of its height. */
const LOWEST_RATE = 0.02;

export class TrainableNetwork {
  readonly shape: NetworkShape;
  readonly #parts: Parts;
  readonly #encoder: Encoder;
  readonly #heads: Heads;
  readonly #fixed: Float32Array | null;
  readonly #capacity: number;
  #time = 0;

  /** `fixed`: vectors learned from running text, a row for each word; batches hold up to `capacity` words. */
  constructor(
    shape: NetworkShape,
    fixed: Float32Array | null,
    capacity: number,
    longest: number,
    seed: number,
  ) {
    this.shape = shape;
    this.#fixed = fixed;
    this.#capacity = capacity;
    this.#parts = new Parts(shape, fixed !== null, capacity, longest, seed);
    this.#encoder = new Encoder(this.#parts, fixed);
    this.#heads = new Heads(this.#parts);
    this.#parts.shop.open();
  }

  train(examples: readonly NetworkExample[], training: NetworkTraining): void {
    const words = examples.reduce((sum, example) => sum + example.heads.length, 0);
    const total = training.rounds * words;
    let done = 0;
    for (let round = 0; round < training.rounds; round++) {
      const loss: Loss = { tags: 0, feats: 0, arcs: 0, labels: 0, right: 0 };
      for (const batch of this.#batches(examples, training, round)) {
        const size = batch.reduce((sum, { heads }) => sum + heads.length, 0);
        const share = done / total;
        const rate = training.rate * Math.min(1, share / WARM_UP) * Math.max(LOWEST_RATE, 1 - share);
        this.learn(batch, training, loss);
        this.#step(rate, size);
        done += size;
      }
      training.report(`round ${round + 1} of ${training.rounds}: ${describe(loss, words)}`);
    }
  }

  /** Forward and backward over one batch; gradients are added up, not applied. */
  learn(examples: readonly NetworkExample[], dropout: Dropout, loss: Loss): void {
    const batch = layOut(examples);
    this.#encoder.forward(batch, dropout);
    this.#heads.learn(batch, loss);
    this.#encoder.backward(batch);
  }

  /** The averaged weights by name. */
  result(): { words: Float32Array; affixes: Float32Array; dense: Record<string, Float32Array> } {
    const { named } = this.#parts;
    const words = this.#parts.words.averaged(this.#time, AVERAGE_KEEPS);
    if (this.#fixed !== null)
      for (let i = 0; i < words.length; i++) words[i] = (words[i] as number) + (this.#fixed[i] as number);
    return {
      words,
      affixes: this.#parts.affixes.averaged(this.#time, AVERAGE_KEEPS),
      dense: Object.fromEntries(Object.entries(named).map(([name, { average }]) => [name, average])),
    };
  }

  *#batches(
    examples: readonly NetworkExample[],
    training: NetworkTraining,
    round: number,
  ): Generator<readonly NetworkExample[]> {
    let batch: NetworkExample[] = [];
    let size = 0;
    for (const i of shuffled(examples.length, training.seed + round)) {
      const example = examples[i] as NetworkExample;
      if (size + example.heads.length > training.batchWords && batch.length > 0) {
        yield batch;
        batch = [];
        size = 0;
      }
      if (example.heads.length > this.#capacity) continue;
      batch.push(example);
      size += example.heads.length;
    }
    if (batch.length > 0) yield batch;
  }

  #step(rate: number, size: number): void {
    this.#time++;
    const parameters = Object.values(this.#parts.named);
    const norm = Math.sqrt(parameters.reduce((sum, parameter) => sum + parameter.norm2(), 0) + 1e-12);
    const root = Math.sqrt(size);
    const scale = Math.min(1, (LARGEST_GRADIENT * size) / norm / root) / root;
    const { words, affixes } = this.#parts;
    for (const part of [...parameters, words, affixes]) part.step(rate, scale, this.#time, AVERAGE_KEEPS);
  }
}

function describe(loss: Loss, words: number): string {
  const { tags, feats, arcs, labels, right } = loss;
  const [all, ...each] = [tags + feats + arcs + labels, tags, feats, arcs, labels].map(sum =>
    (sum / words).toFixed(3),
  );
  const [ofTags, ofFeats, ofArcs, ofLabels] = each;
  return `loss ${all} (tags ${ofTags}, features ${ofFeats}, arcs ${ofArcs}, labels ${ofLabels}), heads ${((100 * right) / words).toFixed(2)} % right`;
}
