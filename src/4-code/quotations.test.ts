import { describe, expect, it } from 'vitest';
import type { Sentence } from '../schema/analysis.ts';
import { findQuotations } from './quotations.ts';

const whole = (text: string): Sentence[] => [
  { start: 0, end: text.length, index: 0, paragraph: 0, tokens: [], multiword: [] },
];
const inner = (text: string): string[] =>
  findQuotations(text, whole(text)).map(q => text.slice(q.inner.start, q.inner.end));

describe('findQuotations', () => {
  it('pairs curly and straight marks', () => {
    expect(inner('He said “we will stay” and "they will go".')).toEqual(['we will stay', 'they will go']);
  });
  it('takes no apostrophe for a mark', () => {
    expect(inner('The rebels’ leader didn’t say it was Syria’s fault.')).toEqual([]);
    expect(inner('It called the ‘rebels’ base’ illegal.')).toEqual(['rebels']);
  });
  it('ends an unclosed quotation with its paragraph', () => {
    const text = '“We stay here.\n\n“We never leave.” He left.';
    const second = text.lastIndexOf('“');
    const sentences = [
      { ...whole(text)[0], end: second - 2 },
      { ...whole(text)[0], start: second, index: 1, paragraph: 1 },
    ] as Sentence[];
    const found = findQuotations(text, sentences);
    expect(found.map(q => text.slice(q.inner.start, q.inner.end))).toEqual([
      'We stay here.',
      'We never leave.',
    ]);
  });
  it('leaves out a mark that nothing closes', () => {
    expect(inner('He stood 6" tall. "The end.')).toEqual([]);
  });
  it('reads marks typed twice', () => {
    expect(inner("The mayor said, ''We will rebuild.'' Then she left.")).toEqual(['We will rebuild.']);
  });
  it('reads guillemets', () => {
    expect(inner('Il a dit «jamais» hier.')).toEqual(['jamais']);
  });
  it('stays linear on unbalanced marks', () => {
    const text = '“a '.repeat(100_000);
    expect(findQuotations(text, whole(text))).toEqual([]);
  });
});
