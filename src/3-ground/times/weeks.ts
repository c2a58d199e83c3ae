// Weekdays, weekends and weeks: "on Monday", "last Friday", "the weekend", "the week of 10 April", "week 31".
import { datesForManner, month, weekday } from './dates.ts';
import { SEASONS } from './lexicon.ts';
import {
  later,
  longest,
  lookup,
  map,
  one,
  optional,
  phrase,
  type Rule,
  seq,
  the,
  where,
  word,
} from './rule.ts';
import { type Manner, type Pattern, recurring, type Time } from './time.ts';

const MANNERS: Readonly<Record<string, Manner>> = {
  last: 'last',
  previous: 'last',
  this: 'this',
  next: 'next',
  following: 'next',
  past: 'past',
  coming: 'coming',
  upcoming: 'coming',
};

/** "last", "this past", "the coming" */
const manner: Rule<Manner> = longest(
  map(word('last previous this next following past coming upcoming'), lower => MANNERS[lower] ?? null),
  map(
    seq(word('this the'), word('past coming upcoming previous following last next')),
    ([, lower]) => MANNERS[lower] ?? null,
  ),
);

const weekend = map(word('weekend'), (): Pattern => ({ kind: 'weekend' }));

const afterManner: Rule<Pattern> = longest<Pattern>(
  map(weekday, value => ({ kind: 'weekday', weekday: value })),
  weekend,
  map(month, value => ({ kind: 'month', month: value })),
  map(lookup(SEASONS), nth => ({ kind: 'partOfYear', unit: 'season', nth })),
  map(datesForManner, time => (time.kind === 'recurring' ? time.pattern : null)),
);

/** "last Friday", "this September", "next Easter"; "the last winter of the war" is none. */
const withManner = where(
  map(seq(manner, afterManner), ([which, pattern]) => recurring(pattern, which)),
  (units, _at, end) => units[end]?.lower !== 'of',
);

const plainWeekday = map(weekday, value => recurring({ kind: 'weekday', weekday: value }));

/** "over the weekend", "a weekend attack"; "every weekend" is a habit. */
const plainWeekend = where(
  map(seq(the, weekend), ([, pattern]) => recurring(pattern)),
  (units, at) => !/^(?:every|each|per|any|long)$/.test(units[at - 1]?.lower ?? ''),
);

/** "week 31" */
const numberedWeek = map(
  seq(
    the,
    word('week'),
    one(unit => (unit.kind === 'number' && unit.value >= 1 && unit.value <= 53 ? unit.value : null)),
  ),
  ([, , nth]) => recurring({ kind: 'partOfYear', unit: 'week', nth }, 'this'),
);

/** "the week of 10 April", "the week beginning on Monday", "w/c Feb 4", "the month of May" */
export const weekOf = (day: Rule<Time>): Rule<Time> =>
  map(
    seq(
      longest<unknown>(
        seq(the, word('week'), word('of beginning starting commencing ending'), optional(word('on'))),
        phrase('w / c'),
      ),
      later(() => day),
    ),
    ([, of]): Time | null => (of.kind === 'cell' ? null : { kind: 'cell', unit: 'week', of }),
  );

export const weeks: Rule<Time> = longest(withManner, plainWeekday, plainWeekend, numberedWeek);
