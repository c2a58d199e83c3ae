// The network's input and its gated recurrent layers (Lei et al. 2018), forward and backward.
import { ROWS_A_WORD } from '../2-analyse/network-weights.ts';
import { type Batch, biasGradient, norm, normBackward, type Parts } from './network-parts.ts';
import type { Activations, Parameter } from './tensors.ts';

/** Shares of words seen by their fixed vector only, and of inputs and outputs dropped. */
export interface Dropout {
  readonly wordDropout: number;
  readonly inputDropout: number;
  readonly outputDropout: number;
}

/** Share of words that are made quite unknown. */
const UNKNOWN_SHARE = 0.02;

interface Layer {
  readonly gain: Parameter;
  readonly weights: Parameter;
  readonly bias: Parameter;
  readonly input: Activations;
  readonly normed: Activations;
  readonly gates: Activations;
  readonly cells: Activations;
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

export class Encoder {
  readonly #parts: Parts;
  /** Vectors learned from running text, which training leaves as they are; the table of words adds to them. */
  readonly #fixed: Float32Array | null;
  readonly #layers: readonly Layer[];

  constructor(parts: Parts, fixed: Float32Array | null) {
    const { width, layers } = parts.shape;
    this.#parts = parts;
    this.#fixed = fixed;
    this.#layers = Array.from({ length: layers }, (_, l) => ({
      gain: parts.parameter(`layer${l}.gain`),
      weights: parts.parameter(`layer${l}.weights`),
      bias: parts.parameter(`layer${l}.bias`),
      input: parts.room(width),
      normed: parts.room(width),
      gates: parts.room(3 * width),
      cells: parts.room(width),
    }));
  }

  /** To `dropped`. */
  forward(batch: Batch, dropout: Dropout): void {
    this.#embed(batch, dropout);
    this.#encode(batch);
    this.#dropOutput(batch.rows, dropout.outputDropout);
  }

  /** From `dDropped`. */
  backward(batch: Batch): void {
    const { x, dropped, dDropped, dx } = this.#parts.a;
    const { rows } = batch;
    for (let i = 0; i < rows * dropped.columns; i++)
      dDropped.values[i] = (dDropped.values[i] as number) * (this.#outputMask[i] as number);
    dx.values.fill(0, 0, rows * dx.columns);
    normBackward(x, this.#parts.parameter('final.gain'), dDropped, dx, rows);
    this.#encodeBackward(batch);
    this.#embedBackward(this.#keptRows, rows);
  }

  // ---- input

  #keptRows = new Int32Array(0);
  #inputMask = new Float32Array(0);

  #embed({ examples, rows }: Batch, training: Dropout): void {
    const { width } = this.#parts.shape;
    const { embedded, embedNormed, mixed, x } = this.#parts.a;
    if (this.#keptRows.length < rows * ROWS_A_WORD) this.#keptRows = new Int32Array(rows * ROWS_A_WORD * 2);
    if (this.#inputMask.length < rows * width) this.#inputMask = new Float32Array(rows * width * 2);
    const kept = this.#keptRows;
    const mask = this.#inputMask;
    const keep = 1 - training.inputDropout;
    let t = 0;
    embedded.values.fill(0, 0, rows * width);
    for (const example of examples) {
      for (let w = 0; w < example.heads.length; w++, t++) {
        for (let r = 0; r < ROWS_A_WORD; r++) {
          const row = example.rows[w * ROWS_A_WORD + r] as number;
          const use = r > 0 ? row : this.#thin(row, training.wordDropout);
          kept[t * ROWS_A_WORD + r] = use;
          if (r === 0 && this.#fixed !== null)
            addRow(this.#fixed, use < 0 ? ~use : use, embedded.values, t * width, width);
          if (use >= 0)
            addRow(
              r === 0 ? this.#parts.words.value : this.#parts.affixes.value,
              use,
              embedded.values,
              t * width,
              width,
            );
        }
      }
    }
    for (let i = 0; i < rows * width; i++) {
      mask[i] = keep < 1 && this.#parts.random.next() >= keep ? 0 : 1 / keep;
      embedded.values[i] = (embedded.values[i] as number) * (mask[i] as number);
    }
    norm(embedded, this.#parts.parameter('mix.gain'), embedNormed, rows);
    this.#parts.shop.forward(embedNormed, this.#parts.parameter('mix.weights'), mixed, rows);
    const bias = this.#parts.parameter('mix.bias').value;
    for (let r = 0, i = 0; r < rows; r++)
      for (let c = 0; c < width; c++, i++) {
        const value = Math.max(0, (mixed.values[i] as number) + (bias[c] as number));
        mixed.values[i] = value;
        x.values[i] = (embedded.values[i] as number) + value;
      }
  }

  /** The row to use for a word in this pass; the complement of the row for its fixed vector only. */
  #thin(row: number, share: number): number {
    const chance = this.#parts.random.next();
    if (this.#fixed === null) return chance < share ? 0 : row;
    if (chance < UNKNOWN_SHARE) return 0;
    return chance < UNKNOWN_SHARE + share ? ~row : row;
  }

  #embedBackward(kept: Int32Array, rows: number): void {
    const { width } = this.#parts.shape;
    const { embedded, embedNormed, mixed, dx, dMixed, dEmbedNormed } = this.#parts.a;
    const bias = this.#parts.parameter('mix.bias').gradient;
    for (let r = 0, i = 0; r < rows; r++)
      for (let c = 0; c < width; c++, i++) {
        const d = (mixed.values[i] as number) > 0 ? (dx.values[i] as number) : 0;
        dMixed.values[i] = d;
        bias[c] = (bias[c] as number) + d;
      }
    dEmbedNormed.values.fill(0, 0, rows * width);
    this.#parts.shop.backward(embedNormed, this.#parts.parameter('mix.weights'), dMixed, rows, dEmbedNormed);
    normBackward(embedded, this.#parts.parameter('mix.gain'), dEmbedNormed, dx, rows);
    for (let i = 0; i < rows * width; i++)
      dx.values[i] = (dx.values[i] as number) * (this.#inputMask[i] as number);
    for (let t = 0; t < rows; t++)
      for (let r = 0; r < ROWS_A_WORD; r++) {
        const row = kept[t * ROWS_A_WORD + r] as number;
        if (row >= 0)
          (r === 0 ? this.#parts.words : this.#parts.affixes).addGradient(row, dx.values, t * width);
      }
  }

  // ---- layers

  #encode({ examples, starts, rows }: Batch): void {
    const { width } = this.#parts.shape;
    const { x, final } = this.#parts.a;
    for (const layer of this.#layers) {
      layer.input.values.set(x.values.subarray(0, rows * width));
      norm(x, layer.gain, layer.normed, rows);
      this.#parts.shop.forward(layer.normed, layer.weights, layer.gates, rows);
      const gates = layer.gates.values;
      for (const [s, { heads }] of examples.entries()) {
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
    norm(x, this.#parts.parameter('final.gain'), final, rows);
  }

  #encodeBackward({ examples, starts, rows }: Batch): void {
    const { width } = this.#parts.shape;
    const { dx, dGates, dNormed } = this.#parts.a;
    const carry = new Float32Array(width);
    for (let l = this.#layers.length - 1; l >= 0; l--) {
      const layer = this.#layers[l] as Layer;
      const gates = layer.gates.values;
      const d = dGates.values;
      for (const [s, { heads }] of examples.entries()) {
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
      biasGradient(layer.bias, dGates, 0, rows);
      dNormed.values.fill(0, 0, rows * width);
      this.#parts.shop.backward(layer.normed, layer.weights, dGates, rows, dNormed);
      normBackward(layer.input, layer.gain, dNormed, dx, rows);
    }
  }

  #outputMask = new Float32Array(0);

  #dropOutput(rows: number, share: number): void {
    const { final, dropped } = this.#parts.a;
    const size = rows * final.columns;
    if (this.#outputMask.length < size) this.#outputMask = new Float32Array(size * 2);
    for (let i = 0; i < size; i++) {
      const m = share > 0 && this.#parts.random.next() < share ? 0 : 1 / (1 - share);
      this.#outputMask[i] = m;
      dropped.values[i] = (final.values[i] as number) * m;
    }
  }
}
