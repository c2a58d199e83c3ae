// Labelled sentences become tagger weights: stretches of candidate tokens for the random field, each sentence a second
// time with made-up names. Deterministic from its seed.
import { NAME_FEATURES, nameFeatures, readySentence } from '../2-analyse/names-features.ts';
import type { Gazetteer } from '../2-analyse/names-gazetteer.ts';
import { kindOfLabel, NAME_LABELS, OUTSIDE, type TaggerWeights } from '../2-analyse/names-model.ts';
import { nameWordBits, nameWordClass } from '../2-analyse/names-words.ts';
import { type ChainWeights, type CrfOptions, type Stretch, trainChain } from './names-crf.ts';
import { FREE, FREE_OTHER, type LabelledSentence } from './names-data.ts';
import { randomFrom } from './random.ts';

export interface TaggerOptions extends CrfOptions {
  /** Share of the sentences that are given a second time with made-up names. */
  readonly unknown: number;
}

/** Sentences that count alike. */
export interface TrainingPart {
  readonly sentences: readonly LabelledSentence[];
  readonly weight: number;
}

const CONSONANTS = 'bcdfghjklmnprstvwz';
const VOWELS = 'aeiou';

/** A word that nobody has seen with the same pattern of capitals and about the same length: "Karim" to "Bosud". */
const inventWord = (form: string, random: () => number): string => {
  let vowel = random() < 0.3;
  let word = '';
  for (const char of form) {
    if (!/\p{L}/u.test(char)) {
      word += char;
      continue;
    }
    const letters = vowel ? VOWELS : CONSONANTS;
    vowel = !vowel;
    const letter = letters.charAt(Math.floor(random() * letters.length));
    word += char === char.toLowerCase() ? letter : letter.toUpperCase();
  }
  return word;
};

/** Share of made-up names in capitals, as in transcripts: "SECRETARY KERRY:". */
const SHOUTED = 0.1;

/**
 * The sentence with its names' words made up, so that the tagger learns what the words around a name tell. Words of a
 * class ("Council", "River") and nationalities stay.
 */
const withUnknownNames = (item: LabelledSentence, random: () => number): LabelledSentence | null => {
  const { labels, sentence } = item;
  let changed = false;
  const shout = random() < SHOUTED;
  const tokens = sentence.tokens.map((token, i) => {
    const label = labels[i] as number;
    const named = label > OUTSIDE && kindOfLabel(label) !== 'group' && kindOfLabel(label) !== 'other';
    const keep =
      nameWordClass(token.form.toLowerCase()) &
      ~(nameWordBits.given | nameWordBits.city | nameWordBits.country);
    if (!named || keep || !/^\p{Lu}\p{Ll}/u.test(token.form)) return token;
    const invented = inventWord(token.form, random);
    const form = shout ? invented.toUpperCase() : invented;
    changed = true;
    return { ...token, form, lemma: form };
  });
  return changed ? { ...item, sentence: { ...sentence, tokens } } : null;
};

/** The labels that a given one leaves open. */
const isRight = (given: number, label: number): boolean => {
  if (given === FREE) return true;
  if (given === FREE_OTHER) return label === OUTSIDE || kindOfLabel(label) === 'other';
  return given === label;
};

const stretchesOf = (
  { sentence, cases, labels }: LabelledSentence,
  gazetteer: Gazetteer,
  weight: number,
): Stretch[] => {
  const ready = readySentence(sentence, cases, gazetteer);
  const { candidates } = ready;
  const stretches: Stretch[] = [];
  for (let from = 0; from < candidates.length; from++) {
    if (!candidates[from]) continue;
    let to = from;
    while (to < candidates.length && candidates[to]) to++;
    const features: Int32Array[] = [];
    const right = new Uint8Array((to - from) * NAME_LABELS);
    for (let i = from; i < to; i++) {
      const row = new Int32Array(NAME_FEATURES);
      nameFeatures(ready, i, row);
      features.push(row);
      for (let label = 0; label < NAME_LABELS; label++)
        if (isRight(labels[i] as number, label)) right[(i - from) * NAME_LABELS + label] = 1;
    }
    stretches.push({ features, right, weight });
    from = to;
  }
  return stretches;
};

/** Random fields whose mean is taken: each has its own made-up names, hidden features and order. */
const MEMBERS = 3;
const NEXT_SEED = 7919;

const trainMember = (
  parts: readonly TrainingPart[],
  gazetteer: Gazetteer,
  options: TaggerOptions,
): ChainWeights => {
  const random = randomFrom(options.seed);
  const stretches = parts.flatMap(({ sentences, weight }) =>
    sentences.flatMap(item => {
      const unknown = random() < options.unknown ? withUnknownNames(item, random) : null;
      const own = stretchesOf(item, gazetteer, weight);
      return unknown ? [...own, ...stretchesOf(unknown, gazetteer, weight)] : own;
    }),
  );
  return trainChain(stretches, options);
};

export const trainTagger = (
  parts: readonly TrainingPart[],
  gazetteer: Gazetteer,
  options: TaggerOptions,
): TaggerWeights => {
  const seeds = Array.from({ length: MEMBERS }, (_, member) => options.seed + member * NEXT_SEED);
  return quantise(seeds.map(seed => trainMember(parts, gazetteer, { ...options, seed })).reduce(addWeights));
};

const addWeights = (sum: ChainWeights, one: ChainWeights): ChainWeights => ({
  mask: sum.mask,
  table: sum.table.map((weight, at) => weight + (one.table[at] as number)),
  transitions: sum.transitions.map((weight, at) => weight + (one.transitions[at] as number)),
});

/** Weights as 8-bit integers with one scale for table and transitions. */
const quantise = (weights: ChainWeights): TaggerWeights => {
  let top = 1e-9;
  for (const weight of weights.table) top = Math.max(top, Math.abs(weight));
  const scale = 127 / top;
  const table = Int8Array.from(weights.table, w => Math.max(-127, Math.min(127, Math.round(w * scale))));
  const transitions = Int16Array.from(weights.transitions, w =>
    Math.max(-32000, Math.min(32000, Math.round(w * scale))),
  );
  return { table, mask: weights.mask, transitions };
};
