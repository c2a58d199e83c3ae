import { describe, expect, it } from 'vitest';
import { buildReading } from '../../tests/support/reading.ts';
import { buildSentence } from '../../tests/support/sentence.ts';
import type { EventStatus } from '../schema/coded-report.ts';
import { statusOf } from './status.ts';

const operators = new Map<string, EventStatus>([
  ['VERB:deny', 'denied'],
  ['VERB:plan', 'planned'],
  ['NOUN:rumor', 'rumoured'],
  ['ADJ:imminent', 'planned'],
  ['NOUN:aim', 'planned'],
]);

const status = (rows: string, predicate: string): EventStatus => {
  const { sentence, text } = buildSentence(rows);
  const reading = buildReading(sentence, text, [], { statusOperators: operators });
  return statusOf(
    reading,
    sentence,
    sentence.tokens.findIndex(t => t.form === predicate),
  ).status;
};

describe('statusOf', () => {
  it('takes the plain past for happened', () => {
    expect(status('troops troop NOUN NNS 2 nsubj\nshelled shell VERB VBD 0 root', 'shelled')).toBe(
      'happened',
    );
  });
  it('reads negation and modals', () => {
    expect(
      status(
        'they they PRON PRP 4 nsubj\ndid do AUX VBD 4 aux\nnot not PART RB 4 advmod\nattack attack VERB VB 0 root',
        'attack',
      ),
    ).toBe('negated');
    expect(
      status('they they PRON PRP 3 nsubj\nwill will AUX MD 3 aux\nmeet meet VERB VB 0 root', 'meet'),
    ).toBe('planned');
    expect(
      status('they they PRON PRP 3 nsubj\nmust must AUX MD 3 aux\nleave leave VERB VB 0 root', 'leave'),
    ).toBe('demanded');
    expect(
      status('they they PRON PRP 3 nsubj\nmight might AUX MD 3 aux\nmeet meet VERB VB 0 root', 'meet'),
    ).toBe('hypothetical');
  });
  it('lets the denial of a rumour of an imminent meeting weigh most', () => {
    const rows = `
      he he PRON PRP 2 nsubj
      denied deny VERB VBD 0 root
      rumors rumor NOUN NNS 2 obj
      of of ADP IN 7 case
      an a DET DT 7 det
      imminent imminent ADJ JJ 7 amod
      meeting meeting NOUN NN 3 nmod`;
    expect(status(rows, 'meeting')).toBe('denied');
  });
  it('takes a planned attack for planned, whether verb or noun', () => {
    const rows = `
      rebels rebel NOUN NNS 2 nsubj
      planned plan VERB VBD 0 root
      to to PART TO 4 mark
      attack attack VERB VB 2 xcomp`;
    expect(status(rows, 'attack')).toBe('planned');
  });
  it('takes what is not even planned for not done', () => {
    const rows = `
      it it PRON PRP 2 nsubj
      had have VERB VBD 0 root
      no no DET DT 4 det
      aim aim NOUN NN 2 obj
      to to PART TO 6 mark
      attack attack VERB VB 4 acl`;
    expect(status(rows, 'attack')).toBe('negated');
  });
  it('lets a clause with its own subject stand by itself behind a denial', () => {
    const rows = (pause: string): string => `
      he he PRON PRP 2 nsubj
      denied deny VERB VBD 0 root
      it it PRON PRP 4 nsubj
      shelled shell VERB VBD 2 ccomp
      ${pause} ${pause} PUNCT , 4 punct
      and and CCONJ CC 8 cc
      Moe Moe PROPN NNP 8 nsubj
      attacked attack VERB VBD 4 conj`;
    expect(status(rows(','), 'attacked')).toBe('happened');
    expect(status(rows('"'), 'attacked')).toBe('denied');
  });
  it('takes the aim of an act that the reader knows for the end of something done', () => {
    const rows = (determiner: string): string => `
      the the DET DT 2 det
      aim aim NOUN NN 6 nsubj
      of of ADP IN 5 case
      ${determiner} ${determiner} DET DT 5 det
      raid raid NOUN NN 2 nmod
      clear clear ADJ JJ 0 root`;
    expect([status(rows('the'), 'raid'), status(rows('a'), 'raid')]).toEqual(['happened', 'planned']);
  });
});
