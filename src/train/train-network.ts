// Trains the network that tags and parses: hashed word and affix embeddings, gated recurrent layers run in both
// directions (Lei et al. 2018), a tag classifier, and the biaffine heads of Dozat and Manning (2017) for trees.
import { padColumns } from '../2-analyse/matrix.ts';
import { type NetworkShape, ROWS_A_WORD } from '../2-analyse/network.ts';
import { type Activations, Parameter, Random, Table, Workshop } from './tensors.ts';
import { shuffled } from './train-tokens.ts';

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

export interface NetworkTraining {
  readonly rounds: number;
  readonly rate: number;
  readonly batchWords: number;
  readonly seed: number;
  /**
   * Share of words that are seen by their fixed vector only (or as unknown words, where there are no vectors), as a
   * word is that the treebanks lack; shares of inputs and of encoder outputs dropped.
   */
  readonly wordDropout: number;
  readonly inputDropout: number;
  readonly outputDropout: number;
  readonly report: (line: string) => void;
  readonly afterRound?: (round: number, network: TrainableNetwork) => void;
}

/** A gold class that teaches nothing. */
export const UNKNOWN_CLASS = 255;
const LEAK = 0.1;
const NORM_EPSILON = 1e-6;
const AVERAGE_KEEPS = 0.998;
const LARGEST_GRADIENT = 5;
/** Share of the training over which the rate rises to its height. */
const WARM_UP = 0.02;
/** Share of words that are made quite unknown. */
const UNKNOWN_SHARE = 0.02;

export interface Loss {
  tags: number;
  feats: number;
  arcs: number;
  labels: number;
  /** Words whose head scores best. */
  right: number;
}

interface Layer {
  readonly gain: Parameter;
  readonly weights: Parameter;
  readonly bias: Parameter;
  readonly input: Activations;
  readonly normed: Activations;
  readonly gates: Activations;
  readonly cells: Activations;
  readonly mask: Float32Array;
}

/** 0 to 1 without an exponential; its slope is (1 - |2s - 1|)² / 2. */
const sigmoid = (x: number): number => 0.5 + (0.5 * x) / (1 + Math.abs(x));
const slope = (s: number): number => {
  const d = 1 - Math.abs(2 * s - 1);
  return 0.5 * d * d;
};

function addRow(table: Float32Array, row: number, to: Float32Array, at: number, width: number): void {
  const from = row * width;
  for (let i = 0; i < width; i++) to[at + i] = (to[at + i] as number) + (table[from + i] as number);
}

export class TrainableNetwork {
  readonly shape: NetworkShape;
  /** Vectors learned from running text, which training leaves as they are; the table of words adds to them. */
  readonly #fixed: Float32Array | null;
  readonly words: Table;
  readonly affixes: Table;
  readonly named: Record<string, Parameter>;
  #shop: Workshop;
  #random: Random;
  #time = 0;
  readonly #layers: Layer[] = [];
  readonly #a: Record<
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
    | 'dEmbedNormed',
    Activations
  >;
  readonly #capacity: number;

  constructor(
    shape: NetworkShape,
    fixed: Float32Array | null,
    capacity: number,
    longest: number,
    seed: number,
  ) {
    this.#fixed = fixed;
    this.shape = shape;
    this.#capacity = capacity;
    const { width, arcs, labelWidth, tags, feats, labels } = shape;
    const random = new Random(seed);
    this.#random = random;
    const glorot = (rows: number, columns: number, gain = 1): Parameter => {
      const range = gain * Math.sqrt(6 / (rows + columns));
      return new Parameter(rows, columns, () => random.around(range));
    };
    const filled = (columns: number, value: number): Parameter => new Parameter(1, columns, () => value);
    this.words = new Table(shape.words, width, () => (fixed === null ? random.around(0.1) : 0));
    this.affixes = new Table(shape.affixes, width, () => random.around(0.1));
    const projected = 2 * arcs + 2 * labelWidth;
    this.named = {
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
    const largest =
      Math.max(capacity, longest, projected) * padColumns(Math.max(3 * width, projected, longest));
    this.#shop = new Workshop(capacity, largest);
    const make = (columns: number): Activations => this.#shop.activations(padColumns(columns));
    for (let l = 0; l < shape.layers; l++) {
      const gain = filled(width, 1);
      const weights = glorot(width, 3 * width);
      // Forget gates that open to different lengths of memory.
      const bias = new Parameter(1, 3 * width, () => 0);
      for (let i = width; i < 2 * width; i++) bias.value[i] = random.around(1) + 0.5;
      bias.average.set(bias.value);
      this.named[`layer${l}.gain`] = gain;
      this.named[`layer${l}.weights`] = weights;
      this.named[`layer${l}.bias`] = bias;
      this.#layers.push({
        gain,
        weights,
        bias,
        input: make(width),
        normed: make(width),
        gates: make(3 * width),
        cells: make(width),
        mask: new Float32Array(width * capacity),
      });
    }
    this.#a = {
      embedded: make(width),
      embedNormed: make(width),
      mixed: make(width),
      x: make(width),
      dx: make(width),
      final: make(width),
      dropped: make(width),
      tags: make(tags),
      feats: make(feats),
      projected: make(projected),
      queries: make(arcs),
      pairs: make(longest),
      dPairs: make(longest),
      hidden: make(labelWidth),
      dHidden: make(labelWidth),
      labels: make(labels),
      dDropped: make(width),
      dProjected: make(projected),
      dQueries: make(arcs),
      dGates: make(3 * width),
      dNormed: make(width),
      dMixed: make(width),
      dEmbedNormed: make(width),
    };
    this.#shop.open();
  }

  train(examples: readonly NetworkExample[], training: NetworkTraining): void {
    const words = examples.reduce((sum, example) => sum + example.heads.length, 0);
    const total = training.rounds * words;
    let done = 0;
    for (let round = 0; round < training.rounds; round++) {
      const loss: Loss = { tags: 0, feats: 0, arcs: 0, labels: 0, right: 0 };
      let batch: NetworkExample[] = [];
      let size = 0;
      const run = (): void => {
        if (batch.length === 0) return;
        const share = done / total;
        const warm = Math.min(1, share / WARM_UP);
        const rate = training.rate * warm * Math.max(0.02, 1 - share);
        this.learn(batch, training, loss);
        this.step(rate, size);
        done += size;
        batch = [];
        size = 0;
      };
      for (const i of shuffled(examples.length, training.seed + round)) {
        const example = examples[i] as NetworkExample;
        if (size + example.heads.length > training.batchWords) run();
        if (example.heads.length > this.#capacity) continue;
        batch.push(example);
        size += example.heads.length;
      }
      run();
      training.report(
        `round ${round + 1} of ${training.rounds}: loss ${((loss.tags + loss.feats + loss.arcs + loss.labels) / words).toFixed(4)} (tags ${(loss.tags / words).toFixed(3)}, features ${(loss.feats / words).toFixed(3)}, arcs ${(loss.arcs / words).toFixed(3)}, labels ${(loss.labels / words).toFixed(3)}), heads ${((100 * loss.right) / words).toFixed(2)} % right`,
      );
      training.afterRound?.(round, this);
    }
  }

  step(rate: number, size: number): void {
    this.#time++;
    let norm = 0;
    const parameters = Object.values(this.named);
    for (const parameter of parameters) norm += parameter.norm2();
    const scale =
      Math.min(1, (LARGEST_GRADIENT * size) / Math.sqrt(norm + 1e-12) / Math.sqrt(size)) / Math.sqrt(size);
    for (const parameter of parameters) parameter.step(rate, scale, this.#time, AVERAGE_KEEPS);
    this.words.step(rate, scale, this.#time, AVERAGE_KEEPS);
    this.affixes.step(rate, scale, this.#time, AVERAGE_KEEPS);
  }

  /** The averaged weights by name. */
  result(): { words: Float32Array; affixes: Float32Array; dense: Record<string, Float32Array> } {
    const dense = Object.fromEntries(Object.entries(this.named).map(([name, p]) => [name, p.average]));
    const words = this.words.averaged(this.#time, AVERAGE_KEEPS);
    if (this.#fixed !== null)
      for (let i = 0; i < words.length; i++) words[i] = (words[i] as number) + (this.#fixed[i] as number);
    return {
      words,
      affixes: this.affixes.averaged(this.#time, AVERAGE_KEEPS),
      dense,
    };
  }

  /** Forward and backward over one batch; gradients are added up, not applied. */
  learn(
    batch: readonly NetworkExample[],
    training: Pick<NetworkTraining, 'wordDropout' | 'inputDropout' | 'outputDropout'>,
    loss: Loss,
  ): void {
    const starts: number[] = [];
    let rows = 0;
    for (const { heads } of batch) {
      starts.push(rows);
      rows += heads.length;
    }
    const kept = this.#embed(batch, rows, training);
    this.#encode(batch, starts, rows);
    const mask = this.#dropOutput(rows, training.outputDropout);
    const { dropped, dDropped, dx } = this.#a;
    dDropped.values.fill(0, 0, rows * dDropped.columns);
    loss.tags += this.#learnClasses('tags', batch, starts, rows);
    loss.feats += this.#learnClasses('feats', batch, starts, rows);
    this.#learnTrees(batch, starts, rows, loss);
    for (let i = 0; i < rows * dropped.columns; i++)
      dDropped.values[i] = (dDropped.values[i] as number) * (mask[i] as number);
    dx.values.fill(0, 0, rows * dx.columns);
    this.#normBackward(this.#a.x, this.named['final.gain'] as Parameter, dDropped, dx, rows);
    this.#encodeBackward(batch, starts, rows);
    this.#embedBackward(kept, rows);
  }

  // ---- input

  #keptRows = new Int32Array(0);
  #inputMask = new Float32Array(0);

  #embed(
    batch: readonly NetworkExample[],
    rows: number,
    training: Pick<NetworkTraining, 'wordDropout' | 'inputDropout'>,
  ): Int32Array {
    const { width } = this.shape;
    const { embedded, embedNormed, mixed, x } = this.#a;
    if (this.#keptRows.length < rows * ROWS_A_WORD) this.#keptRows = new Int32Array(rows * ROWS_A_WORD * 2);
    if (this.#inputMask.length < rows * width) this.#inputMask = new Float32Array(rows * width * 2);
    const kept = this.#keptRows;
    const mask = this.#inputMask;
    const keep = 1 - training.inputDropout;
    let t = 0;
    embedded.values.fill(0, 0, rows * width);
    for (const example of batch) {
      for (let w = 0; w < example.heads.length; w++, t++) {
        for (let r = 0; r < ROWS_A_WORD; r++) {
          const row = example.rows[w * ROWS_A_WORD + r] as number;
          const use = r > 0 ? row : this.#thin(row, training.wordDropout);
          kept[t * ROWS_A_WORD + r] = use;
          if (r === 0 && this.#fixed !== null)
            addRow(this.#fixed, use < 0 ? ~use : use, embedded.values, t * width, width);
          if (use >= 0)
            addRow(r === 0 ? this.words.value : this.affixes.value, use, embedded.values, t * width, width);
        }
      }
    }
    for (let i = 0; i < rows * width; i++) {
      mask[i] = keep < 1 && this.#random.next() >= keep ? 0 : 1 / keep;
      embedded.values[i] = (embedded.values[i] as number) * (mask[i] as number);
    }
    this.#norm(embedded, this.named['mix.gain'] as Parameter, embedNormed, rows);
    this.#shop.forward(embedNormed, this.named['mix.weights'] as Parameter, mixed, rows);
    const bias = (this.named['mix.bias'] as Parameter).value;
    for (let r = 0, i = 0; r < rows; r++)
      for (let c = 0; c < width; c++, i++) {
        const value = Math.max(0, (mixed.values[i] as number) + (bias[c] as number));
        mixed.values[i] = value;
        x.values[i] = (embedded.values[i] as number) + value;
      }
    return kept;
  }

  /** The row to use for a word in this pass; the complement of the row for its fixed vector only. */
  #thin(row: number, share: number): number {
    const chance = this.#random.next();
    if (this.#fixed === null) return chance < share ? 0 : row;
    if (chance < UNKNOWN_SHARE) return 0;
    return chance < UNKNOWN_SHARE + share ? ~row : row;
  }

  #embedBackward(kept: Int32Array, rows: number): void {
    const { width } = this.shape;
    const { embedded, embedNormed, mixed, dx, dMixed, dEmbedNormed } = this.#a;
    const bias = (this.named['mix.bias'] as Parameter).gradient;
    for (let r = 0, i = 0; r < rows; r++)
      for (let c = 0; c < width; c++, i++) {
        const d = (mixed.values[i] as number) > 0 ? (dx.values[i] as number) : 0;
        dMixed.values[i] = d;
        bias[c] = (bias[c] as number) + d;
      }
    dEmbedNormed.values.fill(0, 0, rows * width);
    this.#shop.backward(embedNormed, this.named['mix.weights'] as Parameter, dMixed, rows, dEmbedNormed);
    this.#normBackward(embedded, this.named['mix.gain'] as Parameter, dEmbedNormed, dx, rows);
    for (let i = 0; i < rows * width; i++)
      dx.values[i] = (dx.values[i] as number) * (this.#inputMask[i] as number);
    for (let t = 0; t < rows; t++)
      for (let r = 0; r < ROWS_A_WORD; r++) {
        const row = kept[t * ROWS_A_WORD + r] as number;
        if (row >= 0) (r === 0 ? this.words : this.affixes).addGradient(row, dx.values, t * width);
      }
  }

  // ---- encoder

  /** Scales each row to unit mean square, then by the gain. */
  #norm(from: Activations, gain: Parameter, to: Activations, rows: number): void {
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

  #normBackward(
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

  #encode(batch: readonly NetworkExample[], starts: readonly number[], rows: number): void {
    const { width } = this.shape;
    const { x, final } = this.#a;
    for (const layer of this.#layers) {
      layer.input.values.set(x.values.subarray(0, rows * width));
      this.#norm(x, layer.gain, layer.normed, rows);
      this.#shop.forward(layer.normed, layer.weights, layer.gates, rows);
      const gates = layer.gates.values;
      for (const [s, { heads }] of batch.entries()) {
        const start = starts[s] as number;
        for (let step = 0; step < heads.length; step++) {
          for (const isBackward of [false, true]) {
            const t = start + (isBackward ? heads.length - 1 - step : step);
            const before = isBackward ? t + 1 : t - 1;
            const from = isBackward ? width / 2 : 0;
            for (let c = from; c < from + width / 2; c++) {
              const at = t * 3 * width + c;
              const z = (gates[at] as number) + (layer.bias.value[c] as number);
              const f = sigmoid((gates[at + width] as number) + (layer.bias.value[c + width] as number));
              const o = sigmoid(
                (gates[at + 2 * width] as number) + (layer.bias.value[c + 2 * width] as number),
              );
              const memory = step === 0 ? 0 : (layer.cells.values[before * width + c] as number);
              const cell = f * memory + (1 - f) * z;
              gates[at] = z;
              gates[at + width] = f;
              gates[at + 2 * width] = o;
              layer.cells.values[t * width + c] = cell;
              x.values[t * width + c] = (x.values[t * width + c] as number) + o * cell;
            }
          }
        }
      }
    }
    this.#norm(x, this.named['final.gain'] as Parameter, final, rows);
  }

  #encodeBackward(batch: readonly NetworkExample[], starts: readonly number[], rows: number): void {
    const { width } = this.shape;
    const { dx, dGates, dNormed } = this.#a;
    const carry = new Float32Array(width);
    for (let l = this.#layers.length - 1; l >= 0; l--) {
      const layer = this.#layers[l] as Layer;
      const gates = layer.gates.values;
      const d = dGates.values;
      for (const [s, { heads }] of batch.entries()) {
        const start = starts[s] as number;
        carry.fill(0);
        for (let step = heads.length - 1; step >= 0; step--) {
          for (const isBackward of [false, true]) {
            const t = start + (isBackward ? heads.length - 1 - step : step);
            const before = isBackward ? t + 1 : t - 1;
            const from = isBackward ? width / 2 : 0;
            for (let c = from; c < from + width / 2; c++) {
              const at = t * 3 * width + c;
              const z = gates[at] as number;
              const f = gates[at + width] as number;
              const o = gates[at + 2 * width] as number;
              const out = dx.values[t * width + c] as number;
              const memory = step === 0 ? 0 : (layer.cells.values[before * width + c] as number);
              const cell = out * o + (carry[c] as number);
              d[at] = (1 - f) * cell;
              d[at + width] = (memory - z) * cell * slope(f);
              d[at + 2 * width] = out * (layer.cells.values[t * width + c] as number) * slope(o);
              carry[c] = f * cell;
            }
          }
        }
      }
      this.#biasGradient(layer.bias, dGates, 0, rows);
      dNormed.values.fill(0, 0, rows * width);
      this.#shop.backward(layer.normed, layer.weights, dGates, rows, dNormed);
      this.#normBackward(layer.input, layer.gain, dNormed, dx, rows);
    }
  }

  #biasGradient(bias: Parameter, change: Activations, from: number, rows: number): void {
    for (let r = 0; r < rows; r++)
      for (let c = 0; c < bias.columns; c++)
        bias.gradient[c] =
          (bias.gradient[c] as number) + (change.values[r * change.columns + from + c] as number);
  }

  #outputMask = new Float32Array(0);

  #dropOutput(rows: number, share: number): Float32Array {
    const { final, dropped } = this.#a;
    const size = rows * final.columns;
    if (this.#outputMask.length < size) this.#outputMask = new Float32Array(size * 2);
    for (let i = 0; i < size; i++) {
      const m = share > 0 && this.#random.next() < share ? 0 : 1 / (1 - share);
      this.#outputMask[i] = m;
      dropped.values[i] = (final.values[i] as number) * m;
    }
    return this.#outputMask;
  }

  // ---- heads

  /** Softmax cross-entropy of one row in place: the row becomes the gradient. */
  #crossEntropy(values: Float32Array, at: number, count: number, gold: number): number {
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

  #learnClasses(
    name: 'tags' | 'feats',
    batch: readonly NetworkExample[],
    starts: readonly number[],
    rows: number,
  ): number {
    const { dropped, dDropped } = this.#a;
    const scores = this.#a[name];
    const weights = this.named[`${name}.weights`] as Parameter;
    const bias = this.named[`${name}.bias`] as Parameter;
    this.#shop.forward(dropped, weights, scores, rows);
    let loss = 0;
    for (const [s, example] of batch.entries())
      for (let w = 0; w < example.tags.length; w++) {
        const at = ((starts[s] as number) + w) * scores.columns;
        const gold = example[name][w] as number;
        if (gold === UNKNOWN_CLASS) {
          scores.values.fill(0, at, at + scores.columns);
          continue;
        }
        for (let c = 0; c < bias.columns; c++)
          scores.values[at + c] = (scores.values[at + c] as number) + (bias.value[c] as number);
        loss += this.#crossEntropy(scores.values, at, bias.columns, gold);
        for (let c = bias.columns; c < scores.columns; c++) scores.values[at + c] = 0;
      }
    this.#biasGradient(bias, scores, 0, rows);
    this.#shop.backward(dropped, weights, scores, rows, dDropped);
    return loss;
  }

  #learnTrees(batch: readonly NetworkExample[], starts: readonly number[], rows: number, loss: Loss): void {
    const { arcs, labelWidth } = this.shape;
    const { dropped, projected, queries, dDropped, dProjected, dQueries } = this.#a;
    const project = this.named['project.weights'] as Parameter;
    const projectBias = this.named['project.bias'] as Parameter;
    const arcWeights = this.named['arcs.weights'] as Parameter;
    const arcBias = this.named['arcs.bias'] as Parameter;
    const { columns } = projected;
    this.#shop.forward(dropped, project, projected, rows);
    for (let r = 0; r < rows; r++)
      for (let c = 0; c < columns; c++) {
        const value = (projected.values[r * columns + c] as number) + (projectBias.value[c] as number);
        projected.values[r * columns + c] = c < 2 * arcs && value < 0 ? LEAK * value : value;
      }
    // Projected: dependent and head vectors for arcs, then dependent and head vectors for labels.
    this.#shop.forward(projected, arcWeights, queries, rows);
    for (let r = 0; r < rows; r++)
      for (let c = 0; c < arcs; c++)
        queries.values[r * arcs + c] =
          (queries.values[r * arcs + c] as number) + (arcBias.value[c] as number);
    dProjected.values.fill(0, 0, rows * columns);
    dQueries.values.fill(0, 0, rows * arcs);
    for (const [s, example] of batch.entries()) this.#learnArcs(example, starts[s] as number, loss);
    this.#biasGradient(arcBias, dQueries, 0, rows);
    this.#shop.backward(projected, arcWeights, dQueries, rows, dProjected);
    loss.labels += this.#learnLabels(batch, starts, rows, 2 * arcs, labelWidth);
    for (let r = 0; r < rows; r++)
      for (let c = 0; c < 2 * arcs; c++)
        if ((projected.values[r * columns + c] as number) < 0)
          dProjected.values[r * columns + c] = (dProjected.values[r * columns + c] as number) * LEAK;
    this.#biasGradient(projectBias, dProjected, 0, rows);
    this.#shop.backward(dropped, project, dProjected, rows, dDropped);
  }

  #learnArcs(example: NetworkExample, start: number, loss: Loss): void {
    const { arcs } = this.shape;
    const { projected, queries, pairs, dPairs, dProjected, dQueries } = this.#a;
    const root = this.named['arcs.root'] as Parameter;
    const length = example.heads.length;
    const stride = this.#shop.pairs(queries, 0, projected, arcs, arcs, start, length, pairs);
    const scores = new Float32Array(length + 1);
    for (let i = 0; i < length; i++) {
      const query = (start + i) * arcs;
      let rootScore = 0;
      for (let c = 0; c < arcs; c++)
        rootScore += (queries.values[query + c] as number) * (root.value[c] as number);
      scores.set(pairs.values.subarray(i * stride, i * stride + length));
      scores[i] = -1e4;
      scores[length] = rootScore;
      const gold = example.heads[i] as number;
      let top = 0;
      for (let j = 1; j <= length; j++) if ((scores[j] as number) > (scores[top] as number)) top = j;
      if (top === gold) loss.right++;
      loss.arcs += this.#crossEntropy(scores, 0, length + 1, gold);
      scores[i] = 0;
      dPairs.values.set(scores.subarray(0, length), i * stride);
      const d = scores[length] as number;
      for (let c = 0; c < arcs; c++) {
        root.gradient[c] = (root.gradient[c] as number) + d * (queries.values[query + c] as number);
        dQueries.values[query + c] = (dQueries.values[query + c] as number) + d * (root.value[c] as number);
      }
    }
    this.#shop.spread(dPairs.values, stride, false, projected, arcs, arcs, start, length, dQueries, 0);
    this.#shop.spread(dPairs.values, stride, true, queries, 0, arcs, start, length, dProjected, arcs);
  }

  #learnLabels(
    batch: readonly NetworkExample[],
    starts: readonly number[],
    rows: number,
    from: number,
    width: number,
  ): number {
    const { projected, hidden, dHidden, labels, dProjected } = this.#a;
    const weights = this.named['labels.weights'] as Parameter;
    const bias = this.named['labels.bias'] as Parameter;
    const root = this.named['labels.root'] as Parameter;
    const { columns } = projected;
    const eachWord = (visit: (row: number, headRow: number, gold: number) => void): void => {
      for (const [s, { heads, labels: gold }] of batch.entries()) {
        const start = starts[s] as number;
        for (let w = 0; w < heads.length; w++) {
          const head = heads[w] as number;
          visit(start + w, head === heads.length ? -1 : start + head, gold[w] as number);
        }
      }
    };
    eachWord((row, headRow) => {
      for (let c = 0; c < width; c++) {
        const head = headRow < 0 ? root.value[c] : projected.values[headRow * columns + from + width + c];
        const sum = (projected.values[row * columns + from + c] as number) + (head as number);
        hidden.values[row * width + c] = Math.max(0, sum);
      }
    });
    this.#shop.forward(hidden, weights, labels, rows);
    let loss = 0;
    eachWord((row, _, gold) => {
      const at = row * labels.columns;
      for (let c = 0; c < bias.columns; c++)
        labels.values[at + c] = (labels.values[at + c] as number) + (bias.value[c] as number);
      loss += this.#crossEntropy(labels.values, at, bias.columns, gold);
      for (let c = bias.columns; c < labels.columns; c++) labels.values[at + c] = 0;
    });
    this.#biasGradient(bias, labels, 0, rows);
    dHidden.values.fill(0, 0, rows * width);
    this.#shop.backward(hidden, weights, labels, rows, dHidden);
    eachWord((row, headRow) => {
      for (let c = 0; c < width; c++) {
        if ((hidden.values[row * width + c] as number) <= 0) continue;
        const d = dHidden.values[row * width + c] as number;
        const own = row * columns + from + c;
        dProjected.values[own] = (dProjected.values[own] as number) + d;
        if (headRow < 0) root.gradient[c] = (root.gradient[c] as number) + d;
        else {
          const other = headRow * columns + from + width + c;
          dProjected.values[other] = (dProjected.values[other] as number) + d;
        }
      }
    });
    return loss;
  }
}
