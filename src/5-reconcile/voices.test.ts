import { describe, expect, it } from 'vitest';
import type { CodedText } from '../schema/story.ts';
import { voiceCounter } from './voices.ts';

const from = (outlet: string | null): CodedText => ({ report: { outlet }, coded: { outlet } }) as CodedText;
const count = (outlets: readonly (string | null)[], copies: readonly number[]): number =>
  voiceCounter(outlets.map(from), copies)(outlets.keys());

describe('voices', () => {
  it('counts an outlet once and a text once', () => {
    expect(count(['a', 'A ', 'b'], [0, 1, 2])).toBe(2);
    expect(count(['a', 'b', 'c'], [0, 0, 0])).toBe(1);
  });

  it('counts reports of unknown outlets one by one', () => {
    expect(count([null, null], [0, 1])).toBe(2);
  });

  it('counts a paper with its own report beside the wire that it also prints', () => {
    expect(count(['wire', 'paper', 'paper'], [0, 0, 2])).toBe(2);
    expect(count(['wire a', 'wire b', 'paper', 'paper'], [0, 1, 0, 1])).toBe(2);
  });
});
