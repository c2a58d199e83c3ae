// Calendar days: "6 November 2023", "Nov. 6", "11/6/2023", "2023-11-06", "Tuesday the 7th", "the 18th", "Christmas".
import { yearPeriod } from './calendar.ts';
import { validDay } from './civil-day.ts';
import { isCounted, isMonthName, isWeekdayName, mayEnd, mayEndOrRange, tokenOf } from './contexts.ts';
import { FEASTS, type Feast, MONTHS, TIME_LEADS, WEEKDAYS } from './lexicon.ts';
import {
  glued,
  longest,
  lookup,
  type Match,
  map,
  one,
  optional,
  type Rule,
  seq,
  the,
  where,
  word,
} from './rule.ts';
import { recurring, type Time } from './time.ts';
import type { Unit } from './units.ts';

/** A month's name or its abbreviation with the stop: "Nov." */
const monthWord: Rule<number> = (units, at) => {
  const match = lookup(MONTHS)(units, at);
  const stop = units[at + 1];
  const isShort = /^(?!may|june|july)\p{L}{3,4}$/u.test(units[at]?.lower ?? '');
  if (match && isShort && stop?.lower === '.' && !stop.isSpaced) return { ...match, end: at + 2 };
  return match;
};

/** A month by its surroundings, for where no number stands beside it. */
export const month: Rule<number> = where(monthWord, isMonthName);

/** "Monday", "Tues."; plurals are habits, not days. */
export const weekday: Rule<number> = where((units, at) => {
  const match = lookup(WEEKDAYS)(units, at);
  const stop = units[at + 1];
  const isShort = (units[at]?.lower.length ?? 9) <= 5;
  // A stop at the end of a sentence stays outside.
  const goesOn = units[at + 2] !== undefined && units[at + 2]?.sentence === units[at]?.sentence;
  return match && isShort && stop?.lower === '.' && !stop.isSpaced && goesOn
    ? { ...match, end: at + 2 }
    : match;
}, isWeekdayName);

const dayNumber = one(unit =>
  unit.kind === 'number' && unit.digits <= 2 && unit.value >= 1 && unit.value <= 31 ? unit.value : null,
);
const dayOrdinal = one(unit => (unit.kind === 'ordinal' && unit.value <= 31 ? unit.value : null));
export const dayInMonth = longest(dayNumber, dayOrdinal);

const monthDay = (monthOfYear: number, day: number): Time | null =>
  validDay(2000, monthOfYear, day) === null ? null : recurring({ kind: 'monthDay', month: monthOfYear, day });

const joint = optional(word(', - /'));

const monthThenDay = longest<Time>(
  // "November 6", "Nov-6", "September the twenty-first", "October, 1st"
  where(
    map(seq(monthWord, joint, the, dayInMonth), ([m, , , d]) => monthDay(m, d)),
    // "in June 30 people were killed" is June.
    (units, at, end) =>
      mayEndOrRange(units, end) && !(units[at - 1]?.lower === 'in' && isCounted(units[end - 1] as Unit)),
  ),
  // "6 November", "the 6th of November", "22/Jan", "the twenty-third day of September"
  map(seq(the, dayInMonth, optional(word('day')), optional(word('of - /')), monthWord), ([, d, , , m]) =>
    monthDay(m, d),
  ),
);

/** "9/11" is the day of 2001 in the press, whatever the order of day and month. */
const NINE_ELEVEN = validDay(2001, 9, 11) ?? 0;

/** Month first, as in the United States, unless only the other order makes a date. */
const monthSlashDay = (a: number, b: number): Time | null => monthDay(a, b) ?? monthDay(b, a);

const shortNumber = one(unit => (unit.kind === 'number' && unit.digits <= 2 ? unit.value : null));

const isAtStart = (units: readonly Unit[], at: number): boolean =>
  units[at - 1]?.sentence !== units[at]?.sentence || /^[,:(]$/.test(units[at - 1]?.lower ?? '');

const slashed = longest<Time>(
  map(
    seq(word('9'), glued(word('/')), glued(word('11'))),
    (): Time => ({ kind: 'fixed', unit: 'day', period: { from: NINE_ELEVEN, to: NINE_ELEVEN } }),
  ),
  // "on 11/6", "22/04"; "3/4" without a preposition is a fraction, "24/7" a habit.
  where(
    map(seq(shortNumber, glued(word('/')), glued(shortNumber)), ([a, , b]) =>
      a === 24 && b === 7 ? null : monthSlashDay(a, b),
    ),
    (units, at, end) => {
      const isFull = units[at]?.digits === 2 && units[end - 1]?.digits === 2;
      const lead = units[at - 1]?.lower ?? '';
      const isLed = TIME_LEADS.has(lead) || lead === 'to' || lead === '-' || isAtStart(units, at);
      const goesOn = units[end]?.lower === '-' && units[end + 1]?.kind === 'number';
      return mayEndOrRange(units, end) && (isFull || goesOn || (isLed && !isCounted(units[end - 1] as Unit)));
    },
  ),
);

/** After a weekday any two numbers are a date: "Friday 7.6", "Friday 7-6". */
const pairAfterWeekday = where(
  map(seq(shortNumber, glued(word('. - /')), glued(shortNumber)), ([a, , b]) => monthSlashDay(a, b)),
  (units, _at, end) => mayEnd(units, end),
);

interface Field {
  readonly value: number;
  readonly digits: number;
  readonly isMonth: boolean;
}

const field: Rule<Field> = longest<Field>(
  map(lookup(MONTHS), value => ({ value, digits: 0, isMonth: true })),
  one(unit =>
    unit.kind === 'number' && unit.digits <= 4 && unit.digits !== 3
      ? { value: unit.value, digits: unit.digits, isMonth: false }
      : null,
  ),
);

/** Years of two digits: up to 39 this century's, from 40 the last one's. */
const fullYear = ({ value, digits }: Field): number =>
  digits > 2 ? value : value < 40 ? 2000 + value : 1900 + value;

/** Which field is what: the name is the month, four digits the year; between two numbers the mark decides. */
const assignFields = (fields: readonly [Field, Field, Field], mark: string): Time | null => {
  const long = fields.filter(one => one.digits === 4);
  const year = long[0] ?? (mark === '.' || fields[2].isMonth ? undefined : fields[2]);
  if (!year || long.length > 1) return null;
  const [a, b] = fields.filter(one => one !== year);
  if (!a || !b || (a.isMonth && b.isMonth)) return null;
  const y = fullYear(year);
  const named: [Field, Field] | null = a.isMonth ? [a, b] : b.isMonth ? [b, a] : null;
  const monthFirst = mark !== '.' || year === fields[0];
  const inWriting: [Field, Field] = [a, b];
  const swapped: [Field, Field] = [b, a];
  const orders = named ? [named] : monthFirst ? [inWriting, swapped] : [swapped, inWriting];
  for (const [m, d] of orders) {
    const day = validDay(y, m.value, d.value);
    if (day !== null) return { kind: 'fixed', unit: 'day', period: { from: day, to: day } };
  }
  return null;
};

/** "11/6/2023", "2023-11-06", "6.11.2023", "05-Aug-2016": month before day but for points. */
const threeFields = where(
  map(
    seq(field, glued(word('- / .')), glued(field), glued(word('- / .')), glued(field)),
    ([a, first, b, second, c]) => (first === second ? assignFields([a, b, c], first) : null),
  ),
  (units, _at, end) => mayEndOrRange(units, end),
);

/** "2015-03", "3/2015": a month of a year. */
const twoFields = where(
  map(seq(field, glued(word('- /')), glued(field)), ([a, , b]): Time | null => {
    const [year, m] = a.digits === 4 ? [a, b] : [b, a];
    if (year.digits !== 4 || m.digits === 4 || m.value < 1 || m.value > 12 || year.value < 1000) return null;
    return {
      kind: 'within',
      inner: recurring({ kind: 'month', month: m.value }),
      outer: { kind: 'fixed', unit: 'year', period: yearPeriod(year.value, year.value) },
    };
  }),
  (units, _at, end) => mayEndOrRange(units, end),
);

const inBrackets = (date: Rule<Time>): Rule<Time> =>
  longest(
    date,
    map(seq(word('('), date, word(')')), ([, time]) => time),
  );

/** The weekday before a full date adds nothing: "Tuesday, 7 March", "Friday (June 15)". */
const weekdayThenDate = map(
  seq(
    optional(word('this next last')),
    weekday,
    optional(word(', -')),
    the,
    inBrackets(longest<Time>(threeFields, monthThenDay, pairAfterWeekday)),
  ),
  ([manner, , , , time]) =>
    time.kind === 'recurring' && manner === 'this' ? { ...time, manner: 'this' as const } : time,
);

/** "Friday the 21st", "Monday 21" */
const weekdayThenDay = where(
  map(seq(weekday, the, dayInMonth), ([w, , d]) => recurring({ kind: 'dayOfMonth', day: d, weekday: w })),
  (units, _at, end) => mayEnd(units, end) && !isCounted(units[end - 1] as Unit) && !isHour(units, end),
);

const isHour = (units: readonly Unit[], end: number): boolean =>
  /^(?:am|pm|a|p|:)$/.test(units[end]?.lower ?? '') || units[end]?.lower === ':';

const OPEN_CLASS = new Set(['NOUN', 'PROPN', 'ADJ', 'NUM']);

/** "the 18th", where it stands alone: not "the 18th round", "the 18th Brigade". */
const dayAlone = where(
  map(seq(word('the'), dayOrdinal), ([, d]) => recurring({ kind: 'dayOfMonth', day: d, weekday: null })),
  (units, at, end) => {
    const [lead, next] = [units[at - 1]?.lower ?? '', units[end]];
    if (units[end - 1]?.digits === 0 || !/^(?:on|by|until|till|since|before|after|of|around)$/.test(lead))
      return false;
    if (lead === 'of' && !/^(?:week|month)$/.test(units[at - 2]?.lower ?? '')) return false;
    if (!next || next.kind === 'mark' || next.sentence !== units[at]?.sentence) return true;
    if (next.kind !== 'word' || next.isCapital || next.lower === 'century') return false;
    const upos = tokenOf(next)?.upos ?? 'X';
    return upos === 'X'
      ? /^(?:of|this|last|next|and|or|to|for|in|at|with|by)$/.test(next.lower)
      : !OPEN_CLASS.has(upos);
  },
);

const feastsByFirst = new Map<string, (typeof FEASTS)[number][]>();
for (const row of FEASTS) {
  const first = row[0][0] ?? '';
  feastsByFirst.set(first, [...(feastsByFirst.get(first) ?? []), row]);
}

/** The place after the feast's name, -1 where it does not stand here. */
const endOfName = (words: readonly string[], units: readonly Unit[], at: number): number => {
  let end = at;
  for (const wanted of words) {
    if (units[end]?.lower !== wanted) return -1;
    end++;
    // "St. Patrick's", "U.S."
    if (units[end]?.lower === '.' && wanted.length <= 2) end++;
    // "Valentine's Day", "Workers' Day"
    if (units[end]?.lower === "'" && words.length > 1) end += units[end + 1]?.lower === 's' ? 2 : 1;
  }
  return end;
};

const feastName: Rule<Feast> = (units, at) => {
  let best: Match<Feast> | null = null;
  for (const [words, value] of feastsByFirst.get(units[at]?.lower ?? '') ?? []) {
    const end = endOfName(words, units, at);
    if (end > (best?.end ?? at)) best = { value, end };
  }
  return best;
};

/** A feast as a time, not as an adjective: "at Christmas", "Christmas Day", but not "the Christmas market". */
const feast: Rule<Feast> = where(feastName, (units, at, end) => {
  const [before, next] = [units[at - 1]?.lower ?? '', units[end]];
  if (before === 'happy' || before === 'merry') return false;
  if (end - at > 1 && units[end - 1]?.lower !== 'year' && units[end - 1]?.lower !== 'patrick') return true;
  const token = next ? tokenOf(next) : undefined;
  return !(next?.kind === 'word' && (token?.upos === 'NOUN' || token?.upos === 'PROPN'));
});

const feastDay = map(seq(the, feast), ([, value]) => recurring({ kind: 'feast', feast: value }));

/** Days; those that lack a year take one in `compose.ts`. */
export const dates: Rule<Time> = longest(
  threeFields,
  twoFields,
  monthThenDay,
  slashed,
  weekdayThenDate,
  weekdayThenDay,
  dayAlone,
  feastDay,
);

/** Those that "last", "this" and "next" can stand before: "next 6th of April". */
export const datesForManner: Rule<Time> = longest(monthThenDay, slashed, feastDay);
