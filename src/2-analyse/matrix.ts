// Matrix products in WebAssembly SIMD over one memory. The right-hand matrix is packed in panels of eight columns, so
// that the inner loop reads both matrices in order.
import {
  add,
  addFloats,
  addInts,
  type Bytes,
  dotShorts,
  get,
  I32,
  i32,
  isAtLeast,
  isLess,
  loadSplat,
  loadVector,
  loopWhile,
  mul,
  mulFloats,
  set,
  storeVector,
  sub,
  toFloats,
  V128,
  type WasmFunction,
  wasmModule,
  zeroVector,
} from './wasm-code.ts';

// Node's types leave WebAssembly to the browser's library; this is the part used here.
declare namespace WebAssembly {
  class Memory {
    constructor(limits: { initial: number });
    readonly buffer: ArrayBuffer;
    grow(pages: number): number;
  }
  class Module {
    constructor(code: Uint8Array);
  }
  class Instance {
    constructor(module: Module, imports: { env: { memory: Memory } });
    readonly exports: Record<string, unknown>;
  }
}

const PANEL = 8;
const BLOCK = 4;
/** Weights of 12 bits: sums of a few hundred products with 14 bit inputs stay within 32 bits. */
const LARGEST_SHORT = 2047;

/**
 * What a product does with its sums: sets or adds to 32 bit floats; or, from 16 bit integers, sets floats after scaling
 * and adding a bias for each column.
 */
type Kind = 'set' | 'add' | 'short';

/** Rows of eight sums each, kept in registers over the whole of k. */
function productOf(rows: number, kind: Kind): Bytes {
  const isShort = kind === 'short';
  const sum = (row: number, half: number): number => SUM + row * 2 + half;
  const out: Bytes[] = [];
  for (let r = 0; r < rows; r++) for (const half of [0, 1]) out.push(zeroVector, set(sum(r, half)));
  out.push(get(ROW), set(AT), get(PANEL_START), set(B));
  out.push(get(ROW), get(K4), add, set(STOP));
  const step: Bytes[] = [get(B), loadVector(0), set(B0), get(B), loadVector(16), set(B1)];
  for (let r = 0; r < rows; r++) {
    step.push(get(AT));
    for (let i = 0; i < r; i++) step.push(get(LDA), add);
    step.push(loadSplat(0), set(A0));
    for (const half of [0, 1])
      step.push(
        get(A0),
        get(half === 0 ? B0 : B1),
        isShort ? dotShorts : mulFloats,
        get(sum(r, half)),
        isShort ? addInts : addFloats,
        set(sum(r, half)),
      );
  }
  step.push(get(AT), i32(4), add, set(AT), get(B), i32(32), add, set(B));
  out.push(loopWhile([get(AT), get(STOP), isLess], step));
  out.push(get(OUT), set(AT));
  for (let r = 0; r < rows; r++) {
    for (const half of [0, 1]) {
      out.push(get(AT), get(sum(r, half)));
      if (isShort)
        out.push(toFloats, get(SCALE), loadSplat(0), mulFloats, get(BIAS), loadVector(half * 16), addFloats);
      if (kind === 'add') out.push(get(AT), loadVector(half * 16), addFloats);
      out.push(storeVector(half * 16));
    }
    out.push(get(AT), get(LDC), add, set(AT));
  }
  return out.flat();
}

// Parameters of the product: a, packed b, c, rows, bytes of k, panels, row lengths of a and c in bytes, scale, biases.
const [A, PANELS_AT, C, M, K4, N, LDA, LDC, SCALE, BIAS] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] as const;
const [ROW, AT, PANEL_START, B, STOP, OUT, LEFT] = [10, 11, 12, 13, 14, 15, 16] as const;
const [B0, B1, A0, SUM] = [17, 18, 19, 20] as const;

function product(kind: Kind): WasmFunction {
  const block = (rows: number): Bytes => [
    ...productOf(rows, kind),
    ...get(ROW),
    ...get(LDA),
    ...i32(rows),
    ...mul,
    ...add,
    ...set(ROW),
    ...get(OUT),
    ...get(LDC),
    ...i32(rows),
    ...mul,
    ...add,
    ...set(OUT),
    ...get(LEFT),
    ...i32(rows),
    ...sub,
    ...set(LEFT),
  ];
  return {
    name: kind,
    params: 10,
    locals: [...new Array(7).fill(I32), ...new Array(3 + BLOCK * 2).fill(V128)],
    body: [
      get(PANELS_AT),
      set(PANEL_START),
      loopWhile(
        [get(N), i32(1), isAtLeast],
        [
          get(A),
          set(ROW),
          get(C),
          set(OUT),
          get(M),
          set(LEFT),
          loopWhile([get(LEFT), i32(BLOCK), isAtLeast], [block(BLOCK)]),
          loopWhile([get(LEFT), i32(1), isAtLeast], [block(1)]),
          get(PANEL_START),
          get(K4),
          i32(PANEL),
          mul,
          add,
          set(PANEL_START),
          get(BIAS),
          i32(PANEL * 4),
          add,
          set(BIAS),
          get(C),
          i32(PANEL * 4),
          add,
          set(C),
          get(N),
          i32(1),
          sub,
          set(N),
        ],
      ),
    ],
  };
}

type Product = (
  a: number,
  b: number,
  c: number,
  rows: number,
  k4: number,
  panels: number,
  lda: number,
  ldc: number,
  scale: number,
  bias: number,
) => void;

/** Columns rounded up to whole panels. */
export const padColumns = (columns: number): number => Math.ceil(columns / PANEL) * PANEL;

const PAGE = 65536;

/** A memory for matrices, allocated from its start on, and products over it. */
export class Matrices {
  readonly #memory = new WebAssembly.Memory({ initial: 1 });
  readonly #set: Product;
  readonly #add: Product;
  readonly #short: Product;
  #end = 16;

  constructor() {
    const exports = this.load(wasmModule([product('set'), product('add'), product('short')]));
    this.#set = exports.set as Product;
    this.#add = exports.add as Product;
    this.#short = exports.short as Product;
  }

  /** The functions of a module that works on this memory. */
  load(code: Uint8Array): Record<string, unknown> {
    return new WebAssembly.Instance(new WebAssembly.Module(code), { env: { memory: this.#memory } }).exports;
  }

  /**
   * Room for one matrix. Growing the memory detaches the arrays made before: allocate all, then make views with
   * `view`.
   */
  allocate(length: number): number {
    const at = this.#end;
    this.#end += Math.ceil((length * 4) / 16) * 16;
    const missing = this.#end - this.#memory.buffer.byteLength;
    if (missing > 0) this.#memory.grow(Math.ceil(missing / PAGE));
    return at;
  }

  view(at: number, length: number): Float32Array {
    return new Float32Array(this.#memory.buffer, at, length);
  }

  /**
   * `c = a b` or `c += a b`: `a` has `rows` by `k`, packed `b` `k` by `columns` (whole panels). Rows of `a` and `c`
   * are `strideA` and `strideC` numbers apart.
   */
  multiply(
    a: number,
    packed: number,
    c: number,
    rows: number,
    k: number,
    columns: number,
    strideA: number,
    strideC: number,
    accumulate: boolean,
  ): void {
    const run = accumulate ? this.#add : this.#set;
    run(a, packed, c, rows, k * 4, columns / PANEL, strideA * 4, strideC * 4, 0, 0);
  }

  /**
   * `c = scale a b + bias` from 16 bit integers: rows of `a` have `k` of them, an even number, without gaps; `scale` and
   * `bias` are addresses.
   */
  multiplyShorts(
    a: number,
    packed: number,
    c: number,
    rows: number,
    k: number,
    columns: number,
    scale: number,
    bias: number,
  ): void {
    this.#short(a, packed, c, rows, k * 2, columns / PANEL, k * 2, columns * 4, scale, bias);
  }

  viewShorts(at: number, length: number): Int16Array {
    return new Int16Array(this.#memory.buffer, at, length);
  }
}

/** Packs a row-major matrix of `rows` by `columns` into panels of eight columns, padded with zeros. */
export function packPanels(
  from: Float32Array,
  to: Float32Array,
  rows: number,
  columns: number,
  stride: number,
): void {
  let out = 0;
  for (let panel = 0; panel < columns; panel += PANEL) {
    const width = Math.min(PANEL, columns - panel);
    for (let r = 0; r < rows; r++) {
      const at = r * stride + panel;
      for (let c = 0; c < width; c++) to[out + c] = from[at + c] as number;
      for (let c = width; c < PANEL; c++) to[out + c] = 0;
      out += PANEL;
    }
  }
}

/** Packs the transpose of a row-major matrix of `rows` by `columns`: panels of eight of its rows. */
export function packTransposed(
  from: Float32Array,
  to: Float32Array,
  rows: number,
  columns: number,
  stride: number,
): void {
  let out = 0;
  for (let panel = 0; panel < rows; panel += PANEL) {
    const width = Math.min(PANEL, rows - panel);
    for (let c = 0; c < columns; c++) {
      for (let r = 0; r < width; r++) to[out + r] = from[(panel + r) * stride + c] as number;
      for (let r = width; r < PANEL; r++) to[out + r] = 0;
      out += PANEL;
    }
  }
}

/** Packs a row-major matrix as 16 bit integers, pairs of rows side by side; returns what one step is worth. */
export function packShorts(from: Float32Array, to: Int16Array, rows: number, columns: number): number {
  let largest = 1e-9;
  for (const value of from) largest = Math.max(largest, Math.abs(value));
  const step = largest / LARGEST_SHORT;
  let out = 0;
  for (let panel = 0; panel < columns; panel += PANEL)
    for (let r = 0; r < rows; r += 2)
      for (let c = panel; c < panel + PANEL; c++)
        for (const row of [r, r + 1])
          to[out++] = c < columns ? Math.round((from[row * columns + c] as number) / step) : 0;
  return step;
}
