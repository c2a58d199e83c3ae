import { describe, expect, it } from 'vitest';
import { makeReport, NO_FIELDS } from '../1-gather/index.ts';
import type { Sentence } from '../schema/analysis.ts';
import { writeConllu } from './conllu.ts';

const text = 'Go.\n\nStay. Wait.';
const sentence = (start: number, end: number, paragraph: number): Sentence => ({
  start,
  end,
  index: 0,
  paragraph,
  tokens: [],
  multiword: [],
});
const report = makeReport({ ...NO_FIELDS, id: 'r\t1', text });

describe('writeConllu', () => {
  it('marks the report, its paragraphs and its sentences', () => {
    const sentences = [sentence(0, 3, 0), sentence(5, 10, 1), sentence(11, 16, 1)];
    expect(
      writeConllu(report, { sentences, mentions: [], chains: [] })
        .split('\n')
        .filter(line => line !== ''),
    ).toEqual([
      '# newdoc id = r 1',
      '# newpar',
      '# sent_id = r 1-1',
      '# text = Go.',
      '# newpar',
      '# sent_id = r 1-2',
      '# text = Stay.',
      '# sent_id = r 1-3',
      '# text = Wait.',
    ]);
  });

  it('gives nothing for no sentence', () => {
    expect(writeConllu(report, { sentences: [], mentions: [], chains: [] })).toBe('');
  });
});
