import { describe, expect, it } from 'vitest';
import { buildSentence } from '../../tests/support/sentence.ts';
import type { Codebook } from '../schema/codebook.ts';
import { mendLemmas } from './lemmas.ts';

const codebook = {
  framesByPredicate: new Map([
    ['VERB:free', []],
    ['VERB:shell', []],
    ['VERB:hand over', []],
  ]),
  speechCues: new Map(),
  statusOperators: new Map(),
  lightVerbs: new Set(['stage']),
} as unknown as Codebook;

const lemmaOf = (form: string, guess: string): string => {
  const { sentence } = buildSentence(`${form} ${guess} VERB VBD 0 root`);
  return mendLemmas([sentence], codebook)[0]!.tokens[0]!.lemma;
};

describe('mendLemmas', () => {
  it('takes a base form that the codebook knows and the word spells', () => {
    expect(lemmaOf('freed', 'fre')).toBe('free');
    expect(lemmaOf('shelled', 'shel')).toBe('shell');
    expect(lemmaOf('staging', 'stag')).toBe('stage');
  });
  it('leaves what it knows and what no base form explains', () => {
    expect(lemmaOf('handed', 'hand')).toBe('hand');
    expect(lemmaOf('sailed', 'sail')).toBe('sail');
  });
});
