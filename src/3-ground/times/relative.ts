// Times that lie off today or off the time told before: "yesterday", "last week", "the following day", "the week after
// next", "this morning".
import type { CalendarUnit } from './calendar.ts';
import { tokenOf } from './contexts.ts';
import { CALENDAR_UNITS, PARTS_OF_DAY } from './lexicon.ts';
import { longest, lookup, map, one, optional, phrase, type Rule, seq, the, where, word } from './rule.ts';
import { type Amount, type Direction, relative, type Time } from './time.ts';
import type { Unit } from './units.ts';

/** "week", "calendar year", "working week" */
export const calendarUnit: Rule<CalendarUnit> = longest<CalendarUnit>(
  lookup(CALENDAR_UNITS),
  map(seq(word('calendar'), lookup(CALENDAR_UNITS)), ([, unit]) => unit),
  map(phrase('working week'), () => 'workweek'),
);

const day =
  (offset: number): (() => Time) =>
  () =>
    relative('day', offset);

const adverbs = longest<Time>(
  where(map(word('today'), day(0)), isNoTitle),
  map(word('tonight'), day(0)),
  map(word('yesterday'), day(-1)),
  map(word('tomorrow'), day(1)),
  map(phrase('last night'), day(-1)),
  map(
    seq(
      word('this'),
      one(unit => (PARTS_OF_DAY.has(unit.lower) && unit.lower !== 'night' ? unit.lower : null)),
    ),
    day(0),
  ),
  map(phrase('the day before yesterday'), day(-2)),
  map(phrase('the day after tomorrow'), day(2)),
  map(phrase('day before yesterday'), day(-2)),
  map(phrase('day after tomorrow'), day(2)),
  map(word('overnight'), (): Time => ({ kind: 'overnight' })),
);

/** "USA Today" is a paper. */
function isNoTitle(units: readonly Unit[], at: number): boolean {
  const before = units[at - 1];
  return !(
    units[at]?.isCapital &&
    before?.kind === 'word' &&
    before.isCapital &&
    before.sentence === units[at]?.sentence
  );
}

const rolling = (unit: CalendarUnit, direction: Direction): Time | null => {
  const amount: Amount | null =
    unit === 'decade'
      ? { count: 10, unit: 'year' }
      : unit === 'century'
        ? { count: 100, unit: 'year' }
        : unit === 'day' || unit === 'week' || unit === 'month' || unit === 'year'
          ? { count: 1, unit }
          : null;
  return amount && { kind: 'rolling', amounts: [amount], direction, withToday: false, vague: false };
};

const DURING = new Set(['in', 'over', 'during', 'within', 'for', 'throughout', 'of']);

/**
 * "last week" is a calendar week, "in the last week" and "the past week" are the seven days before today; "the previous
 * week" and "that week" go by the time told before.
 */
const read = (side: string, unit: CalendarUnit, hasArticle: boolean, isDuring: boolean): Time | null => {
  switch (side) {
    case 'this':
    case 'current':
      return unit === 'day' ? null : relative(unit, 0);
    case 'last':
      if (unit === 'day') return null;
      return (hasArticle && isDuring ? rolling(unit, -1) : null) ?? relative(unit, -1);
    case 'past':
      return rolling(unit, -1) ?? relative(unit, -1);
    case 'previous':
      return relative(unit, -1, hasArticle || unit === 'day' ? 'anchor' : 'today');
    case 'next':
      if (unit === 'day') return relative(unit, 1, 'anchor');
      return (hasArticle && isDuring && unit !== 'month' ? rolling(unit, 1) : null) ?? relative(unit, 1);
    case 'coming':
    case 'upcoming':
      return relative(unit, 1);
    case 'following':
      return relative(unit, 1, 'anchor');
    default:
      return relative(unit, 0, 'anchor');
  }
};

const which = word('this current last past previous next coming upcoming following same that');

const determiner = longest<readonly [string | null, string]>(
  map(which, lower => [null, lower] as const),
  seq(word('the that this'), which),
);

/** "fortnight" has no place in the calendar: the past or the coming fourteen days. */
const fortnight = map(
  seq(the, word('past last previous next coming following'), word('fortnight')),
  ([, side]): Time => ({
    kind: 'rolling',
    amounts: [{ count: 2, unit: 'week' }],
    direction: /^(?:past|last|previous)$/.test(side) ? -1 : 1,
    withToday: false,
    vague: false,
  }),
);

const determined: Rule<Time> = (units, at) => {
  const match = seq(determiner, calendarUnit)(units, at);
  // "the last year of the war" hangs on what is no time.
  if (!match || units[match.end]?.lower === 'of') return null;
  const [[article, side], unit] = match.value;
  // "supplies that last weeks"
  if (side === 'last' && tokenOf(units[match.end - 2] as Unit)?.upos === 'VERB') return null;
  const time = read(side, unit, article === 'the', DURING.has(units[at - 1]?.lower ?? ''));
  return time && { value: time, end: match.end };
};

/** The words of a clause go on after "before" and "after" unless a mark or nothing follows. */
export const isClauseEnd = (units: readonly Unit[], end: number): boolean => {
  const next = units[end];
  return (
    !next ||
    next.sentence !== units[end - 1]?.sentence ||
    (next.kind === 'mark' && /^[.,;:?!)"”]$/.test(next.lower))
  );
};

const beyond = longest<Time>(
  // "the week after next", "the month after the next"
  map(seq(the, calendarUnit, word('after'), the, word('next')), ([, unit]) => relative(unit, 2)),
  // "the year before last"
  map(seq(the, calendarUnit, word('before'), the, word('last')), ([, unit]) => relative(unit, -2)),
  // "the day before", "the week after": off the time told before
  where(
    map(seq(the, calendarUnit, word('before after')), ([, unit, side]) =>
      relative(unit, side === 'before' ? -1 : 1, 'anchor'),
    ),
    (units, _at, end) => isClauseEnd(units, end),
  ),
);

/** "the week" for this one, only where a part of it or a preposition makes it a time: "the end of the week". */
export const definiteUnit: Rule<Time> = map(seq(optional(word('the that')), calendarUnit), ([, unit]) =>
  relative(unit, 0, unit === 'day' ? 'anchor' : 'today'),
);

const CUT = /^(?:of|that|when|before|after|since|to|ending|ended|which)$/;

/** "for the day", "in the year" */
const definiteAlone = where(
  map(seq(word('the'), definiteUnit), ([, time]) => time),
  (units, at, end) => {
    const [lead, next] = [units[at - 1]?.lower ?? '', units[end]];
    const isPlain = !next || next.kind === 'mark' || (next.kind === 'word' && !CUT.test(next.lower));
    const isNoun = next?.kind === 'word' && /^(?:NOUN|PROPN)$/.test(tokenOf(next)?.upos ?? '');
    return (
      DURING.has(lead) && lead !== 'of' && isPlain && !isNoun && next?.lower !== '-' && next?.lower !== "'"
    );
  },
);

export const relatives: Rule<Time> = longest(adverbs, determined, fortnight, beyond, definiteAlone);
