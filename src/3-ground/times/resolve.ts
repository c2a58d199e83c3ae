// A time's meaning set against the report's date -> days. Underspecified times go by tense, as in HeidelTime's rules
// for news (Stroetgen and Gertz 2013): the past, unless the verb looks ahead.
import { type CalendarUnit, cellAt, cellIndexOf, cellOf, nthCell, type Period } from './calendar.ts';
import { addMonths, addWorkdays, civilOf, type Day, firstOfMonth, weekdayOf } from './civil-day.ts';
import { nearestRound, pickRound, roundWithin } from './patterns.ts';
import { type Amount, type Direction, isFloating, type Part, type Time, unitOf } from './time.ts';

export type Lean = 'past' | 'future';

export interface Frame {
  /** The report's date; null where it is not known. */
  readonly today: Day | null;
  /** The day from which a floating time is looked for: today, or the other end of a range. */
  readonly pivot: Day | null;
  /** Tense of the clause; null where none is seen. */
  readonly tense: Lean | null;
  /** The time told before this one, for "the following day". */
  readonly anchor: Period | null;
}

/** Days, both included; null is an open end. */
export interface Extent {
  readonly from: Day | null;
  readonly to: Day | null;
}

/** The days as a reader means them, both ends in them. */
export const resolveTime = (time: Time, frame: Frame): Extent | null => {
  if (time.kind !== 'open') return settle(time, frame);
  // Without a tense "until May" looks ahead; "since May" looks back even under "will have been".
  const byDefault = time.side === 'until' ? 'future' : 'past';
  const lean = time.side === 'since' ? 'past' : (frame.tense ?? byDefault);
  const period = settle(time.of, { ...frame, tense: lean });
  if (!period) return null;
  switch (time.side) {
    case 'since':
      return { from: endpointOf(time.of, period).from, to: null };
    case 'until':
      return { from: null, to: endpointOf(time.of, period).to };
    case 'before':
      return { from: null, to: lastDayBefore(time.of, period) };
    case 'after':
      return { from: period.to + 1, to: null };
  }
};

/** "before May" ends with April; "before the end of May" may be its last day. */
const lastDayBefore = (of: Time, period: Period): Day => {
  const bound = endpointOf(of, period);
  return of.kind === 'part' && of.part === 'end' ? bound.to : bound.from - 1;
};

/** The days of a time with two ends; null where the report's date is wanting or the calendar has no such day. */
const settle = (time: Time, frame: Frame): Period | null => {
  const { today } = frame;
  switch (time.kind) {
    case 'fixed':
      return time.period;
    case 'recurring':
      if (time.manner !== 'nearest')
        return today === null ? null : pickRound(time.pattern, time.manner, today);
      return frame.pivot === null ? null : nearestRound(time.pattern, frame.pivot, frame.tense);
    case 'within': {
      const outer = settle(time.outer, frame);
      return outer && time.inner.kind === 'recurring' ? roundWithin(time.inner.pattern, outer) : null;
    }
    case 'relative': {
      const base = time.from === 'today' ? today : anchorDay(time.unit, frame);
      return base === null ? null : cellAt(time.unit, cellIndexOf(time.unit, base) + time.offset);
    }
    case 'nth': {
      const period = settle(time.of, frame);
      return period && nthOf(time, period);
    }
    case 'part': {
      const period = settle(time.of, frame);
      return period && partOf(time.part, unitOf(time.of), period, today);
    }
    case 'cell': {
      const period = settle(time.of, frame);
      return period && cellOf(time.unit, period.from);
    }
    case 'rolling':
      return today === null ? null : rollingFrom(time, today);
    case 'shift':
      return shiftedFrom(time, frame);
    case 'range': {
      const ends = endsOf(time, frame);
      return ends && joinEnds(time.from, ends.left, time.to, ends.right);
    }
    case 'overnight':
      return today === null ? null : { from: today - 1, to: today };
    case 'open':
    case 'unknown':
      return null;
  }
};

/** "that year" cannot start from a time longer than a year: then the report's date serves. */
const anchorDay = (unit: CalendarUnit, { anchor, today }: Frame): Day | null => {
  if (!anchor) return today;
  const cell = cellOf(unit, anchor.from);
  return anchor.to - anchor.from <= cell.to - cell.from ? anchor.from : today;
};

const nthOf = (time: Extract<Time, { kind: 'nth' }>, period: Period): Period | null => {
  if (typeof time.unit !== 'string') return nthWeekday(time.unit.weekday, time.nth, period);
  if (time.unit === 'half' && unitOf(time.of) !== 'year') return halfOf(time.nth, period);
  const one = nthCell(time.unit, time.nth, period);
  const other =
    time.count === 1 ? one : nthCell(time.unit, time.nth + Math.sign(time.nth) * (time.count - 1), period);
  return one && other && { from: Math.min(one.from, other.from), to: Math.max(one.to, other.to) };
};

/** The halves of a month part after the 15th; those of anything longer by whole months, of anything else by days. */
const halfOf = (nth: number, { from, to }: Period): Period => {
  const { year, month, day } = civilOf(from);
  const next = civilOf(to + 1);
  const months = (next.year - year) * 12 + next.month - month;
  const isWhole = day === 1 && next.day === 1;
  const second =
    isWhole && months === 1
      ? from + 15
      : isWhole && months % 2 === 0
        ? firstOfMonth(year * 12 + month - 1 + months / 2)
        : from + Math.ceil((to - from + 1) / 2);
  return nth === 1 ? { from, to: second - 1 } : { from: second, to };
};

const nthWeekday = (weekday: number, nth: number, period: Period): Period | null => {
  const first = period.from + ((weekday - weekdayOf(period.from) + 7) % 7);
  const last = period.to - ((weekdayOf(period.to) - weekday + 7) % 7);
  const day = nth > 0 ? first + (nth - 1) * 7 : last + (nth + 1) * 7;
  return day >= first && day <= last ? { from: day, to: day } : null;
};

/** Months after which the early part ends and the late part begins: "the early 1990s" are 1990 to 1993. */
const SEAMS: Partial<Record<CalendarUnit, readonly [number, number]>> = {
  season: [1, 2],
  quarter: [1, 2],
  half: [2, 4],
  year: [4, 8],
  decade: [48, 84],
  century: [396, 804],
};

/** The convention for loose parts: the first, middle and last third, but halves of a month with 10 to 20 in its middle. */
export const thirdsOf = (
  unit: CalendarUnit | null,
  { from, to }: Period,
): Record<'early' | 'mid' | 'late', Period> => {
  const split = (earlyTo: Day, midFrom: Day, midTo: Day, lateFrom: Day) => ({
    early: { from, to: earlyTo },
    mid: { from: midFrom, to: midTo },
    late: { from: lateFrom, to },
  });
  if (from === to) return split(from, from, from, from);
  if (unit === 'week' || unit === 'workweek') return split(from + 2, from + 1, from + 4, from + 3);
  if (unit === 'month') return split(from + 14, from + 9, from + 19, from + 15);
  const seams = unit && SEAMS[unit];
  const { year, month } = civilOf(from);
  const begin = (third: 0 | 1): Day =>
    seams
      ? firstOfMonth(year * 12 + month - 1 + seams[third])
      : from + Math.max(1, Math.round(((third + 1) * (to - from + 1)) / 3));
  const [mid, late] = [begin(0), begin(1)];
  return split(mid - 1, Math.min(mid, to), Math.max(late - 1, from), Math.min(late, to));
};

const partOf = (part: Part, unit: CalendarUnit | null, period: Period, today: Day | null): Period | null => {
  const thirds = thirdsOf(unit, period);
  const isOngoing = today !== null && today >= period.from && today <= period.to;
  switch (part) {
    case 'early':
    case 'start':
      return thirds.early;
    case 'mid':
    case 'middle':
      return thirds.mid;
    case 'late':
    case 'end':
      return thirds.late;
    case 'earlier':
      // On the first day of a month "earlier this month" has nothing before it.
      return isOngoing ? { from: period.from, to: Math.max(period.from, today - 1) } : thirds.early;
    case 'later':
      return isOngoing ? { from: today, to: period.to } : thirds.late;
    case 'rest':
      return isOngoing ? { from: today, to: period.to } : null;
    case 'soFar':
      return isOngoing ? { from: period.from, to: today } : null;
  }
};

/** At the end of a range, "the end of May" is its last day, not its last third. */
const endpointOf = (time: Time, period: Period): Period => {
  if (time.kind !== 'part') return period;
  if (time.part === 'start') return { from: period.from, to: period.from };
  if (time.part === 'end') return { from: period.to, to: period.to };
  if (time.part !== 'middle') return period;
  const middle = Math.ceil((period.from + period.to) / 2);
  return { from: middle, to: middle };
};

const move = (day: Day, amounts: readonly Amount[], direction: Direction): Day => {
  let at = day;
  for (const { count, unit } of amounts) at = moveBy(at, count * direction, unit);
  return at;
};

const moveBy = (day: Day, count: number, unit: Amount['unit']): Day => {
  switch (unit) {
    case 'hour':
      return day + Math.trunc(count / 24);
    case 'day':
      return day + count;
    case 'workday':
      return addWorkdays(day, count);
    case 'week':
      return day + count * 7;
    case 'month':
      return addMonths(day, count);
    case 'year':
      return addMonths(day, count * 12);
  }
};

/** "the past three weeks" ends yesterday and "the next three weeks" begins tomorrow, unless today is counted in. */
const rollingFrom = (time: Extract<Time, { kind: 'rolling' }>, today: Day): Period => {
  const end = move(today, time.amounts, time.direction);
  const withToday = time.withToday || time.amounts.every(amount => amount.unit === 'hour');
  if (time.direction < 0) return { from: Math.min(end, today), to: withToday ? today : today - 1 };
  return withToday ? { from: today, to: Math.max(today, end - 1) } : { from: today + 1, to: end };
};

const shiftedFrom = (time: Extract<Time, { kind: 'shift' }>, frame: Frame): Period | null => {
  const today = frame.today === null ? null : { from: frame.today, to: frame.today };
  const told = time.from === 'anchor' ? frame.anchor : null;
  const base = typeof time.from === 'object' ? settle(time.from, frame) : (told ?? today);
  if (!base) return null;
  // "Three weeks later it fell": without the time told before, nothing says later than what.
  if (time.from === 'anchor' && !told && time.direction > 0 && frame.tense !== 'future') return null;
  return {
    from: move(base.from, time.amounts, time.direction),
    to: move(base.to, time.amounts, time.direction),
  };
};

export interface Ends {
  readonly left: Period;
  readonly right: Period;
}

/**
 * The days of either end of a range. An end that lacks its calendar takes it from the other: "from November to February
 * 2017" begins in 2016. Null where the right end lies before the left one.
 */
export const endsOf = ({ from, to }: Extract<Time, { kind: 'range' }>, frame: Frame): Ends | null => {
  const ends = isFloating(from)
    ? isFloating(to)
      ? floatingEnds(from, to, frame)
      : endsFromRight(from, to, frame)
    : endsFromLeft(from, to, frame);
  return ends && joinEnds(from, ends.left, to, ends.right) && ends;
};

/** Both ends of a range belong to it: "from March to May" includes May. */
const joinEnds = (from: Time, left: Period, to: Time, right: Period): Period | null => {
  const joined = { from: endpointOf(from, left).from, to: endpointOf(to, right).to };
  return joined.from <= joined.to ? joined : null;
};

const both = (left: Period | null, right: Period | null): Ends | null => left && right && { left, right };

const endsFromLeft = (from: Time, to: Time, frame: Frame): Ends | null => {
  const left = settle(from, frame);
  return left && both(left, settle(to, { ...frame, pivot: left.from, tense: 'future' }));
};

const endsFromRight = (from: Time, to: Time, frame: Frame): Ends | null => {
  const right = settle(to, frame);
  return right && both(settle(from, { ...frame, pivot: right.from, tense: 'past' }), right);
};

/** A range that holds today goes before the one that the tense would pick. */
const floatingEnds = (from: Time, to: Time, frame: Frame): Ends | null => {
  const past = endsFromLeft(from, to, { ...frame, tense: 'past' });
  if (frame.tense !== 'future' || !past || frame.pivot === null || past.right.to >= frame.pivot) return past;
  return endsFromLeft(from, to, { ...frame, tense: 'future' });
};
