// Treebank sentences -> what the network trains on, and its trained weights -> what the model file holds.
import {
  type NetworkShape,
  type NetworkWeights,
  type QuantisedRows,
  ROWS_A_WORD,
  readRows,
  UNKNOWN_ROW,
  type Vocabulary,
} from '../2-analyse/network-weights.ts';
import type { Words } from '../2-analyse/words.ts';
import { type NetworkExample, UNKNOWN_CLASS } from './network-parts.ts';
import type { TrainableNetwork } from './train-network.ts';
import type { GoldSentence, GoldWord } from './treebank.ts';

export const tagName = (word: GoldWord): string => `${word.upos} ${word.xpos}`;

/** Features as the network predicts them: a misspelling is no feature of the word meant. */
export const plainFeats = (word: GoldWord): string =>
  word.feats
    .split('|')
    .filter(feat => feat !== 'Typo=Yes')
    .join('|');

/** All values of one property that occur `least` times or more, the most frequent first. */
export function inventory(
  sentences: readonly GoldSentence[],
  of: (word: GoldWord) => string,
  least = 1,
): string[] {
  const counts = new Map<string, number>();
  for (const { words } of sentences)
    for (const word of words) counts.set(of(word), (counts.get(of(word)) ?? 0) + 1);
  return [...counts]
    .filter(([, count]) => count >= least)
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .map(([value]) => value);
}

/** Gives each id a row, from 1 on. */
export function makeVocabulary(ids: readonly number[]): Vocabulary {
  let size = 1024;
  while (size < ids.length * 1.6) size *= 2;
  const keys = new Int32Array(size);
  const rows = new Int32Array(size).fill(UNKNOWN_ROW);
  for (const [i, id] of ids.entries()) {
    let slot = id & (size - 1);
    while (rows[slot] !== UNKNOWN_ROW) slot = (slot + 1) & (size - 1);
    keys[slot] = id;
    rows[slot] = i + 1;
  }
  return { keys, rows };
}

/** Ids of the words that occur `least` times or more, the most frequent first. */
export function frequentWords(sentences: readonly GoldSentence[], words: Words, least: number): number[] {
  const counts = new Map<number, number>();
  for (const sentence of sentences)
    for (const { form } of sentence.words) {
      const { id } = words.get(form);
      counts.set(id, (counts.get(id) ?? 0) + 1);
    }
  return [...counts]
    .filter(([, count]) => count >= least)
    .sort((a, b) => b[1] - a[1] || a[0] - b[0])
    .map(([id]) => id);
}

export interface Classes {
  readonly tags: readonly string[];
  readonly feats: readonly string[];
  readonly labels: readonly string[];
}

export function toExamples(
  sentences: readonly GoldSentence[],
  words: Words,
  vocabulary: Vocabulary,
  affixes: number,
  classes: Classes,
): NetworkExample[] {
  const index = (names: readonly string[]): Map<string, number> => new Map(names.map((name, i) => [name, i]));
  const tags = index(classes.tags);
  const feats = index(classes.feats);
  const labels = index(classes.labels);
  return sentences.map(sentence => {
    const gold = sentence.words;
    const rows = new Int32Array(gold.length * ROWS_A_WORD);
    for (const [i, { form }] of gold.entries())
      readRows(words.get(form), vocabulary, affixes, rows, i * ROWS_A_WORD);
    return {
      rows,
      tags: Uint8Array.from(gold, word => tags.get(tagName(word)) ?? UNKNOWN_CLASS),
      feats: Uint8Array.from(gold, word => feats.get(plainFeats(word)) ?? UNKNOWN_CLASS),
      heads: Int32Array.from(gold, ({ head }) => (head < 0 ? gold.length : head)),
      labels: Uint8Array.from(gold, ({ deprel }) => labels.get(deprel) ?? UNKNOWN_CLASS),
    };
  });
}

/** Rows of 8 bit integers, each row scaled by its largest number. */
function quantiseRows(values: Float32Array, columns: number): QuantisedRows {
  const count = values.length / columns;
  const rows = new Int8Array(values.length);
  const scales = new Float32Array(count);
  for (let row = 0; row < count; row++) {
    let largest = 0;
    for (let i = row * columns; i < (row + 1) * columns; i++)
      largest = Math.max(largest, Math.abs(values[i] as number));
    const scale = largest / 127;
    scales[row] = scale;
    if (scale > 0)
      for (let i = row * columns; i < (row + 1) * columns; i++)
        rows[i] = Math.round((values[i] as number) / scale);
  }
  return { rows, scales };
}

export function toWeights(network: TrainableNetwork, vocabulary: Vocabulary): NetworkWeights {
  const shape: NetworkShape = network.shape;
  const { words, affixes, dense } = network.result();
  return {
    shape,
    vocabulary,
    words: quantiseRows(words, shape.width),
    affixes: quantiseRows(affixes, shape.width),
    dense: new Map(Object.entries(dense)),
  };
}
