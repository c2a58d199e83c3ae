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

const must = (holds: boolean, what: string): void => {
  if (!holds) throw new Error(what);
};

function checkTree(heads: readonly number[]): void {
  must(heads.filter(head => head === -1).length === 1, 'one root');
  const reaches = new Uint8Array(heads.length);
  for (let i = 0; i < heads.length; i++) {
    const path: number[] = [];
    let up = i;
    while (up >= 0 && reaches[up] === 0 && path.length <= heads.length) {
      path.push(up);
      up = heads[up] ?? -1;
    }
    must(path.length <= heads.length, 'no cycle');
    for (const word of path) reaches[word] = 1;
  }
}

/** What must hold of any text: characters, order, trees. */
function check(text: string, skip: readonly Span[] = []): Sentence[] {
  const sentences = analyseText(text, skip, model);
  let at = 0;
  for (const { start, end, tokens, multiword } of sentences) {
    must(start >= at, 'sentences in order');
    must(multiword.length === tokens.length, 'a mark for each token');
    at = start;
    for (const token of tokens) {
      must(token.start >= at && token.end > token.start, 'tokens in order');
      must(token.form === text.slice(token.start, token.end), 'the form is the text');
      at = token.end;
    }
    must(at === end, 'a sentence ends with its last token');
    checkTree(tokens.map(token => token.head));
  }
  const forms = sentences.map(s => s.tokens.map(token => token.form).join('')).join('');
  if (skip.length === 0) must(forms === solid(text), 'no character lost');
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
  ['signs without a space', '."-('.repeat(8_000)],
  ['a line of words without an end', 'and the road was long '.repeat(4_000)],
  ['quotes that never close', '"She said '.repeat(3_000)],
  ['line breaks', 'a\n'.repeat(8_000)],
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
