// Unlabelled text -> vectors of its frequent words in 8 bits, for the typer's predicates and the heads of arguments.
import { openAnalyseModel } from '../2-analyse/model.ts';
import { type Word, Words } from '../2-analyse/words.ts';
import { hashText } from '../4-code/typer.ts';
import type { Model } from '../resources/models.ts';
import { RunningText } from './running-text.ts';
import { learnVectors } from './word-vectors.ts';

export const WORD_WIDTH = 64;
const MOST_WORDS = 16_000;
const LEAST = 12;

export interface WordTable {
  readonly keys: Int32Array;
  readonly vectors: Int8Array;
  /** The value of one step of an 8-bit number. */
  readonly step: number;
}

/** The most frequent words of the text files of a folder, by their lower-cased form. */
export const learnWordTable = (
  folder: string,
  analyse: Model,
  seed: number,
  report: (line: string) => void,
): WordTable => {
  const { tokeniser, splits } = openAnalyseModel(analyse);
  const words = new Words();
  const running = new RunningText(words, tokeniser, splits);
  running.addFolder(folder);
  const { indices } = running;
  report(`${indices.length} words of running text are read`);
  const all = words.all();
  const ids = running.frequentIds(LEAST).slice(0, MOST_WORDS);
  const rowById = new Map(ids.map((id, i) => [id, i + 1]));
  const rowOf = all.map(word => rowById.get(word.id) ?? 0);
  const text = indices.map(index => (index < 0 ? index : (rowOf[index] as number)));
  const endings = indices.map(index => (index < 0 ? 0 : ((all[index] as Word).suffixes[1] as number)));
  const vectors = learnVectors(text, endings, ids.length + 1, { width: WORD_WIDTH, seed, report });
  const keys = new Int32Array(ids.length);
  for (const word of all) {
    const row = rowById.get(word.id);
    if (row !== undefined) keys[row - 1] = hashText(word.lower);
  }
  return { keys, ...quantise(vectors.subarray(WORD_WIDTH)) };
};

const quantise = (values: Float32Array): { vectors: Int8Array; step: number } => {
  // numbers past four standard deviations are cut: the vectors have a root mean square of one
  const step = 4 / 127;
  return {
    vectors: Int8Array.from(values, value => Math.max(-127, Math.min(127, Math.round(value / step)))),
    step,
  };
};
