// Two names become their relation: the same, one part of the other ("Assad" ~ "Bashar al-Assad"), an acronym
// ("HTS" ~ "Hayat Tahrir al-Sham"), or none. Transliterations are compared by a consonant key.

import { nameWordBits, nameWordClass } from './names-words.ts';

export type NameRelation = 'same' | 'tail' | 'head' | 'part' | 'acronym' | 'none';

const particles = new Set([
  'al',
  'el',
  'the',
  'of',
  'and',
  'for',
  'in',
  'bin',
  'ibn',
  'de',
  'la',
  'von',
  'van',
  '-',
  '&',
]);

/** Key of one name word: "al-Assad", "Asad" and "Assad" share one; a possessive falls off. */
const keyOfWord = (word: string): string =>
  word
    .normalize('NFD')
    .replace(/[\u0300-\u036f'’‘`ʿʾ.]/g, '')
    .replace(/^(al|el|ad|ar|as|at|az|ash)-/, '')
    .replace(/ph/g, 'f')
    .replace(/kh|gh|q/g, 'k')
    .replace(/(?<=.)(.)\1+/g, '$1');

export interface NameKey {
  /** Keys of the content words. */
  readonly words: readonly string[];
  readonly whole: string;
  readonly initials: string;
  readonly acronym: string;
}

const isTitle = (word: string): boolean =>
  (nameWordClass(word) & nameWordBits.title) !== 0 ||
  (nameWordClass(word.replace(/\.$/, '')) & nameWordBits.title) !== 0;

export const nameKey = (whole: readonly string[]): NameKey => {
  let from = 0;
  while (from < whole.length - 1 && isTitle(whole[from] as string)) from++;
  const name = whole.slice(from);
  const words = name
    .filter(word => !particles.has(word) && /[\p{L}\p{N}]/u.test(word))
    .map(keyOfWord)
    .filter(word => word !== '');
  const parts = name
    .flatMap(word => word.split('-'))
    .filter(word => word !== '' && !['of', 'the', 'and', 'for', 'in', 'al', 'el'].includes(word));
  const only = name.length === 1 ? (name[0] as string).replace(/\./g, '') : '';
  return {
    words,
    whole: words.join(' '),
    initials: parts.length > 1 ? parts.map(word => word[0]).join('') : '',
    acronym: only.length >= 2 && only.length <= 8 ? only : '',
  };
};

const endsWith = (long: readonly string[], short: readonly string[]): boolean =>
  short.every((word, i) => long[long.length - short.length + i] === word);
const startsWith = (long: readonly string[], short: readonly string[]): boolean =>
  short.every((word, i) => long[i] === word);

export const relateNames = (a: NameKey, b: NameKey): NameRelation => {
  if (a.words.length === 0 || b.words.length === 0) return 'none';
  if (a.whole === b.whole) return 'same';
  const [long, short] = a.words.length >= b.words.length ? [a, b] : [b, a];
  const { acronym } = short;
  if (
    acronym.length >= 2 &&
    (long.initials === acronym || (acronym.length > 2 && long.initials.startsWith(acronym)))
  )
    return 'acronym';
  if (long.words.length > short.words.length) {
    if (endsWith(long.words, short.words)) return 'tail';
    if (startsWith(long.words, short.words)) return 'head';
  }
  // "Oskar J. Brovik" ~ "Oskar Brovik" ~ "O. Brovik": first and last agree.
  const [first, other] = [long.words[0] ?? '', short.words[0] ?? ''];
  const initial = first.length === 1 || other.length === 1 ? first[0] === other[0] : first === other;
  if (short.words.length > 1 && initial && long.words.at(-1) === short.words.at(-1)) return 'tail';
  return short.words.some(word => word.length > 2 && long.words.includes(word)) ? 'part' : 'none';
};
