import { expect, test } from 'vitest';
import { buildSentence } from '../../tests/support/sentence.ts';
import { findNames, namesOfLabels } from './names.ts';
import { hashText, mix, nameCandidates, wordCodes } from './names-features.ts';
import {
  CLASS_BITS,
  emptyGazetteer,
  lettersOf,
  listedClasses,
  markListed,
  nameHash,
} from './names-gazetteer.ts';
import { decode, labelOf, mayFollow, NAME_LABELS, OUTSIDE } from './names-model.ts';

const codes = (text: string) => text.split(' ').map(wordCodes);

test('names are read off BILOU labels', () => {
  const labels = Uint8Array.of(
    OUTSIDE,
    labelOf('person', 'B'),
    labelOf('person', 'L'),
    OUTSIDE,
    labelOf('place', 'U'),
  );
  expect(namesOfLabels(labels)).toEqual([
    { from: 1, to: 3, kind: 'person' },
    { from: 4, to: 5, kind: 'place' },
  ]);
});

test('the decoder keeps to label order whatever the scores', () => {
  const weights = {
    table: new Int8Array(NAME_LABELS),
    mask: 0,
    transitions: new Int16Array(NAME_LABELS * NAME_LABELS),
  };
  const scores = Float64Array.from({ length: 6 * NAME_LABELS }, (_, i) => (i * 7919) % 101);
  const labels = [...decode(weights, scores, 6)];
  for (const [i, label] of labels.entries()) expect(mayFollow(labels[i - 1] ?? OUTSIDE, label)).toBe(true);
  expect(mayFollow(labels[5] as number, OUTSIDE)).toBe(true);
});

test('capitalised tokens and what links them can be names', () => {
  const words = codes('they met the Council of the North and those who led the old 3rd Brigade today');
  const candidates = [...nameCandidates(words)];
  expect(words.filter((_, i) => candidates[i]).map(w => w.lower)).toEqual([
    'council',
    'of',
    'the',
    'north',
    '3rd',
    'brigade',
  ]);
});

test('listed names are found over spaces, hyphens and accents, the longest first', () => {
  const key = (name: string, code: number) => ((nameHash(lettersOf(name)) & ~CLASS_BITS) | code) >>> 0;
  const names = Uint32Array.from([
    key('Tal Rifaat', listedClasses.place),
    key('Tal', listedClasses.person),
  ]).sort();
  const gazetteer = { ...emptyGazetteer, names };
  expect([...markListed(codes('in Tal - Rifa’at today'), gazetteer)]).toEqual([0, 8, 9, 10, 0]);
});

/** A tagger that takes every stretch of candidates for one person's name. */
const persons = () => {
  const table = new Int8Array(NAME_LABELS);
  for (const [part, score] of [
    ['B', 1],
    ['I', 2],
    ['L', 1],
  ] as const)
    table[labelOf('person', part)] = score;
  return { table, mask: 0, transitions: new Int16Array(NAME_LABELS * NAME_LABELS) };
};

const found = (text: string, names = new Uint32Array()): string[] => {
  const { sentence } = buildSentence(
    text
      .split(' ')
      .map((form, i) => `${form} ${form} PROPN NNP ${i} ${i === 0 ? 'root' : 'dep'}`)
      .join('\n'),
  );
  const model = { tagger: persons(), gazetteer: { ...emptyGazetteer, names } };
  return findNames([sentence], model)[0]!.map(
    ({ from, to, kind }) => `${kind}: ${text.split(' ').slice(from, to).join(' ')}`,
  );
};

test('a name headed by a word for a body or a place is that, whatever the tagger takes it for', () => {
  expect(found('the Saray Nur Brigade advanced')).toEqual(['organization: Saray Nur Brigade']);
  expect(found('the Army of the Just advanced')).toEqual(['organization: Army of the Just']);
  expect(found('over the Hamrin Mountains today')).toEqual(['place: Hamrin Mountains']);
  expect(found('then Omar Brigade-Karim spoke')).toEqual(['person: Omar Brigade-Karim']);
});

test('coordinated names share what is known of their kinds', () => {
  const { sentence } = buildSentence(
    'near near ADP IN 2 case\nQal Qal PROPN NNP 0 root\nand and CCONJ CC 4 cc\nZer Zer PROPN NNP 2 conj',
  );
  const row = (form: string): number => wordCodes(form).form;
  expect(row('Qal')).not.toBe(row('Zer'));
  const U = (kind: 'place' | 'person') => labelOf(kind, 'U');
  const table = new Int8Array(2 ** 16 * NAME_LABELS);
  const set = (form: string, label: number, score: number) => {
    table[(mix(row(form), 2) & 0xffff) * NAME_LABELS + label] = score;
  };
  set('Qal', U('place'), 60);
  set('Zer', U('person'), 10);
  const tagger = { table, mask: 0xffff, transitions: new Int16Array(NAME_LABELS * NAME_LABELS) };
  const kinds = findNames([sentence], { tagger, gazetteer: emptyGazetteer })[0]!.map(name => name.kind);
  expect(kinds).toEqual(['place', 'place']);
});

test('what lies in a place is a name of its own', () => {
  expect(found('over Qal Market in Zer today')).toEqual(['person: Qal Market', 'person: Zer']);
});

test('a part of a listed office is no name', () => {
  const office = ((nameHash(lettersOf('Foreign Secretary')) & ~CLASS_BITS) | listedClasses.office) >>> 0;
  expect(found('the Foreign Secretary spoke', Uint32Array.of(office))).toEqual([]);
});

test('text without sense is no trouble', () => {
  const tokens = ['\u0000', '\uD800', 'A'.repeat(100_000), '’', '１２', 'İ'].map((form, i) => ({
    start: i,
    end: i + 1,
    form,
    lemma: form,
    upos: 'X' as const,
    xpos: '',
    feats: '',
    head: i - 1,
    deprel: 'dep',
  }));
  const sentence = { index: 0, paragraph: 0, start: 0, end: 6, tokens, multiword: tokens.map(() => false) };
  const tagger = {
    table: new Int8Array(NAME_LABELS),
    mask: 0,
    transitions: new Int16Array(NAME_LABELS * NAME_LABELS),
  };
  expect(() => findNames([sentence], { tagger, gazetteer: emptyGazetteer })).not.toThrow();
  expect(hashText('')).toBe(0x811c9dc5 | 0);
});
