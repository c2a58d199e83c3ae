// Tokens of a sentence become hashed features for the name tagger: form, shape, affixes, tags, word classes and
// neighbours (Ratinov & Roth 2009; hashing as in Weinberger et al. 2009). No strings are joined: codes are mixed.
import type { Sentence, Token } from '../schema/analysis.ts';
import { clusterOf, type Gazetteer, lettersOf, markListed } from './names-gazetteer.ts';
import { hashText } from './names-hash.ts';
import { nameWordClass } from './names-words.ts';

export { hashText };

/** 32-bit mixing of two integers (murmur3's finaliser on a rotated sum). */
export const mix = (a: number, b: number): number => {
  let h = Math.imul(a ^ 0x9e3779b9, 0x85ebca6b) + Math.imul(b, 0xc2b2ae35);
  h ^= h >>> 15;
  h = Math.imul(h, 0x2c1b3c6d);
  return h ^ (h >>> 13);
};

const isUpper = (char: string): boolean => char !== char.toLowerCase() && char === char.toUpperCase();

/** "Xx" for "Syria", "X.X." for "U.S.", "xX" for "al-Assad" ("x-Xx"): runs of one class count once. */
const shapeOf = (form: string): string => {
  let shape = '';
  let last = '';
  const end = Math.min(form.length, 24);
  for (let i = 0; i < end; i++) {
    const char = form.charAt(i);
    const code = form.charCodeAt(i);
    let sign = char;
    if (code >= 97 && code <= 122) sign = 'x';
    else if (code >= 65 && code <= 90) sign = 'X';
    else if (code >= 48 && code <= 57) sign = 'd';
    else if (code > 127) sign = isUpper(char) ? 'X' : char === char.toUpperCase() ? char : 'x';
    if (sign !== last) shape += sign;
    last = sign;
  }
  return form.length === 1 ? `${shape}1` : shape;
};

/** What a word form alone tells; the same for every token with that form, so it is kept. */
export interface WordCodes {
  readonly form: number;
  readonly lower: string;
  readonly lowerCode: number;
  readonly shape: number;
  readonly prefix: number;
  readonly suffix: number;
  readonly shortSuffix: number;
  readonly classes: number;
  readonly capital: boolean;
  readonly allCapitals: boolean;
  readonly digit: boolean;
  /** Letters without accents and signs, for listed names. */
  readonly letters: string;
}

const CACHE_LIMIT = 50_000;
const cache = new Map<string, WordCodes>();

const describe = (form: string): WordCodes => {
  const lower = form.toLowerCase();
  const n = lower.length;
  const shape = shapeOf(form);
  return {
    form: hashText(form),
    lower,
    lowerCode: hashText(lower.replace(/\d/g, '0')),
    shape: hashText(shape),
    prefix: hashText(lower, 0, Math.min(3, n)),
    suffix: hashText(lower, Math.max(0, n - 3)),
    shortSuffix: hashText(lower, Math.max(0, n - 2)),
    classes: nameWordClass(lower) || nameWordClass(lower.replace(/\.$/, '')),
    capital: shape.includes('X'),
    allCapitals: form.length > 1 && form === form.toUpperCase() && shape.includes('X'),
    digit: shape.includes('d'),
    letters: lettersOf(lower),
  };
};

/** Word codes of a form. The cache is a pure memo, emptied when full so that memory stays bounded. */
export const wordCodes = (form: string): WordCodes => {
  const known = cache.get(form);
  if (known) return known;
  const codes = describe(form.length > 80 ? form.slice(0, 80) : form);
  if (cache.size >= CACHE_LIMIT) cache.clear();
  if (form.length <= 80) cache.set(form, codes);
  return codes;
};

/** How a form is written in the rest of the report. */
const documentBits = { lowerElsewhere: 1, capitalInside: 2, capitalOften: 4 } as const;

/** Counts over a whole report of forms in mid-sentence, by lower-cased form: [capitalised, lower case]. */
export type CaseCounts = ReadonlyMap<string, readonly [number, number]>;

export const countCases = (sentences: readonly Sentence[]): CaseCounts => {
  const counts = new Map<string, [number, number]>();
  for (const sentence of sentences)
    for (let i = 0; i < sentence.tokens.length; i++) {
      const codes = wordCodes((sentence.tokens[i] as Token).form);
      if (i === 0 && codes.capital) continue;
      const entry = counts.get(codes.lower);
      if (entry) entry[codes.capital ? 0 : 1]++;
      else counts.set(codes.lower, codes.capital ? [1, 0] : [0, 1]);
    }
  return counts;
};

const LINK_REACH = 3;

/** Tokens that can stand in a name: capitalised ones and what stands between or beside them ("of", "3rd"). */
export const nameCandidates = (words: readonly WordCodes[]): Uint8Array => {
  const n = words.length;
  const result = new Uint8Array(n);
  let before = -99;
  for (let i = 0; i < n; i++) {
    if ((words[i] as WordCodes).capital) {
      result[i] = 1;
      if (i - before <= LINK_REACH + 1) for (let j = Math.max(0, before + 1); j < i; j++) result[j] = 1;
      before = i;
    }
  }
  for (let i = 0; i < n; i++)
    if (
      (words[i] as WordCodes).digit &&
      ((words[i + 1]?.capital ?? false) || (words[i - 1]?.capital ?? false))
    )
      result[i] = 1;
  return result;
};

const EDGE: WordCodes = { ...describe('\u0002'), shape: 7 };

/** Features a token; every candidate token has exactly this many. */
export const NAME_FEATURES = 68;

/** A sentence made ready for feature reading. */
export interface ReadySentence {
  readonly sentence: Sentence;
  readonly words: readonly WordCodes[];
  readonly candidates: Uint8Array;
  readonly listed: Uint8Array;
  /** Word clusters of candidates and their neighbours. */
  readonly clusters: Uint16Array;
  readonly cases: CaseCounts;
}

export const readySentence = (sentence: Sentence, cases: CaseCounts, gazetteer: Gazetteer): ReadySentence => {
  const words = sentence.tokens.map(token => wordCodes(token.form));
  const candidates = nameCandidates(words);
  const clusters = new Uint16Array(words.length);
  for (let i = 0; i < words.length; i++)
    if (candidates[i - 1] || candidates[i] || candidates[i + 1])
      clusters[i] = clusterOf(gazetteer, (words[i] as WordCodes).lower);
  return { sentence, words, candidates, listed: markListed(words, gazetteer), clusters, cases };
};

const tagCodes = new Map<string, number>();
const codeOf = (tag: string): number => {
  let code = tagCodes.get(tag);
  if (code === undefined) {
    code = hashText(tag);
    if (tagCodes.size < 5000) tagCodes.set(tag, code);
  }
  return code;
};

/** Writes the features of token `i` to `out`. */
export const nameFeatures = (ready: ReadySentence, i: number, out: Int32Array): void => {
  const { words, cases, listed, clusters } = ready;
  const { tokens } = ready.sentence;
  const n = tokens.length;
  const token = tokens[i] as Token;
  const w = words[i] as WordCodes;
  const p1 = words[i - 1] ?? EDGE;
  const p2 = words[i - 2] ?? EDGE;
  const n1 = words[i + 1] ?? EDGE;
  const n2 = words[i + 2] ?? EDGE;
  const tag = codeOf(token.xpos);
  const pt1 = i > 0 ? codeOf((tokens[i - 1] as Token).xpos) : 1;
  const nt1 = i + 1 < n ? codeOf((tokens[i + 1] as Token).xpos) : 2;
  const pt2 = i > 1 ? codeOf((tokens[i - 2] as Token).xpos) : 1;
  const nt2 = i + 2 < n ? codeOf((tokens[i + 2] as Token).xpos) : 2;
  const counts = cases.get(w.lower);
  let elsewhere = 0;
  if (counts) {
    if (counts[1] > 0) elsewhere |= documentBits.lowerElsewhere;
    if (counts[0] > (i === 0 ? 0 : 1)) elsewhere |= documentBits.capitalInside;
    if (counts[0] > 3) elsewhere |= documentBits.capitalOften;
  }
  const initial = i === 0 ? 1 : 0;
  const headToken = token.head >= 0 ? (tokens[token.head] as Token) : null;
  const headWord = token.head >= 0 ? (words[token.head] as WordCodes) : EDGE;
  const relation = codeOf(token.deprel);
  let k = 0;
  const add = (value: number) => {
    out[k] = mix(value, k + 1);
    k++;
  };
  add(0);
  add(w.form);
  add(w.lowerCode);
  add(w.shape);
  add(mix(w.shape, initial));
  add(w.prefix);
  add(w.suffix);
  add(w.shortSuffix);
  add(w.classes);
  add(tag);
  add(mix(tag, w.shape));
  add(mix(w.classes, w.shape));
  add(p1.lowerCode);
  add(p1.shape);
  add(p1.classes);
  add(pt1);
  add(n1.lowerCode);
  add(n1.shape);
  add(n1.classes);
  add(nt1);
  add(p2.lowerCode);
  add(mix(p2.shape, p1.shape));
  add(n2.lowerCode);
  add(mix(n1.shape, n2.shape));
  add(mix(w.shape, p1.shape));
  add(mix(w.shape, n1.shape));
  add(mix(mix(p1.shape, w.shape), n1.shape));
  add(mix(p1.lowerCode, w.lowerCode));
  add(mix(w.lowerCode, n1.lowerCode));
  add(mix(p1.lowerCode, w.shape));
  add(mix(w.shape, n1.lowerCode));
  add(mix(p1.lowerCode, n1.lowerCode));
  add(mix(pt1, tag));
  add(mix(tag, nt1));
  add(mix(mix(pt2, pt1), tag));
  add(mix(mix(tag, nt1), nt2));
  add(mix(mix(pt1, tag), nt1));
  add(mix(w.classes, p1.classes));
  add(mix(w.classes, n1.classes));
  add(mix(p2.classes, p1.classes));
  add(mix(n1.classes, n2.classes));
  add(mix(w.shape, mix(p1.classes, n1.classes)));
  add(p1.suffix);
  add(n1.suffix);
  add(mix(elsewhere, w.shape));
  add(mix(elsewhere, mix(initial, tag)));
  add(relation);
  add(mix(relation, headWord.lowerCode));
  add(mix(relation, headToken ? codeOf(headToken.lemma.length > 40 ? '' : headToken.lemma) : 3));
  add(headWord.classes);
  add(mix(relation, headWord.classes));
  add(mix(p2.lowerCode, p1.lowerCode));
  add(mix(n1.lowerCode, n2.lowerCode));
  add(mix(w.prefix, w.suffix));
  const cluster = clusters[i] as number;
  const before = clusters[i - 1] ?? 0;
  const after = clusters[i + 1] ?? 0;
  const mark = listed[i] as number;
  const markBefore = listed[i - 1] ?? 0;
  const markAfter = listed[i + 1] ?? 0;
  add(cluster);
  add(mix(before, cluster));
  add(mix(cluster, after));
  add(before);
  add(after);
  add(mix(cluster, w.shape));
  add(mark);
  add(mix(mark, w.shape));
  add(markBefore * 64 + mark);
  add(mark * 64 + markAfter);
  add(mix(mark, w.classes));
  add(mix(mark, tag));
  add(mix(mark, p1.lowerCode));
  add(mix(mark, n1.lowerCode));
};
