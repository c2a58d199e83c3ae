import { expect, test } from 'vitest';
import { bareReport } from '../schema/report.ts';
import { assignSigla, reportLabel } from './sigla.ts';

const siglaOf = (...outlets: (string | null)[]): string[] => [
  ...assignSigla(outlets.map((outlet, at) => bareReport(`r${at}`, '', { outlet }))).values(),
];

test('initials of the outlet without its small words', () => {
  expect(siglaOf('Harbour Wire', 'The Voice of the Delta', 'Echo', 'KBN')).toEqual(['HW', 'VD', 'E', 'KBN']);
});

test('a second report of one outlet is told apart', () => {
  expect(siglaOf('Harbour Wire', 'Harbour Wire', 'Hill Weekly')).toEqual(['HW', 'HW2', 'HW3']);
});

test('unknown outlets take the letters that are left', () => {
  expect(new Set(siglaOf(null, 'Avenue', null))).toEqual(new Set(['A', 'B', 'C']));
  expect(siglaOf(...new Array(28).fill(null)).slice(-3)).toEqual(['Z', 'AA', 'AB']);
});

test('an outlet of no letters takes a letter', () => {
  expect(siglaOf('***')).toEqual(['A']);
});

test('a report without an outlet is named by a readable part of its id', () => {
  expect(reportLabel(bareReport('017_9f8e7d6c5b4a39281', ''))).toBe('017_9f8e…');
  expect(reportLabel(bareReport('reports/june/strike-wire.txt', ''))).toBe('strike-wire');
  expect(reportLabel(bareReport('r1', '', { outlet: 'Harbour Wire' }))).toBe('Harbour Wire');
});
