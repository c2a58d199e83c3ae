import { expect, test } from 'vitest';
import type { Token, Upos } from '../schema/analysis.ts';
import { mendMisreadVerbs } from './misread-verbs.ts';

/** `form/UPOS/XPOS/head/deprel` a token. */
const read = (rows: string): Token[] => {
  let at = 0;
  return rows.split(' ').map(row => {
    const [form = '', upos = '', xpos = '', head = '', deprel = ''] = row.split('/');
    const start = at;
    at += form.length + 1;
    const lemma = form === 'The' || form === 'A' ? form.toLowerCase() : form === 'have' ? 'have' : form;
    return {
      start,
      end: start + form.length,
      form,
      lemma,
      upos: upos as Upos,
      xpos,
      feats: '',
      head: Number(head),
      deprel,
    };
  });
};

const arcs = (tokens: readonly Token[]): string[] =>
  tokens.map(({ form, head, deprel }) => `${form} ${deprel} ${tokens[head]?.form ?? '-'}`);

test('a past tense read as a participle becomes the verb again', () => {
  const tree = read(
    'The/DET/DT/3/det Union/PROPN/NNP/3/compound lifted/VERB/VBN/3/amod sanctions/NOUN/NNS/-1/root ./PUNCT/./3/punct',
  );
  expect(arcs(mendMisreadVerbs(tree))).toEqual([
    'The det Union',
    'Union nsubj lifted',
    'lifted root -',
    'sanctions obj lifted',
    '. punct lifted',
  ]);
});

test('with an auxiliary, and a day between subject and verb', () => {
  const perfect = read(
    'Troops/NOUN/NNS/3/nsubj have/AUX/VBP/3/aux shared/VERB/VBN/3/amod evidence/NOUN/NN/-1/root',
  );
  expect(arcs(mendMisreadVerbs(perfect))).toEqual([
    'Troops nsubj shared',
    'have aux shared',
    'shared root -',
    'evidence obj shared',
  ]);
  const day = read(
    'Oman/PROPN/NNP/-1/root on/ADP/IN/2/case Friday/PROPN/NNP/4/compound freed/VERB/VBN/4/amod captives/NOUN/NNS/0/nmod',
  );
  expect(arcs(mendMisreadVerbs(day))).toEqual([
    'Oman nsubj freed',
    'on case Friday',
    'Friday obl freed',
    'freed root -',
    'captives obj freed',
  ]);
});

test('participles that describe are left as they are', () => {
  const owned = read('A/DET/DT/3/det family/NOUN/NN/2/compound owned/VERB/VBN/3/amod firm/NOUN/NN/-1/root');
  expect(mendMisreadVerbs(owned)).toEqual(owned);
  const disputed = read('their/PRON/PRP$/2/nmod:poss disputed/VERB/VBN/2/amod border/NOUN/NN/-1/root');
  expect(mendMisreadVerbs(disputed)).toEqual(disputed);
});
