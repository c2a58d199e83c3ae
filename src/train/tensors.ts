// Trainable matrices with their gradients, Adam (Kingma and Ba 2015) and an average of the weights over time.
import { Matrices, packPanels, packTransposed, padColumns } from '../2-analyse/matrix.ts';

const DECAY1 = 0.9;
const DECAY2 = 0.98;
const EPSILON = 1e-8;

/** Pseudo-random numbers from a seed (xorshift). */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = Math.imul(seed + 1, 0x9e3779b1) | 1;
    for (let i = 0; i < 8; i++) this.next();
  }

  /** From 0 to 1. */
  next(): number {
    let s = this.#state;
    s ^= s << 13;
    s ^= s >>> 17;
    s ^= s << 5;
    this.#state = s;
    return (s >>> 0) / 4294967296;
  }

  /** Between -range and range. */
  around(range: number): number {
    return (this.next() * 2 - 1) * range;
  }
}

/** A dense matrix of weights, `rows` by `columns`. */
export class Parameter {
  readonly rows: number;
  readonly columns: number;
  readonly value: Float32Array;
  readonly gradient: Float32Array;
  readonly average: Float32Array;
  readonly #mean: Float32Array;
  readonly #square: Float32Array;

  constructor(rows: number, columns: number, init: () => number) {
    this.rows = rows;
    this.columns = columns;
    this.value = new Float32Array(rows * columns).map(init);
    this.gradient = new Float32Array(rows * columns);
    this.average = this.value.slice();
    this.#mean = new Float32Array(rows * columns);
    this.#square = new Float32Array(rows * columns);
  }

  norm2(): number {
    let sum = 0;
    for (const g of this.gradient) sum += g * g;
    return sum;
  }

  /** One step of Adam; the gradient is cleared. `keep` is the share that the running average keeps. */
  step(rate: number, scale: number, time: number, keep: number): void {
    const { value, gradient, average } = this;
    const mean = this.#mean;
    const square = this.#square;
    const correction = (rate * Math.sqrt(1 - DECAY2 ** time)) / (1 - DECAY1 ** time);
    for (let i = 0; i < value.length; i++) {
      const g = (gradient[i] as number) * scale;
      const m = DECAY1 * (mean[i] as number) + (1 - DECAY1) * g;
      const s = DECAY2 * (square[i] as number) + (1 - DECAY2) * g * g;
      mean[i] = m;
      square[i] = s;
      const v = (value[i] as number) - (correction * m) / (Math.sqrt(s) + EPSILON);
      value[i] = v;
      average[i] = keep * (average[i] as number) + (1 - keep) * v;
      gradient[i] = 0;
    }
  }
}

/** A table of rows that are looked up; only the rows that a batch touched are updated (lazy Adam). */
export class Table {
  readonly columns: number;
  readonly value: Float32Array;
  readonly average: Float32Array;
  readonly #gradient: Float32Array;
  readonly #mean: Float32Array;
  readonly #square: Float32Array;
  readonly #averagedAt: Int32Array;
  readonly #isTouched: Uint8Array;
  #touched: number[] = [];

  constructor(rows: number, columns: number, init: () => number) {
    this.columns = columns;
    this.value = new Float32Array(rows * columns).map(init);
    this.average = this.value.slice();
    this.#gradient = new Float32Array(rows * columns);
    this.#mean = new Float32Array(rows * columns);
    this.#square = new Float32Array(rows * columns);
    this.#averagedAt = new Int32Array(rows);
    this.#isTouched = new Uint8Array(rows);
  }

  addGradient(row: number, from: Float32Array, at: number): void {
    if (this.#isTouched[row] === 0) {
      this.#isTouched[row] = 1;
      this.#touched.push(row);
    }
    const base = row * this.columns;
    const gradient = this.#gradient;
    for (let i = 0; i < this.columns; i++)
      gradient[base + i] = (gradient[base + i] as number) + (from[at + i] as number);
  }

  step(rate: number, scale: number, time: number, keep: number): void {
    const { value, average, columns } = this;
    const gradient = this.#gradient;
    const mean = this.#mean;
    const square = this.#square;
    const correction = (rate * Math.sqrt(1 - DECAY2 ** time)) / (1 - DECAY1 ** time);
    for (const row of this.#touched) {
      // The average's share of the steps since the row was last touched, in which its value stood still.
      const kept = keep ** (time - (this.#averagedAt[row] as number));
      this.#averagedAt[row] = time;
      for (let i = row * columns; i < (row + 1) * columns; i++) {
        const g = (gradient[i] as number) * scale;
        const m = DECAY1 * (mean[i] as number) + (1 - DECAY1) * g;
        const s = DECAY2 * (square[i] as number) + (1 - DECAY2) * g * g;
        mean[i] = m;
        square[i] = s;
        average[i] = kept * (average[i] as number) + (1 - kept) * (value[i] as number);
        value[i] = (value[i] as number) - (correction * m) / (Math.sqrt(s) + EPSILON);
        gradient[i] = 0;
      }
      this.#isTouched[row] = 0;
    }
    this.#touched = [];
  }

  /** The average as of now, for all rows. */
  averaged(time: number, keep: number): Float32Array {
    const out = this.average.slice();
    for (let row = 0; row < this.#averagedAt.length; row++) {
      const kept = keep ** (time - (this.#averagedAt[row] as number));
      for (let i = row * this.columns; i < (row + 1) * this.columns; i++)
        out[i] = kept * (out[i] as number) + (1 - kept) * (this.value[i] as number);
    }
    return out;
  }
}

interface Room {
  readonly at: number;
  readonly values: Float32Array;
}

/** Activations of up to `rows` words in the matrix memory. */
export interface Activations {
  readonly at: number;
  readonly columns: number;
  readonly values: Float32Array;
}

/** Products of activations and parameters, forward and backward. Make all tensors, then call `open`. */
export class Workshop {
  readonly #matrices = new Matrices();
  readonly #rows: number;
  readonly #pending: { at: number; length: number; give: (values: Float32Array) => void }[] = [];
  #packed: Room = { at: 0, values: new Float32Array(0) };
  #turned: Room = { at: 0, values: new Float32Array(0) };
  #product: Room = { at: 0, values: new Float32Array(0) };

  /** For up to `rows` words at a time and matrices of up to `largest` numbers. */
  constructor(rows: number, largest: number) {
    this.#rows = rows;
    this.#packed = this.#reserve(largest);
    this.#turned = this.#reserve(largest);
    this.#product = this.#reserve(largest);
  }

  #reserve(length: number): Room {
    const room: Room = { at: this.#matrices.allocate(length), values: new Float32Array(0) };
    this.#pending.push({ at: room.at, length, give: values => Object.assign(room, { values }) });
    return room;
  }

  activations(columns: number): Activations {
    return Object.assign(this.#reserve(this.#rows * columns), { columns });
  }

  open(): void {
    for (const { at, length, give } of this.#pending) give(this.#matrices.view(at, length));
  }

  /** `to = from weights`; the columns of `to` are whole panels. */
  forward(from: Activations, weights: Parameter, to: Activations, rows: number): void {
    packPanels(weights.value, this.#packed.values, weights.rows, weights.columns, weights.columns);
    const panels = padColumns(weights.columns);
    this.#matrices.multiply(
      from.at,
      this.#packed.at,
      to.at,
      rows,
      weights.rows,
      panels,
      from.columns,
      to.columns,
      false,
    );
  }

  /** Adds to the gradient of the weights and, where `into` is given, of the input. */
  backward(
    from: Activations,
    weights: Parameter,
    change: Activations,
    rows: number,
    into: Activations | null,
  ): void {
    const { rows: k, columns } = weights;
    if (into !== null) {
      packTransposed(weights.value, this.#packed.values, k, columns, columns);
      this.#matrices.multiply(
        change.at,
        this.#packed.at,
        into.at,
        rows,
        columns,
        padColumns(k),
        change.columns,
        into.columns,
        true,
      );
    }
    this.outer(from, 0, k, change, 0, columns, 0, rows, this.#product.values);
    const panels = padColumns(columns);
    const { gradient } = weights;
    const product = this.#product.values;
    for (let r = 0; r < k; r++)
      for (let c = 0; c < columns; c++)
        gradient[r * columns + c] =
          (gradient[r * columns + c] as number) + (product[r * panels + c] as number);
  }

  /** `aᵀ b` over rows `start` to `start + rows` of two activations, into the product room, rows of whole panels. */
  outer(
    a: Activations,
    fromA: number,
    columnsA: number,
    b: Activations,
    fromB: number,
    columnsB: number,
    start: number,
    rows: number,
    out: Float32Array,
  ): void {
    const turned = this.#turned.values;
    for (let r = 0; r < rows; r++) {
      const at = (start + r) * a.columns + fromA;
      for (let c = 0; c < columnsA; c++) turned[c * rows + r] = a.values[at + c] as number;
    }
    packPanels(b.values.subarray(start * b.columns + fromB), this.#packed.values, rows, columnsB, b.columns);
    const panels = padColumns(columnsB);
    this.#matrices.multiply(
      this.#turned.at,
      this.#packed.at,
      this.#product.at,
      columnsA,
      rows,
      panels,
      rows,
      panels,
      false,
    );
    if (out !== this.#product.values) out.set(this.#product.values.subarray(0, columnsA * panels));
  }

  /** `a bᵀ` between rows of one sentence: `out[i][j]`, rows of whole panels; returns the row length. */
  pairs(
    a: Activations,
    fromA: number,
    b: Activations,
    fromB: number,
    columns: number,
    start: number,
    rows: number,
    out: Activations,
  ): number {
    packTransposed(
      b.values.subarray(start * b.columns + fromB),
      this.#packed.values,
      rows,
      columns,
      b.columns,
    );
    const panels = padColumns(rows);
    this.#matrices.multiply(
      a.at + (start * a.columns + fromA) * 4,
      this.#packed.at,
      out.at,
      rows,
      columns,
      panels,
      a.columns,
      panels,
      false,
    );
    return panels;
  }

  /** `into[i] += Σj pairs[i][j] b[j]`, or with the pairs turned, between rows of one sentence. */
  spread(
    pairs: Float32Array,
    stride: number,
    isTurned: boolean,
    b: Activations,
    fromB: number,
    columns: number,
    start: number,
    rows: number,
    into: Activations,
    fromInto: number,
  ): void {
    const turned = this.#turned.values;
    for (let i = 0; i < rows; i++)
      for (let j = 0; j < rows; j++)
        turned[i * rows + j] = (isTurned ? pairs[j * stride + i] : pairs[i * stride + j]) as number;
    packPanels(b.values.subarray(start * b.columns + fromB), this.#packed.values, rows, columns, b.columns);
    this.#matrices.multiply(
      this.#turned.at,
      this.#packed.at,
      into.at + (start * into.columns + fromInto) * 4,
      rows,
      rows,
      columns,
      rows,
      into.columns,
      true,
    );
  }
}
