import { describe, expect, it } from 'vitest';
import { buildSentence } from '../../tests/support/sentence.ts';
import { daysFrom } from './told-distance.ts';

const TUESDAY = { from: '2024-05-14', to: '2024-05-14' };

/** "Police shot a man AMOUNT SIDE gunmen attacked": the days of the attack, by the time of the shooting. */
const attacked = (unit: string, side: string, amount: string | null = null): string | null | undefined => {
  const rows = [
    'shot shoot VERB VBD 0 root',
    ...(amount === null ? [] : [`${amount} ${amount} NUM CD 3 nummod`]),
    `${unit} ${unit.replace(/s$/, '')} NOUN NN 1 obl:unmarked`,
    `${side} ${side} SCONJ IN 0 mark`,
    'attacked attack VERB VBD 1 advcl',
  ];
  const clause = rows.length;
  const { sentence } = buildSentence(rows.join('\n').replace(' SCONJ IN 0 ', ` SCONJ IN ${clause} `));
  return daysFrom(sentence, [clause - 1], TUESDAY)?.from ?? null;
};

describe('daysFrom', () => {
  it('counts back from "after" and on from "before"', () => {
    expect(attacked('day', 'after')).toBe('2024-05-13');
    expect(attacked('weeks', 'after', 'two')).toBe('2024-04-30');
    expect(attacked('day', 'before')).toBe('2024-05-15');
    expect(attacked('hours', 'after')).toBe('2024-05-14');
  });
  it('knows no day where none is told', () => {
    expect(attacked('days', 'after')).toBeNull();
    expect(attacked('months', 'after', 'three')).toBeNull();
  });
  it('leaves the day where no distance is told', () => {
    expect(attacked('man', 'after')).toBe('2024-05-14');
  });
});
