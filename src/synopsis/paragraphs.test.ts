import { expect, test } from 'vitest';
import { paragraphsOf } from './paragraphs.ts';

test('paragraphs are parted by line ends and hold words', () => {
  const text = 'One.\n\n  \nTwo.\r\nThree.\n';
  expect(paragraphsOf(text).map(({ start, end }) => text.slice(start, end))).toEqual([
    'One.',
    'Two.',
    'Three.',
  ]);
});
