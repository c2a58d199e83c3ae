// Labelled sentences become tagger weights: averaged structured perceptron (Collins 2002) with Viterbi, where free
// tokens take the best labels that fit the given ones (Fernandes & Brefeld 2011). Deterministic from its seed.
import { NAME_FEATURES, nameFeatures, readySentence } from '../2-analyse/names-features.ts';
import type { Gazetteer } from '../2-analyse/names-gazetteer.ts';
import {
  decode,
  kindOfLabel,
  NAME_LABELS,
  OUTSIDE,
  scoreFeatures,
  type TaggerWeights,
} from '../2-analyse/names-model.ts';
import { nameWordBits, nameWordClass } from '../2-analyse/names-words.ts';
import { FREE, FREE_OTHER, type LabelledSentence } from './names-data.ts';

export interface TaggerOptions {
  readonly bits: number;
  readonly epochs: number;
  readonly seed: number;
  /** Share of the sentences that are given a second time with made-up names. */
  readonly unknown: number;
}

/** xorshift32: the only randomness of training. */
export const randomFrom = (seed: number): (() => number) => {
  let state = (seed * 2654435761 + 1) >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state >>>= 0;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state / 4294967296;
  };
};

export const shuffle = <T>(items: T[], random: () => number): void => {
  for (let i = items.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    const swap = items[i] as T;
    items[i] = items[j] as T;
    items[j] = swap;
  }
};

interface Prepared {
  readonly n: number;
  readonly candidates: Uint8Array;
  readonly features: Int32Array[];
  readonly labels: Int8Array;
  readonly free: boolean;
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
export const withUnknownNames = (item: LabelledSentence, random: () => number): LabelledSentence | null => {
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
    changed = true;
    const invented = inventWord(token.form, random);
    const form = shout ? invented.toUpperCase() : invented;
    return { ...token, form, lemma: form };
  });
  return changed ? { ...item, sentence: { ...sentence, tokens } } : null;
};

const prepare = ({ sentence, cases, labels }: LabelledSentence, gazetteer: Gazetteer): Prepared | null => {
  const ready = readySentence(sentence, cases, gazetteer);
  const { words, candidates } = ready;
  if (!candidates.some(x => x !== 0)) return null;
  const features: Int32Array[] = [];
  const kept = Int8Array.from(labels);
  for (let i = 0; i < words.length; i++) {
    const row = new Int32Array(candidates[i] ? NAME_FEATURES : 0);
    if (candidates[i]) nameFeatures(ready, i, row);
    features.push(row);
  }
  return {
    n: words.length,
    candidates,
    features,
    labels: kept,
    free: kept.includes(FREE) || kept.includes(FREE_OTHER),
  };
};

/** The mean of taggers from several seeds: steadier than one, and no larger. */
export const trainTaggers = (
  data: readonly LabelledSentence[],
  gazetteer: Gazetteer,
  options: TaggerOptions,
  models: number,
): TaggerWeights => {
  const trained = Array.from({ length: models }, (_, i) =>
    trainTagger(data, gazetteer, { ...options, seed: options.seed + i }),
  );
  const first = trained[0] as TaggerWeights;
  const mean = (pick: (weights: TaggerWeights) => ArrayLike<number>): Float32Array =>
    Float32Array.from(
      { length: pick(first).length },
      (_, i) => trained.reduce((sum, weights) => sum + (pick(weights)[i] as number), 0) / models,
    );
  return quantise({
    table: mean(weights => weights.table),
    mask: first.mask,
    transitions: mean(weights => weights.transitions),
  });
};

const trainTagger = (
  data: readonly LabelledSentence[],
  gazetteer: Gazetteer,
  options: TaggerOptions,
): TaggerWeights => {
  const L = NAME_LABELS;
  const size = (1 << options.bits) * L;
  const mask = (1 << options.bits) - 1;
  const table = new Float32Array(size);
  const sums = new Float64Array(size);
  const transitions = new Float32Array(L * L);
  const transitionSums = new Float64Array(L * L);
  const weights: TaggerWeights = { table, mask, transitions };
  const random = randomFrom(options.seed);
  const unknown = data.flatMap(item =>
    random() < options.unknown ? (withUnknownNames(item, random) ?? []) : [],
  );
  const items = [...data, ...unknown].map(item => prepare(item, gazetteer)).filter(item => item !== null);
  let step = 1;
  for (let epoch = 0; epoch < options.epochs; epoch++) {
    shuffle(items, random);
    for (const item of items) {
      const { n, features, candidates } = item;
      const scores = new Float64Array(n * L);
      for (let i = 0; i < n; i++)
        if (candidates[i]) scoreFeatures(weights, features[i] as Int32Array, scores, i * L);
      const possible = (i: number, label: number) => candidates[i] === 1 || label === OUTSIDE;
      const guess = decode(weights, scores, n, possible);
      const fits = (i: number, label: number) => {
        const given = item.labels[i] as number;
        if (!possible(i, label)) return false;
        if (given === FREE || candidates[i] === 0) return true;
        if (given === FREE_OTHER) return label === OUTSIDE || kindOfLabel(label) === 'other';
        return given === label;
      };
      const gold = item.free ? decode(weights, scores, n, fits) : item.labels;
      const update = (i: number, label: number, amount: number) => {
        for (const feature of features[i] as Int32Array) {
          const at = (feature & mask) * L + label;
          table[at] = (table[at] as number) + amount;
          sums[at] = (sums[at] as number) + amount * step;
        }
      };
      const updatePair = (before: number, label: number, amount: number) => {
        const at = before * L + label;
        transitions[at] = (transitions[at] as number) + amount;
        transitionSums[at] = (transitionSums[at] as number) + amount * step;
      };
      for (let i = 0; i < n; i++) {
        const right = candidates[i] ? (gold[i] as number) : OUTSIDE;
        const wrong = guess[i] as number;
        const rightBefore = i > 0 && candidates[i - 1] ? (gold[i - 1] as number) : OUTSIDE;
        const wrongBefore = i > 0 ? (guess[i - 1] as number) : OUTSIDE;
        if (right !== wrong) {
          update(i, right, 1);
          update(i, wrong, -1);
        }
        if (right !== wrong || rightBefore !== wrongBefore) {
          updatePair(rightBefore, right, 1);
          updatePair(wrongBefore, wrong, -1);
        }
        if (i === n - 1 && right !== wrong) {
          updatePair(right, OUTSIDE, 1);
          updatePair(wrong, OUTSIDE, -1);
        }
      }
      step++;
    }
  }
  for (let i = 0; i < size; i++) table[i] = (table[i] as number) - (sums[i] as number) / step;
  for (let i = 0; i < L * L; i++)
    transitions[i] = (transitions[i] as number) - (transitionSums[i] as number) / step;
  return weights;
};

/** Weights as 8-bit integers with one scale for table and transitions. */
const quantise = (weights: TaggerWeights): TaggerWeights => {
  let top = 1e-9;
  for (const weight of weights.table) top = Math.max(top, Math.abs(weight));
  const scale = 127 / top;
  const table = Int8Array.from(weights.table, w => Math.max(-127, Math.min(127, Math.round(w * scale))));
  const transitions = Int16Array.from(weights.transitions, w =>
    Math.max(-32000, Math.min(32000, Math.round(w * scale))),
  );
  return { table, mask: weights.mask, transitions };
};
