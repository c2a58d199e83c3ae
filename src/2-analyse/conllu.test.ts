import { expect, test } from 'vitest';
import type { Sentence, Token } from '../schema/analysis.ts';
import { toConllu } from './conllu.ts';

const text = 'They\tdidn’t\nleave.';
const token = (start: number, end: number, head: number, deprel: string): Token => ({
  start,
  end,
  form: text.slice(start, end),
  lemma: text.slice(start, end).toLowerCase(),
  upos: 'X',
  xpos: '',
  feats: '',
  head,
  deprel,
});

test('ranges for multiword tokens, SpaceAfter=No on the surface token', () => {
  const sentence: Sentence = {
    start: 0,
    end: text.length,
    index: 0,
    paragraph: 0,
    tokens: [
      token(0, 4, 3, 'nsubj'),
      token(5, 8, 3, 'aux'),
      token(8, 11, 3, 'advmod'),
      token(12, 17, -1, 'root'),
      token(17, 18, 3, 'punct'),
    ],
    multiword: [false, false, true, false, false],
  };
  expect(toConllu(sentence, text)).toBe(
    [
      '# text = They didn’t leave.',
      '1\tThey\tthey\tX\t_\t_\t4\tnsubj\t_\t_',
      '2-3\tdidn’t\t_\t_\t_\t_\t_\t_\t_\t_',
      '2\tdid\tdid\tX\t_\t_\t4\taux\t_\t_',
      '3\tn’t\tn’t\tX\t_\t_\t4\tadvmod\t_\t_',
      '4\tleave\tleave\tX\t_\t_\t0\troot\t_\tSpaceAfter=No',
      '5\t.\t.\tX\t_\t_\t4\tpunct\t_\t_',
      '',
      '',
    ].join('\n'),
  );
});
