// Sentence -> the weapons, manners and crowds it names, by the phrases of codebook/means.yaml; one pass a sentence.
import type { Sentence } from '../schema/analysis.ts';
import type { Codebook, Means } from '../schema/codebook.ts';
import { tokenAt } from '../schema/tree.ts';
import type { Reading } from './reading.ts';

export interface MeansAt {
  readonly means: Means;
  /** Tokens of the phrase: the first and one past the last. */
  readonly from: number;
  readonly to: number;
}

export interface Named {
  readonly means: readonly MeansAt[];
  readonly crowd: boolean;
  readonly garrison: boolean;
  readonly hazard: boolean;
  /** Tokens that begin a word for arms. */
  readonly weapons: ReadonlySet<number>;
}

const longestPhrase = 4;

const openers = new WeakMap<Codebook, ReadonlySet<string>>();

/** The words that some listed phrase begins with: nearly every word of a report begins none, and is passed over. */
const openersOf = (codebook: Codebook): ReadonlySet<string> => {
  let found = openers.get(codebook);
  if (!found) {
    const { means, crowds, garrisons, hazards, weapons } = codebook;
    const phrases = [...means.keys(), ...crowds, ...garrisons, ...hazards, ...weapons];
    found = new Set(phrases.map(phrase => phrase.split(' ')[0] as string));
    openers.set(codebook, found);
  }
  return found;
};

interface Words {
  readonly lemmas: readonly string[];
  readonly forms: readonly string[];
  /** Token index of each word; hyphens are left out: "rocket-propelled grenade". */
  readonly at: readonly number[];
}

const wordsOf = (sentence: Sentence): Words => {
  const at = sentence.tokens.flatMap((token, i) => (/^[-–‑]$/.test(token.form) ? [] : [i]));
  return {
    at,
    lemmas: at.map(i => tokenAt(sentence, i).lemma.toLowerCase()),
    forms: at.map(i => tokenAt(sentence, i).form.toLowerCase()),
  };
};

/** Length in words of the longest phrase at `start` that `isListed`, by lemmas or else by forms; 0 for none. */
const phraseAt = (
  { lemmas, forms }: Words,
  start: number,
  isListed: (phrase: string) => boolean,
): { length: number; phrase: string } | null => {
  for (let length = Math.min(longestPhrase, lemmas.length - start); length > 0; length--)
    for (const words of [lemmas, forms]) {
      const phrase = words.slice(start, start + length).join(' ');
      if (isListed(phrase)) return { length, phrase };
    }
  return null;
};

/** Where arms are made and kept. */
const stores = new Set([
  'site',
  'facility',
  'plant',
  'factory',
  'depot',
  'store',
  'warehouse',
  'stockpile',
  'arsenal',
  'capability',
  'programme',
  'program',
  'laboratory',
  'base',
]);

const memo = new WeakMap<Reading, Map<number, Named>>();

export const namedIn = (reading: Reading, sentence: Sentence): Named => {
  const known = memo.get(reading) ?? new Map<number, Named>();
  memo.set(reading, known);
  const named = known.get(sentence.index) ?? nameIn(reading, sentence);
  known.set(sentence.index, named);
  return named;
};

const nameIn = ({ codebook }: Reading, sentence: Sentence): Named => {
  const words = wordsOf(sentence);
  const opens = openersOf(codebook);
  const means: MeansAt[] = [];
  const weapons = new Set<number>();
  let crowd = false;
  let garrison = false;
  let hazard = false;
  for (let i = 0, free = 0; i < words.at.length; i++) {
    if (!opens.has(words.lemmas[i] ?? '') && !opens.has(words.forms[i] ?? '')) continue;
    const at = words.at[i] ?? 0;
    if (phraseAt(words, i, phrase => codebook.weapons.has(phrase))) weapons.add(at);
    const people = phraseAt(words, i, phrase => codebook.crowds.has(phrase));
    if (people) crowd = true;
    garrison ||= phraseAt(words, i, phrase => codebook.garrisons.has(phrase)) !== null;
    hazard ||= phraseAt(words, i, phrase => codebook.hazards.has(phrase)) !== null;
    const found = i < free ? null : phraseAt(words, i, phrase => codebook.means.has(phrase));
    const one = found && codebook.means.get(found.phrase);
    // "riot police" are no riot, "a missile depot" is what was hit
    if (!found || !one || (people && people.length > found.length)) continue;
    if (stores.has(words.lemmas[i + found.length] ?? '')) continue;
    means.push({ means: one, from: at, to: (words.at[i + found.length - 1] ?? at) + 1 });
    free = i + found.length;
  }
  return { means, crowd, garrison, hazard, weapons };
};
