// The head of a phrase becomes the kind of thing it names: a linear classifier over the head noun, its modifiers,
// its place in the tree and the name tagger's opinion.
import { NAME_KINDS, type NameKind, type Sentence, type Token } from '../schema/analysis.ts';
import { childrenOf } from '../schema/tree.ts';
import { hashText, mix, wordCodes } from './names-features.ts';
import { nameWordBits, nameWordClass } from './names-words.ts';

/** `people` is a plural of persons ("officials"), `time` a date or span; both are finer than NameKind. */
export const mentionClasses = [
  'person',
  'people',
  'organization',
  'place',
  'group',
  'time',
  'other',
] as const;
export type MentionClass = (typeof mentionClasses)[number];

export interface KindWeights {
  /** `(mask + 1) * mentionClasses.length` weights, row by feature hash. */
  readonly table: Int8Array | Float32Array;
  readonly mask: number;
}

export const KIND_FEATURES = 32;

const NAME_CODES = new Map(NAME_KINDS.map((kind, i) => [kind, i + 1]));

/** Features of the phrase headed by `head`, whose bare name has kind `name` (null: none). */
export const kindFeatures = (
  sentence: Sentence,
  head: number,
  name: NameKind | null,
  out: Int32Array,
): void => {
  const tokens = sentence.tokens;
  const token = tokens[head] as Token;
  const codes = wordCodes(token.form);
  const lemma = hashText(token.lemma.toLowerCase().slice(0, 40));
  const lower = token.lemma.toLowerCase();
  const n = lower.length;
  const tag = hashText(token.xpos);
  const governor = token.head >= 0 ? (tokens[token.head] as Token) : null;
  const governorLemma = governor ? hashText(governor.lemma.slice(0, 40)) : 11;
  const relation = hashText(token.deprel);
  const named = name ? (NAME_CODES.get(name) as number) : 0;
  let determiner = 0;
  let preposition = 0;
  let modifier = 0;
  let compound = 0;
  let ofNoun = 0;
  let modifierClasses = 0;
  let possessor = 0;
  for (const child of childrenOf(sentence, head)) {
    const dependent = tokens[child] as Token;
    const value = hashText(dependent.lemma.toLowerCase().slice(0, 40));
    if (dependent.deprel === 'det') determiner = value;
    else if (dependent.deprel === 'case') preposition = value;
    else if (dependent.deprel === 'amod') modifier = value;
    else if (dependent.deprel === 'compound') compound = value;
    else if (dependent.deprel === 'nmod:poss') possessor = hashText(dependent.xpos);
    else if (dependent.deprel === 'nmod') ofNoun = value;
    if (child < head) modifierClasses |= wordCodes(dependent.form).classes;
  }
  let k = 0;
  const add = (value: number) => {
    out[k] = mix(value, 1000 + k);
    k++;
  };
  add(0);
  add(lemma);
  add(codes.form);
  add(tag);
  add(hashText(lower, Math.max(0, n - 3)));
  add(hashText(lower, Math.max(0, n - 4)));
  add(hashText(lower, Math.max(0, n - 5)));
  add(hashText(lower, Math.max(0, n - 2)));
  add(named);
  add(mix(named, lemma));
  add(mix(named, tag));
  add(mix(named, codes.classes));
  add(codes.classes);
  add(mix(determiner, tag));
  add(mix(preposition, relation));
  add(mix(preposition, named));
  add(mix(preposition, tag));
  add(modifier);
  add(mix(modifier, lemma));
  add(compound);
  add(mix(compound, lemma));
  add(mix(relation, governorLemma));
  add(mix(mix(relation, governorLemma), named));
  add(mix(relation, tag));
  add(mix(governorLemma, preposition));
  add(modifierClasses);
  add(mix(modifierClasses, tag));
  add(ofNoun);
  add(mix(possessor, tag));
  add(mix(codes.shape, tag));
  const lemmaClasses = nameWordClass(lower);
  add(mix(lemmaClasses, tag));
  add(mix(lemmaClasses & nameWordBits.personNoun, mix(tag, named)));
};

const features = new Int32Array(KIND_FEATURES);
const scores = new Float64Array(mentionClasses.length);

export const scoreKinds = (weights: KindWeights, input: Int32Array, result: Float64Array): void => {
  const { table, mask } = weights;
  const C = mentionClasses.length;
  result.fill(0);
  for (let f = 0; f < input.length; f++) {
    const row = ((input[f] as number) & mask) * C;
    for (let c = 0; c < C; c++) result[c] = (result[c] as number) + (table[row + c] as number);
  }
};

const CURRENCY =
  /^(?:dollar|euro|pound|dinar|dirham|lira|rial|riyal|shekel|rouble|ruble|hryvnia|rupee|afghani|peso|franc|yen|yuan|naira|shilling|birr|cent)$/;

export const classOfMention = (
  sentence: Sentence,
  head: number,
  name: NameKind | null,
  weights: KindWeights,
): MentionClass => {
  if (name === null && wordCodes((sentence.tokens[head] as Token).form).classes & nameWordBits.calendar)
    return 'time';
  if (name === null && CURRENCY.test((sentence.tokens[head] as Token).lemma)) return 'other';
  kindFeatures(sentence, head, name, features);
  scoreKinds(weights, features, scores);
  let best = 0;
  for (let c = 1; c < scores.length; c++) if ((scores[c] as number) > (scores[best] as number)) best = c;
  return mentionClasses[best] as MentionClass;
};
