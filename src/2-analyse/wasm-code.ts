// Writes small WebAssembly modules byte by byte (webassembly.github.io/spec/core/binary): just what the matrix kernel
// needs, so that the package carries no compiled file.

export type Bytes = readonly number[];

export const I32 = 0x7f;
export const V128 = 0x7b;

function leb(value: number): number[] {
  const out: number[] = [];
  let rest = value;
  for (;;) {
    const byte = rest & 0x7f;
    rest >>= 7;
    const isDone = (rest === 0 && (byte & 0x40) === 0) || (rest === -1 && (byte & 0x40) !== 0);
    out.push(isDone ? byte : byte | 0x80);
    if (isDone) return out;
  }
}

function uleb(value: number): number[] {
  const out: number[] = [];
  let rest = value;
  do {
    const byte = rest & 0x7f;
    rest >>>= 7;
    out.push(rest === 0 ? byte : byte | 0x80);
  } while (rest !== 0);
  return out;
}

const text = (value: string): number[] => [...uleb(value.length), ...new TextEncoder().encode(value)];
const section = (id: number, content: Bytes): number[] => [id, ...uleb(content.length), ...content];
const vector = (items: readonly Bytes[]): number[] => [...uleb(items.length), ...items.flat()];

export const get = (local: number): Bytes => [0x20, ...uleb(local)];
export const set = (local: number): Bytes => [0x21, ...uleb(local)];
export const i32 = (value: number): Bytes => [0x41, ...leb(value)];
export const add: Bytes = [0x6a];
export const sub: Bytes = [0x6b];
export const mul: Bytes = [0x6c];
export const isLess: Bytes = [0x48];
export const isAtLeast: Bytes = [0x4e];

const simd = (code: number): number[] => [0xfd, ...uleb(code)];
export const loadVector = (offset: number): Bytes => [...simd(0), 4, ...uleb(offset)];
export const loadSplat = (offset: number): Bytes => [...simd(9), 2, ...uleb(offset)];
export const storeVector = (offset: number): Bytes => [...simd(11), 4, ...uleb(offset)];
export const zeroVector: Bytes = [...simd(12), ...new Array<number>(16).fill(0)];
export const mulFloats: Bytes = simd(230);
export const addFloats: Bytes = simd(228);
export const subFloats: Bytes = simd(229);
export const divFloats: Bytes = simd(231);
export const maxFloats: Bytes = simd(233);
export const absFloats: Bytes = simd(224);
export const rootFloats: Bytes = simd(227);
export const nearestFloats: Bytes = simd(106);
export const toInts: Bytes = simd(248);
export const toFloats: Bytes = simd(250);
/** Two vectors of four integers -> eight 16 bit integers, held to their range. */
export const narrowInts: Bytes = simd(133);
/** Lanes of the first vector (0 to 3) and the second (4 to 7). */
export const shuffle = (lanes: readonly number[]): Bytes => [
  ...simd(13),
  ...lanes.flatMap(lane => [0, 1, 2, 3].map(byte => lane * 4 + byte)),
];
export const constFloats = (value: number): Bytes => {
  const bytes = [...new Uint8Array(Float32Array.of(value, value, value, value).buffer)];
  return [...simd(12), ...bytes];
};
/** Sums of pairwise products of eight 16 bit integers. */
export const dotShorts: Bytes = simd(186);
export const addInts: Bytes = simd(174);

/** `body` while `condition` leaves a true value; tested before each pass. */
export const loopWhile = (condition: readonly Bytes[], body: readonly Bytes[]): Bytes => [
  ...[0x02, 0x40, 0x03, 0x40],
  ...condition.flat(),
  ...[0x45, 0x0d, 1],
  ...body.flat(),
  ...[0x0c, 0, 0x0b, 0x0b],
];

export interface WasmFunction {
  readonly name: string;
  readonly params: number;
  /** Types of the further locals. */
  readonly locals: readonly number[];
  readonly body: readonly Bytes[];
}

/** A module whose functions take 32 bit integers, return nothing and share the imported memory `env.memory`. */
export function wasmModule(functions: readonly WasmFunction[]): Uint8Array {
  const bodies = functions.map(({ locals, body }) => {
    const code = [...vector(locals.map(type => [1, type])), ...body.flat(), 0x0b];
    return [...uleb(code.length), ...code];
  });
  return Uint8Array.from([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, vector(functions.map(({ params }) => [0x60, ...vector(new Array(params).fill([I32])), 0]))),
    ...section(2, vector([[...text('env'), ...text('memory'), 2, 0, 1]])),
    ...section(3, vector(functions.map((_, i) => uleb(i)))),
    ...section(7, vector(functions.map(({ name }, i) => [...text(name), 0, ...uleb(i)]))),
    ...section(10, vector(bodies)),
  ]);
}
