// What the words in and beside a name tell of it, whatever the tagger takes it for.
import { expect, test } from 'vitest';
import { buildSentence } from '../../tests/support/sentence.ts';
import type { NameKind, Sentence } from '../schema/analysis.ts';
import { isTitleStop } from './abbreviations.ts';
import { findNames, type Name } from './names.ts';
import { readySentence, wordCodes } from './names-features.ts';
import { CLASS_BITS, emptyGazetteer, lettersOf, listedClasses, nameHash } from './names-gazetteer.ts';
import { labelOf, NAME_LABELS } from './names-model.ts';
import { glosses, isNoBody } from './names-rules.ts';

/** A tagger that takes every stretch of candidates for one name of this kind. */
const always = (kind: NameKind) => {
  const table = new Int8Array(NAME_LABELS);
  table[labelOf(kind, 'B')] = 1;
  table[labelOf(kind, 'I')] = 2;
  table[labelOf(kind, 'L')] = 1;
  table[labelOf(kind, 'U')] = 1;
  return { table, mask: 0, transitions: new Int16Array(NAME_LABELS * NAME_LABELS) };
};

/** Words with "/" and a tag, PROPN where none is given. */
const rowsOf = (text: string): Sentence => {
  const rows = text.split(' ').map((word, i) => {
    const [form = '', upos = /^\p{L}/u.test(word) ? 'PROPN' : 'PUNCT'] = word.split('/');
    return `${form} ${form} ${upos} _ ${i} ${i === 0 ? 'root' : 'dep'}`;
  });
  return buildSentence(rows.join('\n')).sentence;
};

const names = (kind: NameKind, text: string, listed = new Uint32Array()): string[] => {
  const sentence = rowsOf(text);
  const model = { tagger: always(kind), gazetteer: { ...emptyGazetteer, names: listed } };
  return findNames([sentence], model)[0]!.map(
    name =>
      `${name.kind}: ${sentence.tokens
        .slice(name.from, name.to)
        .map(token => token.form)
        .join(' ')}`,
  );
};

test('the stop of a title before a name is its own', () => {
  const text = 'They met Brig. Gen. Lund. The capt. Spoke.';
  expect([...text].flatMap((_, i) => (isTitleStop(text, i) ? [i] : []))).toEqual([13, 18]);
});

test('a weekday before a person is no part of his name', () => {
  expect(names('person', 'on/ADP Monday Brovik spoke/VERB')).toEqual(['person: Brovik']);
  expect(names('organization', 'the/DET Sunday Herald wrote/VERB')).toEqual(['organization: Sunday Herald']);
});

test('the rank behind a body is no part of its name', () => {
  expect(names('organization', 'the/DET Steady Shield Commander spoke/VERB')).toEqual([
    'organization: Steady Shield',
  ]);
  expect(names('organization', 'the/DET Prime Minister spoke/VERB')).toEqual([
    'organization: Prime Minister',
  ]);
});

test('what something is near to is a place, unless it is listed as a body', () => {
  expect(names('person', 'near/ADP Zaruq , a/DET strike/NOUN hit/VERB')).toEqual(['place: Zaruq']);
  expect(names('person', 'near/ADP Zaruq positions/NOUN')).toEqual(['person: Zaruq']);
  const body = ((nameHash(lettersOf('Zaruq')) & ~CLASS_BITS) | listedClasses.organization) >>> 0;
  expect(names('person', 'near/ADP Zaruq , a/DET strike/NOUN', Uint32Array.of(body))).toEqual([
    'person: Zaruq',
  ]);
});

test('an acronym that no list has is the name of no place', () => {
  expect(names('place', 'facilities/NOUN for/ADP QRX and/CCONJ more/ADJ')).toEqual(['organization: QRX']);
});

test('a gloss in brackets is of the kind of what it says again', () => {
  const words = 'the Zarin Hills ( Arabic : تلال Tilal Zarin ) and Free Port Union ( FPU )'
    .split(' ')
    .map(wordCodes);
  const name = (from: number, to: number): Name => ({ from, to, kind: 'person' });
  const [hills, tilal, union, fpu] = [name(1, 3), name(7, 9), name(11, 14), name(15, 16)];
  expect(glosses(words, [hills, tilal, union, fpu])).toEqual([
    [hills, tilal],
    [union, fpu],
  ]);
});

test('operations, books and numbered things are no persons', () => {
  expect(names('person', 'they/PRON saw/VERB it/PRON there/ADV at/ADP Iron Gate')).toEqual([
    'person: Iron Gate',
  ]);
  expect(names('person', 'enter/VERB Tarnak 30808 !')).not.toContain('person: Tarnak');
  const ready = (text: string) => readySentence(rowsOf(text), new Map(), emptyGazetteer);
  expect(isNoBody(ready('as Operation : Iron Gate'), { from: 3, to: 5, kind: 'person' })).toBe(true);
  expect(isNoBody(ready('the Book of Genesis says'), { from: 3, to: 4, kind: 'place' })).toBe(true);
  expect(isNoBody(ready('the city of Genesis says'), { from: 3, to: 4, kind: 'place' })).toBe(false);
  expect(isNoBody(ready('a KC - 135 flew'), { from: 1, to: 2, kind: 'organization' })).toBe(true);
});

test('a lake gives its kind to its name alone', () => {
  const found = names(
    'person',
    'from/ADP Tarthin Lake it/PRON flows/VERB and/CCONJ then/ADV goes/VERB into/ADP Tarthin',
  );
  expect(found).toEqual(['place: Tarthin Lake', 'place: Tarthin']);
});

test('who is addressed as a person is one wherever the name stands', () => {
  const found = names(
    'place',
    'Ms Aldan left/VERB when/ADV it/PRON was/VERB said/VERB that/SCONJ Aldan won/VERB',
  );
  expect(found).toEqual(['person: Ms Aldan', 'person: Aldan']);
});
