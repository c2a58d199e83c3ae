// Surface token -> the words in it: "don't" is do + n't, "Syria's" is Syria + 's, "cannot" is can + not.

const APOSTROPHE = /['’‘`´ʼ]/;
const NEGATION = /^(.+)(n['’‘`´ʼ]t)$/i;
const CLITIC = /^(.+)(['’‘`´ʼ](?:s|m|re|ve|ll|d))$/i;
const PLURAL_POSSESSIVE = /^(.*[sS])(['’`´])$/;

/** "shouldn't've" has two. */
const MOST_CLITICS = 2;
/** A surface token holds at most this many words. */
export const MOST_WORDS = MOST_CLITICS + 1;

/** Words that split without an apostrophe: lower-cased form -> lengths of its parts; learned from the treebanks. */
export type Splits = ReadonlyMap<string, readonly number[]>;

/** Lengths of the words in a surface token; one length where it is a single word. */
export function splitMultiword(form: string, splits: Splits): readonly number[] {
  const lower = form.length < 24 ? form.toLowerCase() : form;
  const learned = splits.get(lower);
  if (learned !== undefined) return lower.length === form.length ? learned : [form.length];
  if (form.length > 64 || !APOSTROPHE.test(form)) return [form.length];
  const parts: number[] = [];
  let rest = form;
  while (parts.length < MOST_CLITICS) {
    const match = NEGATION.exec(rest) ?? CLITIC.exec(rest) ?? PLURAL_POSSESSIVE.exec(rest);
    const [, stem, clitic] = match ?? [];
    if (stem === undefined || clitic === undefined || !/[\p{L}\p{N}.)]$/u.test(stem)) break;
    parts.unshift(clitic.length);
    rest = stem;
  }
  return [rest.length, ...parts];
}
