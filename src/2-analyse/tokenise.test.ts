import { expect, test } from 'vitest';
import { readLayout } from './layout.ts';
import { splitSentencesWith } from './split-sentences.ts';
import { type BoundaryDecision, tokeniseWith } from './tokenise.ts';

const everywhere: BoundaryDecision = () => true;
const nowhere: BoundaryDecision = () => false;
const forms = (
  text: string,
  decide: BoundaryDecision,
  skip: { start: number; end: number }[] = [],
): string[] => tokeniseWith(text, skip, decide).map(({ start, end }) => text.slice(start, end));

test('white space of every kind separates, and nothing else need', () => {
  expect(forms('a b\u00a0c\u2003d\te\u0085f-g\u200bh', nowhere)).toEqual([
    'a',
    'b',
    'c',
    'd',
    'e',
    'f-g\u200bh',
  ]);
});

test('a token may end where the class of characters changes, never inside a word, a number or a surrogate pair', () => {
  const found = forms('22km 1,5 Łódź… 👍🏽!', everywhere);
  expect(found).toEqual(['22', 'km', '1', ',', '5', 'Łódź', '…', '👍🏽', '!']);
});

test('spans that are no prose separate and are left out', () => {
  expect(forms('date2023-11-06north', nowhere, [{ start: 4, end: 14 }])).toEqual(['date', 'north']);
});

test('the classifier decides on sentences but for layout and datelines', () => {
  const text = 'LATAKIA (Wire) - Rain fell. It fell on';
  const tokens = tokeniseWith(text, [], everywhere);
  const gaps = readLayout(text, tokens, []);
  const asked: string[] = [];
  const ends = splitSentencesWith(text, tokens, gaps, (_features, _count, at) => {
    asked.push(text.slice(tokens[at]?.start, tokens[at]?.end));
    return asked.at(-1) === '.';
  });
  expect(ends).toEqual([5, 8, 11]);
  expect(asked).toEqual(['.']);
});
