// Words -> tags, features and scores for trees: hashed embeddings, gated recurrent layers in both directions (the
// simple recurrent unit of Lei et al. 2018), a classifier each for tags and features, and the biaffine heads of Dozat
// and Manning (2017). The input vector of a form is worked out once a text.

import { packTransposed, padColumns } from './matrix.ts';
import { type NetworkKernel, networkKernel } from './network-kernel.ts';
import { NetworkMemory, type Room } from './network-memory.ts';
import { type NetworkWeights, ROWS_A_WORD, readRows } from './network-weights.ts';
import { spanningTree } from './spanning-tree.ts';
import type { Word } from './words.ts';

export interface NetworkResult {
  /** Indices of tag, features and relation of each word. */
  readonly tags: Int32Array;
  readonly feats: Int32Array;
  readonly labels: Int32Array;
  /** -1 for the root. */
  readonly heads: Int32Array;
}

/** The network at work: it remembers the input vectors of the words it has met, by their index. */
export class Network {
  readonly #weights: NetworkWeights;
  readonly #memory: NetworkMemory;
  readonly #kernel: NetworkKernel;
  readonly #capacity: number;
  readonly #floats = new Map<string, number>();
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
    const memory = new NetworkMemory(weights.dense, capacity);
    this.#memory = memory;
    const { width, arcs, labelWidth, tags, feats, labels, layers } = weights.shape;
    const projected = 2 * arcs + 2 * labelWidth;
    memory.reserveShorts('mix', width, width);
    for (let l = 0; l < layers; l++) memory.reserveShorts(`layer${l}`, width, 3 * width);
    memory.reserveShorts('tags', width, tags);
    memory.reserveShorts('feats', width, feats);
    memory.reserveShorts('project', width, projected);
    this.#arcWeights = memory.reservePanels('arcs.weights', arcs, arcs);
    this.#labelWeights = memory.reservePanels('labels.weights', labelWidth, labels);
    for (const name of [
      'mix.gain',
      'final.gain',
      ...Array.from({ length: layers }, (_, l) => `layer${l}.gain`),
    ])
      this.#floats.set(name, memory.reserveFloats(this.#memory.dense(name)));
    this.#widthAt = memory.reserveFloats(new Float32Array(4).fill(width));
    this.#x = memory.reserve(width);
    this.#normed = memory.reserve(width / 2);
    this.#gates = memory.reserve(3 * width);
    this.#classes = memory.reserve(padColumns(Math.max(tags, feats, labels, width)));
    this.#projected = memory.reserve(projected);
    this.#queries = memory.reserve(arcs);
    this.#turned = memory.reserve(Math.max(arcs, labelWidth) + 8);
    this.#pairs = memory.reserve(padColumns(capacity));
    memory.open();
    this.#kernel = networkKernel(memory.matrices);
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
    this.#memory.multiplyShorts('mix', this.#normed, this.#classes, fresh.length);
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

  #layer(index: number, length: number): void {
    const { width } = this.#weights.shape;
    this.#normalise(`layer${index}.gain`, length);
    this.#memory.multiplyShorts(`layer${index}`, this.#normed, this.#gates, length);
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
    this.#memory.multiplyShorts(name, this.#normed, this.#classes, length);
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
    this.#memory.multiplyShorts('project', this.#normed, this.#projected, length);
    for (let r = 0; r < length; r++) {
      const at = this.#projected.at + r * columns * 4;
      this.#kernel.rectify(at, at + 2 * arcs * 4);
    }
    const { projected, queries } = { projected: this.#projected, queries: this.#queries };
    this.#memory.matrices.multiply(
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
    const bias = this.#memory.dense('arcs.bias');
    const values = queries.values;
    for (let r = 0, i = 0; r < length; r++)
      for (let c = 0; c < arcs; c++, i++) values[i] = (values[i] as number) + (bias[c] as number);
  }

  /** Row i holds word i's scores for each head, then for the root. */
  #arcScores(length: number): Float32Array {
    const { arcs, labelWidth } = this.#weights.shape;
    const columns = 2 * arcs + 2 * labelWidth;
    const root = this.#memory.dense('arcs.root');
    packTransposed(this.#projected.values.subarray(arcs), this.#turned.values, length, arcs, columns);
    const stride = padColumns(length);
    const { at } = this.#pairs;
    this.#memory.matrices.multiply(
      this.#queries.at,
      this.#turned.at,
      at,
      length,
      arcs,
      stride,
      arcs,
      stride,
      false,
    );
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
    const root = this.#memory.dense('labels.root');
    const projected = this.#projected.values;
    const hidden = this.#turned.values;
    for (let r = 0; r < length; r++) {
      const own = r * columns + 2 * arcs;
      const head = heads[r] as number;
      const governors = head < 0 ? root : projected;
      const other = head < 0 ? 0 : head * columns + 2 * arcs + labelWidth;
      for (let c = 0; c < labelWidth; c++) {
        const value = (projected[own + c] as number) + (governors[other + c] as number);
        hidden[r * labelWidth + c] = value > 0 ? value : 0;
      }
    }
    const stride = padColumns(labels);
    const { at } = this.#classes;
    this.#memory.matrices.multiply(
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
    const bias = this.#memory.dense('labels.bias');
    const values = this.#classes.values;
    for (let r = 0; r < length; r++)
      for (let c = 0; c < labels; c++)
        values[r * stride + c] = (values[r * stride + c] as number) + (bias[c] as number);
    return this.#best(labels, length);
  }
}
