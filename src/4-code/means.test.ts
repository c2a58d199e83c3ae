import { describe, expect, it } from 'vitest';
import { buildReading } from '../../tests/support/reading.ts';
import { buildSentence } from '../../tests/support/sentence.ts';
import type { Means } from '../schema/codebook.ts';
import { type Named, namedIn } from './means.ts';

const means = new Map<string, Means>([
  ['tear gas', { acled: 'Protest with intervention', mode: 'crowd-control', rank: 3 }],
  ['gas', { acled: 'Chemical weapon', mode: 'unconventional', rank: 0 }],
  ['grenade', { acled: 'Grenade', mode: 'explosives', rank: 1 }],
  [
    'rocket propelled grenade',
    { acled: 'Shelling/artillery/missile attack', mode: 'heavy-weapons', rank: 2 },
  ],
  ['riot', { acled: 'Violent demonstration', mode: 'riot', rank: 4 }],
]);

const named = (rows: string): Named => {
  const { sentence, text } = buildSentence(rows);
  const crowds = new Set(['protester', 'riot police']);
  return namedIn(
    buildReading(sentence, text, [], { means, crowds, weapons: new Set(['grenade']) }),
    sentence,
  );
};

describe('namedIn', () => {
  it('takes the longest phrase: tear gas is no gas', () => {
    const { means: found } = named(
      'fired fire VERB VBD 0 root\ntear tear NOUN NN 3 compound\ngas gas NOUN NN 1 obj',
    );
    expect(found.map(one => one.means.acled)).toEqual(['Protest with intervention']);
  });
  it('reads over hyphens and keeps the tokens of the phrase', () => {
    const { means: found, weapons } = named(
      'rocket rocket NOUN NN 3 compound\n- - PUNCT HYPH 3 punct\npropelled propelled ADJ JJ 4 amod\ngrenades grenade NOUN NNS 0 root',
    );
    expect(found.map(({ from, to }) => [from, to])).toEqual([[0, 4]]);
    expect([...weapons]).toEqual([3]);
  });
  it('takes riot police for people at a protest, not for a riot', () => {
    const { means: found, crowd } = named('riot riot NOUN NN 2 compound\npolice police NOUN NNS 0 root');
    expect(found).toEqual([]);
    expect(crowd).toBe(true);
  });
});
