// What a time expression means before it is set against a report's date: the output of the grammar, the input of
// `resolve.ts`. After the compositional semantics of TIMEX3 (Pustejovsky et al. 2003) and SCATE (Bethard and Parker
// 2016): operators over intervals.
import type { CalendarUnit, Period } from './calendar.ts';
import type { Feast } from './lexicon.ts';

/** What comes round again every year, month or week; the calendar that it lacks is found or borrowed later. */
export type Pattern =
  | { readonly kind: 'month'; readonly month: number }
  | { readonly kind: 'monthDay'; readonly month: number; readonly day: number }
  /** "the 18th", "Friday the 21st". */
  | { readonly kind: 'dayOfMonth'; readonly day: number; readonly weekday: number | null }
  | { readonly kind: 'weekday'; readonly weekday: number }
  | { readonly kind: 'weekend' }
  /** "the third quarter", "spring" (season 2 of winter, spring, summer, autumn), "week 31". */
  | {
      readonly kind: 'partOfYear';
      readonly unit: 'quarter' | 'half' | 'season' | 'week';
      readonly nth: number;
    }
  | { readonly kind: 'feast'; readonly feast: Feast };

/**
 * Which round of a pattern: `nearest` by tense; `last`, `this`, `next` as printed; `past` and `coming` the nearest
 * before or after today.
 */
export type Manner = 'nearest' | 'last' | 'this' | 'next' | 'past' | 'coming';

export type Part =
  | 'early'
  | 'mid'
  | 'late'
  | 'start'
  | 'middle'
  | 'end'
  | 'earlier'
  | 'later'
  | 'rest'
  | 'soFar';

export type DurationUnit = 'hour' | 'day' | 'workday' | 'week' | 'month' | 'year';

export interface Amount {
  readonly count: number;
  readonly unit: DurationUnit;
}

/** -1 before, 1 after. */
export type Direction = -1 | 1;

export type Time =
  | { readonly kind: 'fixed'; readonly period: Period; readonly unit: CalendarUnit }
  | { readonly kind: 'recurring'; readonly pattern: Pattern; readonly manner: Manner }
  /** "July last year", "Monday of next week". */
  | { readonly kind: 'within'; readonly inner: Time; readonly outer: Time }
  /** "last week" (from today); "the following day" (from the time told before it). */
  | {
      readonly kind: 'relative';
      readonly unit: CalendarUnit;
      readonly offset: number;
      readonly from: 'today' | 'anchor';
    }
  /** "the second week of May", "the first Monday of October", "the first six months of 2023". */
  | {
      readonly kind: 'nth';
      readonly nth: number;
      readonly count: number;
      readonly unit: CalendarUnit | { readonly weekday: number };
      readonly of: Time;
    }
  | { readonly kind: 'part'; readonly part: Part; readonly of: Time }
  /** "the week of 10 April". */
  | { readonly kind: 'cell'; readonly unit: CalendarUnit; readonly of: Time }
  /** "the past three months", "the next two weeks". */
  | {
      readonly kind: 'rolling';
      readonly amounts: readonly Amount[];
      readonly direction: Direction;
      /** Today counts too: "in recent weeks", "within 10 days". */
      readonly withToday: boolean;
      readonly vague: boolean;
    }
  /** "two days ago", "three weeks after Easter". */
  | {
      readonly kind: 'shift';
      readonly amounts: readonly Amount[];
      readonly direction: Direction;
      readonly from: 'today' | 'anchor' | Time;
    }
  | { readonly kind: 'range'; readonly from: Time; readonly to: Time }
  | { readonly kind: 'open'; readonly side: 'since' | 'until' | 'before' | 'after'; readonly of: Time }
  /** "overnight": the night into today. */
  | { readonly kind: 'overnight' }
  /** Time words that name no days: "years ago". */
  | { readonly kind: 'unknown'; readonly unit: DurationUnit };

/** Calendar unit that a time is as long as; null where it is no single cell. Decides what fits into what. */
export const unitOf = (time: Time): CalendarUnit | null => {
  switch (time.kind) {
    case 'fixed':
    case 'relative':
    case 'cell':
      return time.unit;
    case 'recurring':
      return unitOfPattern(time.pattern);
    case 'within':
      return unitOf(time.inner);
    case 'nth':
      return time.count > 1 ? null : typeof time.unit === 'string' ? time.unit : 'day';
    case 'shift':
    case 'overnight':
      return 'day';
    default:
      return null;
  }
};

const unitOfPattern = (pattern: Pattern): CalendarUnit => {
  switch (pattern.kind) {
    case 'month':
    case 'weekend':
      return pattern.kind;
    case 'partOfYear':
      return pattern.unit;
    default:
      return 'day';
  }
};

/** How often a pattern comes round. */
export const cycleOf = (pattern: Pattern): 'week' | 'month' | 'year' => {
  switch (pattern.kind) {
    case 'weekday':
    case 'weekend':
      return 'week';
    case 'dayOfMonth':
      return 'month';
    default:
      return 'year';
  }
};

/** True where the calendar around the time is still to be chosen: "May", "the end of May", but not "last May". */
export const isFloating = (time: Time): boolean => {
  switch (time.kind) {
    case 'recurring':
      return time.manner === 'nearest';
    case 'within':
      return isFloating(time.outer);
    case 'nth':
    case 'part':
    case 'cell':
      return isFloating(time.of);
    default:
      return false;
  }
};

export const recurring = (pattern: Pattern, manner: Manner = 'nearest'): Time => ({
  kind: 'recurring',
  pattern,
  manner,
});

export const relative = (unit: CalendarUnit, offset: number, from: 'today' | 'anchor' = 'today'): Time => ({
  kind: 'relative',
  unit,
  offset,
  from,
});

/**
 * The time narrowed to what lies inside a wider one, null where it cannot lie there: July in "this year", Monday in
 * "next week", but not July in "next week".
 */
export const within = (inner: Time, outer: Time): Time | null => {
  if (inner.kind === 'part' || inner.kind === 'nth') {
    const of = within(inner.of, outer);
    return of && { ...inner, of };
  }
  if (inner.kind !== 'recurring' || inner.manner !== 'nearest') return null;
  const unit = unitOf(outer);
  const cycle = cycleOf(inner.pattern);
  const fits = cycle === 'week' ? unit === 'week' || unit === 'workweek' : unit === cycle;
  return fits ? { kind: 'within', inner, outer } : null;
};
