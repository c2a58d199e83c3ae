import { describe, expect, it } from 'vitest';
import type { Sentence } from '../../schema/analysis.ts';
import { findTimes } from '../times.ts';
import { handMade } from './test-sentences.ts';
import { readUnits } from './units.ts';

const units = (text: string): string[] =>
  readUnits(handMade(text), text)
    .flat()
    .map(unit =>
      unit.kind === 'number' || unit.kind === 'ordinal' ? `${unit.kind} ${unit.value}` : unit.lower,
    );

describe('units', () => {
  it.each([
    ['the 21st', ['the', 'ordinal 21']],
    ['twenty-first', ['ordinal 21']],
    ['two thousand and eighteen', ['number 2018']],
    ['nineteen ninety-six', ['number 1996']],
    ['twenty twenty-three', ['number 2023']],
    ['nineteen oh five', ['number 1905']],
    ['one thousand seven hundred and eighty-nine', ['number 1789']],
    ['May twenty one two thousand', ['may', 'number 21', 'number 2000']],
    ['the ’90s', ['the', "'", 'number 90', 's']],
  ])('%s', (text, expected) => {
    expect(units(text)).toEqual(expected);
  });

  it('read alike however the tokeniser cuts', () => {
    const text = 'in mid-May and the 1990s';
    const whole = handMade(text)[0] as Sentence;
    const cut = (spans: readonly (readonly [number, number])[]): Sentence => ({
      ...whole,
      tokens: spans.map(([start, end]) => ({
        ...(whole.tokens[0] as Sentence['tokens'][number]),
        start,
        end,
        form: text.slice(start, end),
      })),
    });
    const coarse = cut([
      [0, 2],
      [3, 10],
      [11, 14],
      [15, 18],
      [19, 24],
    ]);
    const fine = cut([
      [0, 2],
      [3, 6],
      [6, 7],
      [7, 10],
      [11, 14],
      [15, 18],
      [19, 23],
      [23, 24],
    ]);
    const times = findTimes([coarse], text, '2023-11-08');
    expect(times).toHaveLength(2);
    expect(findTimes([fine], text, '2023-11-08')).toEqual(times);
  });

  it('join what the splitter parted after an abbreviated month', () => {
    const text = 'It fell on Nov. 6 at dawn.';
    const whole = handMade(text)[0] as Sentence;
    const at = whole.tokens.findIndex(token => token.form === '6');
    const parted: Sentence[] = [
      { ...whole, end: 15, tokens: whole.tokens.slice(0, at) },
      { ...whole, index: 1, start: 16, tokens: whole.tokens.slice(at) },
    ];
    expect(findTimes(parted, text, '2023-11-08').map(time => time.value?.from)).toEqual(['2023-11-06']);
  });
});
