import { describe, expect, it } from 'vitest';
import { buildReading, type GivenEntity } from '../../tests/support/reading.ts';
import { buildSentence } from '../../tests/support/sentence.ts';
import type { Codebook } from '../schema/codebook.ts';
import { argumentsOf } from './arguments.ts';

const slots = (
  rows: string,
  predicate: string,
  entities: readonly GivenEntity[] = [],
  codebook: Partial<Codebook> = {},
): Record<string, string> => {
  const { sentence, text } = buildSentence(rows);
  const reading = buildReading(sentence, text, entities, codebook);
  const token = sentence.tokens.findIndex(t => t.form === predicate);
  const found = argumentsOf(reading, sentence, token);
  return Object.fromEntries(found.map(a => [a.slot, sentence.tokens[a.token]!.form]));
};

describe('argumentsOf', () => {
  it('undoes the passive: "the town was shelled by rebels"', () => {
    const rows = `
      the the DET DT 2 det
      town town NOUN NN 4 nsubj:pass
      was be AUX VBD 4 aux:pass
      shelled shell VERB VBN 0 root
      by by ADP IN 6 case
      rebels rebel NOUN NNS 4 obl:agent`;
    expect(slots(rows, 'shelled')).toMatchObject({ subj: 'rebels', obj: 'town' });
  });

  it('reads a nominal as its verb: "the Turkish shelling of Azaz"', () => {
    const rows = `
      the the DET DT 3 det
      Turkish turkish ADJ JJ 3 amod
      shelling shelling NOUN NN 0 root
      of of ADP IN 5 case
      Azaz Azaz PROPN NNP 3 nmod`;
    expect(slots(rows, 'shelling', [{ head: 1, name: 'Turkey' }])).toMatchObject({
      subj: 'Turkish',
      obj: 'Azaz',
    });
  });

  it('gives an infinitive its controller: "urged Turkey to withdraw", "vowed to strike"', () => {
    const urged = `
      Assad Assad PROPN NNP 2 nsubj
      urged urge VERB VBD 0 root
      Turkey Turkey PROPN NNP 2 obj
      to to PART TO 5 mark
      withdraw withdraw VERB VB 2 xcomp`;
    expect(slots(urged, 'withdraw')).toMatchObject({ subj: 'Turkey' });
    const vowed = `
      Iran Iran PROPN NNP 2 nsubj
      vowed vow VERB VBD 0 root
      to to PART TO 4 mark
      strike strike VERB VB 2 xcomp`;
    expect(slots(vowed, 'strike')).toMatchObject({ subj: 'Iran' });
  });

  it('gives "accused of arming" its doer in the object', () => {
    const rows = `
      Damascus Damascus PROPN NNP 2 nsubj
      accused accuse VERB VBD 0 root
      Ankara Ankara PROPN NNP 2 obj
      of of SCONJ IN 5 mark
      arming arm VERB VBG 2 advcl
      rebels rebel NOUN NNS 5 obj`;
    expect(slots(rows, 'accused')).toMatchObject({ subj: 'Damascus', obj: 'Ankara', 'prep:of': 'arming' });
    expect(slots(rows, 'arming')).toMatchObject({ subj: 'Ankara', obj: 'rebels' });
  });

  it('follows a relative clause to its noun: "troops who shelled the town"', () => {
    const rows = `
      troops troop NOUN NNS 0 root
      who who PRON WP 3 nsubj PronType=Rel
      shelled shell VERB VBD 1 acl:relcl
      the the DET DT 5 det
      town town NOUN NN 3 obj`;
    expect(slots(rows, 'shelled')).toMatchObject({ subj: 'troops', obj: 'town' });
  });

  it('shares subject and object among coordinated verbs: "the army bombed and shelled the town"', () => {
    const rows = `
      army army NOUN NN 2 nsubj
      bombed bomb VERB VBD 0 root
      and and CCONJ CC 4 cc
      shelled shell VERB VBD 2 conj
      the the DET DT 6 det
      town town NOUN NN 2 obj`;
    expect(slots(rows, 'shelled')).toMatchObject({ subj: 'army', obj: 'town' });
  });

  it('lends a light verb’s subject to its noun: "jets carried out strikes on Idlib"', () => {
    const rows = `
      jets jet NOUN NNS 2 nsubj
      carried carry VERB VBD 0 root
      out out ADP RP 2 compound:prt
      strikes strike NOUN NNS 2 obj
      on on ADP IN 6 case
      Idlib Idlib PROPN NNP 2 obl`;
    expect(slots(rows, 'strikes', [], { lightVerbs: new Set(['carry out']) })).toMatchObject({
      subj: 'jets',
      'prep:on': 'Idlib',
    });
  });

  it('ends on a broken tree: a cycle of heads', () => {
    const rows = `
      killed kill VERB VBD 2 conj
      died die VERB VBD 1 conj`;
    expect(slots(rows, 'killed')).toMatchObject({});
  });

  it('takes a finite verb read as a participle for a verb: "Kenya shared recordings with Chad"', () => {
    const rows = `
      Kenya Kenya PROPN NNP 2 nsubj
      shared share VERB VBD 3 amod
      recordings recording NOUN NNS 0 root
      with with ADP IN 5 case
      Chad Chad PROPN NNP 3 nmod`;
    expect(slots(rows, 'shared')).toMatchObject({ subj: 'Kenya', obj: 'recordings' });
  });

  it('keeps the marker of a number out of the slot: "freed at least ten sailors"', () => {
    const rows = `
      Eritrea Eritrea PROPN NNP 2 nsubj
      freed free VERB VBD 0 root
      at at ADP IN 4 case
      least least ADJ JJS 5 nmod
      ten ten NUM CD 6 nummod
      sailors sailor NOUN NNS 2 obj`;
    expect(slots(rows, 'freed')).toMatchObject({ subj: 'Eritrea', obj: 'sailors' });
  });

  it('finds the partner that the parser gave to the verb: "talks between Oslo and Lima resumed"', () => {
    const rows = `
      talks talk NOUN NNS 0 root
      between between ADP IN 3 case
      Oslo Oslo PROPN NNP 1 nmod
      and and CCONJ CC 5 cc
      Lima Lima PROPN NNP 6 nsubj
      resumed resume VERB VBD 1 conj`;
    const { sentence, text } = buildSentence(rows);
    const found = argumentsOf(buildReading(sentence, text, [], {}), sentence, 0);
    expect(found.filter(a => a.slot === 'prep:between').map(a => sentence.tokens[a.token]!.form)).toEqual([
      'Oslo',
      'Lima',
    ]);
  });
});
