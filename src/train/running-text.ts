// Plain text files (one paragraph a line, gzipped or not) and treebank texts -> word ids, cut as the analyser cuts.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { type Splits, splitMultiword } from '../2-analyse/multiword.ts';
import { type TokeniserModel, tokenise } from '../2-analyse/tokenise.ts';
import type { Word, Words } from '../2-analyse/words.ts';

/** Between paragraphs. */
const PARAGRAPH_END = -1;

/** The lines of a folder's text files, in the order of their names. */
export function* paragraphsOf(folder: string): Generator<string> {
  const files = readdirSync(folder)
    .filter(file => /\.txt(\.gz)?$/.test(file))
    .sort();
  for (const file of files) {
    const bytes = readFileSync(join(folder, file));
    yield* (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8').split('\n');
  }
}

export class RunningText {
  /** Indices of words in `words`, in reading order. */
  #indices = new Int32Array(1 << 20);
  #length = 0;
  readonly #words: Words;
  readonly #tokeniser: TokeniserModel;
  readonly #splits: Splits;

  constructor(words: Words, tokeniser: TokeniserModel, splits: Splits) {
    this.#words = words;
    this.#tokeniser = tokeniser;
    this.#splits = splits;
  }

  get indices(): Int32Array {
    return this.#indices.subarray(0, this.#length);
  }

  /** Ids of the words that occur `least` times or more, the most frequent first. */
  frequentIds(least: number): number[] {
    const all = this.#words.all();
    const counts = new Map<number, number>();
    for (const index of this.indices) {
      if (index < 0) continue;
      const { id } = all[index] as Word;
      counts.set(id, (counts.get(id) ?? 0) + 1);
    }
    return [...counts]
      .filter(([, count]) => count >= least)
      .sort((a, b) => b[1] - a[1] || a[0] - b[0])
      .map(([id]) => id);
  }

  addFolder(folder: string): void {
    for (const line of paragraphsOf(folder)) this.addParagraph(line);
  }

  addParagraph(text: string): void {
    for (const { start, end } of tokenise(text, [], this.#tokeniser)) {
      let at = start;
      for (const length of splitMultiword(text.slice(start, end), this.#splits)) {
        this.#push(this.#words.get(text.slice(at, at + length)).index);
        at += length;
      }
    }
    this.#push(PARAGRAPH_END);
  }

  #push(index: number): void {
    if (this.#length === this.#indices.length) {
      const more = new Int32Array(this.#length * 2);
      more.set(this.#indices);
      this.#indices = more;
    }
    this.#indices[this.#length++] = index;
  }
}
