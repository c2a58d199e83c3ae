import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readModel } from '../resources/models.ts';
import type { Sentence } from '../schema/analysis.ts';
import type { Span } from '../schema/span.ts';
import { analyseText } from './analyse-text.ts';
import { openAnalyseModel } from './model.ts';

const model = openAnalyseModel(readModel('models/en-analyse.bin'));
const SPACE = /[\p{White_Space}\x1c-\x1f]/gu;

const solid = (text: string): string => text.replace(SPACE, '');

/** What must hold of any text: characters, order, trees. */
function check(text: string, skip: readonly Span[] = []): Sentence[] {
  const sentences = analyseText(text, skip, model);
  let at = 0;
  for (const { start, end, tokens, multiword } of sentences) {
    expect(start).toBeGreaterThanOrEqual(at);
    expect(multiword.length).toBe(tokens.length);
    at = start;
    for (const token of tokens) {
      expect(token.start).toBeGreaterThanOrEqual(at);
      expect(token.end).toBeGreaterThan(token.start);
      expect(token.form).toBe(text.slice(token.start, token.end));
      at = token.end;
    }
    expect(at).toBe(end);
    expect(tokens.filter(token => token.head === -1).length).toBe(1);
    for (let i = 0; i < tokens.length; i++) {
      let up = i;
      for (let n = 0; up >= 0 && n <= tokens.length; n++) up = tokens[up]?.head ?? -1;
      expect(up).toBe(-1);
    }
  }
  if (skip.length === 0)
    expect(sentences.flatMap(s => s.tokens.map(token => token.form)).join('')).toBe(solid(text));
  return sentences;
}

const pieces = fc.constantFrom(
  ...[
    '"',
    '“',
    '”',
    '‘',
    '’',
    "'",
    '(',
    ')',
    '[',
    '—',
    '-',
    '...',
    '…',
    '$',
    '1,200.5',
    'U.S.',
    'Gen.',
    '\n',
    '\n\n',
    '\r\n',
  ],
  ...[
    '\u200f',
    '\u202e',
    'مرحبا',
    'שלום',
    'can’t',
    'x@y.org',
    'http://a.b/c?d=e',
    '👍🏽',
    '\ud800',
    '\udc00',
    '\u0000',
    '\u0085',
    ' ',
  ],
);

test('no text makes it fail or lose a character', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), text => void check(text)),
    { numRuns: 150 },
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(pieces, fc.lorem({ maxCount: 3 })), { maxLength: 60 }), words => {
      check(words.join(''));
      check(words.join(' '));
    }),
    { numRuns: 150 },
  );
});

test('spans that are no prose are read around, whatever their order', () => {
  fc.assert(
    fc.property(
      fc.string({ maxLength: 80 }),
      fc.array(fc.tuple(fc.nat(90), fc.integer({ min: 1, max: 20 })), { maxLength: 4 }),
      (text, holes) => {
        const skip = holes.map(([start, length]) => ({ start, end: start + length }));
        for (const sentence of check(text, skip))
          for (const token of sentence.tokens)
            expect(skip.some(hole => token.start < hole.end && hole.start < token.end)).toBe(false);
      },
    ),
    { numRuns: 150 },
  );
});

test.each([
  ['one word of a megabyte', 'a'.repeat(1 << 20)],
  ['signs without a space', '."-('.repeat(20_000)],
  ['a line of words without an end', 'and the road was long '.repeat(5_000)],
  ['quotes that never close', '"She said '.repeat(3_000)],
  ['line breaks', 'a\n'.repeat(20_000)],
])(
  '%s',
  (_, text) => {
    check(text);
  },
  60_000,
);

test('the same text gives the same sentences', () => {
  const text = 'TYRE, March 3 (Wire) - Fishermen blocked the harbour on Monday. "We can’t go on," one said.';
  expect(analyseText(text, [], model)).toEqual(analyseText(text, [], model));
});
