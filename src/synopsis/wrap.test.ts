import fc from 'fast-check';
import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import { wrap } from './wrap.ts';

const lines = (text: string, room: number, indent = 0): string[] =>
  wrap([{ text, style: null }], room, indent).map(line => line.pieces.map(piece => piece.text).join(''));

test('breaks between words', () => {
  expect(lines('the council met at noon', 11)).toEqual(['the council', 'met at noon']);
});

test('later lines are indented within the room', () => {
  expect(lines('the council met at noon', 11, 2)).toEqual(['the council', '  met at', '  noon']);
});

test('wide characters count twice', () => {
  expect(lines('北京 上海 广州', 9)).toEqual(['北京 上海', '广州']);
});

test('only a word longer than a line is divided', () => {
  expect(lines('a Llanfairpwllgwyngyll b', 10)).toEqual(['a', 'Llanfairpw', 'llgwyngyll', 'b']);
});

test('a style that begins inside a word does not part it', () => {
  const pieces = [
    { text: '“', style: null },
    { text: 'struck', style: 'mark' },
    { text: '”, he said', style: null },
  ];
  expect(wrap(pieces, 10).map(line => line.pieces.map(piece => piece.text).join(''))).toEqual([
    '“struck”,',
    'he said',
  ]);
});

test('words of one style are one piece of the line', () => {
  const [line] = wrap([{ text: 'the council met', style: 'mark' }], 40);
  expect(line?.pieces).toEqual([{ text: 'the council met', style: 'mark' }]);
});

test('any text fits the room', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.integer({ min: 8, max: 90 }),
      (text, room) => {
        for (const line of lines(text, room, 2)) expect(stringWidth(line)).toBeLessThanOrEqual(room);
      },
    ),
  );
});
