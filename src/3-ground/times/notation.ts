// Days -> ISO 8601-2 (EDTF) and ACLED's time_precision. What is not known is written as unspecified digits: a July
// without a year is XXXX-07.
import { cellOf, type Period } from './calendar.ts';
import { civilOf, type Day, formatDay, formatYear } from './civil-day.ts';
import type { Extent } from './resolve.ts';
import { type Amount, type Pattern, type Time, unitOf } from './time.ts';

export type Precision = 1 | 2 | 3 | 4;

const isCell = (unit: 'month' | 'year' | 'decade' | 'century', { from, to }: Period): boolean => {
  const cell = cellOf(unit, from);
  return cell.from === from && cell.to === to;
};

/** One day, month, year, decade or century as one date, all else as an interval of days. */
const writePeriod = (period: Period): string => {
  const year = formatYear(civilOf(period.from).year);
  if (period.from === period.to) return formatDay(period.from);
  if (isCell('month', period)) return formatDay(period.from).slice(0, 7);
  if (isCell('year', period)) return year;
  if (isCell('decade', period)) return `${year.slice(0, 3)}X`;
  if (isCell('century', period)) return `${year.slice(0, 2)}XX`;
  return `${formatDay(period.from)}/${formatDay(period.to)}`;
};

/** The cell that a bound closes or opens, as long as it is one: "until May" is ../2023-05. */
const writeBound = (day: Day, side: 'from' | 'to', of: Time): string => {
  const unit = unitOf(of);
  if (unit === 'month' || unit === 'year' || unit === 'decade' || unit === 'century') {
    const cell = cellOf(unit, day);
    if (cell[side] === day) return writePeriod(cell);
  }
  return formatDay(day);
};

/** ISO 8601-2's numbers for seasons (winter, spring, summer, autumn), quarters and halves of an unknown year. */
const PART_CODES = { season: [24, 21, 22, 23], quarter: [33, 34, 35, 36], half: [40, 41], week: [] } as const;

const two = (value: number): string => String(value).padStart(2, '0');

const writePattern = (pattern: Pattern): string | null => {
  switch (pattern.kind) {
    case 'month':
      return `XXXX-${two(pattern.month)}`;
    case 'monthDay':
      return `XXXX-${two(pattern.month)}-${two(pattern.day)}`;
    case 'dayOfMonth':
      return `XXXX-XX-${two(pattern.day)}`;
    case 'feast':
      return pattern.feast.kind === 'date' ? writePattern({ ...pattern.feast, kind: 'monthDay' }) : null;
    case 'partOfYear': {
      const code = PART_CODES[pattern.unit][pattern.nth - 1];
      return code === undefined ? null : `XXXX-${code}`;
    }
    case 'weekday':
    case 'weekend':
      return null;
  }
};

const writeUnresolved = (time: Time): string | null => {
  switch (time.kind) {
    case 'fixed':
      return writePeriod(time.period);
    case 'recurring':
      return writePattern(time.pattern);
    case 'within':
      return writeUnresolved(time.inner);
    case 'range': {
      const [from, to] = [writeUnresolved(time.from), writeUnresolved(time.to)];
      return from && to && !`${from}${to}`.includes('/') ? `${from}/${to}` : null;
    }
    case 'open': {
      const bound = time.side === 'since' || time.side === 'until' ? writeUnresolved(time.of) : null;
      if (!bound || bound.includes('/')) return null;
      return time.side === 'since' ? `${bound}/..` : `../${bound}`;
    }
    default:
      return null;
  }
};

const isLoose = (amounts: readonly Amount[]): boolean =>
  amounts.some(({ unit }) => unit === 'month' || unit === 'year');

export const writeTime = (time: Time, extent: Extent | null): string | null => {
  if (!extent) return writeUnresolved(time);
  const { from, to } = extent;
  const of = time.kind === 'open' ? time.of : time;
  if (to === null) return from === null ? null : `${writeBound(from, 'from', of)}/..`;
  if (from === null) return `../${writeBound(to, 'to', of)}`;
  if (time.kind === 'shift' && isLoose(time.amounts) && from === to) return `${formatDay(from)}~`;
  if (time.kind === 'rolling' && time.vague) {
    return time.direction < 0
      ? `${formatDay(from)}~/${formatDay(to)}`
      : `${formatDay(from)}/${formatDay(to)}~`;
  }
  // "from 2014 to May 2018": 2014/2018-05
  if (time.kind === 'range') return `${writeBound(from, 'from', time.from)}/${writeBound(to, 'to', time.to)}`;
  return writePeriod({ from, to });
};

const byLength = (days: number): Precision => (days <= 1 ? 1 : days <= 7 ? 2 : days <= 31 ? 3 : 4);

const DURATION_PRECISION = { hour: 1, day: 1, workday: 1, week: 2, month: 3, year: 4 } as const;

/** "two months ago" is no more exact than a month, whatever day it comes to. */
const looseness = (time: Time): Precision =>
  time.kind === 'shift'
    ? time.amounts.reduce<Precision>(
        (worst, { unit }) => Math.max(worst, DURATION_PRECISION[unit]) as Precision,
        1,
      )
    : time.kind === 'unknown'
      ? DURATION_PRECISION[time.unit]
      : 1;

const UNIT_DAYS = {
  day: 1,
  weekend: 2,
  workweek: 5,
  week: 7,
  month: 31,
  season: 92,
  quarter: 92,
  half: 184,
  year: 366,
  decade: 3653,
  century: 36525,
} as const;

/** ACLED's time_precision: 1 a day, 2 a week, 3 a month, 4 longer. */
export const precisionOf = (time: Time, extent: Extent | null): Precision => {
  if (!extent) {
    const unit = unitOf(time.kind === 'part' ? time.of : time);
    return time.kind === 'unknown' ? looseness(time) : unit ? byLength(UNIT_DAYS[unit]) : 4;
  }
  if (extent.from === null || extent.to === null) return 4;
  return Math.max(looseness(time), byLength(extent.to - extent.from + 1)) as Precision;
};
