// Dates as day numbers, so that gaps and overlaps can be reckoned. Days are ISO 8601, taken as UTC.
import type { DayRange } from '../schema/grounding.ts';

const MS_A_DAY = 86_400_000;

/** Days since 1970-01-01; null for null and for what is no date. */
export const dayNumber = (date: string | null): number | null => {
  if (!date || !/^\d{4}-\d\d-\d\d/.test(date)) return null;
  const time = Date.parse(`${date.slice(0, 10)}T00:00:00Z`);
  return Number.isNaN(time) ? null : Math.round(time / MS_A_DAY);
};

/** Length in days, infinite where an end is open. */
export const rangeLength = (range: DayRange): number => {
  const [from, to] = [dayNumber(range.from), dayNumber(range.to)];
  return from === null || to === null ? Number.POSITIVE_INFINITY : to - from + 1;
};

/** Days between two ranges, 0 where they touch or overlap. */
export const rangeGap = (a: DayRange, b: DayRange): number => {
  const gap = (x: DayRange, y: DayRange): number => {
    const [end, start] = [dayNumber(x.to), dayNumber(y.from)];
    return end === null || start === null ? 0 : start - end;
  };
  return Math.max(0, gap(a, b), gap(b, a));
};

/**
 * A moment that orders publication: milliseconds, the start of the day where only a day is given; a date-time
 * without an offset is UTC. Infinity when there is none, so that undated reports stand last.
 */
export const moment = (date: string | null): number => {
  if (!date) return Number.POSITIVE_INFINITY;
  const zoned = /T.*(?:Z|[+-]\d\d:?\d\d)$/i.test(date) || !date.includes('T') ? date : `${date}Z`;
  const time = Date.parse(zoned);
  return Number.isNaN(time) ? Number.POSITIVE_INFINITY : time;
};

export interface Moments {
  readonly first: number;
  readonly last: number;
}

/** The moments that a date allows: of a day all of it. */
export const momentsOf = (date: string | null): Moments => {
  const first = moment(date);
  return { first, last: date?.includes('T') ? first : first + MS_A_DAY - 1 };
};
