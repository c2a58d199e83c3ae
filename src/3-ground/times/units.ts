// Tokens -> units: words, marks, and numbers in digits or words with their value. Tokens are cut at every change between
// letters, digits and marks, so that "4th", "1990s" or "mid-May" read alike however a tokeniser splits them.
import type { Sentence, Token } from '../../schema/analysis.ts';
import type { Span } from '../../schema/span.ts';
import { CARDINALS, MONTHS, ORDINALS, TENS, WEEKDAYS } from './lexicon.ts';

export interface Unit extends Span {
  readonly kind: 'word' | 'number' | 'ordinal' | 'mark';
  /** Lower case; curly apostrophes made straight, dashes made hyphens. */
  readonly lower: string;
  readonly isCapital: boolean;
  /** White space stands before it. */
  readonly isSpaced: boolean;
  /** Of numbers and ordinals; else 0. */
  readonly value: number;
  /** How many digits it is written with; 0 in words. */
  readonly digits: number;
  readonly sentence: Sentence;
  /** Index of the token that holds its first character. */
  readonly token: number;
}

const PIECE = /\p{L}+|\d+|[^\p{L}\d\s]/gu;
/** Most tokens: one word, of letters that need no look into Unicode's tables. */
const PLAIN = /^[A-Za-z]{1,40}$/;
/** Web addresses, handles and long strings hold no dates that a reader reads. */
const OPAQUE = /:\/\/|^www\.|@|\.\w{2,5}\/|^.{41}/u;
const ORDINAL_ENDINGS = new Set(['st', 'nd', 'rd', 'th']);
const MARKS = new Map([
  ['’', "'"],
  ['‘', "'"],
  ['`', "'"],
  ['–', '-'],
  ['—', '-'],
  ['‐', '-'],
  ['‑', '-'],
  ['−', '-'],
]);

/** The units of the sentences, one stream for each stretch that a time may stand in. */
export const readUnits = (sentences: readonly Sentence[], text: string): Unit[][] => {
  const streams: Unit[][] = [];
  let pieces: Unit[] = [];
  let last: Sentence | null = null;
  for (const sentence of sentences) {
    if (!(last && last.paragraph === sentence.paragraph && endsInAbbreviation(pieces))) {
      if (pieces.length > 0) streams.push(joinNumbers(pieces));
      pieces = [];
    }
    cutPieces(sentence, text, pieces);
    last = sentence;
  }
  if (pieces.length > 0) streams.push(joinNumbers(pieces));
  return streams;
};

/** A splitter may take the stop of "Nov." for the end of a sentence: "on Nov. 6". */
const endsInAbbreviation = (pieces: readonly Unit[]): boolean => {
  const [word, stop] = pieces.slice(-2);
  if (!word || stop?.lower !== '.' || stop.isSpaced) return false;
  return word.lower.length <= 5 && (MONTHS.has(word.lower) || WEEKDAYS.has(word.lower));
};

const cutPieces = (sentence: Sentence, text: string, pieces: Unit[]): void => {
  let reached = pieces.at(-1)?.end ?? sentence.start;
  for (const [index, token] of sentence.tokens.entries()) {
    const start = Math.max(token.start, reached);
    if (start >= token.end) continue;
    cutToken(sentence, token, index, start, text, pieces);
    reached = token.end;
  }
};

const cutToken = (
  sentence: Sentence,
  token: Token,
  index: number,
  start: number,
  text: string,
  pieces: Unit[],
): void => {
  const written = text.slice(start, token.end);
  const push = (at: number, piece: string, kind: Unit['kind']): void => {
    const before = pieces.at(-1);
    pieces.push({
      start: at,
      end: at + piece.length,
      kind,
      lower: kind === 'mark' ? (MARKS.get(piece) ?? piece) : piece.toLowerCase(),
      isCapital: kind === 'word' && /^\p{Lu}/u.test(piece),
      isSpaced: before ? before.end < at : true,
      value: kind === 'number' ? Number(piece.slice(0, 15)) : 0,
      digits: kind === 'number' ? piece.length : 0,
      sentence,
      token: index,
    });
  };
  if (PLAIN.test(written) || OPAQUE.test(written)) {
    push(start, written, 'word');
    return;
  }
  for (const match of written.matchAll(PIECE)) {
    const piece = match[0];
    push(start + match.index, piece, /^\d/.test(piece) ? 'number' : /^\p{L}/u.test(piece) ? 'word' : 'mark');
  }
};

const joinNumbers = (pieces: readonly Unit[]): Unit[] => {
  const units: Unit[] = [];
  for (let at = 0; at < pieces.length; ) {
    const joined = ordinalInDigits(pieces, at) ?? numberInWords(pieces, at);
    const unit = joined ? merge(pieces, at, joined) : pieces[at];
    if (unit) units.push(unit);
    at = joined ? joined.end : at + 1;
  }
  return units;
};

interface Reading {
  readonly end: number;
  readonly kind: 'number' | 'ordinal';
  readonly value: number;
  readonly digits: number;
}

const merge = (pieces: readonly Unit[], at: number, reading: Reading): Unit => {
  const first = pieces[at] as Unit;
  const last = pieces[reading.end - 1] as Unit;
  const { kind, value, digits } = reading;
  const lower = pieces
    .slice(at, reading.end)
    .map(piece => piece.lower)
    .join(' ');
  return { ...first, end: last.end, kind, value, digits, lower };
};

/** "21st" */
const ordinalInDigits = (pieces: readonly Unit[], at: number): Reading | null => {
  const number = pieces[at];
  const ending = pieces[at + 1];
  if (number?.kind !== 'number' || !ending || ending.isSpaced || !ORDINAL_ENDINGS.has(ending.lower))
    return null;
  return { end: at + 2, kind: 'ordinal', value: number.value, digits: number.digits };
};

interface Partial {
  readonly value: number;
  readonly end: number;
  readonly isOrdinal: boolean;
}

/** "twenty-first", "two thousand and eighteen", "nineteen ninety-six" (a year) */
const numberInWords = (pieces: readonly Unit[], at: number): Reading | null => {
  const head = belowHundred(pieces, at);
  if (!head) return null;
  const whole = head.isOrdinal ? head : (yearInWords(pieces, head) ?? withPowers(pieces, head));
  return { end: whole.end, kind: whole.isOrdinal ? 'ordinal' : 'number', value: whole.value, digits: 0 };
};

const belowHundred = (pieces: readonly Unit[], at: number): Partial | null => {
  const word = pieces[at]?.lower ?? '';
  const ordinal = ORDINALS.get(word);
  if (ordinal !== undefined) return { value: ordinal, end: at + 1, isOrdinal: true };
  const small = CARDINALS.get(word);
  if (small !== undefined) return { value: small, end: at + 1, isOrdinal: false };
  const tens = TENS.get(word);
  if (tens === undefined) return null;
  const next = pieces[at + 1]?.lower === '-' ? at + 2 : at + 1;
  const follower = pieces[next]?.lower ?? '';
  const [ones, ordinalOnes] = [CARDINALS.get(follower) ?? 0, ORDINALS.get(follower) ?? 0];
  if (ones > 0 && ones < 10) return { value: tens + ones, end: next + 1, isOrdinal: false };
  if (ordinalOnes > 0 && ordinalOnes < 10)
    return { value: tens + ordinalOnes, end: next + 1, isOrdinal: true };
  return { value: tens, end: at + 1, isOrdinal: false };
};

/** "nineteen ninety-six", "twenty twenty-three", "nineteen oh five" */
const yearInWords = (pieces: readonly Unit[], century: Partial): Partial | null => {
  if (century.value < 10 || century.value > 20) return null;
  const gap = pieces[century.end]?.lower === '-' ? 1 : 0;
  const filler = pieces[century.end + gap]?.lower ?? '';
  if (filler === 'oh' || filler === 'o' || filler === 'zero') {
    const digit = CARDINALS.get(pieces[century.end + gap + 1]?.lower ?? '') ?? 0;
    const isDigit = digit > 0 && digit < 10;
    return isDigit
      ? { value: century.value * 100 + digit, end: century.end + gap + 2, isOrdinal: false }
      : null;
  }
  const rest = belowHundred(pieces, century.end + gap);
  if (!rest || rest.isOrdinal || rest.value < 10) return null;
  return { value: century.value * 100 + rest.value, end: rest.end, isOrdinal: false };
};

/** "one thousand seven hundred and eighty-nine" */
const withPowers = (pieces: readonly Unit[], head: Partial): Partial => {
  let { value, end } = head;
  for (const [word, power] of [
    ['thousand', 1000],
    ['hundred', 100],
  ] as const) {
    const counts = power === 1000 || value % 1000 > 0;
    if (pieces[end]?.lower !== word || !counts) continue;
    const group = value % 1000;
    value = value - group + group * power;
    end += 1;
    const next = pieces[end]?.lower === 'and' ? end + 1 : end;
    const rest = belowHundred(pieces, next);
    if (!rest || rest.isOrdinal) continue;
    value += rest.value;
    end = rest.end;
  }
  return { value, end, isOrdinal: false };
};
