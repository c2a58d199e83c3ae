// Acronyms that the report itself introduces, "the Sahel Defence Front (SDF)": from there on they stand for that name,
// whatever the registry knows by the same letters.
import { nameWords } from '../resources/names.ts';
import type { Sentence } from '../schema/analysis.ts';
import type { NameHit } from './sentence-names.ts';

export interface Introduced {
  readonly letters: string;
  readonly sentence: number;
  /** Tokens of the full name. */
  readonly from: number;
  readonly to: number;
}

const LETTERS = /^\p{Lu}[\p{Lu}\p{N}-]{1,7}$/u;
const SMALL = new Set(['of', 'the', 'for', 'and', 'in', 'on', 'to', 'de', 'du', 'la', '-', "'s"]);
const LONGEST = 12;

/** Tokens before the bracket whose initials spell the letters, small words read or passed over. */
const spelled = (sentence: Sentence, letters: string, end: number): number => {
  let left = letters.toLowerCase();
  for (let index = end - 1; index >= 0 && index >= end - LONGEST; index--) {
    const form = sentence.tokens[index]?.form ?? '';
    const small = SMALL.has(form.toLowerCase());
    const initial = nameWords(form)[0]?.[0] ?? '';
    if (initial !== '' && left.endsWith(initial) && (!small || left.length > 1)) {
      left = left.slice(0, -1);
      if (left === '') return index;
    } else if (!small) return -1;
  }
  return -1;
};

export const findIntroduced = (sentences: readonly Sentence[]): ReadonlyMap<string, Introduced> => {
  const found = new Map<string, Introduced>();
  for (const sentence of sentences)
    for (const [index, { form }] of sentence.tokens.entries()) {
      const bracketed =
        sentence.tokens[index - 1]?.form === '(' && /^[),;]$/.test(sentence.tokens[index + 1]?.form ?? '');
      if (!bracketed || !LETTERS.test(form) || found.has(form)) continue;
      const from = spelled(sentence, form.replaceAll('-', ''), index - 1);
      const to = index - 1;
      if (from >= 0 && to - from > 1 && /^\p{Lu}/u.test(sentence.tokens[from]?.form ?? ''))
        found.set(form, { letters: form, sentence: sentence.index, from, to });
    }
  return found;
};

/** The hits with each introduced acronym read as its full name: as that is listed, or not at all. */
export const readIntroduced = (
  sentences: readonly Sentence[],
  hits: readonly (readonly NameHit[])[],
  introduced: ReadonlyMap<string, Introduced>,
): readonly (readonly NameHit[])[] => {
  if (introduced.size === 0) return hits;
  const full = new Map<string, NameHit | null>();
  for (const [letters, { sentence, from, to }] of introduced)
    full.set(letters, hits[sentence]?.find(hit => hit.from <= from && hit.to >= to) ?? null);
  return hits.map((own, index) => {
    const { tokens } = sentences[index] as Sentence;
    const others = own.filter(hit => hit.to - hit.from > 1 || !full.has(tokens[hit.from]?.form ?? ''));
    const spelt = tokens.flatMap(({ form }, at): NameHit[] => {
      const meant = full.get(form);
      const covered = others.some(hit => hit.from <= at && at < hit.to);
      return meant && !covered ? [{ ...meant, from: at, to: at + 1 }] : [];
    });
    return spelt.length === 0 ? others : [...others, ...spelt].sort((a, b) => a.from - b.from);
  });
};
