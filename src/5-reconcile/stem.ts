// A word becomes its stem: Porter, "An algorithm for suffix stripping" (Program 14, 1980), steps 1 to 5.
// Brings "withdrawal" to "withdraw" and "accusations" to "accuse".

const isConsonant = (word: string, at: number): boolean => {
  const letter = word[at] as string;
  if ('aeiou'.includes(letter)) return false;
  return letter !== 'y' || at === 0 || !isConsonant(word, at - 1);
};

/** Number of vowel-consonant sequences: Porter's m. */
const measure = (stem: string): number => {
  let count = 0;
  let afterVowel = false;
  for (let at = 0; at < stem.length; at++) {
    const consonant = isConsonant(stem, at);
    if (consonant && afterVowel) count++;
    afterVowel = !consonant;
  }
  return count;
};

const hasVowel = (stem: string): boolean => {
  for (let at = 0; at < stem.length; at++) if (!isConsonant(stem, at)) return true;
  return false;
};

const endsDouble = (word: string): boolean =>
  word.length > 1 && word.at(-1) === word.at(-2) && isConsonant(word, word.length - 1);

/** Ends consonant, vowel, consonant but for w, x, y: "hop", so that "hoping" keeps its e. */
const endsShort = (word: string): boolean => {
  const last = word.length - 1;
  if (last < 2 || 'wxy'.includes(word[last] as string)) return false;
  return isConsonant(word, last) && !isConsonant(word, last - 1) && isConsonant(word, last - 2);
};

type Rule = readonly [suffix: string, replacement: string];

/** Applies the first rule whose suffix fits, if the rest measures more than `above`. */
const replaceSuffix = (word: string, rules: readonly Rule[], above: number): string => {
  for (const [suffix, replacement] of rules) {
    if (!word.endsWith(suffix)) continue;
    const stem = word.slice(0, -suffix.length);
    if (suffix === 'ion' && !/[st]$/.test(stem)) return word;
    return measure(stem) > above ? stem + replacement : word;
  }
  return word;
};

const plural = (word: string): string => {
  if (word.endsWith('sses') || word.endsWith('ies')) return word.slice(0, -2);
  if (word.endsWith('ss') || !word.endsWith('s')) return word;
  return word.slice(0, -1);
};

const restoreEnding = (stem: string): string => {
  if (/(?:at|bl|iz)$/.test(stem)) return `${stem}e`;
  if (endsDouble(stem) && !/[lsz]$/.test(stem)) return stem.slice(0, -1);
  return measure(stem) === 1 && endsShort(stem) ? `${stem}e` : stem;
};

const pastOrGerund = (word: string): string => {
  if (word.endsWith('eed')) return measure(word.slice(0, -3)) > 0 ? word.slice(0, -1) : word;
  for (const suffix of ['ed', 'ing']) {
    if (!word.endsWith(suffix)) continue;
    const stem = word.slice(0, -suffix.length);
    return hasVowel(stem) ? restoreEnding(stem) : word;
  }
  return word;
};

const STEP_2: readonly Rule[] = [
  ['ational', 'ate'],
  ['tional', 'tion'],
  ['enci', 'ence'],
  ['anci', 'ance'],
  ['izer', 'ize'],
  ['abli', 'able'],
  ['alli', 'al'],
  ['entli', 'ent'],
  ['eli', 'e'],
  ['ousli', 'ous'],
  ['ization', 'ize'],
  ['ation', 'ate'],
  ['ator', 'ate'],
  ['alism', 'al'],
  ['iveness', 'ive'],
  ['fulness', 'ful'],
  ['ousness', 'ous'],
  ['aliti', 'al'],
  ['iviti', 'ive'],
  ['biliti', 'ble'],
];
const STEP_3: readonly Rule[] = [
  ['icate', 'ic'],
  ['ative', ''],
  ['alize', 'al'],
  ['iciti', 'ic'],
  ['ical', 'ic'],
  ['ful', ''],
  ['ness', ''],
];
const STEP_4: readonly Rule[] =
  'al ance ence er ic able ible ant ement ment ent ion ou ism ate iti ous ive ize'
    .split(' ')
    .map(suffix => [suffix, '']);

const finalE = (word: string): string => {
  if (!word.endsWith('e')) return word;
  const stem = word.slice(0, -1);
  const m = measure(stem);
  return m > 1 || (m === 1 && !endsShort(stem)) ? stem : word;
};

/** Longest word that is stemmed; longer ones are no English words and stay as they are. */
const MAX_WORD = 32;

/** `word` in lower case; words with other letters than a to z come back unchanged. */
export const stem = (word: string): string => {
  if (word.length < 3 || word.length > MAX_WORD || !/^[a-z]+$/.test(word)) return word;
  let out = pastOrGerund(plural(word));
  if (out.endsWith('y') && hasVowel(out.slice(0, -1))) out = `${out.slice(0, -1)}i`;
  out = replaceSuffix(out, STEP_2, 0);
  out = replaceSuffix(out, STEP_3, 0);
  out = replaceSuffix(out, STEP_4, 1);
  out = finalE(out);
  return endsDouble(out) && out.endsWith('l') && measure(out) > 1 ? out.slice(0, -1) : out;
};
