// Names, mentions and chains of any text lie inside it and fit together.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { loadModels } from '../resources/index.ts';
import { analyse } from './index.ts';

const models = loadModels();

const check = (text: string): void => {
  const { sentences, mentions, chains } = analyse(text, [], models);
  let before = -1;
  for (const mention of mentions) {
    const tokens = sentences[mention.sentence]?.tokens ?? [];
    expect(mention.from).toBeGreaterThanOrEqual(0);
    expect(mention.to).toBeGreaterThan(mention.from);
    expect(tokens[mention.from]?.start).toBe(mention.start);
    expect(tokens[mention.to - 1]?.end).toBe(mention.end);
    expect(mention.head >= mention.from && mention.head < mention.to).toBe(true);
    expect(mention.sentence).toBeGreaterThanOrEqual(before);
    before = mention.sentence;
  }
  expect(chains.flat().sort((a, b) => a - b)).toEqual(mentions.map((_, i) => i));
  for (const chain of chains) expect([...chain]).toEqual([...chain].sort((a, b) => a - b));
};

const pieces = fc.constantFrom(
  ...[
    'President',
    'Omar',
    'al-Karim',
    'Brovik',
    'U.S.',
    'Army',
    'of',
    'the',
    'in',
    'Aleppo',
    'Syrian',
    'MINISTER',
  ],
  ...[
    'he',
    'they',
    'whose',
    'it',
    'himself',
    'who',
    'rebels',
    'forces',
    'town',
    'said',
    'attacked',
    'and',
    '’s',
  ],
  ...[
    ',',
    '.',
    ':',
    '"',
    '“',
    '(',
    ')',
    '-',
    '—',
    '\n',
    '\n\n',
    '3rd',
    '2016',
    'İ',
    'ß',
    'محمد',
    '\u0000',
    '\ud800',
  ],
);

test('mentions and chains of any text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), text => check(text)),
    { numRuns: 100 },
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 80 }), words => {
      check(words.join(' '));
      check(words.join(''));
    }),
    { numRuns: 100 },
  );
}, 60_000);

test.each([
  ['one name over and over', 'Omar Karim said Omar Karim met Omar Karim. '.repeat(1_500)],
  ['capitals without an end', 'KARIM OMAR BROVIK '.repeat(4_000)],
  ['a new name each time', Array.from({ length: 6_000 }, (_, i) => `Om${i.toString(36)}ar left.`).join(' ')],
  ['nothing but pronouns', 'He told him that she saw it. '.repeat(2_000)],
])('%s', (_, text) => check(text), 60_000);
