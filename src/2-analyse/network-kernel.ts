// The network's loops over numbers in WebAssembly SIMD: scaling rows to unit size as 16 bit integers, the recurrence
// of a gated layer, and the rectifier.
import type { Matrices } from './matrix.ts';
import {
  absFloats,
  add,
  addFloats,
  type Bytes,
  constFloats,
  divFloats,
  get,
  I32,
  i32,
  isLess,
  loadVector,
  loopWhile,
  maxFloats,
  mulFloats,
  narrowInts,
  nearestFloats,
  rootFloats,
  set,
  shuffle,
  storeVector,
  sub,
  subFloats,
  toInts,
  V128,
  type WasmFunction,
  wasmModule,
  zeroVector,
} from './wasm-code.ts';

/** What the number 1 is in the 16 bit rows. */
export const UNIT = 1024;
export const NORM_EPSILON = 1e-6;
export const LEAK = 0.1;

export interface NetworkKernel {
  /**
   * Rows of `bytes` from `x` up to `end`, scaled to unit mean square and times the gain, to 16 bit rows at `to`.
   * `width` is an address: the number of columns as a float.
   */
  readonly normalise: (
    x: number,
    end: number,
    gain: number,
    to: number,
    bytes: number,
    width: number,
  ) => void;
  /**
   * Four columns of a layer over all words: `gates` at those columns of the first word to take; steps to the next word
   * for gates and x; distance in bytes between the three gates; number of words.
   */
  readonly recur: (
    gates: number,
    x: number,
    stepGates: number,
    stepX: number,
    gap: number,
    words: number,
  ) => void;
  /** Negative numbers from `x` to `end` are shrunk. */
  readonly rectify: (x: number, end: number) => void;
}

const advance = (local: number, by: Bytes): Bytes => [...get(local), ...by, ...add, ...set(local)];

function normalise(): WasmFunction {
  const [X, END, GAIN, TO, BYTES, WIDTH] = [0, 1, 2, 3, 4, 5] as const;
  const [AT, STOP, G] = [6, 7, 8] as const;
  const [SUM, SCALE] = [9, 10] as const;
  const scaled = (offset: number): Bytes[] => [
    ...[get(AT), loadVector(offset), get(SCALE), mulFloats, get(G), loadVector(offset), mulFloats],
    ...[nearestFloats, toInts],
  ];
  return {
    name: 'normalise',
    params: 6,
    locals: [I32, I32, I32, V128, V128],
    body: [
      loopWhile(
        [get(X), get(END), isLess],
        [
          ...[get(X), set(AT), get(X), get(BYTES), add, set(STOP), zeroVector, set(SUM)],
          loopWhile(
            [get(AT), get(STOP), isLess],
            [
              ...[get(SUM), get(AT), loadVector(0), get(AT), loadVector(0), mulFloats, addFloats, set(SUM)],
              advance(AT, i32(16)),
            ],
          ),
          // The four partial sums, added crosswise, are the whole sum in every lane.
          ...[get(SUM), get(SUM), get(SUM), shuffle([2, 3, 0, 1]), addFloats, set(SUM)],
          ...[get(SUM), get(SUM), get(SUM), shuffle([1, 0, 3, 2]), addFloats, set(SUM)],
          ...[constFloats(UNIT), get(SUM), get(WIDTH), loadVector(0), divFloats],
          ...[constFloats(NORM_EPSILON), addFloats, rootFloats, divFloats, set(SCALE)],
          ...[get(X), set(AT), get(GAIN), set(G)],
          loopWhile(
            [get(AT), get(STOP), isLess],
            [
              ...[get(TO), ...scaled(0), ...scaled(16), narrowInts, storeVector(0)],
              ...[advance(AT, i32(32)), advance(G, i32(32)), advance(TO, i32(16))],
            ],
          ),
          ...[get(STOP), set(X)],
        ],
      ),
    ],
  };
}

function recur(): WasmFunction {
  const [GATES, X, STEP_GATES, STEP_X, GAP, WORDS] = [0, 1, 2, 3, 4, 5] as const;
  const [CELL, F, O, ONE, HALF] = [6, 7, 8, 9, 10] as const;
  // 1/2 + x / 2 (1 + |x|)
  const sigmoid = (to: number): Bytes[] => [
    ...[set(to), get(to), get(HALF), mulFloats, get(ONE), get(to), absFloats, addFloats, divFloats],
    ...[get(HALF), addFloats, set(to)],
  ];
  return {
    name: 'recur',
    params: 6,
    locals: new Array(5).fill(V128),
    body: [
      ...[constFloats(1), set(ONE), constFloats(0.5), set(HALF)],
      loopWhile(
        [i32(0), get(WORDS), isLess],
        [
          ...[get(GATES), get(GAP), add, loadVector(0), ...sigmoid(F)],
          ...[get(GATES), get(GAP), add, get(GAP), add, loadVector(0), ...sigmoid(O)],
          ...[
            get(F),
            get(CELL),
            mulFloats,
            get(ONE),
            get(F),
            subFloats,
            get(GATES),
            loadVector(0),
            mulFloats,
          ],
          ...[addFloats, set(CELL)],
          ...[get(X), get(X), loadVector(0), get(O), get(CELL), mulFloats, addFloats, storeVector(0)],
          ...[advance(GATES, get(STEP_GATES)), advance(X, get(STEP_X))],
          ...[get(WORDS), i32(1), sub, set(WORDS)],
        ],
      ),
    ],
  };
}

function rectify(): WasmFunction {
  const [X, END] = [0, 1] as const;
  return {
    name: 'rectify',
    params: 2,
    locals: [],
    body: [
      loopWhile(
        [get(X), get(END), isLess],
        [
          ...[get(X), get(X), loadVector(0), get(X), loadVector(0), constFloats(LEAK), mulFloats, maxFloats],
          ...[storeVector(0), advance(X, i32(16))],
        ],
      ),
    ],
  };
}

export const networkKernel = (matrices: Matrices): NetworkKernel =>
  matrices.load(wasmModule([normalise(), recur(), rectify()])) as unknown as NetworkKernel;
