import { expect, test } from 'vitest';
import type { Mention, Sentence, Token, Upos } from '../schema/analysis.ts';
import { resolveCoreference } from './coreference.ts';
import { quotationsOf } from './coreference-facts.ts';
import { nameKey, relateNames } from './coreference-names.ts';
import { findMentions } from './mentions.ts';
import { mentionClasses } from './mentions-kinds.ts';
import { phraseRange } from './mentions-phrases.ts';
import type { Name } from './names.ts';

/** Rows of "form lemma upos xpos head deprel", heads counted from 1 as in CoNLL-U. */
const sentenceOf = (rows: string, index = 0): Sentence => {
  let at = index * 1000;
  const start = at;
  const tokens = rows
    .trim()
    .split('\n')
    .map((row): Token => {
      const [form = '', lemma = '', upos = 'X', xpos = '', head = '0', deprel = ''] = row.trim().split(/\s+/);
      const token = {
        start: at,
        end: at + form.length,
        form,
        lemma,
        upos: upos as Upos,
        xpos,
        feats: '',
        head: Number(head) - 1,
        deprel,
      };
      at = token.end + 1;
      return token;
    });
  return { index, paragraph: 0, start, end: at - 1, tokens, multiword: tokens.map(() => false) };
};

const texts = (sentence: Sentence, mentions: readonly Mention[]): string[] =>
  mentions.map(m =>
    sentence.tokens
      .slice(m.from, m.to)
      .map(t => t.form)
      .join(' '),
  );

/** A model without knowledge: every kind scores nothing, so the first class is taken; no link scores above none. */
const blank = {
  kinds: { table: new Int8Array(mentionClasses.length), mask: 0 },
  coreference: { table: new Int8Array(1), mask: 0 },
};

const minister = sentenceOf(`
  Norvian Norvian ADJ JJ 3 amod
  Foreign Foreign PROPN NNP 3 compound
  Minister Minister PROPN NNP 6 nsubj
  Lena Lena PROPN NNP 3 flat
  Brovik Brovik PROPN NNP 3 flat
  met meet VERB VBD 0 root
  leaders leader NOUN NNS 6 obj
  of of ADP IN 10 case
  the the DET DT 10 det
  rebels rebel NOUN NNS 7 nmod
  . . PUNCT . 6 punct`);
const ministerNames: Name[] = [
  { from: 0, to: 1, kind: 'group' },
  { from: 3, to: 5, kind: 'person' },
];

test('a base phrase keeps title, nationality and the of-complement', () => {
  expect(phraseRange(minister, 2)).toEqual({ from: 0, to: 5 });
  expect(phraseRange(minister, 6)).toEqual({ from: 6, to: 10 });
});

test('mentions are nested: phrase, nationality, nominals; the bare name and the title are kept', () => {
  const mentions = findMentions([minister], [ministerNames], blank);
  expect(texts(minister, mentions)).toEqual([
    'Norvian Foreign Minister Lena Brovik',
    'Norvian',
    'leaders of the rebels',
    'the rebels',
  ]);
  expect(mentions[0]).toMatchObject({ form: 'name', head: 2, nameFrom: 3, nameTo: 5, titleTo: 3 });
  expect(mentions[1]).toMatchObject({ form: 'name', kind: 'group' });
  expect(mentions[2]).toMatchObject({ form: 'nominal', nameFrom: -1 });
});

test('a surname joins the full name; a surname that two people share joins neither to the other', () => {
  const one = (index: number, name: string): Sentence =>
    sentenceOf(
      name
        .split(' ')
        .map(
          (word, i, all) =>
            `${word} ${word} PROPN NNP ${i === 0 ? all.length + 1 : 1} ${i === 0 ? 'nsubj' : 'flat'}`,
        )
        .join('\n')
        .concat(`\nspoke speak VERB VBD 0 root`),
      index,
    );
  const sentences = [one(0, 'Lena Brovik'), one(1, 'Brovik'), one(2, 'Oskar Brovik')];
  const names: Name[][] = sentences.map(s => [{ from: 0, to: s.tokens.length - 1, kind: 'person' }]);
  const mentions = findMentions(sentences, names, blank);
  expect(resolveCoreference(sentences, mentions, blank.coreference)).toEqual([[0, 1], [2]]);
});

test('"I" in a quotation is the one who speaks it, before or after', () => {
  const quoted = sentenceOf(`
    “ “ PUNCT \`\` 4 punct
    I I PRON PRP 4 nsubj
    will will AUX MD 4 aux
    stay stay VERB VB 7 ccomp
    , , PUNCT , 7 punct
    ” ” PUNCT '' 4 punct
    said say VERB VBD 0 root
    Brovik Brovik PROPN NNP 7 nsubj`);
  const mentions = findMentions([quoted], [[{ from: 7, to: 8, kind: 'person' }]], blank);
  expect(resolveCoreference([quoted], mentions, blank.coreference)).toEqual([[0, 1]]);
  expect([...(quotationsOf([quoted])[0] as Uint32Array)]).toEqual([1, 1, 1, 1, 1, 1, 0, 0]);
});

test('"who" points to the noun that its clause hangs on', () => {
  const relative = sentenceOf(`
    Fighters fighter NOUN NNS 4 nsubj
    who who PRON WP 3 nsubj
    fled flee VERB VBD 1 acl:relcl
    returned return VERB VBD 0 root`);
  const mentions = findMentions([relative], [[]], blank);
  expect(resolveCoreference([relative], mentions, blank.coreference)).toEqual([[0, 1]]);
});

test('names are compared across articles, particles, accents and acronyms', () => {
  const relate = (a: string, b: string) =>
    relateNames(nameKey(a.toLowerCase().split(' ')), nameKey(b.toLowerCase().split(' ')));
  expect(relate('Samir al - Haddad', 'Haddad')).toBe('tail');
  expect(relate('Samir al-Haddad', 'Samir Hadad')).toBe('same');
  expect(relate('Northern Relief Council', 'NRC')).toBe('acronym');
  expect(relate('Oskar J. Brovik', 'Oskar Brovik')).toBe('tail');
  expect(relate('Lena Brovik', 'Oskar Brovik')).toBe('part');
  expect(relate('Tavesh', 'Norvia')).toBe('none');
});

test('a role with its nation is the person who bears it, not the one of another nation', () => {
  const president = (nation: string, name: string, index: number) =>
    sentenceOf(
      `
    ${nation} ${nation} ADJ JJ 2 amod
    President President PROPN NNP 4 nsubj
    ${name} ${name} PROPN NNP 2 flat
    spoke speak VERB VBD 0 root`,
      index,
    );
  const role = sentenceOf(
    `
    The the DET DT 3 det
    Danish Danish ADJ JJ 3 amod
    president president NOUN NN 4 nsubj
    left leave VERB VBD 0 root`,
    2,
  );
  const sentences = [president('Danish', 'Brovik', 0), president('Chilean', 'Hadad', 1), role];
  const group = { from: 0, to: 1, kind: 'group' } as const;
  const names: Name[][] = [
    [group, { from: 2, to: 3, kind: 'person' }],
    [group, { from: 2, to: 3, kind: 'person' }],
    [{ from: 1, to: 2, kind: 'group' }],
  ];
  const mentions = findMentions(sentences, names, blank);
  const chains = resolveCoreference(sentences, mentions, blank.coreference);
  const chainOf = (text: string) =>
    chains.findIndex(c =>
      c.some(
        i => texts(sentences[mentions[i]?.sentence ?? 0] as Sentence, [mentions[i] as Mention])[0] === text,
      ),
    );
  expect(chainOf('The Danish president')).toBe(chainOf('Danish President Brovik'));
  expect(chainOf('Chilean President Hadad')).not.toBe(chainOf('Danish President Brovik'));
});

test('every mention is in exactly one chain, on a long report too', () => {
  const sentences = Array.from({ length: 400 }, (_, i) =>
    sentenceOf(
      minister.tokens
        .map(t => `${t.form} ${t.lemma} ${t.upos} ${t.xpos} ${t.head + 1} ${t.deprel}`)
        .join('\n'),
      i,
    ),
  );
  const mentions = findMentions(
    sentences,
    sentences.map(() => ministerNames),
    blank,
  );
  const chains = resolveCoreference(sentences, mentions, blank.coreference);
  expect(chains.flat().sort((a, b) => a - b)).toEqual(mentions.map((_, i) => i));
});
