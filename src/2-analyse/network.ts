// Words -> tags, features and scores for trees: hashed embeddings, gated recurrent layers in both directions (the
// simple recurrent unit of Lei et al. 2018), a classifier each for tags and features, and the biaffine heads of Dozat
// and Manning (2017). The input vector of a form is worked out once a text.

import { mix } from './linear-model.ts';
import { Matrices, packPanels, packShorts, packTransposed, padColumns } from './matrix.ts';
import { type NetworkKernel, networkKernel, UNIT } from './network-kernel.ts';
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

interface Room {
  readonly at: number;
  values: Float32Array;
}

/** A matrix of 16 bit weights with its bias, ready for products. */
interface Packed {
  readonly at: number;
  readonly scale: number;
  readonly bias: number;
  readonly rows: number;
  readonly columns: number;
}

/** The network at work: it remembers the input vectors of the words it has met, by their index. */
export class Network {
  readonly #weights: NetworkWeights;
  readonly #matrices = new Matrices();
  readonly #kernel: NetworkKernel;
  readonly #capacity: number;
  readonly #packed = new Map<string, Packed>();
  readonly #floats = new Map<string, number>();
  /** Places to fill once all memory is there. */
  readonly #pending: (() => void)[] = [];
  readonly #widthAt: number;
  readonly #x: Room;
  readonly #normed: Room;
  readonly #gates: Room;
  readonly #classes: Room;
  readonly #projected: Room;
  readonly #queries: Room;
  readonly #turned: Room;
  readonly #pairs: Room;
  readonly #arcWeights: number;
  readonly #labelWeights: number;
  /** Input vectors by word index. */
  #inputs = new Float32Array(0);
  #isReady = new Uint8Array(0);
  readonly #rows = new Int32Array(ROWS_A_WORD);
  #scores = new Float32Array(0);

  /** For sentences of up to `capacity` words. */
  constructor(weights: NetworkWeights, capacity: number) {
    this.#weights = weights;
    this.#capacity = capacity;
    const { width, arcs, labelWidth, tags, feats, labels, layers } = weights.shape;
    const projected = 2 * arcs + 2 * labelWidth;
    this.#reserveShorts('mix', width, width);
    for (let l = 0; l < layers; l++) this.#reserveShorts(`layer${l}`, width, 3 * width);
    this.#reserveShorts('tags', width, tags);
    this.#reserveShorts('feats', width, feats);
    this.#reserveShorts('project', width, projected);
    this.#arcWeights = this.#reservePanels('arcs.weights', arcs, arcs);
    this.#labelWeights = this.#reservePanels('labels.weights', labelWidth, labels);
    for (const name of [
      'mix.gain',
      'final.gain',
      ...Array.from({ length: layers }, (_, l) => `layer${l}.gain`),
    ])
      this.#floats.set(name, this.#reserveFloats(this.#dense(name)));
    this.#widthAt = this.#reserveFloats(new Float32Array(4).fill(width));
    this.#x = this.#reserve(width);
    this.#normed = this.#reserve(width / 2);
    this.#gates = this.#reserve(3 * width);
    this.#classes = this.#reserve(padColumns(Math.max(tags, feats, labels, width)));
    this.#projected = this.#reserve(projected);
    this.#queries = this.#reserve(arcs);
    this.#turned = this.#reserve(Math.max(arcs, labelWidth) + 8);
    this.#pairs = this.#reserve(padColumns(capacity));
    for (const fill of this.#pending) fill();
    this.#kernel = networkKernel(this.#matrices);
  }

  /** Before words are numbered anew. */
  forget(): void {
    this.#isReady.fill(0);
  }

  run(words: readonly Word[]): NetworkResult {
    const { shape } = this.#weights;
    const length = words.length;
    if (length > this.#capacity)
      throw new RangeError(`a sentence of ${length} words; the network takes up to ${this.#capacity}`);
    this.#embed(words);
    for (let l = 0; l < shape.layers; l++) this.#layer(l, length);
    this.#normalise('final.gain', length);
    const tags = this.#classify('tags', length);
    const feats = this.#classify('feats', length);
    this.#project(length);
    const heads = spanningTree(this.#arcScores(length), length);
    return { tags, feats, heads, labels: this.#label(heads, length) };
  }

  // ---- memory

  #dense(name: string): Float32Array {
    const values = this.#weights.dense.get(name);
    if (values === undefined) throw new Error(`the network lacks the weights "${name}"`);
    return values;
  }

  #reserve(columns: number): Room {
    const length = this.#capacity * columns;
    const room: Room = { at: this.#matrices.allocate(length), values: new Float32Array(0) };
    this.#pending.push(() => {
      room.values = this.#matrices.view(room.at, length);
    });
    return room;
  }

  #reserveFloats(values: Float32Array): number {
    const at = this.#matrices.allocate(padColumns(values.length));
    this.#pending.push(() => this.#matrices.view(at, values.length).set(values));
    return at;
  }

  #reservePanels(name: string, rows: number, columns: number): number {
    const length = rows * padColumns(columns);
    const at = this.#matrices.allocate(length);
    this.#pending.push(() =>
      packPanels(this.#dense(name), this.#matrices.view(at, length), rows, columns, columns),
    );
    return at;
  }

  #reserveShorts(name: string, rows: number, columns: number): void {
    const length = rows * padColumns(columns);
    const at = this.#matrices.allocate(length / 2);
    const scale = this.#matrices.allocate(4);
    const bias = this.#reserveFloats(this.#dense(`${name}.bias`));
    this.#packed.set(name, { at, scale, bias, rows, columns });
    this.#pending.push(() => {
      const step = packShorts(
        this.#dense(`${name}.weights`),
        this.#matrices.viewShorts(at, length),
        rows,
        columns,
      );
      this.#matrices.view(scale, 1)[0] = step / UNIT;
    });
  }

  // ---- words in

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
    for (const { index } of words) {
      x.set(this.#inputs.subarray(index * width, (index + 1) * width), at);
      at += width;
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
      const values = table.rows;
      const from = row * width;
      for (let i = 0; i < width; i++)
        x[at + i] = (x[at + i] as number) + scale * (values[from + i] as number);
    }
  }

  #mixInputs(fresh: readonly Word[]): void {
    const { width } = this.#weights.shape;
    this.#normalise('mix.gain', fresh.length);
    this.#multiply('mix', this.#classes, fresh.length);
    const x = this.#x.values;
    const mixed = this.#classes.values;
    for (let r = 0; r < fresh.length; r++) {
      const to = (fresh[r] as Word).index * width;
      const from = r * width;
      for (let c = 0; c < width; c++)
        this.#inputs[to + c] = (x[from + c] as number) + Math.max(0, mixed[from + c] as number);
    }
  }

  // ---- layers

  /** Rows of `x`, scaled to unit mean square and times the gain, to `normed`. */
  #normalise(gain: string, rows: number): void {
    const bytes = this.#weights.shape.width * 4;
    const { at } = this.#x;
    this.#kernel.normalise(
      at,
      at + rows * bytes,
      this.#floats.get(gain) as number,
      this.#normed.at,
      bytes,
      this.#widthAt,
    );
  }

  #multiply(name: string, to: Room, rows: number): void {
    const packed = this.#packed.get(name) as Packed;
    this.#matrices.multiplyShorts(
      this.#normed.at,
      packed.at,
      to.at,
      rows,
      packed.rows,
      padColumns(packed.columns),
      packed.scale,
      packed.bias,
    );
  }

  #layer(index: number, length: number): void {
    const { width } = this.#weights.shape;
    this.#normalise(`layer${index}.gain`, length);
    this.#multiply(`layer${index}`, this.#gates, length);
    const stepX = width * 4;
    const stepGates = 3 * stepX;
    const gates = this.#gates.at;
    const x = this.#x.at;
    const last = length - 1;
    for (let c = 0; c < stepX / 2; c += 16)
      this.#kernel.recur(gates + c, x + c, stepGates, stepX, stepX, length);
    for (let c = stepX / 2; c < stepX; c += 16)
      this.#kernel.recur(
        gates + last * stepGates + c,
        x + last * stepX + c,
        -stepGates,
        -stepX,
        stepX,
        length,
      );
  }

  // ---- heads

  /** The best class of each row. */
  #classify(name: 'tags' | 'feats', length: number): Int32Array {
    this.#multiply(name, this.#classes, length);
    return this.#best(this.#weights.shape[name], length);
  }

  #best(classes: number, length: number): Int32Array {
    const values = this.#classes.values;
    const stride = padColumns(classes);
    const out = new Int32Array(length);
    for (let r = 0; r < length; r++) {
      const at = r * stride;
      let top = 0;
      let most = values[at] as number;
      for (let c = 1; c < classes; c++) {
        const value = values[at + c] as number;
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
    const { arcs, labelWidth } = this.#weights.shape;
    const columns = 2 * arcs + 2 * labelWidth;
    this.#multiply('project', this.#projected, length);
    for (let r = 0; r < length; r++) {
      const at = this.#projected.at + r * columns * 4;
      this.#kernel.rectify(at, at + 2 * arcs * 4);
    }
    const { projected, queries } = { projected: this.#projected, queries: this.#queries };
    this.#matrices.multiply(
      projected.at,
      this.#arcWeights,
      queries.at,
      length,
      arcs,
      arcs,
      columns,
      arcs,
      false,
    );
    const bias = this.#dense('arcs.bias');
    const values = queries.values;
    for (let r = 0, i = 0; r < length; r++)
      for (let c = 0; c < arcs; c++, i++) values[i] = (values[i] as number) + (bias[c] as number);
  }

  /** Row i holds word i's scores for each head, then for the root. */
  #arcScores(length: number): Float32Array {
    const { arcs, labelWidth } = this.#weights.shape;
    const columns = 2 * arcs + 2 * labelWidth;
    const root = this.#dense('arcs.root');
    packTransposed(this.#projected.values.subarray(arcs), this.#turned.values, length, arcs, columns);
    const stride = padColumns(length);
    const { at } = this.#pairs;
    this.#matrices.multiply(this.#queries.at, this.#turned.at, at, length, arcs, stride, arcs, stride, false);
    if (this.#scores.length < length * (length + 1))
      this.#scores = new Float32Array(2 * length * (length + 1));
    const scores = this.#scores;
    const pairs = this.#pairs.values;
    const queries = this.#queries.values;
    for (let i = 0; i < length; i++) {
      let rootScore = 0;
      for (let c = 0; c < arcs; c++) rootScore += (queries[i * arcs + c] as number) * (root[c] as number);
      const to = i * (length + 1);
      for (let j = 0; j < length; j++) scores[to + j] = pairs[i * stride + j] as number;
      scores[to + length] = rootScore;
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
        hidden[r * labelWidth + c] = value > 0 ? value : 0;
      }
    }
    const stride = padColumns(labels);
    const { at } = this.#classes;
    this.#matrices.multiply(
      this.#turned.at,
      this.#labelWeights,
      at,
      length,
      labelWidth,
      stride,
      labelWidth,
      stride,
      false,
    );
    const bias = this.#dense('labels.bias');
    const values = this.#classes.values;
    for (let r = 0; r < length; r++)
      for (let c = 0; c < labels; c++)
        values[r * stride + c] = (values[r * stride + c] as number) + (bias[c] as number);
    return this.#best(labels, length);
  }
}
