import { describe, expect, it } from 'vitest';
import { type KnownWords, regularBase } from './inflection.ts';
import { irregularBase } from './irregular-words.ts';

const known = (bases: string, inText = ''): KnownWords => ({
  isBase: (kind, word) => bases.split(' ').includes(`${kind}:${word}`),
  rankOf: word => inText.split(' ').indexOf(word) + 1,
});

describe('regularBase', () => {
  it('takes the base that is known', () => {
    const words = known('V:free V:shell V:rate V:hop V:hope V:die N:cache N:bus');
    expect(regularBase('freed', 'VBN', words)).toBe('free');
    expect(regularBase('shelled', 'VBD', words)).toBe('shell');
    expect(regularBase('rating', 'VBG', words)).toBe('rate');
    expect(regularBase('hopped', 'VBD', words)).toBe('hop');
    expect(regularBase('hoped', 'VBD', words)).toBe('hope');
    expect(regularBase('dying', 'VBG', words)).toBe('die');
    expect(regularBase('caches', 'NNS', words)).toBe('cache');
    expect(regularBase('buses', 'NNS', words)).toBe('bus');
  });

  it('else one that running text knows, the more frequent first', () => {
    expect(regularBase('looting', 'VBG', known('', 'town loot'))).toBe('loot');
    expect(regularBase('ravaged', 'VBD', known('', 'town ravage'))).toBe('ravage');
  });

  it('else spells by rule', () => {
    const nothing = known('');
    const bases = ['gridlocked', 'torpedoed', 'barricaded', 'panicked', 'strafed', 'pummelled', 'bivouacked'];
    expect(bases.map(form => regularBase(form, 'VBD', nothing))).toEqual([
      'gridlock',
      'torpedo',
      'barricade',
      'panic',
      'strafe',
      'pummel',
      'bivouack',
    ]);
    expect(regularBase('vigilantes', 'NNS', known('', 'vigilant'))).toBe('vigilante');
    expect(regularBase('cease-fires', 'NNS', nothing)).toBe('cease-fire');
  });

  it('leaves forms without a regular ending', () => {
    expect(regularBase('shot', 'VBD', known(''))).toBeNull();
    expect(regularBase('ran', 'VB', known(''))).toBeNull();
  });
});

describe('irregularBase', () => {
  it('reads past forms and participles, with their prefixes', () => {
    expect(irregularBase('shot', 'VERB', 'VBN')).toBe('shoot');
    expect(irregularBase('fled', 'VERB', 'VBD')).toBe('flee');
    expect(irregularBase('overthrew', 'VERB', 'VBD')).toBe('overthrow');
    expect(irregularBase('retaken', 'VERB', 'VBN')).toBe('retake');
    expect(irregularBase('withheld', 'VERB', 'VBD')).toBe('withhold');
  });

  it('reads plurals of compounds by their last part', () => {
    expect(irregularBase('gunmen', 'NOUN', 'NNS')).toBe('gunman');
    expect(irregularBase('grandchildren', 'NOUN', 'NNS')).toBe('grandchild');
    expect(irregularBase('omen', 'NOUN', 'NN')).toBeUndefined();
  });
});
