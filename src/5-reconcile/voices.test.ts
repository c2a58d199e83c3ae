import { describe, expect, it } from 'vitest';
import { openOutlets } from '../resources/outlets.ts';
import type { Outlet } from '../schema/registry.ts';
import type { CodedText } from '../schema/story.ts';
import { voiceCounter } from './voices.ts';

const from = (outlet: string | null, text = ''): CodedText =>
  ({ report: { outlet, text }, coded: { outlet } }) as CodedText;
const wire: Outlet = {
  id: 'outlet:midland-wire',
  name: 'Midland Wire',
  aliases: ['MW'],
  country: null,
  kind: 'agency',
  isAgency: true,
  domains: [],
  carries: [],
};
const REGISTRY = openOutlets([wire]);
const count = (outlets: readonly (string | null)[], copies: readonly number[]): number =>
  voiceCounter(
    outlets.map(outlet => from(outlet)),
    copies,
    REGISTRY,
  )(outlets.keys());

describe('voices', () => {
  it('counts an outlet once and a text once', () => {
    expect(count(['a', 'A ', 'b'], [0, 1, 2])).toBe(2);
    expect(count(['a', 'b', 'c'], [0, 0, 0])).toBe(1);
  });

  it('counts reports of unknown outlets one by one', () => {
    expect(count([null, null], [0, 1])).toBe(2);
  });

  it('takes a report of an unknown outlet for one of those that are known', () => {
    expect(count(['a', null], [0, 1])).toBe(1);
    expect(count(['a', 'b', null], [0, 1, 2])).toBe(2);
    expect(count(['a', null, null], [0, 1, 2])).toBe(2);
    expect(count(['a', null, null], [0, 1, 1])).toBe(1);
  });

  it('counts a paper with its own report beside the wire that it also prints', () => {
    expect(count(['wire', 'paper', 'paper'], [0, 0, 2])).toBe(2);
    expect(count(['wire a', 'wire b', 'paper', 'paper'], [0, 1, 0, 1])).toBe(2);
  });

  it('takes the names of one outlet for one', () => {
    expect(count(['Midland Wire', 'MW', 'the midland wire'], [0, 1, 2])).toBe(1);
  });

  it('counts an agency once, whoever prints its texts', () => {
    const texts = [
      from('The Sarn Courier', 'SARN (MW) - The bridge was closed on Friday.'),
      from('The Hill Gazette', 'Two ferries were stopped as well on Saturday. (Midland Wire)'),
      from('The Hill Gazette', 'Our reporter saw the bridge closed.'),
    ];
    expect(voiceCounter(texts, [0, 1, 2], REGISTRY)(texts.keys())).toBe(2);
  });
});
