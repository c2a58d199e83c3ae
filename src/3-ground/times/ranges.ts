// Ranges and open times: "from 3 to 5 May", "between March and June", "November 18-19", "since 2016", "until May", "by
// the end of the year".
import { composed } from './compose.ts';
import { isCounted, mayEnd, tokenOf } from './contexts.ts';
import { dayInMonth } from './dates.ts';
import { longest, type Match, map, optional, phrase, type Rule, seq, the, where, word } from './rule.ts';
import { relative, type Time, unitOf, within } from './time.ts';
import type { Unit } from './units.ts';
import { yearInDate } from './years.ts';

const range = (from: Time, to: Time): Time => ({ kind: 'range', from, to });

/** The time with another day of the month: the 3 of "from 3 to 5 May 2023"; null where it has none. */
const withDay = (time: Time, day: number): Time | null => {
  if (time.kind === 'recurring' && time.pattern.kind === 'monthDay')
    return { ...time, pattern: { ...time.pattern, day } };
  if (time.kind === 'within') {
    const inner = withDay(time.inner, day);
    return inner && { ...time, inner };
  }
  return time.kind === 'nth' && time.unit === 'day' ? { ...time, nth: day } : null;
};

/** What can be an end: "now" only here. */
const end: Rule<Time> = longest<Time>(
  map(composed, time =>
    time.kind === 'rolling' || time.kind === 'unknown' || time.kind === 'overnight' ? null : time,
  ),
  map(longest<unknown>(word('now'), phrase('the present'), phrase('current date')), () => relative('day', 0)),
);

const farEnd: Rule<Time> = longest<Time>(
  end,
  map(word('date'), () => relative('day', 0)),
);

const to = word('to - until till through thru throughout ~');
const toOrAnd = longest(to, word('and'));

/** The preposition rules which words may join the ends. */
const opener = longest<'from' | 'between' | 'none'>(
  map(seq(word('from'), optional(word('between'))), ([, between]) => (between ? 'between' : 'from')),
  map(word('between'), () => 'between'),
  map(optional(word('during')), () => 'none'),
);

const joiner = (open: 'from' | 'between' | 'none'): Rule<string> => (open === 'between' ? toOrAnd : to);

const openThen =
  (rest: (open: 'from' | 'between' | 'none') => Rule<Time>): Rule<Time> =>
  (units, at) => {
    const open = opener(units, at);
    return open && rest(open.value)(units, open.end);
  };

/** "from March to May", "between 2014 and 2018", "2014-2018" */
const twoTimes = openThen(open =>
  map(seq(end, optional(word(',')), joiner(open), the, farEnd), ([from, , , , until]) => range(from, until)),
);

/** "from 3 to 5 May", "4-23 in next month", "the 9th to the 12th of June" */
const daysThenMonth = openThen(open =>
  longest<Time>(
    map(seq(the, dayInMonth, joiner(open), end), ([, day, , until]) => {
      const from = withDay(until, day);
      return from && range(from, until);
    }),
    map(
      seq(the, dayInMonth, joiner(open), the, dayInMonth, optional(word('of in')), end),
      ([, a, , , b, , of]) => {
        if (unitOf(of) !== 'month') return null;
        const day = (nth: number): Time => ({ kind: 'nth', nth, count: 1, unit: 'day', of });
        return range(day(a), day(b));
      },
    ),
  ),
);

/** "November 18-19", "May 3 to 5, 2023", "October between 2 and 7" */
const monthThenDays: Rule<Time> = where(
  longest<Time>(
    map(
      seq(end, longest<unknown>(to), dayInMonth, optional(seq(optional(word(',')), yearInDate))),
      ([from, , day, tail]) => {
        const until = withDay(from, day);
        if (!until || !tail) return until && range(from, until);
        const [first, last] = [within(from, tail[1]), within(until, tail[1])];
        return first && last && range(first, last);
      },
    ),
    map(seq(end, word('between'), dayInMonth, toOrAnd, dayInMonth), ([of, , a, , b]) => {
      if (unitOf(of) !== 'month') return null;
      const day = (nth: number): Time => ({ kind: 'nth', nth, count: 1, unit: 'day', of });
      return range(day(a), day(b));
    }),
  ),
  (units, _at, stop) => mayEnd(units, stop) && !isCounted(units[stop - 1] as Unit),
);

/** "next week between Wednesday and Friday" */
const weekThenDays: Rule<Time> = (units, at) => {
  const week = composed(units, at);
  if (!week || unitOf(week.value) !== 'week') return null;
  const days = twoTimes(units, week.end);
  if (days?.value.kind !== 'range') return null;
  const [from, until] = [within(days.value.from, week.value), within(days.value.to, week.value)];
  return from && until && { value: range(from, until), end: days.end };
};

const anyRange = longest(twoTimes, daysThenMonth, monthThenDays, weekThenDays);

type Side = Extract<Time, { kind: 'open' }>['side'];

const SIDES: Readonly<Record<string, Side>> = {
  since: 'since',
  until: 'until',
  till: 'until',
  through: 'until',
  by: 'until',
  before: 'before',
  after: 'after',
};

const openSide: Rule<Side> = longest<Side>(
  map(word('since until till through by before after'), lower => SIDES[lower] ?? null),
  map(phrase('ever since'), () => 'since'),
  map(phrase('up until'), () => 'until'),
  map(phrase('up to'), () => 'until'),
  map(phrase('no later than'), () => 'until'),
  map(phrase('prior to'), () => 'before'),
);

/** "since 2016", "by Friday"; the "after" of "after Monday's attack" is the attack's. */
const openTime: Rule<Time> = where(
  longest<Time>(
    map(seq(openSide, the, end), ([side, , of]) => ({ kind: 'open', side, of })),
    // "from 2016 onwards", "from Monday on"
    map(seq(word('from'), end, word('on onward onwards forward')), ([, of]) => ({
      kind: 'open',
      side: 'since',
      of,
    })),
  ),
  (units, _at, stop, time) => {
    if (time.kind !== 'open' || time.side === 'since') return true;
    return !isModifier(units, stop);
  },
);

/** The time before `end` belongs to the noun after it: "Monday's attack", "the Tuesday raid". */
const isModifier = (units: readonly Unit[], stop: number): boolean => {
  const next = units[stop];
  if (!next) return false;
  if (next.lower === "'" || next.lower === 's') return true;
  const last = units[stop - 1];
  const token = last && tokenOf(last);
  return (
    token !== undefined &&
    token.head > (last?.token ?? 0) &&
    /^(?:compound|nmod:poss|nmod|amod|nummod)/.test(token.deprel)
  );
};

const any = longest(composed, anyRange, openTime);
const OPENERS = new Set(
  'from between during since until till through by before after ever up no prior the'.split(' '),
);

/** The longest time that begins here, with the prepositions that belong to it. */
export const expression: Rule<Time> = (units, at) => {
  const unit = units[at];
  const mayOpen = unit && (unit.kind !== 'word' || OPENERS.has(unit.lower) || composed(units, at));
  return mayOpen ? any(units, at) : null;
};

export interface Listed {
  readonly at: number;
  readonly end: number;
  readonly time: Time;
}

const MOST_LISTED = 8;

/** "3, 5 and 7 May": the days before the last, each with the month of the last. */
export const listedDays = (units: readonly Unit[], at: number): readonly Listed[] => {
  const days: (Match<number> & { at: number })[] = [];
  let from = at;
  while (days.length < MOST_LISTED) {
    const day = dayInMonth(units, from);
    const link = day && word(', and or &')(units, day.end);
    if (!day || !link) return [];
    days.push({ ...day, at: from });
    from = link.end;
    const whole = composed(units, from);
    const times = whole && days.map(one => withDay(whole.value, one.value));
    if (times?.every(time => time !== null))
      return days.map((one, i) => ({ at: one.at, end: one.end, time: times[i] as Time }));
  }
  return [];
};
