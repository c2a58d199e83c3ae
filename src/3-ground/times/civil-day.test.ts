import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellAt, cellIndexOf, nthCell } from './calendar.ts';
import {
  addMonths,
  addWorkdays,
  civilOf,
  dayOf,
  easterOf,
  formatDay,
  parseDay,
  validDay,
  weekdayOf,
} from './civil-day.ts';

const day = (iso: string): number => parseDay(iso) ?? Number.NaN;

describe('civil days', () => {
  it('agree with the platform over four thousand years', () => {
    fc.assert(
      fc.property(fc.integer({ min: -700_000, max: 2_900_000 }), at => {
        const { year, month, day: dayOfMonth } = civilOf(at);
        expect(dayOf(year, month, dayOfMonth)).toBe(at);
        const date = new Date(at * 86_400_000);
        expect([year, month, dayOfMonth]).toEqual([
          date.getUTCFullYear(),
          date.getUTCMonth() + 1,
          date.getUTCDate(),
        ]);
        expect(weekdayOf(at) % 7).toBe(date.getUTCDay());
      }),
    );
  });
  it('know which days there are', () => {
    expect(validDay(2023, 2, 29)).toBeNull();
    expect(validDay(2024, 2, 29)).not.toBeNull();
    expect(parseDay('2023-11-06T10:30:00Z')).toBe(parseDay('2023-11-06'));
    expect(parseDay('6 November 2023')).toBeNull();
  });
  it('move by months and working days', () => {
    expect(formatDay(addMonths(day('2023-05-31'), -3))).toBe('2023-02-28');
    expect(formatDay(addWorkdays(day('2023-11-10'), 4))).toBe('2023-11-16');
    expect(formatDay(addWorkdays(day('2023-11-13'), -1))).toBe('2023-11-10');
  });
  it('find Easter', () => {
    expect([2019, 2023, 2024].map(year => formatDay(easterOf(year)))).toEqual([
      '2019-04-21',
      '2023-04-09',
      '2024-03-31',
    ]);
  });
});

describe('calendar cells', () => {
  it('hold the day they are found by', () => {
    const units = ['day', 'week', 'month', 'season', 'quarter', 'half', 'year', 'decade', 'century'] as const;
    fc.assert(
      fc.property(fc.constantFrom(...units), fc.integer({ min: -700_000, max: 2_900_000 }), (unit, at) => {
        const cell = cellAt(unit, cellIndexOf(unit, at));
        expect(cell.from <= at && at <= cell.to).toBe(true);
        expect(cellAt(unit, cellIndexOf(unit, at) + 1).from).toBe(cell.to + 1);
      }),
    );
  });
  it('count weeks by their Thursday', () => {
    const year = { from: day('2015-01-01'), to: day('2015-12-31') };
    expect(formatDay(nthCell('week', 1, year)?.from ?? 0)).toBe('2014-12-29');
    expect(formatDay(nthCell('week', -1, year)?.from ?? 0)).toBe('2015-12-28');
    expect(nthCell('week', 54, year)).toBeNull();
  });
});
