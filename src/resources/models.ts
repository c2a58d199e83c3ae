// The container for trained models: a JSON header and named typed arrays, little-endian, under a SHA-256 checksum.
// Layout: "SYNM", version (u32), header length (u32), checksum (32 bytes) of all that follows, header, arrays.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';

const MAGIC = 0x4d4e5953; // "SYNM"
const VERSION = 1;
const PREFIX = 44;
const ALIGNMENT = 16;

export type ModelArray =
  | Int8Array
  | Uint8Array
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | Float32Array;
type ArrayType = 'i8' | 'u8' | 'i16' | 'u16' | 'i32' | 'u32' | 'f32';

const CONSTRUCTORS = {
  i8: Int8Array,
  u8: Uint8Array,
  i16: Int16Array,
  u16: Uint16Array,
  i32: Int32Array,
  u32: Uint32Array,
  f32: Float32Array,
} as const;

/** JSON data that describes the model: labels, scales, settings. */
export type ModelMeta = Readonly<Record<string, unknown>>;

export interface Model {
  /** What the model is for: `en-analyse`, `en-names`. */
  readonly kind: string;
  readonly meta: ModelMeta;
  readonly arrays: ReadonlyMap<string, ModelArray>;
  /** SHA-256 of header and arrays, hexadecimal. */
  readonly checksum: string;
}

interface Header {
  readonly kind: string;
  readonly meta: ModelMeta;
  readonly arrays: readonly {
    readonly name: string;
    readonly type: ArrayType;
    readonly offset: number;
    readonly length: number;
  }[];
}

const typeOf = (array: ModelArray): ArrayType => {
  for (const [type, view] of Object.entries(CONSTRUCTORS)) {
    if (array instanceof view) return type as ArrayType;
  }
  throw new TypeError('a model array must be an 8, 16 or 32 bit integer or a 32 bit float typed array');
};

const align = (offset: number): number => Math.ceil(offset / ALIGNMENT) * ALIGNMENT;

/** The bytes of a model file. */
export function encodeModel(
  kind: string,
  meta: ModelMeta,
  arrays: Readonly<Record<string, ModelArray>>,
): Uint8Array {
  let offset = 0;
  const entries = Object.entries(arrays).map(([name, array]) => {
    const entry = { name, type: typeOf(array), offset, length: array.length };
    offset = align(offset + array.byteLength);
    return entry;
  });
  const header = new TextEncoder().encode(JSON.stringify({ kind, meta, arrays: entries } satisfies Header));
  const start = align(PREFIX + header.length);
  const bytes = new Uint8Array(start + offset);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, MAGIC, true);
  view.setUint32(4, VERSION, true);
  view.setUint32(8, header.length, true);
  bytes.set(header, PREFIX);
  for (const [i, array] of Object.values(arrays).entries()) {
    const at = start + (entries[i]?.offset ?? 0);
    bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), at);
  }
  bytes.set(createHash('sha256').update(bytes.subarray(PREFIX)).digest(), 12);
  return bytes;
}

/** Reads a model file's bytes; the arrays are views on them. Throws where they are no whole model. `name` is for the message. */
export function decodeModel(bytes: Uint8Array, name = 'the model'): Model {
  const next = 'Take the file from the package again or make it anew with `synoptic train`.';
  const source = bytes.byteOffset % ALIGNMENT === 0 ? bytes : bytes.slice();
  const view = new DataView(source.buffer, source.byteOffset, source.byteLength);
  if (source.length < PREFIX || view.getUint32(0, true) !== MAGIC)
    throw new Error(`${name} is not a model file of synoptic (it must begin with SYNM). ${next}`);
  const version = view.getUint32(4, true);
  if (version !== VERSION)
    throw new Error(`${name} has model format ${version}; this program reads format ${VERSION}. ${next}`);
  const checksum = Buffer.from(source.subarray(12, PREFIX)).toString('hex');
  if (createHash('sha256').update(source.subarray(PREFIX)).digest('hex') !== checksum)
    throw new Error(`${name} is damaged: its checksum is not ${checksum}. ${next}`);
  const headerLength = view.getUint32(8, true);
  const header = JSON.parse(
    new TextDecoder().decode(source.subarray(PREFIX, PREFIX + headerLength)),
  ) as Header;
  const start = source.byteOffset + align(PREFIX + headerLength);
  const buffer = source.buffer as ArrayBuffer;
  const arrays = new Map<string, ModelArray>();
  for (const { name: array, type, offset, length } of header.arrays)
    arrays.set(array, new CONSTRUCTORS[type](buffer, start + offset, length));
  return { kind: header.kind, meta: header.meta, arrays, checksum };
}

/** Writes a model file and returns its checksum. */
export function writeModel(
  path: string,
  kind: string,
  meta: ModelMeta,
  arrays: Readonly<Record<string, ModelArray>>,
): string {
  const bytes = encodeModel(kind, meta, arrays);
  writeFileSync(path, bytes);
  return Buffer.from(bytes.subarray(12, PREFIX)).toString('hex');
}

export function readModel(path: string): Model {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path);
  } catch (cause) {
    throw new Error(`cannot read the model ${path}. Make it with \`synoptic train\`.`, { cause });
  }
  return decodeModel(bytes, path);
}

/** One array of a model, of the type that the reader of the model expects. */
export function modelArray<T extends ModelArray>(model: Model, name: string, type: new (n: number) => T): T {
  const array = model.arrays.get(name);
  if (!(array instanceof type))
    throw new Error(
      `the model ${model.kind} has no ${type.name} "${name}"; it has ${[...model.arrays.keys()].join(', ')}. Make it anew with \`synoptic train\`.`,
    );
  return array;
}

/** Strings as one array, for word lists; no string may hold a line feed. */
export const packStrings = (strings: readonly string[]): Uint8Array =>
  new TextEncoder().encode(strings.join('\n'));

export const unpackStrings = (bytes: Uint8Array): string[] =>
  bytes.length === 0 ? [] : new TextDecoder().decode(bytes).split('\n');
