// Amounts of time: "two days ago", "three weeks later", "in two months", "the past three weeks", "in recent months".
import { tokenOf } from './contexts.ts';
import { DURATIONS, LOOSE_COUNTS } from './lexicon.ts';
import { isClauseEnd } from './relative.ts';
import {
  longest,
  lookup,
  type Match,
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
import { tenseAt } from './tense.ts';
import type { Amount, Direction, DurationUnit, Time } from './time.ts';
import type { Unit } from './units.ts';

interface Measure extends Amount {
  readonly isLoose: boolean;
}

/** "three", "a", "a couple of", "a few", "several" */
const count: Rule<{ value: number; isLoose: boolean }> = longest(
  one(unit =>
    unit.kind === 'number' && unit.value > 0 && unit.value < 1000
      ? { value: unit.value, isLoose: false }
      : null,
  ),
  map(word('a an'), () => ({ value: 1, isLoose: false })),
  map(seq(optional(word('a')), word('couple few several dozen'), optional(word('of'))), ([, lower]) => ({
    value: LOOSE_COUNTS.get(lower) ?? 1,
    isLoose: lower !== 'couple' && lower !== 'dozen',
  })),
);

const durationUnit: Rule<readonly [number, DurationUnit]> = longest<readonly [number, DurationUnit]>(
  lookup(DURATIONS),
  map(seq(word('business working'), word('day days')), () => [1, 'workday'] as const),
);

const measure: Rule<Measure> = map(seq(count, durationUnit), ([{ value, isLoose }, [times, unit]]) => ({
  count: value * times,
  unit,
  isLoose,
}));

const MOST_PARTS = 4;

/** "two years, one month and 21 days" */
const measures: Rule<readonly Measure[]> = (units, at) => take(units, at, MOST_PARTS);

const take = (units: readonly Unit[], at: number, most: number): Match<readonly Measure[]> | null => {
  const first = measure(units, at);
  if (!first) return null;
  const parts = [first.value];
  let { end } = first;
  while (parts.length < most) {
    const more = seq(optional(word('and ,')), measure)(units, end);
    if (!more) break;
    parts.push(more.value[1]);
    end = more.end;
  }
  return { value: parts, end };
};

const shift = (amounts: readonly Amount[], direction: Direction, from: 'today' | 'anchor' | Time): Time => ({
  kind: 'shift',
  amounts: amounts.map(({ count: n, unit }) => ({ count: n, unit })),
  direction,
  from,
});

const tenseOf = (units: readonly Unit[], at: number): ReturnType<typeof tenseAt> => {
  const unit = units[at];
  return unit ? tenseAt(unit.sentence, unit.token) : null;
};

const SUPERLATIVE_REACH = 8;

/** "the deadliest attack in two years", "the first time in a decade": how long, not when. */
const isRecord = (units: readonly Unit[], at: number): boolean => {
  for (let i = Math.max(0, at - SUPERLATIVE_REACH); i < at; i++) {
    const unit = units[i] as Unit;
    if (/^(?:first|most|least|time|times|worst|only)$/.test(unit.lower)) return true;
    if (unit.lower.endsWith('est') && /^JJS|^RBS/.test(tokenOf(unit)?.xpos ?? '')) return true;
  }
  return false;
};

const offToday = longest<Time>(
  // "two days ago"
  map(seq(measures, word('ago')), ([amounts]) => shift(amounts, -1, 'today')),
  // "three weeks from now", "two days hence"
  map(seq(measures, longest(phrase('from now'), word('hence'))), ([amounts]) => shift(amounts, 1, 'today')),
  // "will meet in two weeks"; "in two weeks, 300 people were killed" is how long
  where(
    map(seq(word('in'), measures, optional(phrase('from now'))), ([, amounts]) => shift(amounts, 1, 'today')),
    (units, at, end) =>
      units[end]?.lower !== 'of' &&
      units[end]?.lower !== '-' &&
      tenseOf(units, at) !== 'past' &&
      !isRecord(units, at),
  ),
  // "in a week's time", "in two weeks' time"
  map(seq(word('in'), measures, word("'"), optional(word('s')), word('time')), ([, amounts]) =>
    shift(amounts, 1, 'today'),
  ),
  // "years ago"
  map(
    seq(optional(word('some many')), lookup(DURATIONS), word('ago')),
    ([, [, unit]]) => ({ kind: 'unknown', unit }) as Time,
  ),
);

const offToldTime = longest<Time>(
  // "two days later", "a day earlier"
  map(seq(measures, word('later earlier')), ([amounts, side]) =>
    shift(amounts, side === 'later' ? 1 : -1, 'anchor'),
  ),
  // "two days before", at the end of a clause
  where(
    map(seq(measures, word('before after')), ([amounts, side]) =>
      shift(amounts, side === 'after' ? 1 : -1, 'anchor'),
    ),
    (units, _at, end) => isClauseEnd(units, end),
  ),
);

/** "two weeks before Christmas", "three days after 12 January", "four months from tomorrow" */
const offTime = (time: Rule<Time>): Rule<Time> =>
  where(
    map(seq(measures, word('before after from'), time), ([amounts, side, from]) =>
      from.kind === 'shift' ? null : shift(amounts, side === 'before' ? -1 : 1, from),
    ),
    // "for two weeks from 5 May", "three months from March to May" are how long
    (units, at, end) =>
      units[at - 1]?.lower !== 'for' && !/^(?:to|until|till)$/.test(units[end]?.lower ?? ''),
  );

const plural = one(unit =>
  unit.lower.endsWith('s') || unit.lower === 'centuries' ? (DURATIONS.get(unit.lower) ?? null) : null,
);

const DIRECTIONS: Readonly<Record<string, Direction>> = {
  past: -1,
  last: -1,
  previous: -1,
  next: 1,
  coming: 1,
  upcoming: 1,
  following: 1,
};

const side = map(
  word('past last previous next coming upcoming following'),
  lower => DIRECTIONS[lower] ?? null,
);

const roll = (amounts: readonly Measure[], direction: Direction, withToday = false): Time => ({
  kind: 'rolling',
  amounts: amounts.map(({ count: n, unit }) => ({ count: n, unit })),
  direction,
  withToday,
  vague: amounts.some(amount => amount.isLoose),
});

const OWNERS = /^(?:the|a|his|her|its|their|our|this|that)$/;

/** The last of the amounts may belong to "ago": "for the last three months, and two days ago". */
const measuresBeforeAgo: Rule<readonly Measure[]> = (units, at) => {
  const all = measures(units, at);
  if (!all || !/^(?:ago|later|earlier)$/.test(units[all.end]?.lower ?? '')) return all;
  return all.value.length > 1 ? take(units, at, all.value.length - 1) : null;
};

const rolling = longest<Time>(
  // "the past three weeks", "the next few days"; "the last two weeks of the war" are none
  where(
    map(seq(the, side, measuresBeforeAgo), ([, direction, amounts]) => roll(amounts, direction)),
    (units, _at, end) => {
      const next = units[end + 1];
      return !(units[end]?.lower === 'of' && next && (OWNERS.test(next.lower) || next.isCapital));
    },
  ),
  // "the 3 next weeks", "5 upcoming years"
  map(seq(the, count, side, plural), ([, { value, isLoose }, direction, [times, unit]]) =>
    roll([{ count: value * times, unit, isLoose }], direction),
  ),
  // "within 10 days", "within the next two months"
  where(
    map(seq(word('within'), the, optional(word('next coming upcoming')), measures), ([, , , amounts]) =>
      roll(amounts, 1, true),
    ),
    (units, at, end) => units[end]?.lower !== 'of' && tenseOf(units, at) !== 'past',
  ),
);

/** The convention for "recent" and "coming": three units, but a week for days; the report's date belongs to it. */
const LOOSE_SPAN: Readonly<Record<DurationUnit, number>> = {
  hour: 24,
  day: 6,
  workday: 5,
  week: 3,
  month: 3,
  year: 3,
};

const looseRoll = (unit: DurationUnit, times: number, direction: Direction): Time => ({
  kind: 'rolling',
  amounts: [{ count: LOOSE_SPAN[unit] * times, unit }],
  direction,
  withToday: direction < 0,
  vague: true,
});

const recent = longest<Time>(
  // "in recent months", "the coming days"
  map(seq(the, word('recent past last coming next'), plural), ([, which, [times, unit]]) =>
    looseRoll(unit, times, which === 'coming' || which === 'next' ? 1 : -1),
  ),
  // "recently": as "in recent months"
  map(word('recently lately'), () => looseRoll('month', 1, -1)),
);

export const shifts = (time: Rule<Time>): Rule<Time> =>
  longest(offToday, offToldTime, offTime(time), rolling, recent);
