import { expect, it } from 'vitest';
import { NONE, TYPER_CLASSES } from '../4-code/typer.ts';
import type { TypedCandidate } from './events-candidates.ts';
import type { LabelledText } from './events-data.ts';
import { assignLabels } from './events-labels.ts';

const candidate = (given: Partial<TypedCandidate>): TypedCandidate => ({
  features: new Int32Array(0),
  fromCodebook: new Uint8Array(0),
  forms: new Int32Array(5),
  lemmas: new Int32Array(5),
  bound: 0,
  depth: 0,
  isTrigger: false,
  fitting: [],
  frames: [],
  word: 'x',
  ...given,
});
const label = (given: Partial<LabelledText>): LabelledText => ({
  from: 'relations',
  text: '',
  types: ['AID'],
  source: [],
  target: [],
  frame: null,
  sentences: 1,
  weight: 1,
  ...given,
});

it('gives the label to the predicate that binds source and target', () => {
  const said = candidate({ word: 'said', bound: 1 });
  const sent = candidate({ word: 'sent', bound: 2, depth: 1 });
  const assigned = assignLabels({ label: label({}), candidates: [said, sent] }, null);
  expect(assigned.find(one => one.candidate === sent)?.classes).toEqual([TYPER_CLASSES.indexOf('AID')]);
  expect(assigned.find(one => one.candidate === said)?.classes).toEqual([NONE]);
});

it('says nothing of a relation whose parties no predicate binds', () => {
  const lone = candidate({ fitting: ['AID'] });
  expect(assignLabels({ label: label({}), candidates: [lone] }, null)).toEqual([]);
});

it('takes every predicate of a text without an event for none', () => {
  const group = { label: label({ from: 'classes', types: [] }), candidates: [candidate({}), candidate({})] };
  expect(assignLabels(group, null).map(({ classes }) => classes)).toEqual([[NONE], [NONE]]);
});

it('learns of decided words alone, that they name an event or none', () => {
  const said = candidate({ word: 'said', fitting: ['AID'] });
  const shelled = candidate({ word: 'shelled', isTrigger: true, depth: 2 });
  const candidates = [said, shelled];
  const decided = label({ from: 'decided', types: ['ASSAULT'], weight: 2 });
  expect(assignLabels({ label: decided, candidates }, null)).toEqual([
    { candidate: shelled, classes: [TYPER_CLASSES.indexOf('ASSAULT')], weight: 2 },
  ]);
  expect(assignLabels({ label: { ...decided, types: [] }, candidates }, null)).toEqual([
    { candidate: shelled, classes: [NONE], weight: 2 },
  ]);
});
