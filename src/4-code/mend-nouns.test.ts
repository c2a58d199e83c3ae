import { describe, expect, it } from 'vitest';
import { mendedWith } from '../../tests/support/mended.ts';

const mended = mendedWith([]);

describe('mendClauses, of nouns', () => {
  it('gives a second verb the subject that was joined to the first one’s', () => {
    expect(
      mended(`
        Lund Lund PROPN NNP 2 nsubj
        struck strike VERB VBD 0 root
        and and CCONJ CC 5 cc
        Moe Moe PROPN NNP 1 conj
        fled flee VERB VBD 2 conj`),
    ).toContain('Moe<fled nsubj');
  });
  it('gives a second participle its own object', () => {
    expect(
      mended(`
        killing kill VERB VBG 0 root
        guards guard NOUN NNS 1 obj
        and and CCONJ CC 4 cc
        wounding wound VERB VBG 1 conj
        others other NOUN NNS 2 conj`),
    ).toContain('others<wounding obj');
  });
  it('makes an apposition of a second subject between commas', () => {
    expect(
      mended(`
        Lund Lund PROPN NNP 6 nsubj
        , , PUNCT , 1 punct
        an a DET DT 4 det
        ally ally NOUN NN 6 nsubj
        , , PUNCT , 1 punct
        blamed blame VERB VBD 0 root`),
    ).toContain('ally<Lund appos');
  });
  it('reads a conjunction that passed for the preposition of a subject', () => {
    expect(
      mended(`
        after after ADP IN 3 case
        an a DET DT 3 det
        attack attack NOUN NN 4 obl
        killed kill VERB VBD 7 advcl
        dozens dozen NOUN NNS 4 obj
        Lund Lund PROPN NNP 7 nsubj
        left leave VERB VBD 0 root`),
    ).toEqual(expect.arrayContaining(['attack<killed nsubj', 'after<killed mark']));
  });
  it('lets whoever stands between "for" and "to" do it', () => {
    expect(
      mended(`
        possible possible ADJ JJ 0 root
        for for SCONJ IN 5 mark
        Lund Lund PROPN NNP 1 obl
        to to PART TO 5 mark
        leave leave VERB VB 1 csubj`),
    ).toContain('Lund<leave nsubj');
  });
  it('finds what was dismissed behind what it was dismissed as', () => {
    expect(
      mended(`
        dismissed dismiss VERB VBD 0 root
        as as ADV RB 3 advmod
        baseless baseless ADJ JJ 1 obl
        a a DET DT 5 det
        report report NOUN NN 1 obl`),
    ).toEqual(expect.arrayContaining(['report<dismissed obj', 'baseless<dismissed xcomp']));
  });
  it('reads "opposed" as a verb, but not in "as opposed to"', () => {
    expect(
      mended(`
        Lund Lund PROPN NNP 0 root
        opposed opposed ADP IN 4 case
        the the DET DT 4 det
        plan plan NOUN NN 1 nmod`),
    ).toEqual(['Lund<opposed nsubj', 'opposed< root', 'the<plan det', 'plan<opposed obj']);
    expect(
      mended(`
        talks talk NOUN NNS 0 root
        as as ADP IN 5 case
        opposed opposed ADP IN 5 case
        to to ADP IN 5 case
        war war NOUN NN 1 nmod`),
    ).toContain('opposed<war case');
  });
});
