import { describe, expect, it } from 'vitest';
import { buildSentence } from '../../tests/support/sentence.ts';
import { countedToken, numbersIn } from './numbers.ts';

/** A noun phrase whose words all hang on its last one. */
const phrase = (words: string) => {
  const forms = words.split(' ');
  const last = forms.length;
  const rows = forms.map((form, i) => {
    const numeric =
      /^\d/.test(form) || /^(one|two|three|five|twelve|twenty|half|million|thousand|hundred)$/.test(form);
    const upos = i + 1 === last ? 'NOUN' : numeric ? 'NUM' : 'X';
    return `${form} ${form} ${upos} _ ${i + 1 === last ? 0 : last} ${i + 1 === last ? 'root' : 'nummod'}`;
  });
  return buildSentence(rows.join('\n')).sentence;
};

const first = (words: string) => numbersIn(phrase(words))[0];

describe('numbersIn', () => {
  it.each([
    ['more than 665 strikes', 665, '>', null],
    ['at least twelve fighters', 12, '>', null],
    ['half a million people', 500_000, '=', null],
    ['over a million injuries', 1_000_000, '>', null],
    ['as many as 200 nationals', 200, '<', null],
    ['about 1,500 troops', 1500, '~', null],
    ['two dozen vehicles', 24, '=', null],
    ['twenty - five soldiers', 25, '=', null],
    ['three hundred and forty homes', 340, '=', null],
    ['$ 5bn aid', 5e9, '=', 'USD'],
    ['40 % voters', 0.4, '=', 'share'],
    ['two thirds villages', 2 / 3, '=', 'share'],
    ['hundreds protesters', 200, '~', null],
    ['nearly 3.5 million refugees', 3.5e6, '~', null],
  ])('%s', (words, value, comparator, unit) => {
    const number = first(words);
    expect(number?.value).toBeCloseTo(value, 6);
    expect(number).toMatchObject({ comparator, unit });
  });

  it('keeps both ends of a range', () => {
    expect(first('10 to 12 people')).toMatchObject({ value: 11, low: 10, high: 12, comparator: '~' });
  });

  it('leaves a bound open on its far side', () => {
    expect(first('more than 40 dead')).toMatchObject({ low: 40, high: null });
    expect(first('up to 40 dead')).toMatchObject({ low: 0, high: 40 });
  });

  it('names the token that is counted', () => {
    const sentence = phrase('more than 665 strikes');
    expect(countedToken(sentence, numbersIn(sentence)[0]!)).toBe(3);
  });
});
