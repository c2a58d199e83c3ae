// What a mention spans, from trees given by hand.
import { expect, test } from 'vitest';
import { buildSentence } from '../../tests/support/sentence.ts';
import { findMentions } from './mentions.ts';
import { mentionClasses } from './mentions-kinds.ts';
import type { Name } from './names.ts';

const kinds = { table: new Int8Array(mentionClasses.length), mask: 0 };

/** Mentions of rows `form UPOS head deprel`, as "form: text". */
const mentions = (rows: string, names: readonly Name[] = []): string[] => {
  const full = rows
    .trim()
    .split('\n')
    .map(row => {
      const [form = '', upos = '', head = '', deprel = ''] = row.trim().split(/\s+/);
      return `${form} ${form.toLowerCase()} ${upos} _ ${head} ${deprel}`;
    });
  const { sentence, text } = buildSentence(full.join('\n'));
  return findMentions([sentence], [names], { kinds }).map(m => `${m.form}: ${text.slice(m.start, m.end)}`);
};

test('a date before a name is no part of its phrase', () => {
  const found = mentions('On ADP 3 case\nSunday PROPN 3 compound\nBrovik PROPN 4 nsubj\nleft VERB 0 root', [
    { from: 2, to: 3, kind: 'person' },
  ]);
  expect(found).toContain('name: Brovik');
});

test('a person takes no "of" that belongs to the verb', () => {
  const found = mentions(
    'They PRON 2 nsubj\nstripped VERB 0 root\nAldan PROPN 2 obj\nof ADP 5 case\nrights NOUN 3 nmod',
    [{ from: 2, to: 3, kind: 'person' }],
  );
  expect(found).toContain('name: Aldan');
});

test('a namesake of a building takes no part, a body does', () => {
  const rows = (noun: string) =>
    `the DET 3 det\nTarik PROPN 3 compound\n${noun} NOUN 4 nsubj\nfell VERB 0 root`;
  const name: Name = { from: 1, to: 2, kind: 'person' };
  expect(mentions(rows('mosque'), [name])).toEqual(['name: the Tarik mosque']);
  expect(mentions(rows('regime'), [name])).toContain('name: Tarik');
});

test('a title that the tree hangs on what it is for stands for its holder', () => {
  const found = mentions('as ADP 4 case\nMinister PROPN 4 nmod:desc\nfor ADP 4 case\nPorts PROPN 0 root', [
    { from: 3, to: 4, kind: 'organization' },
  ]);
  expect(found).toContain('name: Minister');
});

test('"at least" is left out, what is glued by a hyphen kept', () => {
  const least = 'at ADP 2 case\nleast ADJ 3 nummod\n20 NUM 4 nummod\nmen NOUN 5 nsubj\nfled VERB 0 root';
  expect(mentions(least)).toContain('nominal: 20 men');
});
