import { describe, expect, it } from 'vitest';
import { mendedWith } from '../../tests/support/mended.ts';

const mended = mendedWith(['VERB:say', 'VERB:tell']);

describe('mendClauses', () => {
  it('gives a clause the subject that passed for the object of the saying', () => {
    expect(
      mended(`
        Lund Lund PROPN NNP 2 nsubj
        said say VERB VBD 0 root
        ferries ferry NOUN NNS 2 obj
        will will AUX MD 5 aux
        stop stop VERB VB 2 ccomp`),
    ).toContain('ferries<stop nsubj');
  });
  it('makes a clause of a noun with a false participle that has an object', () => {
    expect(
      mended(`
        Lund Lund PROPN NNP 2 nsubj
        said say VERB VBD 0 root
        gunmen gunman NOUN NNS 2 obj
        shelled shell VERB VBN 3 acl
        ferries ferry NOUN NNS 4 obl:agent`),
    ).toEqual(expect.arrayContaining(['shelled<said ccomp', 'gunmen<shelled nsubj', 'ferries<shelled obj']));
  });
  it('hangs what a court was told on the telling', () => {
    expect(
      mended(`
        Lund Lund PROPN NNP 2 nsubj
        told tell VERB VBD 0 root
        courts court NOUN NNS 2 iobj
        that that PRON WDT 7 mark
        he he PRON PRP 7 nsubj
        was be AUX VBD 7 cop
        ill ill ADJ JJ 3 acl`),
    ).toContain('ill<told ccomp');
  });
  it('leaves a participle that describes', () => {
    expect(
      mended(`
        Lund Lund PROPN NNP 2 nsubj
        said say VERB VBD 0 root
        words word NOUN NNS 2 obj
        heard hear VERB VBN 3 acl
        everywhere everywhere ADV RB 4 advmod`),
    ).toContain('heard<words acl');
  });
});
