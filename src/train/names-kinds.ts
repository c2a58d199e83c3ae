// Entity types of GUM become the kind classifier's weights: averaged multiclass perceptron over hashed features.
// Types that one source does not tell apart are given as a set; the best of the set is then taken as right.

import {
  KIND_FEATURES,
  type KindWeights,
  kindFeatures,
  type MentionClass,
  mentionClasses,
  scoreKinds,
} from '../2-analyse/mentions-kinds.ts';
import type { NameKind, Sentence } from '../schema/analysis.ts';
import type { TreebankDocument } from './names-treebank.ts';
import { randomFrom, shuffle } from './random.ts';

export interface KindExample {
  readonly features: Int32Array;
  readonly right: readonly MentionClass[];
}

export const kindExample = (
  sentence: Sentence,
  head: number,
  name: NameKind | null,
  right: readonly MentionClass[],
): KindExample => {
  const features = new Int32Array(KIND_FEATURES);
  kindFeatures(sentence, head, name, features);
  return { features, right };
};

/** Singular nouns for many persons, which GUM calls persons all the same. */
const collective =
  /^(population|audience|public|crowd|community|family|people|staff|crew|personnel|youth|majority|police|clan|tribe)$/;

const classOfGum = (type: string, plural: boolean): MentionClass => {
  if (type === 'person') return plural ? 'people' : 'person';
  if (type === 'organization' || type === 'place' || type === 'time') return type;
  return 'other';
};

/** `nameOf` gives the kind of the name at a head as the tagger sees it. */
export const kindExamplesOfGum = (
  document: TreebankDocument,
  nameOf: (sentence: number, head: number) => NameKind | null,
): KindExample[] =>
  document.mentions.flatMap(mention => {
    const sentence = document.sentences[mention.sentence] as Sentence;
    const token = sentence.tokens[mention.head];
    if (!token || !['NOUN', 'PROPN', 'NUM', 'ADJ'].includes(token.upos)) return [];
    const name = nameOf(mention.sentence, mention.head);
    const plural = token.feats.includes('Number=Plur') || collective.test(token.lemma);
    const right: MentionClass[] = name === 'group' ? ['group'] : [classOfGum(mention.type, plural)];
    return [kindExample(sentence, mention.head, name, right)];
  });

export const trainKinds = (
  examples: readonly KindExample[],
  options: { readonly bits: number; readonly epochs: number; readonly seed: number },
): KindWeights => {
  const C = mentionClasses.length;
  const mask = (1 << options.bits) - 1;
  const table = new Float32Array((mask + 1) * C);
  const sums = new Float64Array(table.length);
  const weights: KindWeights = { table, mask };
  const items = [...examples];
  const random = randomFrom(options.seed);
  const scores = new Float64Array(C);
  let step = 1;
  for (let epoch = 0; epoch < options.epochs; epoch++) {
    shuffle(items, random);
    for (const { features, right } of items) {
      scoreKinds(weights, features, scores);
      let guess = 0;
      let gold = -1;
      for (let c = 0; c < C; c++) {
        if ((scores[c] as number) > (scores[guess] as number)) guess = c;
        if (
          right.includes(mentionClasses[c] as MentionClass) &&
          (gold < 0 || (scores[c] as number) > (scores[gold] as number))
        )
          gold = c;
      }
      if (gold >= 0 && guess !== gold)
        for (const feature of features)
          for (const [label, amount] of [
            [gold, 1],
            [guess, -1],
          ] as const) {
            const at = (feature & mask) * C + label;
            table[at] = (table[at] as number) + amount;
            sums[at] = (sums[at] as number) + amount * step;
          }
      step++;
    }
  }
  for (let i = 0; i < table.length; i++) table[i] = (table[i] as number) - (sums[i] as number) / step;
  return { table: roundWeights(table), mask };
};

/** Weights as 8-bit integers with the largest at 127. */
export const roundWeights = (table: Float32Array): Int8Array => {
  let top = 1e-9;
  for (const weight of table) top = Math.max(top, Math.abs(weight));
  return Int8Array.from(table, weight => Math.round((weight * 127) / top));
};
