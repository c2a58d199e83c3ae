import { expect, test } from 'vitest';
import { JOINED, LINE, PARAGRAPH, readLayout, SPACED, WRAPPED } from './layout.ts';

/** Words of the text as tokens, with the gap after each. */
function gaps(text: string): [string, number][] {
  const tokens = [...text.matchAll(/[\w,]+|[^\w\s]/g)].map(m => ({
    start: m.index,
    end: m.index + m[0].length,
  }));
  const found = readLayout(text, tokens, []);
  return tokens.map((token, i) => [text.slice(token.start, token.end), found[i] as number]);
}
const after = (text: string, word: string): number | undefined =>
  gaps(text).find(([form]) => form === word)?.[1];

const wrapped = `The ferry left the harbour of Latakia shortly before dawn with some forty
passengers aboard, the port authority said, and was due in Limassol the
same evening.`;

test('words, joined signs and blank lines', () => {
  expect(gaps('One, two\n\nthree')).toEqual([
    ['One,', SPACED],
    ['two', PARAGRAPH],
    ['three', JOINED],
  ]);
});

test('a line break where the next word would not have fitted is a wrap', () => {
  expect(after(wrapped, 'forty')).toBe(WRAPPED);
  expect(after(wrapped, 'the')).toBe(SPACED);
});

test('a short line above running text is a line of its own', () => {
  expect(after(`Ferry sails again\n${wrapped}`, 'again')).toBe(LINE);
});

test('list items begin lines', () => {
  expect(after('Needed:\n- blankets\n- water', 'blankets')).toBe(LINE);
});

test('long lines are paragraphs', () => {
  const long = 'The convoy moved on. '.repeat(12).trim();
  expect(after(`${long}\nNobody`, 'Nobody')).toBe(JOINED);
  const tokens = gaps(`${long} End\nNobody`);
  expect(tokens.find(([form]) => form === 'End')?.[1]).toBe(LINE);
});
