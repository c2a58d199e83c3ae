import { describe, expect, it } from 'vitest';
import { dayNumber, moment, rangeGap, rangeLength } from './days.ts';

describe('days', () => {
  it('numbers days and refuses what is no date', () => {
    expect(dayNumber('1970-01-02')).toBe(1);
    expect(dayNumber('1970-01-02T23:00:00Z')).toBe(1);
    expect([null, '', 'soon', '2025-13-40'].map(dayNumber)).toEqual([null, null, null, null]);
  });

  it('measures gaps, with open ends', () => {
    const may = { from: '2025-05-01', to: '2025-05-31' };
    expect(rangeGap(may, { from: '2025-06-02', to: '2025-06-03' })).toBe(2);
    expect(rangeGap({ from: '2025-06-02', to: null }, may)).toBe(2);
    expect(rangeGap(may, { from: null, to: '2025-05-01' })).toBe(0);
    expect(rangeLength(may)).toBe(31);
    expect(rangeLength({ from: '2025-05-01', to: null })).toBe(Number.POSITIVE_INFINITY);
  });

  it('orders publication whatever the zone, undated last', () => {
    expect(moment('2025-05-01T10:00:00+03:00')).toBe(moment('2025-05-01T07:00:00Z'));
    expect(moment('2025-05-01T07:00:00')).toBe(moment('2025-05-01T07:00:00Z'));
    expect(moment(null)).toBe(Number.POSITIVE_INFINITY);
  });
});
