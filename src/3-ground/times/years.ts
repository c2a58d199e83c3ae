// Months, seasons, quarters, halves, years, decades, centuries: "May", "the third quarter", "Q3", "2011", "the 1990s".
import { type CalendarUnit, cellAt, yearPeriod } from './calendar.ts';
import { isYearHere, mayEnd } from './contexts.ts';
import { month } from './dates.ts';
import { DECADE_WORDS, SEASONS, TIME_LEADS } from './lexicon.ts';
import {
  glued,
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
import { recurring, type Time } from './time.ts';

const fixed = (unit: CalendarUnit, from: number, to: number): Time => ({
  kind: 'fixed',
  unit,
  period: yearPeriod(from, to),
});

/** "May", "the month of May" */
const plainMonth = longest<Time>(
  map(month, value => recurring({ kind: 'month', month: value })),
  map(seq(the, phrase('month of'), month), ([, , value]) => recurring({ kind: 'month', month: value })),
);

const SEASON_LEADS = new Set([...TIME_LEADS, 'the', 'that', 'and', 'or', '-']);

/** "in the spring", "summer 2016"; not "the Arab Spring", "the fall of Aleppo" */
const plainSeason = where(
  map(seq(the, lookup(SEASONS)), ([, nth]) => recurring({ kind: 'partOfYear', unit: 'season', nth })),
  (units, at, end) => {
    const season = units[end - 1];
    const next = units[end];
    if (next?.kind === 'number' && next.digits === 4) return true;
    if (season?.isCapital && at > 0 && units[at - 1]?.sentence === season.sentence) return false;
    const isLed = SEASON_LEADS.has(units[end - 2]?.lower ?? '');
    const isPreposed = TIME_LEADS.has(units[at - 1]?.lower ?? '');
    if (next?.lower === 'of')
      return isPreposed && /^(?:\d{4}|this|last|next|that)$/.test(units[end + 1]?.lower ?? '');
    return isLed && (isPreposed || SEASON_LEADS.has(units[at - 1]?.lower ?? ''));
  },
);

const nth = (most: number): Rule<number> =>
  one(unit => (unit.kind === 'ordinal' && unit.value <= most ? unit.value : null));

/** "the third quarter", "Q3"; halves need a year beside them: `parts.ts`, "H1 2016". */
const plainQuarter = longest<Time>(
  where(
    map(seq(the, nth(4), word('quarter')), ([, value]) =>
      recurring({ kind: 'partOfYear', unit: 'quarter', nth: value }),
    ),
    (units, _at, end) => units[end]?.lower !== 'of' && units[end]?.lower !== '-',
  ),
  map(
    seq(word('q'), glued(one(unit => (unit.value >= 1 && unit.value <= 4 ? unit.value : null)))),
    ([, value]) => recurring({ kind: 'partOfYear', unit: 'quarter', nth: value }),
  ),
);

/** Taken only where a year stands beside it. */
export const shortHalf: Rule<Time> = map(
  seq(word('h'), glued(one(unit => (unit.value >= 1 && unit.value <= 2 ? unit.value : null)))),
  ([, value]) => recurring({ kind: 'partOfYear', unit: 'half', nth: value }),
);

const yearNumber = one(unit =>
  unit.kind === 'number' &&
  (unit.digits === 4 || unit.digits === 0) &&
  unit.value >= 1000 &&
  unit.value <= 2999
    ? unit.value
    : null,
);

/** A year beside a month or season, where any number of four digits is one. */
export const yearInDate: Rule<Time> = longest<Time>(
  map(yearNumber, value => fixed('year', value, value)),
  // "May '68"
  map(
    seq(word("'"), glued(one(unit => (unit.kind === 'number' && unit.digits === 2 ? unit.value : null)))),
    ([, value]) => fixed('year', centuryOf(value) + value, centuryOf(value) + value),
  ),
);

const centuryOf = (twoDigits: number): number => (twoDigits < 30 ? 2000 : 1900);

/** "in 2011", "the year 2008", "the year of 2008" */
const year = longest<Time>(
  where(
    map(yearNumber, value => fixed('year', value, value)),
    (units, at, end) => isYearHere(units, at) && (mayEnd(units, end) || units[end]?.lower === '-'),
  ),
  map(
    seq(the, optional(word('calendar')), word('year cy'), optional(word('of')), yearNumber),
    ([, , , , value]) => fixed('year', value, value),
  ),
);

/** "2023-24" */
const yearSpan = where(
  map(
    seq(
      one(unit => (unit.digits === 4 ? unit.value : null)),
      glued(word('- /')),
      glued(one(unit => (unit.digits === 2 ? unit.value : null))),
    ),
    ([first, , last]): Time | null =>
      first >= 1000 && first <= 2199 && last > 12 && last > first % 100
        ? {
            kind: 'range',
            from: fixed('year', first, first),
            to: fixed('year', first - (first % 100) + last, first - (first % 100) + last),
          }
        : null,
  ),
  (units, _at, end) => mayEnd(units, end),
);

/** A year number and an "s", glued or not: "the 1990s", "1990's", "the '90s", "90s" */
const decadeInDigits = where(
  map(
    seq(
      the,
      optional(word("'")),
      one(unit =>
        unit.kind === 'number' && unit.value % 10 === 0 && (unit.digits === 4 || unit.digits === 2)
          ? unit
          : null,
      ),
      optional(glued(word("'"))),
      word('s'),
    ),
    ([, , unit]) => {
      const first = unit.digits === 4 ? unit.value : centuryOf(unit.value) + unit.value;
      return first < 1000 || first > 2199 ? null : fixed('decade', first, first + 9);
    },
  ),
  (units, at) => isDecadeLed(units[at - 1]?.lower),
);

/** "in her thirties" is an age. */
const isDecadeLed = (before: string | undefined): boolean =>
  !/^(?:his|her|their|its|my|our|your)$/.test(before ?? '');

/** "the nineties", "the nineteen nineties" */
const decadeInWords = where(
  map(
    seq(
      word('the'),
      optional(one(unit => (unit.digits === 0 && unit.value >= 10 && unit.value <= 20 ? unit.value : null))),
      optional(word('-')),
      lookup(DECADE_WORDS),
    ),
    ([, century, , tens]) => {
      const first = century === null ? centuryOf(tens) + tens : century * 100 + tens;
      return fixed('decade', first, first + 9);
    },
  ),
  (units, at) => isDecadeLed(units[at - 1]?.lower),
);

/** "the 15th century", "21st-century" */
const numberedCentury: Rule<Time> = map(
  seq(the, nth(21), optional(word('-')), word('century')),
  ([, value]) => ({ kind: 'fixed', unit: 'century', period: cellAt('century', value - 1) }) satisfies Time,
);

export const years: Rule<Time> = longest(
  plainMonth,
  plainSeason,
  plainQuarter,
  year,
  yearSpan,
  decadeInDigits,
  decadeInWords,
  numberedCentury,
);
