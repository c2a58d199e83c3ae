// The calendar as numbered cells: every week, month, quarter ... has an index, so that "last", "this" and "next" are
// index arithmetic and "the second week of May" is a count of cells.
import { civilOf, type Day, dayOf, firstOfMonth } from './civil-day.ts';

/** Both days included. */
export interface Period {
  readonly from: Day;
  readonly to: Day;
}

export type CalendarUnit =
  | 'day'
  | 'weekend'
  | 'workweek'
  | 'week'
  | 'month'
  | 'season'
  | 'quarter'
  | 'half'
  | 'year'
  | 'decade'
  | 'century';

/** Cells of months that are not one month long: how many months, and the month of the year that cell 0 starts with. */
const MONTHS_IN: Partial<Record<CalendarUnit, { months: number; shift: number }>> = {
  month: { months: 1, shift: 0 },
  // December to February, March to May ...: the meteorological seasons of the northern half of the world.
  season: { months: 3, shift: -1 },
  quarter: { months: 3, shift: 0 },
  half: { months: 6, shift: 0 },
  year: { months: 12, shift: 0 },
  decade: { months: 120, shift: 0 },
  // The 20th century is 1900 to 1999, as the press counts.
  century: { months: 1200, shift: 0 },
};

/** 1970-01-01 was a Thursday: its week began on day -3. */
const weekIndexOf = (day: Day): number => Math.floor((day + 3) / 7);

export const cellIndexOf = (unit: CalendarUnit, day: Day): number => {
  if (unit === 'day') return day;
  const cell = MONTHS_IN[unit];
  if (!cell) return weekIndexOf(day);
  const { year, month } = civilOf(day);
  return Math.floor((year * 12 + month - 1 - cell.shift) / cell.months);
};

export const cellAt = (unit: CalendarUnit, index: number): Period => {
  if (unit === 'day') return { from: index, to: index };
  const cell = MONTHS_IN[unit];
  if (cell) {
    const first = index * cell.months + cell.shift;
    return { from: firstOfMonth(first), to: firstOfMonth(first + cell.months) - 1 };
  }
  const monday = index * 7 - 3;
  if (unit === 'weekend') return { from: monday + 5, to: monday + 6 };
  return { from: monday, to: monday + (unit === 'workweek' ? 4 : 6) };
};

export const cellOf = (unit: CalendarUnit, day: Day): Period => cellAt(unit, cellIndexOf(unit, day));

/**
 * The n-th cell of a unit in a period, -1 the last; null where the period holds fewer. A week belongs to the month or
 * year that holds its Thursday (ISO 8601).
 */
export const nthCell = (unit: CalendarUnit, nth: number, period: Period): Period | null => {
  const middle = unit === 'week' || unit === 'workweek' ? 3 : 0;
  const begin = (index: number): Day => cellAt(unit, index).from + middle;
  let first = cellIndexOf(unit, period.from);
  if (begin(first) < period.from) first++;
  let last = cellIndexOf(unit, period.to);
  if (begin(last) > period.to) last--;
  const index = nth > 0 ? first + nth - 1 : last + nth + 1;
  return index >= first && index <= last ? cellAt(unit, index) : null;
};

export const yearPeriod = (from: number, to: number): Period => ({
  from: dayOf(from, 1, 1),
  to: dayOf(to, 12, 31),
});
