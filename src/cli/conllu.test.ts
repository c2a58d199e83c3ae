import { describe, expect, it } from 'vitest';
import { makeReport, NO_FIELDS } from '../1-gather/index.ts';
import type { Sentence, Token } from '../schema/analysis.ts';
import { writeConllu } from './conllu.ts';

const token = (start: number, form: string, head: number, deprel: string, length = form.length): Token => ({
  start,
  end: start + length,
  form,
  lemma: form.toLowerCase(),
  upos: 'X',
  xpos: '',
  feats: '',
  head,
  deprel,
});

describe('writeConllu', () => {
  const text = "They didn't\ngo.";
  const sentence: Sentence = {
    start: 0,
    end: text.length,
    index: 0,
    paragraph: 0,
    tokens: [
      token(0, 'They', 3, 'nsubj'),
      token(5, 'did', 3, 'aux'),
      token(8, "n't", 3, 'advmod'),
      token(12, 'go', -1, 'root'),
      token(14, '.', 3, 'punct'),
    ],
    multiword: [false, false, true, false, false],
  };
  const report = makeReport({ ...NO_FIELDS, id: 'r\t1', text });

  it('gives ranges, heads from 1 and offsets', () => {
    expect(writeConllu(report, { sentences: [sentence], mentions: [], chains: [] })).toBe(
      [
        '# newdoc id = r 1',
        '# newpar',
        '# sent_id = r 1-1',
        "# text = They didn't go.",
        '1\tThey\tthey\tX\t_\t_\t4\tnsubj\t_\tstart_char=0|end_char=4',
        "2-3\tdidn't\t_\t_\t_\t_\t_\t_\t_\tstart_char=5|end_char=11",
        '2\tdid\tdid\tX\t_\t_\t4\taux\t_\t_',
        "3\tn't\tn't\tX\t_\t_\t4\tadvmod\t_\t_",
        '4\tgo\tgo\tX\t_\t_\t0\troot\t_\tSpaceAfter=No|start_char=12|end_char=14',
        '5\t.\t.\tX\t_\t_\t4\tpunct\t_\tstart_char=14|end_char=15',
        '',
        '',
      ].join('\n'),
    );
  });

  it('gives nothing for no sentence', () => {
    expect(writeConllu(report, { sentences: [], mentions: [], chains: [] })).toBe('');
  });
});
