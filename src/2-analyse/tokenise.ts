// Text -> surface tokens by UD English conventions (EWT and GUM split hyphens: "north-east" is three tokens).
// White space always separates; inside a chunk a learned classifier decides at each change of character class.
import type { Span } from '../schema/span.ts';
import { ABBREVIATIONS, isTitleStop } from './abbreviations.ts';
import { charClass, DIGIT, isWordClass, SPACE, SURROGATE, wordShape } from './characters.ts';
import { addFeature, type LinearModel, mix } from './linear-model.ts';

export interface TokeniserModel {
  /** One class; a positive score at a place inside a chunk separates. */
  readonly boundary: LinearModel;
}

/** Decides whether a token ends before `at`, inside the chunk; told apart for training. */
export type BoundaryDecision = (features: Int32Array, count: number, at: number) => boolean;

const FEATURES = 40;
/** Longer pieces than this look alike: keeps hostile input linear. */
const REACH = 24;
const ADDRESS =
  /^(?:[a-z][a-z0-9+.-]*:\/\/|www\.|[^\s@<>]+@[^\s@<>]+\.[a-z])|^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|org|net|edu|gov|info|html?|co|uk|pdf|doc)\b/i;

/** Every character outside `skip` that is no white space lies in exactly one token. */
export function tokenise(text: string, skip: readonly Span[], model: TokeniserModel): Span[] {
  const scores = new Int32Array(1);
  return tokeniseWith(text, skip, (features, count, at) => {
    if (isTitleStop(text, at)) return false;
    scores[0] = 0;
    for (let f = 0; f < count; f++) addFeature(model.boundary, features[f] as number, scores);
    return (scores[0] as number) > 0;
  });
}

export function tokeniseWith(text: string, skip: readonly Span[], decide: BoundaryDecision): Span[] {
  const tokens: Span[] = [];
  const chunk = new Chunk(text);
  let at = 0;
  for (const hole of [...skip, { start: text.length, end: text.length }]) {
    while (at < hole.start) {
      while (at < hole.start && charClass(text.charCodeAt(at)) === SPACE) at++;
      let end = at;
      while (end < hole.start && charClass(text.charCodeAt(end)) !== SPACE) end++;
      if (end > at) chunk.split(at, end, decide, tokens);
      at = end;
    }
    at = Math.max(at, hole.end);
  }
  return tokens;
}

const isLetters = (text: string, start: number, end: number): boolean => {
  for (let i = start; i < end; i++) if (!isWordClass(charClass(text.charCodeAt(i)))) return false;
  return true;
};

function hashLower(text: string, start: number, end: number, seed: number): number {
  let hash = seed;
  const limit = Math.min(end, start + REACH);
  for (let i = start; i < limit; i++) {
    let code = text.charCodeAt(i);
    if (code >= 65 && code <= 90) code += 32;
    if (code >= 48 && code <= 57) code = 48;
    hash = Math.imul(hash ^ code, 0x01000193);
  }
  return mix(hash, end - start < REACH ? 1 : 2);
}

/** A stretch without white space. */
class Chunk {
  readonly #text: string;
  readonly #features = new Int32Array(FEATURES);
  #start = 0;
  #end = 0;
  #whole = 0;
  #shape = 0;
  #address = 0;

  constructor(text: string) {
    this.#text = text;
  }

  split(start: number, end: number, decide: BoundaryDecision, tokens: Span[]): void {
    if (isLetters(this.#text, start, end)) {
      tokens.push({ start, end });
      return;
    }
    this.#start = start;
    this.#end = end;
    this.#whole = hashLower(this.#text, start, end, 11);
    this.#shape = wordShape(this.#text, start, end);
    this.#address = ADDRESS.test(this.#text.slice(start, Math.min(end, start + 80))) ? 1 : 0;
    let tokenStart = start;
    for (let at = start + 1; at < end; at++) {
      if (!this.#mayEnd(at)) continue;
      const count = this.#read(tokenStart, at);
      if (!decide(this.#features, count, at)) continue;
      tokens.push({ start: tokenStart, end: at });
      tokenStart = at;
    }
    tokens.push({ start: tokenStart, end });
  }

  /** Not inside a run of letters or digits, nor inside a surrogate pair. */
  #mayEnd(at: number): boolean {
    const before = charClass(this.#text.charCodeAt(at - 1));
    const after = charClass(this.#text.charCodeAt(at));
    if (before === SURROGATE && after === SURROGATE) return false;
    if (isWordClass(before) && isWordClass(after)) return false;
    return !(before === DIGIT && after === DIGIT);
  }

  #runStart(at: number): number {
    const text = this.#text;
    const kind = charClass(text.charCodeAt(at - 1));
    if (!isWordClass(kind) && kind !== DIGIT) return at - 1;
    let i = at - 1;
    const least = Math.max(this.#start, at - REACH);
    while (
      i > least &&
      isWordClass(charClass(text.charCodeAt(i - 1))) === isWordClass(kind) &&
      charClass(text.charCodeAt(i - 1)) <= DIGIT
    )
      i--;
    return i;
  }

  #runEnd(at: number): number {
    const text = this.#text;
    const kind = charClass(text.charCodeAt(at));
    if (!isWordClass(kind) && kind !== DIGIT) return at + 1;
    let i = at + 1;
    const most = Math.min(this.#end, at + REACH);
    while (
      i < most &&
      isWordClass(charClass(text.charCodeAt(i))) === isWordClass(kind) &&
      charClass(text.charCodeAt(i)) <= DIGIT
    )
      i++;
    return i;
  }

  #sign(at: number): number {
    if (at < this.#start || at >= this.#end) return 1;
    const code = this.#text.charCodeAt(at);
    const kind = charClass(code);
    return kind <= SURROGATE ? kind + 2 : code + 16;
  }

  /** What follows the chunk: the class of the next chunk's first character. */
  #next(): number {
    let i = this.#end;
    const most = Math.min(this.#text.length, i + REACH);
    while (i < most && charClass(this.#text.charCodeAt(i)) === SPACE) i++;
    return i >= most ? 0 : charClass(this.#text.charCodeAt(i)) + 1;
  }

  #read(tokenStart: number, at: number): number {
    const text = this.#text;
    const f = this.#features;
    const leftStart = this.#runStart(at);
    const rightEnd = this.#runEnd(at);
    const left = hashLower(text, leftStart, at, 1);
    const right = hashLower(text, at, rightEnd, 2);
    const token = hashLower(text, tokenStart, at, 3);
    const rest = hashLower(text, at, this.#end, 4);
    const a = this.#sign(at - 2);
    const b = this.#sign(at - 1);
    const c = this.#sign(at);
    const d = this.#sign(at + 1);
    const pair = mix(mix(5, b), c);
    const last = at === this.#end - 1 ? 1 : 0;
    const next = this.#next();
    const isAbbreviation =
      c === 46 + 16 && at - tokenStart < 8 && ABBREVIATIONS.has(text.slice(tokenStart, at).toLowerCase())
        ? 1
        : 0;
    const before = leftStart > this.#start ? this.#sign(leftStart - 1) : 0;
    const after = rightEnd < this.#end ? this.#sign(rightEnd) : 0;
    let n = 0;
    const add = (seed: number, x: number, y = 0): void => {
      f[n++] = mix(mix(seed * 0x3d4d51cb, x), y);
    };
    add(1, pair);
    add(2, pair, a);
    add(3, pair, d);
    add(4, mix(pair, a), d);
    add(5, pair, mix(a, this.#sign(at - 3)));
    add(6, pair, mix(d, this.#sign(at + 2)));
    add(7, pair, left);
    add(8, pair, right);
    add(9, left, right);
    add(10, pair, token);
    add(11, pair, rest);
    add(12, this.#whole, at - this.#start);
    add(13, this.#shape, at - this.#start);
    add(14, pair, this.#address);
    add(15, mix(pair, last), next);
    add(16, mix(pair, last), mix(left, next));
    add(17, mix(pair, last), isAbbreviation + 2 * next);
    add(18, mix(pair, before), after);
    add(19, mix(left, c), before);
    add(20, mix(right, b), after);
    add(21, mix(pair, Math.min(at - tokenStart, 6)), Math.min(this.#end - at, 6));
    add(22, wordShape(text, tokenStart, at), wordShape(text, at, this.#end));
    add(23, mix(pair, last), wordShape(text, tokenStart, at));
    add(24, mix(pair, tokenStart === this.#start ? 1 : 0), left);
    add(25, mix(pair, this.#address), this.#sign(this.#start));
    return n;
  }
}
