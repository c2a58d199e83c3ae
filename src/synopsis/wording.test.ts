import { expect, test } from 'vitest';
import { differingSpans } from './wording.ts';

const marked = (...wordings: string[]): string[] =>
  differingSpans(wordings).map((spans, at) => {
    const text = wordings[at] as string;
    return spans
      .toReversed()
      .reduce((s, { start, end }) => `${s.slice(0, start)}{${s.slice(start, end)}}${s.slice(end)}`, text);
  });

test('the words that differ', () => {
  expect(marked('Close the door to thieves', 'Shut the door to the thieves')).toEqual([
    '{Close} the door to thieves',
    '{Shut} the door to {the} thieves',
  ]);
});

test('case, punctuation and kinds of apostrophe are no variants', () => {
  expect(marked('We can’t wait, friends.', "we can't wait friends")).toEqual([
    'We can’t wait, friends.',
    "we can't wait friends",
  ]);
});

test('a further sentence that only one quotes is no variant', () => {
  expect(
    marked(
      'The dam is a weapon of our neighbours. It was built in two years of peace.',
      'The dam is made a weapon.',
    ),
  ).toEqual([
    'The dam is a weapon {of our neighbours}. It was built in two years of peace.',
    'The dam is {made} a weapon.',
  ]);
});

test('with three wordings, what any two differ in', () => {
  expect(marked('no date, no talks', 'no date, no talks', 'no day, no talks')).toEqual([
    'no {date}, no talks',
    'no {date}, no talks',
    'no {day}, no talks',
  ]);
});

test('hostile length is bounded', () => {
  expect(differingSpans(['a '.repeat(200_000), 'b '.repeat(200_000)])).toEqual([[], []]);
});
