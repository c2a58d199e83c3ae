// Parts and members of longer times: "early July", "the end of the year", "later this month", "the first half of 2023",
// "the second week of May", "the first Monday of October".
import type { CalendarUnit } from './calendar.ts';
import { dayInMonth, weekday } from './dates.ts';
import { calendarUnit, definiteUnit } from './relative.ts';
import { longest, lookup, map, one, optional, phrase, type Rule, seq, the, word } from './rule.ts';
import { type Part, relative, type Time, unitOf } from './time.ts';

const part = (name: Part, of: Time): Time => ({ kind: 'part', part: name, of });

const LOOSE_PARTS: Readonly<Record<string, Part>> = { early: 'early', mid: 'mid', late: 'late' };
const NAMED_PARTS: Readonly<Record<string, Part>> = {
  beginning: 'start',
  start: 'start',
  middle: 'middle',
  mid: 'middle',
  end: 'end',
  close: 'end',
};

/** Times that can have parts. */
const isDivisible = (time: Time): boolean => {
  if (time.kind === 'range' || time.kind === 'rolling' || time.kind === 'part') return false;
  return unitOf(time) !== null;
};

const loosePart = (whole: Rule<Time>): Rule<Time> =>
  map(
    // "mid-November", "late last year", "early on Monday", "late in the week"
    seq(
      the,
      optional(word('very')),
      word('early mid late'),
      optional(word('-')),
      optional(longest(word('on of'), word('in'))),
      longest(
        whole,
        map(seq(word('the'), definiteUnit), ([, time]) => time),
      ),
    ),
    ([, , name, , , of]) => (isDivisible(of) ? part(LOOSE_PARTS[name] ?? 'mid', of) : null),
  );

const namedPart = (whole: Rule<Time>): Rule<Time> =>
  longest(
    // "the end of the year", "the beginning of May", "start of next week"
    map(
      seq(the, word('beginning start middle end close'), word('of'), longest(whole, definiteUnit)),
      ([, name, , of]) => (isDivisible(of) ? part(NAMED_PARTS[name] ?? 'end', of) : null),
    ),
    // "by year-end", "the month end"
    map(seq(the, word('year month'), optional(word('-')), word('end')), ([, unit]) =>
      part('end', relative(unit === 'year' ? 'year' : 'month', 0)),
    ),
    map(word('eoy'), () => part('end', relative('year', 0))),
  );

const ongoingPart = (whole: Rule<Time>): Rule<Time> =>
  longest<Time>(
    // "earlier this year", "later in the week", "later on Monday"
    map(
      seq(
        word('earlier later'),
        optional(word('in on')),
        longest(
          whole,
          map(seq(word('the that'), definiteUnit), ([, time]) => time),
        ),
      ),
      ([name, , of]) => (isDivisible(of) ? part(name === 'earlier' ? 'earlier' : 'later', of) : null),
    ),
    // "the rest of the week", "the remaining of this month"
    map(
      seq(the, word('rest remainder remaining'), optional(word('of')), longest(whole, definiteUnit)),
      ([, , , of]) => (isDivisible(of) ? part('rest', of) : null),
    ),
    // "so far this year"
    map(seq(phrase('so far'), optional(word('in')), whole), ([, , of]) =>
      isDivisible(of) ? part('soFar', of) : null,
    ),
    // "the year to date"
    map(seq(the, calendarUnit, phrase('to date')), ([, unit]) => part('soFar', relative(unit, 0))),
  );

interface Place {
  readonly nth: number;
  readonly count: number;
}

const position: Rule<number> = longest(
  one(unit => (unit.kind === 'ordinal' ? unit.value : null)),
  map(word('last final'), () => -1),
);

/** "second", "last", "first six", "last three" */
const place: Rule<Place> = longest<Place>(
  map(position, nth => ({ nth, count: 1 })),
  map(
    seq(
      position,
      one(unit => (unit.kind === 'number' && unit.value > 1 && unit.value < 100 ? unit.value : null)),
    ),
    ([nth, count]) => (nth === 1 || nth === -1 ? { nth, count } : null),
  ),
);

const MEMBERS: ReadonlyMap<string, CalendarUnit> = new Map([
  ['half', 'half'],
  ['days', 'day'],
  ['weeks', 'week'],
  ['months', 'month'],
  ['quarters', 'quarter'],
  ['years', 'year'],
  ['decades', 'decade'],
]);

const member: Rule<CalendarUnit | { weekday: number }> = longest<CalendarUnit | { weekday: number }>(
  calendarUnit,
  lookup(MEMBERS),
  map(weekday, value => ({ weekday: value })),
);

const SIZES: readonly CalendarUnit[] = [
  'day',
  'weekend',
  'workweek',
  'week',
  'month',
  'season',
  'quarter',
  'half',
  'year',
  'decade',
  'century',
];

const size = (unit: CalendarUnit | { weekday: number }): number =>
  typeof unit === 'string' ? SIZES.indexOf(unit) : 0;

/** A member is smaller than what it is of; a half or a quarter may be of anything longer than a day. */
const nthOf = ({ nth, count }: Place, unit: CalendarUnit | { weekday: number }, of: Time): Time | null => {
  const whole = unitOf(of);
  if (whole === null || whole === 'day') return null;
  if (unit !== 'half' && size(unit) >= size(whole)) return null;
  if (unit === 'half' && (nth > 2 || count > 1)) return null;
  if (unit === 'quarter' && whole !== 'year') return null;
  return { kind: 'nth', nth, count, unit, of };
};

const nthMember = (whole: Rule<Time>): Rule<Time> =>
  longest<Time>(
    // "the second week of May", "the first half of 2023", "the first six months of the year"
    map(seq(the, place, member, word('of in'), longest(whole, definiteUnit)), ([, which, unit, , of]) =>
      nthOf(which, unit, of),
    ),
    // "the third week next year", "the first Friday this month"
    map(seq(the, place, member, whole), ([, which, unit, of]) =>
      of.kind === 'relative' ? nthOf(which, unit, of) : null,
    ),
    // "the latter half of July"
    map(
      seq(the, word('latter'), word('half part'), word('of'), longest(whole, definiteUnit)),
      ([, , , , of]) => nthOf({ nth: 2, count: 1 }, 'half', of),
    ),
    // "the 20th of next month", "the 21st this month"
    map(seq(the, dayInMonth, optional(word('of')), whole), ([, day, , of]) =>
      unitOf(of) === 'month' && of.kind === 'relative' ? nthOf({ nth: day, count: 1 }, 'day', of) : null,
    ),
  );

/** `whole` reads what the parts are of. */
export const parts = (whole: Rule<Time>): Rule<Time> =>
  longest(loosePart(whole), namedPart(whole), ongoingPart(whole), nthMember(whole));
