// The rounds of a recurring time: which days "Monday", "4 July" or "spring" are in a given week, month or year, and
// which round a speaker means.
import { cellAt, cellIndexOf, nthCell, type Period } from './calendar.ts';
import { civilOf, type Day, dayOf, easterOf, validDay, weekdayOf } from './civil-day.ts';
import type { Feast } from './lexicon.ts';
import { cycleOf, type Manner, type Pattern } from './time.ts';

const oneDay = (day: Day | null): Period | null => (day === null ? null : { from: day, to: day });

const feastIn = (feast: Feast, year: number): Day | null => {
  switch (feast.kind) {
    case 'date':
      return validDay(year, feast.month, feast.day);
    case 'easter':
      return easterOf(year) + feast.offset;
    case 'weekday': {
      const first = dayOf(year, feast.month, 1);
      const wait = (feast.weekday - weekdayOf(first) + 7) % 7;
      return first + wait + (feast.nth - 1) * 7 + feast.offset;
    }
  }
};

/** The pattern in one week, month or year, by the index of that cell; null where it does not come (30 February). */
const roundOf = (pattern: Pattern, index: number): Period | null => {
  switch (pattern.kind) {
    case 'weekday': {
      const monday = cellAt('week', index).from;
      return oneDay(monday + pattern.weekday - 1);
    }
    case 'weekend':
      return cellAt('weekend', index);
    case 'dayOfMonth': {
      const { year, month } = civilOf(cellAt('month', index).from);
      const day = validDay(year, month, pattern.day);
      return day !== null && pattern.weekday !== null && weekdayOf(day) !== pattern.weekday
        ? null
        : oneDay(day);
    }
    case 'month':
      return cellAt('month', index * 12 + pattern.month - 1);
    case 'monthDay':
      return oneDay(validDay(index, pattern.month, pattern.day));
    case 'feast':
      return oneDay(feastIn(pattern.feast, index));
    case 'partOfYear':
      if (pattern.unit === 'week') return nthCell('week', pattern.nth, cellAt('year', index));
      return cellAt(pattern.unit, index * (pattern.unit === 'half' ? 2 : 4) + pattern.nth - 1);
  }
};

/** Rounds looked through in one direction: enough for 29 February over a century's turn and for "Friday the 31st". */
const REACH = 30;

const latest = (pattern: Pattern, day: Day, holds: (round: Period) => boolean): Period | null => {
  const start = cellIndexOf(cycleOf(pattern), day) + 1;
  for (let index = start; index > start - REACH; index--) {
    const round = roundOf(pattern, index);
    if (round && holds(round)) return round;
  }
  return null;
};

const earliest = (pattern: Pattern, day: Day, holds: (round: Period) => boolean): Period | null => {
  const start = cellIndexOf(cycleOf(pattern), day) - 1;
  for (let index = start; index < start + REACH; index++) {
    const round = roundOf(pattern, index);
    if (round && holds(round)) return round;
  }
  return null;
};

/**
 * The round that has begun by the day or, leaning to the future, that has not ended before it. Without a lean it is the
 * past one, but "Friday the 21st" comes so seldom that the nearer is meant.
 */
export const nearestRound = (pattern: Pattern, day: Day, lean: 'past' | 'future' | null): Period | null => {
  const before = latest(pattern, day, round => round.from <= day);
  if (lean === 'past' || (lean === null && !(pattern.kind === 'dayOfMonth' && pattern.weekday)))
    return before;
  const after = earliest(pattern, day, round => round.to >= day);
  return lean === null && before && after && day - before.to < after.from - day ? before : after;
};

/** "this winter" in November is the one to come: of two seasons the nearer. */
const thisRound = (pattern: Pattern, today: Day): Period | null => {
  const index = cellIndexOf(cycleOf(pattern), today);
  const round = roundOf(pattern, index);
  if (pattern.kind !== 'partOfYear' || pattern.unit !== 'season' || !round) return round;
  const following = roundOf(pattern, index + 1);
  return following && following.from - today < today - round.to ? following : round;
};

/**
 * The round that "last", "this", "next" and so on pick. Weekdays go by the week: on a Thursday "last Wednesday" is the
 * one of the week before, "next Friday" that of the week after.
 */
export const pickRound = (
  pattern: Pattern,
  manner: Exclude<Manner, 'nearest'>,
  today: Day,
): Period | null => {
  const weekly = cycleOf(pattern) === 'week';
  const week = cellIndexOf('week', today);
  switch (manner) {
    case 'this':
      return thisRound(pattern, today);
    case 'last':
      return weekly ? roundOf(pattern, week - 1) : latest(pattern, today, round => round.to < today);
    case 'next':
      return weekly ? roundOf(pattern, week + 1) : earliest(pattern, today, round => round.from > today);
    case 'past':
      return latest(pattern, today, round => round.to < today);
    case 'coming':
      return earliest(pattern, today, round => round.from > today);
  }
};

/** The round that begins inside the period; a numbered week counts by its Thursday. */
export const roundWithin = (pattern: Pattern, period: Period): Period | null => {
  const offset = pattern.kind === 'partOfYear' && pattern.unit === 'week' ? 3 : 0;
  return earliest(
    pattern,
    period.from,
    round => round.from + offset >= period.from && round.from + offset <= period.to,
  );
};
