import { describe, expect, it } from 'vitest';
import { stem } from './stem.ts';
import { rootOf } from './verb-forms.ts';
import { foldWord, splitWords, wordAt } from './words.ts';

describe('stem', () => {
  it.each([
    ['withdrawal', 'withdraw'],
    ['accusations', 'accus'],
    ['accused', 'accus'],
    ['hopping', 'hop'],
    ['hoping', 'hope'],
    ['agreed', 'agre'],
    ['responsibilities', 'respons'],
    ['skies', 'ski'],
    ['caresses', 'caress'],
    ['happily', 'happili'],
  ])('%s -> %s', (word, expected) => {
    expect(stem(word)).toBe(expected);
  });

  it('leaves what is no English word as it is', () => {
    expect(stem('zürich')).toBe('zürich');
    expect(stem('x'.repeat(60))).toBe('x'.repeat(60));
  });

  it('brings irregular forms to one root', () => {
    expect(new Set(['struck', 'strikes', 'striking'].map(word => rootOf(stem(word)))).size).toBe(1);
    expect(new Set(['denial', 'denied', 'denies'].map(word => rootOf(stem(word)))).size).toBe(1);
  });
});

describe('splitWords', () => {
  it('keeps offsets, sentences and names', () => {
    const text = 'Rain fell. “Leave now,” Ilan Dravec told 1,200 men.';
    const words = splitWords(text);
    expect(words.map(word => text.slice(word.start, word.end))).toEqual(
      'Rain fell Leave now Ilan Dravec told 1,200 men'.split(' '),
    );
    expect(words.map(word => word.sentence)).toEqual([0, 0, 1, 1, 1, 1, 1, 1, 1]);
    expect(words.filter(word => word.kind === 'name').map(word => word.form)).toEqual(['ilan', 'dravec']);
    expect(words.find(word => word.kind === 'number')?.stem).toBe('1200');
  });

  it('folds accents, case and the possessive', () => {
    expect(['Erdoğan’s', "Sol's", 'traders’', 'ÉTÉ'].map(foldWord)).toEqual([
      'erdogan',
      'sol',
      'traders',
      'ete',
    ]);
  });

  it('finds the word at an offset', () => {
    const words = splitWords('one two three');
    expect([0, 3, 4, 8, 99].map(offset => wordAt(words, offset))).toEqual([0, 1, 1, 2, 3]);
  });
});
