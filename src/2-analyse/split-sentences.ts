// Surface tokens -> sentences. Paragraphs, deliberate line breaks and datelines part; elsewhere a learned classifier
// decides.
import type { Span } from '../schema/span.ts';
import { ABBREVIATIONS, isTitleStop } from './abbreviations.ts';
import { charClass, DIGIT, LOWER, SYMBOL, wordShape } from './characters.ts';
import { datelineEnd } from './dateline.ts';
import { LINE, SPACED } from './layout.ts';
import { addFeature, hashString, type LinearModel, mix } from './linear-model.ts';

export interface SplitterModel {
  /** One class; a positive score after a token ends the sentence. */
  readonly boundary: LinearModel;
}

/** Decides whether the sentence ends after token `at`; told apart for training. */
export type SentenceDecision = (features: Int32Array, count: number, at: number) => boolean;

/** Sentences longer than this are cut, so that hostile text cannot cost more than linear time. */
export const LONGEST_SENTENCE = 200;
const FEATURES = 48;

/** Index after the last token of each sentence. */
export function splitSentences(
  text: string,
  tokens: readonly Span[],
  gaps: Uint8Array,
  model: SplitterModel,
): number[] {
  const scores = new Int32Array(1);
  return splitSentencesWith(text, tokens, gaps, (features, count, at) => {
    if (isTitleStop(text, (tokens[at] as Span).end - 1)) return false;
    scores[0] = 0;
    for (let f = 0; f < count; f++) addFeature(model.boundary, features[f] as number, scores);
    return (scores[0] as number) > 0;
  });
}

export function splitSentencesWith(
  text: string,
  tokens: readonly Span[],
  gaps: Uint8Array,
  decide: SentenceDecision,
): number[] {
  const reader = new GapReader(text, tokens, gaps);
  const ends: number[] = [];
  let start = 0;
  let dateline = -1;
  for (let i = 0; i < tokens.length; i++) {
    const { start: at, end } = tokens[i] as Span;
    if (i === 0 || (i === start && (gaps[i - 1] as number) >= LINE)) dateline = datelineEnd(text, at);
    const isEnd =
      end === dateline ||
      (gaps[i] as number) >= LINE ||
      i === tokens.length - 1 ||
      i + 1 - start >= LONGEST_SENTENCE ||
      (end > dateline && reader.mayEnd(i) && decide(reader.features, reader.read(i, start), i));
    if (!isEnd) continue;
    ends.push(i + 1);
    start = i + 1;
  }
  return ends;
}

class GapReader {
  readonly features = new Int32Array(FEATURES);
  readonly #text: string;
  readonly #tokens: readonly Span[];
  readonly #gaps: Uint8Array;
  /** Lower-cased form and shape by token, hashed when first asked for. */
  readonly #forms: Int32Array;
  readonly #shapes: Int32Array;
  readonly #known: Uint8Array;

  constructor(text: string, tokens: readonly Span[], gaps: Uint8Array) {
    this.#text = text;
    this.#tokens = tokens;
    this.#gaps = gaps;
    this.#forms = new Int32Array(tokens.length);
    this.#shapes = new Int32Array(tokens.length);
    this.#known = new Uint8Array(tokens.length);
  }

  /** A sentence does not end between two words where the second is in lower case. */
  mayEnd(i: number): boolean {
    const token = this.#tokens[i] as Span;
    const next = this.#tokens[i + 1] as Span;
    const last = charClass(this.#text.charCodeAt(token.end - 1));
    const first = charClass(this.#text.charCodeAt(next.start));
    if (last === SYMBOL) return true;
    return first !== LOWER && (this.#gaps[i] as number) >= SPACED;
  }

  read(i: number, start: number): number {
    const f = this.features;
    const form = this.#form(i);
    const before = this.#form(i - 1);
    const before2 = this.#form(i - 2);
    const next = this.#form(i + 1);
    const next2 = this.#form(i + 2);
    const shape = this.#shape(i);
    const nextShape = this.#shape(i + 1);
    const next2Shape = this.#shape(i + 2);
    const gap = this.#gaps[i] as number;
    const gapBefore = i > 0 ? (this.#gaps[i - 1] as number) : 9;
    const gapAfter = this.#gaps[i + 1] ?? 9;
    const length = i + 1 - start;
    const lengthClass = length < 4 ? length : length < 8 ? 4 : length < 16 ? 5 : length < 32 ? 6 : 7;
    const abbreviation = this.#abbreviation(i);
    const quotes = this.#openQuotes(i, start);
    const words = mix(form, gap);
    let n = 0;
    const add = (seed: number, x: number, y = 0): void => {
      f[n++] = mix(mix(seed * 0x3d4d51cb, x), y);
    };
    add(1, words);
    add(2, words, before);
    add(3, words, next);
    add(4, words, nextShape);
    add(5, before, nextShape);
    add(6, words, mix(nextShape, shape));
    add(7, next, gap);
    add(8, next, next2);
    add(9, words, lengthClass);
    add(10, mix(words, nextShape), lengthClass);
    add(11, words, mix(abbreviation, nextShape));
    add(12, words, mix(this.#shape(i - 1), nextShape));
    add(13, words, mix(before, nextShape));
    add(14, mix(words, gapBefore), mix(gapAfter, nextShape));
    add(15, mix(words, quotes), nextShape);
    add(16, mix(shape, nextShape), mix(next2Shape, gap));
    add(17, mix(shape, next), gap);
    add(18, mix(form, nextShape), next2);
    add(19, mix(before2, before), form);
    add(20, mix(next, next2Shape), words);
    add(21, mix(this.#shape(start), lengthClass), words);
    add(22, this.#form(start), mix(length, form));
    add(23, mix(this.#form(start), lengthClass), mix(next, 7));
    add(24, mix(quotes, next), words);
    add(25, mix(nextShape, this.#form(i + 3)), next2);
    add(26, mix(this.#capitals(i, start), words), nextShape);
    add(27, mix(shape, gap), mix(next, next2Shape));
    return n;
  }

  #form(i: number): number {
    if (i < 0 || i >= this.#tokens.length) return 3;
    if (this.#known[i] === 0) this.#learn(i);
    return this.#forms[i] as number;
  }

  #shape(i: number): number {
    if (i < 0 || i >= this.#tokens.length) return 5;
    if (this.#known[i] === 0) this.#learn(i);
    return this.#shapes[i] as number;
  }

  #learn(i: number): void {
    const { start, end } = this.#tokens[i] as Span;
    const form = this.#text.slice(start, Math.min(end, start + 24));
    this.#forms[i] = hashString(form.toLowerCase().replace(/[0-9]/g, '0'));
    this.#shapes[i] = wordShape(this.#text, start, end);
    this.#known[i] = 1;
  }

  /** 1 for a listed abbreviation, 2 for an initial ("J."), 3 for letters with inner stops ("U.S."). */
  #abbreviation(i: number): number {
    const { start, end } = this.#tokens[i] as Span;
    if (end - start > 8 || this.#text.charAt(end - 1) !== '.' || end - start < 2) return 0;
    const stem = this.#text.slice(start, end - 1).toLowerCase();
    if (ABBREVIATIONS.has(stem)) return 1;
    return stem.length === 1 && charClass(stem.charCodeAt(0)) !== DIGIT ? 2 : stem.includes('.') ? 3 : 4;
  }

  /** Bit 1: an odd number of straight quotes; bit 2: an open curly quote; bit 4: an open bracket. */
  #openQuotes(i: number, start: number): number {
    let straight = 0;
    let curly = 0;
    let brackets = 0;
    for (let t = Math.max(start, i - 60); t <= i; t++) {
      const token = this.#tokens[t] as Span;
      if (token.end - token.start > 2) continue;
      const code = this.#text.charCodeAt(token.start);
      if (code === 34) straight ^= 1;
      else if (code === 0x201c) curly = 1;
      else if (code === 0x201d) curly = 0;
      else if (code === 40 || code === 91) brackets = 1;
      else if (code === 41 || code === 93) brackets = 0;
    }
    return straight | (curly << 1) | (brackets << 2);
  }

  /** Whether most words so far begin with a capital, as in a headline. */
  #capitals(i: number, start: number): number {
    let capitals = 0;
    let words = 0;
    for (let t = Math.max(start, i - 12); t <= i; t++) {
      const kind = charClass(this.#text.charCodeAt((this.#tokens[t] as Span).start));
      if (kind === SYMBOL || kind === DIGIT) continue;
      words++;
      if (kind !== LOWER) capitals++;
    }
    return words === 0 ? 0 : capitals === words ? 1 : capitals * 2 > words ? 2 : 3;
  }
}
