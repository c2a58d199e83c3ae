// What training the network works with: parameters by name, room for activations, and the steps that encoder and heads
// share.
import { padColumns } from '../2-analyse/matrix.ts';
import { NORM_EPSILON } from '../2-analyse/network-kernel.ts';
import type { NetworkShape } from '../2-analyse/network-weights.ts';
import { type Activations, Parameter, Random, Table, Workshop } from './tensors.ts';

/** One sentence as the network sees it. */
export interface NetworkExample {
  /** `ROWS_A_WORD` table rows for each word: the word's own first, then affixes and shape. */
  readonly rows: Int32Array;
  readonly tags: Uint8Array;
  /** `UNKNOWN_CLASS` where the features are too rare to learn. */
  readonly feats: Uint8Array;
  /** The sentence's length stands for the root. */
  readonly heads: Int32Array;
  readonly labels: Uint8Array;
}

export interface Loss {
  tags: number;
  feats: number;
  arcs: number;
  labels: number;
  /** Words whose head scores best. */
  right: number;
}

/** Sentences laid one after another: sentence s has the rows from `starts[s]` on. */
export interface Batch {
  readonly examples: readonly NetworkExample[];
  readonly starts: readonly number[];
  readonly rows: number;
}

export function layOut(examples: readonly NetworkExample[]): Batch {
  const starts: number[] = [];
  let rows = 0;
  for (const { heads } of examples) {
    starts.push(rows);
    rows += heads.length;
  }
  return { examples, starts, rows };
}

/** A gold class that teaches nothing. */
export const UNKNOWN_CLASS = 255;

type Room =
  | 'embedded'
  | 'embedNormed'
  | 'mixed'
  | 'x'
  | 'dx'
  | 'final'
  | 'dropped'
  | 'tags'
  | 'feats'
  | 'projected'
  | 'queries'
  | 'pairs'
  | 'dPairs'
  | 'hidden'
  | 'dHidden'
  | 'labels'
  | 'dDropped'
  | 'dProjected'
  | 'dQueries'
  | 'dGates'
  | 'dNormed'
  | 'dMixed'
  | 'dEmbedNormed';

export class Parts {
  readonly shape: NetworkShape;
  readonly shop: Workshop;
  readonly random: Random;
  readonly words: Table;
  readonly affixes: Table;
  readonly named: Record<string, Parameter>;
  readonly a: Readonly<Record<Room, Activations>>;

  /**
   * For batches of up to `capacity` words and sentences of up to `longest`. Words that have vectors from running text
   * begin with nothing of their own.
   */
  constructor(shape: NetworkShape, hasVectors: boolean, capacity: number, longest: number, seed: number) {
    this.shape = shape;
    this.random = new Random(seed);
    const { width, arcs, labelWidth } = shape;
    const projected = 2 * arcs + 2 * labelWidth;
    const left = Math.max(capacity, longest, projected);
    this.shop = new Workshop(capacity, left * padColumns(Math.max(3 * width, projected, longest)));
    const small = (): number => this.random.around(0.1);
    this.words = new Table(shape.words, width, hasVectors ? () => 0 : small);
    this.affixes = new Table(shape.affixes, width, small);
    this.named = this.#parameters();
    this.a = this.#rooms(longest);
  }

  /** Room for further activations; only before `shop.open`. */
  room(columns: number): Activations {
    return this.shop.activations(padColumns(columns));
  }

  parameter(name: string): Parameter {
    const parameter = this.named[name];
    if (parameter === undefined) throw new Error(`the network has no parameter "${name}"`);
    return parameter;
  }

  #parameters(): Record<string, Parameter> {
    const { width, layers, arcs, labelWidth, tags, feats, labels } = this.shape;
    const { random } = this;
    const projected = 2 * arcs + 2 * labelWidth;
    const glorot = (rows: number, columns: number, gain = 1): Parameter => {
      const range = gain * Math.sqrt(6 / (rows + columns));
      return new Parameter(rows, columns, () => random.around(range));
    };
    const filled = (columns: number, value: number): Parameter => new Parameter(1, columns, () => value);
    const named: Record<string, Parameter> = {
      'mix.gain': filled(width, 1),
      'mix.weights': glorot(width, width),
      'mix.bias': filled(width, 0),
      'final.gain': filled(width, 1),
      'tags.weights': glorot(width, tags),
      'tags.bias': filled(tags, 0),
      'feats.weights': glorot(width, feats),
      'feats.bias': filled(feats, 0),
      'project.weights': glorot(width, projected),
      'project.bias': filled(projected, 0),
      'arcs.weights': glorot(arcs, arcs, 0.5),
      'arcs.bias': filled(arcs, 0),
      'arcs.root': new Parameter(1, arcs, () => random.around(0.2)),
      'labels.root': new Parameter(1, labelWidth, () => random.around(0.2)),
      'labels.weights': glorot(labelWidth, labels),
      'labels.bias': filled(labels, 0),
    };
    for (let l = 0; l < layers; l++) {
      // Forget gates that open to different lengths of memory.
      let i = 0;
      const bias = (): number => (Math.floor(i++ / width) === 1 ? random.around(1) + 0.5 : 0);
      named[`layer${l}.gain`] = filled(width, 1);
      named[`layer${l}.weights`] = glorot(width, 3 * width);
      named[`layer${l}.bias`] = new Parameter(1, 3 * width, bias);
    }
    return named;
  }

  #rooms(longest: number): Record<Room, Activations> {
    const { width, arcs, labelWidth, tags, feats, labels } = this.shape;
    const projected = 2 * arcs + 2 * labelWidth;
    return {
      embedded: this.room(width),
      embedNormed: this.room(width),
      mixed: this.room(width),
      x: this.room(width),
      dx: this.room(width),
      final: this.room(width),
      dropped: this.room(width),
      tags: this.room(tags),
      feats: this.room(feats),
      projected: this.room(projected),
      queries: this.room(arcs),
      pairs: this.room(longest),
      dPairs: this.room(longest),
      hidden: this.room(labelWidth),
      dHidden: this.room(labelWidth),
      labels: this.room(labels),
      dDropped: this.room(width),
      dProjected: this.room(projected),
      dQueries: this.room(arcs),
      dGates: this.room(3 * width),
      dNormed: this.room(width),
      dMixed: this.room(width),
      dEmbedNormed: this.room(width),
    };
  }
}

/** Scales each row to unit mean square, then by the gain. */
export function norm(from: Activations, gain: Parameter, to: Activations, rows: number): void {
  const { columns } = from;
  for (let r = 0; r < rows; r++) {
    const at = r * columns;
    let sum = 0;
    for (let c = 0; c < columns; c++) sum += (from.values[at + c] as number) ** 2;
    const scale = 1 / Math.sqrt(sum / columns + NORM_EPSILON);
    for (let c = 0; c < columns; c++)
      to.values[at + c] = (from.values[at + c] as number) * scale * (gain.value[c] as number);
  }
}

export function normBackward(
  from: Activations,
  gain: Parameter,
  change: Activations,
  into: Activations,
  rows: number,
): void {
  const { columns } = from;
  for (let r = 0; r < rows; r++) {
    const at = r * columns;
    let sum = 0;
    let dot = 0;
    for (let c = 0; c < columns; c++) {
      const value = from.values[at + c] as number;
      sum += value * value;
      dot += value * (change.values[at + c] as number) * (gain.value[c] as number);
    }
    const scale = 1 / Math.sqrt(sum / columns + NORM_EPSILON);
    const pull = (dot * scale * scale * scale) / columns;
    for (let c = 0; c < columns; c++) {
      const value = from.values[at + c] as number;
      const d = change.values[at + c] as number;
      gain.gradient[c] = (gain.gradient[c] as number) + d * value * scale;
      into.values[at + c] =
        (into.values[at + c] as number) + d * (gain.value[c] as number) * scale - value * pull;
    }
  }
}

export function biasGradient(bias: Parameter, change: Activations, from: number, rows: number): void {
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < bias.columns; c++)
      bias.gradient[c] =
        (bias.gradient[c] as number) + (change.values[r * change.columns + from + c] as number);
}

/** Softmax cross-entropy of one row in place: the row becomes the gradient. */
export function crossEntropy(values: Float32Array, at: number, count: number, gold: number): number {
  let top = Number.NEGATIVE_INFINITY;
  for (let c = 0; c < count; c++) top = Math.max(top, values[at + c] as number);
  let sum = 0;
  for (let c = 0; c < count; c++) {
    const e = Math.exp((values[at + c] as number) - top);
    values[at + c] = e;
    sum += e;
  }
  const loss = -Math.log((values[at + gold] as number) / sum + 1e-12);
  for (let c = 0; c < count; c++) values[at + c] = (values[at + c] as number) / sum;
  values[at + gold] = (values[at + gold] as number) - 1;
  return loss;
}
