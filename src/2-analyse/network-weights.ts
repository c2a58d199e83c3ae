// The network's weights, and the rows of its tables that a word looks up.
import { mix } from './linear-model.ts';
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
