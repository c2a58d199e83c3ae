// A report's text as words with offsets: stems, names by their capital, numbers. Stage 5 compares wording, so this
// stays independent of the analysis of stage 2.
import type { Span } from '../schema/span.ts';
import { stem } from './stem.ts';

export interface Word extends Span {
  /** Lower case, apostrophes and possessive dropped. */
  readonly form: string;
  readonly stem: string;
  readonly kind: 'word' | 'name' | 'number';
  /** Index of the sentence it stands in. */
  readonly sentence: number;
}

/** A longer run without a space is no word of a news text (base64, a URL). */
const MAX_LENGTH = 40;
/** Reports are compared by their first words; a book sent as one report costs no more than this. */
const MAX_WORDS = 20_000;

const WORD = /[\p{L}\p{M}\p{N}]+(?:[.,’'][\p{L}\p{M}\p{N}]+)*/gu;
const SENTENCE_END = /[.!?…]["”’')\]]*\s+["“‘'([]*$|\n\s*$/u;

/** Removes case, accents and the possessive: "Erdoğan’s" -> "erdogan". */
export const foldWord = (word: string): string => {
  if (/^[a-z0-9]+$/i.test(word)) return word.toLowerCase();
  return word
    .replace(/[’']s?$/u, '')
    .normalize('NFKD')
    .replace(/[\p{M}’']/gu, '')
    .replace(/ı/gu, 'i')
    .toLowerCase();
};

/** Words come again and again: their stems are kept, up to this many. */
const MAX_KEPT = 100_000;
const stems = new Map<string, string>();

const keptStem = (form: string): string => {
  const known = stems.get(form);
  if (known !== undefined) return known;
  if (stems.size >= MAX_KEPT) stems.clear();
  const made = stem(form);
  stems.set(form, made);
  return made;
};

const isNumber = (form: string): boolean => /^\p{N}[\p{N}.,]*$/u.test(form);

/** Index of the first word that ends after `offset`; words are in text order. */
export const wordAt = (words: readonly Word[], offset: number): number => {
  let [low, high] = [0, words.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((words[middle] as Word).end <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
};

export const splitWords = (text: string): Word[] => {
  const words: Word[] = [];
  let sentence = 0;
  let previousEnd = 0;
  for (const match of text.matchAll(WORD)) {
    const raw = match[0];
    if (words.length >= MAX_WORDS) break;
    if (raw.length > MAX_LENGTH) continue;
    const gap = text.slice(Math.max(previousEnd, match.index - 12), match.index);
    const starts = words.length > 0 && SENTENCE_END.test(gap) && /^[\p{Lu}\p{N}]/u.test(raw);
    if (starts) sentence++;
    const first = words.length === 0 || starts || /["“‘(:]\s*$/u.test(gap);
    const form = foldWord(raw);
    previousEnd = match.index + raw.length;
    if (form === '') continue;
    const number = isNumber(form);
    const kind = number ? 'number' : /^\p{Lu}/u.test(raw) && !first ? 'name' : 'word';
    words.push({
      start: match.index,
      end: previousEnd,
      form,
      stem: number ? form.replace(/,/gu, '') : keptStem(form),
      kind,
      sentence,
    });
  }
  return words;
};
