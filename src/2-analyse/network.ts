// Words -> tags, features and scores for trees: hashed embeddings, gated recurrent layers in both directions (the
// simple recurrent unit of Lei et al. 2018), a classifier each for tags and features, and the biaffine heads of Dozat
// and Manning (2017). The input vector of a form is worked out once a text.

import { mix } from './linear-model.ts';
import { Matrices, packPanels, packTransposed, padColumns } from './matrix.ts';
import { spanningTree } from './spanning-tree.ts';
import type { Word } from './words.ts';

export interface NetworkShape {
  readonly width: number;
  readonly layers: number;
  readonly arcs: number;
  readonly labelWidth: number;
  readonly words: number;
  readonly affixes: number;
  readonly tags: number;
  readonly feats: number;
  readonly labels: number;
}

/** Rows of a table as 8 bit integers, each row with its scale. */
export interface QuantisedRows {
  readonly rows: Int8Array;
  readonly scales: Float32Array;
}

export interface NetworkWeights {
  readonly shape: NetworkShape;
  readonly vocabulary: Vocabulary;
  readonly words: QuantisedRows;
  readonly affixes: QuantisedRows;
  readonly dense: ReadonlyMap<string, Float32Array>;
}

/** Known words by the hash of their lower-cased form, in an open-addressing table; row 0 is the unknown word. */
export interface Vocabulary {
  readonly keys: Int32Array;
  readonly rows: Int32Array;
}

export const UNKNOWN_ROW = 0;
const PREFIXES = 3;
const SUFFIXES = 4;
/** The word, its prefixes and suffixes, its shape. */
export const ROWS_A_WORD = 1 + PREFIXES + SUFFIXES + 1;
const LEAK = 0.1;
const NORM_EPSILON = 1e-6;

export function findWord(vocabulary: Vocabulary, id: number): number {
  const { keys, rows } = vocabulary;
  const mask = keys.length - 1;
  let slot = id & mask;
  for (;;) {
    const row = rows[slot] as number;
    if (row === UNKNOWN_ROW || keys[slot] === id) return row;
    slot = (slot + 1) & mask;
  }
}

/** A word's rows in the two tables: its own, then those of its affixes and shape. */
export function readRows(
  word: Word,
  vocabulary: Vocabulary,
  affixes: number,
  to: Int32Array,
  at: number,
): void {
  let n = at;
  to[n++] = findWord(vocabulary, word.id);
  for (const prefix of word.prefixes) to[n++] = (prefix >>> 0) % affixes;
  for (const suffix of word.suffixes) to[n++] = (suffix >>> 0) % affixes;
  to[n] = (mix(word.shape, 0x51a9) >>> 0) % affixes;
}

export interface NetworkResult {
  /** Indices of tag, features and relation of each word. */
  readonly tags: Int32Array;
  readonly feats: Int32Array;
  readonly labels: Int32Array;
  /** -1 for the root. */
  readonly heads: Int32Array;
}

/** 0 to 1 without an exponential. */
const sigmoid = (x: number): number => 0.5 + (0.5 * x) / (1 + Math.abs(x));

interface Room {
  readonly at: number;
  values: Float32Array;
}

/** The network at work on one text: it remembers the input vectors of the forms it has met. */
export class Network {
  readonly #weights: NetworkWeights;
  readonly #matrices = new Matrices();
  readonly #capacity: number;
  readonly #packed = new Map<string, number>();
  readonly #rooms: { room: Room; length: number }[] = [];
  readonly #x: Room;
  readonly #normed: Room;
  readonly #gates: Room;
  readonly #classes: Room;
  readonly #projected: Room;
  readonly #queries: Room;
  readonly #turned: Room;
  readonly #pairs: Room;
  /** Input vectors by word index. */
  #inputs = new Float32Array(0);
  #isReady = new Uint8Array(0);
  readonly #rows = new Int32Array(ROWS_A_WORD);
  readonly #cell: Float32Array;

  /** For sentences of up to `capacity` words. */
  constructor(weights: NetworkWeights, capacity: number) {
    this.#weights = weights;
    this.#capacity = capacity;
    const { width, arcs, labelWidth, tags, feats, labels, layers } = weights.shape;
    const projected = padColumns(2 * arcs + 2 * labelWidth);
    const dense = new Map<string, [number, number]>([
      ['mix', [width, width]],
      ['tags', [width, tags]],
      ['feats', [width, feats]],
      ['project', [width, 2 * arcs + 2 * labelWidth]],
      ['arcs', [arcs, arcs]],
      ['labels', [labelWidth, labels]],
    ]);
    for (let l = 0; l < layers; l++) dense.set(`layer${l}`, [width, 3 * width]);
    for (const [name, [rows, columns]] of dense)
      this.#packed.set(name, this.#matrices.allocate(rows * padColumns(columns)));
    this.#x = this.#reserve(width);
    this.#normed = this.#reserve(width);
    this.#gates = this.#reserve(3 * width);
    this.#classes = this.#reserve(padColumns(Math.max(tags, feats, labels, width)));
    this.#projected = this.#reserve(projected);
    this.#queries = this.#reserve(padColumns(arcs));
    this.#turned = this.#reserve(Math.max(arcs, labelWidth) + 8);
    this.#pairs = this.#reserve(padColumns(capacity));
    for (const entry of this.#rooms) entry.room.values = this.#matrices.view(entry.room.at, entry.length);
    for (const [name, [rows, columns]] of dense)
      packPanels(
        this.#dense(`${name}.weights`),
        this.#matrices.view(this.#packed.get(name) as number, rows * padColumns(columns)),
        rows,
        columns,
        columns,
      );
    this.#cell = new Float32Array(width);
  }

  run(words: readonly Word[]): NetworkResult {
    const { shape } = this.#weights;
    const length = words.length;
    if (length > this.#capacity)
      throw new RangeError(`a sentence of ${length} words; the network takes up to ${this.#capacity}`);
    this.#embed(words);
    for (let l = 0; l < shape.layers; l++) this.#layer(l, length);
    this.#norm(this.#dense('final.gain'), length);
    const tags = this.#classify('tags', shape.tags, length);
    const feats = this.#classify('feats', shape.feats, length);
    this.#project(length);
    const heads = spanningTree(this.#arcScores(length), length);
    return { tags, feats, heads, labels: this.#label(heads, length) };
  }

  #dense(name: string): Float32Array {
    const values = this.#weights.dense.get(name);
    if (values === undefined) throw new Error(`the network lacks the weights "${name}"`);
    return values;
  }

  #reserve(columns: number): Room {
    const room = { at: this.#matrices.allocate(this.#capacity * columns), values: new Float32Array(0) };
    this.#rooms.push({ room, length: this.#capacity * columns });
    return room;
  }

  #multiply(
    from: Room,
    name: string,
    to: Room,
    rows: number,
    k: number,
    columns: number,
    stride: number,
  ): void {
    const packed = this.#packed.get(name) as number;
    this.#matrices.multiply(
      from.at,
      packed,
      to.at,
      rows,
      k,
      padColumns(columns),
      stride,
      padColumns(columns),
      false,
    );
  }

  #embed(words: readonly Word[]): void {
    const { width } = this.#weights.shape;
    const fresh: Word[] = [];
    for (const word of words) {
      if (word.index >= this.#isReady.length) this.#growInputs(word.index);
      if (this.#isReady[word.index] !== 0) continue;
      this.#isReady[word.index] = 1;
      this.#sumRows(word, fresh.length * width);
      fresh.push(word);
    }
    if (fresh.length > 0) this.#mixInputs(fresh);
    const x = this.#x.values;
    let at = 0;
    for (const word of words) {
      const from = word.index * width;
      for (let i = 0; i < width; i++) x[at++] = this.#inputs[from + i] as number;
    }
  }

  #growInputs(index: number): void {
    const { width } = this.#weights.shape;
    const size = Math.max(1024, index * 2 + 2);
    const inputs = new Float32Array(size * width);
    inputs.set(this.#inputs);
    const isReady = new Uint8Array(size);
    isReady.set(this.#isReady);
    this.#inputs = inputs;
    this.#isReady = isReady;
  }

  #sumRows(word: Word, at: number): void {
    const { shape, words, affixes, vocabulary } = this.#weights;
    const { width } = shape;
    const rows = this.#rows;
    readRows(word, vocabulary, shape.affixes, rows, 0);
    const x = this.#x.values;
    for (let i = 0; i < width; i++) x[at + i] = 0;
    for (let r = 0; r < ROWS_A_WORD; r++) {
      const table = r === 0 ? words : affixes;
      const row = rows[r] as number;
      const scale = table.scales[row] as number;
      const from = row * width;
      for (let i = 0; i < width; i++)
        x[at + i] = (x[at + i] as number) + scale * (table.rows[from + i] as number);
    }
  }

  #mixInputs(fresh: readonly Word[]): void {
    const { width } = this.#weights.shape;
    const bias = this.#dense('mix.bias');
    this.#norm(this.#dense('mix.gain'), fresh.length);
    this.#multiply(this.#normed, 'mix', this.#classes, fresh.length, width, width, width);
    for (const [r, word] of fresh.entries())
      for (let c = 0; c < width; c++) {
        const mixed = Math.max(0, (this.#classes.values[r * width + c] as number) + (bias[c] as number));
        this.#inputs[word.index * width + c] = (this.#x.values[r * width + c] as number) + mixed;
      }
  }

  /** Scales each row of `x` to unit mean square, then by the gain. */
  #norm(gain: Float32Array, rows: number): void {
    const { width } = this.#weights.shape;
    const x = this.#x.values;
    const to = this.#normed.values;
    for (let at = 0; at < rows * width; at += width) {
      let sum = 0;
      for (let c = 0; c < width; c++) {
        const value = x[at + c] as number;
        sum += value * value;
      }
      const scale = 1 / Math.sqrt(sum / width + NORM_EPSILON);
      for (let c = 0; c < width; c++) to[at + c] = (x[at + c] as number) * scale * (gain[c] as number);
    }
  }

  #layer(index: number, length: number): void {
    const { width } = this.#weights.shape;
    this.#norm(this.#dense(`layer${index}.gain`), length);
    this.#multiply(this.#normed, `layer${index}`, this.#gates, length, width, 3 * width, width);
    const bias = this.#dense(`layer${index}.bias`);
    this.#cell.fill(0);
    for (let t = 0; t < length; t++) this.#step(t, 0, width / 2, bias);
    for (let t = length - 1; t >= 0; t--) this.#step(t, width / 2, width, bias);
  }

  #step(t: number, from: number, to: number, bias: Float32Array): void {
    const { width } = this.#weights.shape;
    const gates = this.#gates.values;
    const x = this.#x.values;
    const cell = this.#cell;
    const base = t * 3 * width;
    for (let c = from; c < to; c++) {
      const z = (gates[base + c] as number) + (bias[c] as number);
      const f = sigmoid((gates[base + width + c] as number) + (bias[width + c] as number));
      const o = sigmoid((gates[base + 2 * width + c] as number) + (bias[2 * width + c] as number));
      const value = f * (cell[c] as number) + (1 - f) * z;
      cell[c] = value;
      x[t * width + c] = (x[t * width + c] as number) + o * value;
    }
  }

  /** The best class of each row. */
  #classify(name: string, classes: number, length: number): Int32Array {
    const { width } = this.#weights.shape;
    const bias = this.#dense(`${name}.bias`);
    this.#multiply(this.#normed, name, this.#classes, length, width, classes, width);
    return this.#best(bias, classes, length);
  }

  #best(bias: Float32Array, classes: number, length: number): Int32Array {
    const values = this.#classes.values;
    const stride = padColumns(classes);
    const out = new Int32Array(length);
    for (let r = 0; r < length; r++) {
      let top = 0;
      let most = Number.NEGATIVE_INFINITY;
      for (let c = 0; c < classes; c++) {
        const value = (values[r * stride + c] as number) + (bias[c] as number);
        if (value > most) {
          most = value;
          top = c;
        }
      }
      out[r] = top;
    }
    return out;
  }

  /** Vectors as dependent and as head, for arcs and for labels; then the dependents' queries for heads. */
  #project(length: number): void {
    const { width, arcs, labelWidth } = this.#weights.shape;
    const columns = 2 * arcs + 2 * labelWidth;
    const bias = this.#dense('project.bias');
    this.#multiply(this.#normed, 'project', this.#projected, length, width, columns, width);
    const values = this.#projected.values;
    for (let r = 0; r < length; r++)
      for (let c = 0; c < columns; c++) {
        const value = (values[r * columns + c] as number) + (bias[c] as number);
        values[r * columns + c] = c < 2 * arcs && value < 0 ? LEAK * value : value;
      }
    this.#multiply(this.#projected, 'arcs', this.#queries, length, arcs, arcs, columns);
    const arcBias = this.#dense('arcs.bias');
    for (let r = 0; r < length; r++)
      for (let c = 0; c < arcs; c++)
        this.#queries.values[r * arcs + c] =
          (this.#queries.values[r * arcs + c] as number) + (arcBias[c] as number);
  }

  /** Row i holds word i's scores for each head, then for the root. */
  #arcScores(length: number): Float32Array {
    const { arcs, labelWidth } = this.#weights.shape;
    const columns = 2 * arcs + 2 * labelWidth;
    const root = this.#dense('arcs.root');
    packTransposed(this.#projected.values.subarray(arcs), this.#turned.values, length, arcs, columns);
    const stride = padColumns(length);
    this.#matrices.multiply(
      this.#queries.at,
      this.#turned.at,
      this.#pairs.at,
      length,
      arcs,
      stride,
      arcs,
      stride,
      false,
    );
    const scores = new Float32Array(length * (length + 1));
    for (let i = 0; i < length; i++) {
      let rootScore = 0;
      for (let c = 0; c < arcs; c++)
        rootScore += (this.#queries.values[i * arcs + c] as number) * (root[c] as number);
      const at = i * (length + 1);
      for (let j = 0; j < length; j++) scores[at + j] = this.#pairs.values[i * stride + j] as number;
      scores[at + length] = rootScore;
    }
    return scores;
  }

  #label(heads: Int32Array, length: number): Int32Array {
    const { arcs, labelWidth, labels } = this.#weights.shape;
    const columns = 2 * arcs + 2 * labelWidth;
    const root = this.#dense('labels.root');
    const projected = this.#projected.values;
    const hidden = this.#turned.values;
    for (let r = 0; r < length; r++) {
      const own = r * columns + 2 * arcs;
      const head = heads[r] as number;
      const other = head * columns + 2 * arcs + labelWidth;
      for (let c = 0; c < labelWidth; c++) {
        const value =
          (projected[own + c] as number) + ((head < 0 ? root[c] : projected[other + c]) as number);
        hidden[r * labelWidth + c] = Math.max(0, value);
      }
    }
    this.#multiply(this.#turned, 'labels', this.#classes, length, labelWidth, labels, labelWidth);
    return this.#best(this.#dense('labels.bias'), labels, length);
  }
}
