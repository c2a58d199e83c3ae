// Times from smaller and larger ones: "July" + "last year", "next week" + "on Friday", "Monday" + "morning". Read from
// the right into a chart, so that every rule finds what follows already read: linear, without recursion.
import { mayEndOrRange } from './contexts.ts';
import { dates } from './dates.ts';
import { CORE_WORDS, OPENING_WORDS, PARTS_OF_DAY } from './lexicon.ts';
import { parts } from './parts.ts';
import { relatives } from './relative.ts';
import { longest, type Match, one, optional, phrase, type Rule, seq, the, where, word } from './rule.ts';
import { shifts } from './shifts.ts';
import { isFloating, type Time, unitOf, within } from './time.ts';
import type { Unit } from './units.ts';
import { weekOf, weeks } from './weeks.ts';
import { shortHalf, yearInDate, years } from './years.ts';

type Chart = (Match<Time> | null)[];

const charts = new WeakMap<readonly Unit[], Chart>();

/** Any time with its own or a borrowed calendar, ranges apart. */
export const composed: Rule<Time> = (units, at) => chartOf(units)[at] ?? null;

/** "within the next couple of months" has four words before its core. */
const MOST_OPENING = 8;

const chartOf = (units: readonly Unit[]): Chart => {
  let chart = charts.get(units);
  if (chart) return chart;
  chart = units.map(() => null);
  charts.set(units, chart);
  let core = Number.POSITIVE_INFINITY;
  for (let at = units.length - 1; at >= 0; at--) {
    const unit = units[at] as Unit;
    const isCore = unit.kind === 'number' || unit.kind === 'ordinal' || CORE_WORDS.has(unit.lower);
    if (isCore) core = at;
    if (isCore || (core - at <= MOST_OPENING && OPENING_WORDS.has(unit.lower)))
      chart[at] = compose(units, at);
  }
  return chart;
};

const fromNumber = longest<Time>(dates, years, shifts(composed), parts(composed));
const fromWord = longest<Time>(fromNumber, weeks, relatives, weekOf(composed));

const simple: Rule<Time> = (units, at) => {
  const kind = units[at]?.kind;
  return kind === 'number' || kind === 'ordinal' ? fromNumber(units, at) : fromWord(units, at);
};

/** Numbers are times beside other times that are none alone: "May 2023", "H1 2016". */
const WIDER: readonly Rule<Time>[] = [composed, yearInDate, shortHalf];

const outward = optional(
  longest<unknown>(
    seq(optional(word(',')), optional(word('of in')), the),
    word('- / ('),
    seq(word(','), word('on')),
    word('on'),
  ),
);

const inward = optional(
  longest<unknown>(
    seq(optional(word(',')), optional(word('in on')), the),
    seq(word('-'), optional(word('on'))),
  ),
);

const MOST_LINKS = 3;

const compose = (units: readonly Unit[], at: number): Match<Time> | null => {
  let match = simple(units, at) ?? leadingYear(units, at) ?? leadingHalf(units, at);
  for (let link = 0; match && link < MOST_LINKS; link++) {
    const longer = widen(units, match) ?? narrow(units, match);
    if (!longer) break;
    match = longer;
  }
  return match && addPartOfDay(units, match);
};

/** "2019 H2", "2017 April", where the year alone would be a bare number. */
const leadingYear = (units: readonly Unit[], at: number): Match<Time> | null => {
  const year = yearInDate(units, at);
  return year && narrow(units, year);
};

/** "H1 2016" */
const leadingHalf = (units: readonly Unit[], at: number): Match<Time> | null => {
  const half = shortHalf(units, at);
  return half && widen(units, half);
};

/** "July" + "last year" */
const widen = (units: readonly Unit[], inner: Match<Time>): Match<Time> | null => {
  if (!isFloating(inner.value)) return null;
  const link = outward(units, inner.end);
  for (const end of link && link.end > inner.end ? [link.end, inner.end] : [inner.end]) {
    for (const rule of WIDER) {
      const outer = rule(units, end);
      const time = outer && mayEndOrRange(units, outer.end) ? within(inner.value, outer.value) : null;
      if (outer && time) return { value: time, end: closing(units, inner.end, outer.end) };
    }
  }
  return null;
};

const closing = (units: readonly Unit[], from: number, end: number): number =>
  units[from]?.lower === '(' && units[end]?.lower === ')' ? end + 1 : end;

/** "next week" + "on Friday", "2017" + "April" */
const narrow = (units: readonly Unit[], outer: Match<Time>): Match<Time> | null => {
  const unit = unitOf(outer.value);
  if (unit !== 'week' && unit !== 'year' && unit !== 'workweek') return null;
  const link = inward(units, outer.end);
  for (const end of link && link.end > outer.end ? [link.end, outer.end] : [outer.end]) {
    const inner = longest<Time>(composed, shortHalf)(units, end);
    const time = inner && within(inner.value, outer.value);
    if (inner && time) return { value: time, end: inner.end };
  }
  return null;
};

const partOfDay = where(
  seq(
    optional(word(',')),
    optional(phrase('in the')),
    optional(word('early late mid')),
    optional(word('-')),
    one(unit => (PARTS_OF_DAY.has(unit.lower) ? unit.lower : null)),
  ),
  (units, at, end) => units[end - 1]?.sentence === units[at]?.sentence,
);

/** "Monday morning", "6 May in the evening": still that day. */
const addPartOfDay = (units: readonly Unit[], day: Match<Time>): Match<Time> => {
  const match = unitOf(day.value) === 'day' ? partOfDay(units, day.end) : null;
  return match ? { value: day.value, end: match.end } : day;
};
