// Words of English time expressions, lower case. Facts of the calendar only; what they may combine to is the grammar's.
import type { CalendarUnit } from './calendar.ts';
import type { DurationUnit } from './time.ts';

const table = <T>(rows: Readonly<Record<string, T>>): ReadonlyMap<string, T> => new Map(Object.entries(rows));

const numbered = (rows: readonly string[], first = 1): ReadonlyMap<string, number> =>
  new Map(rows.flatMap((row, i) => row.split(' ').map(word => [word, i + first] as const)));

export const MONTHS = numbered([
  'january jan',
  'february feb',
  'march mar',
  'april apr',
  'may',
  'june jun',
  'july jul',
  'august aug',
  'september sept sep',
  'october oct',
  'november nov',
  'december dec',
]);

export const WEEKDAYS = numbered([
  'monday mon',
  'tuesday tue tues',
  'wednesday wed weds',
  'thursday thu thur thurs',
  'friday fri',
  'saturday sat',
  'sunday sun',
]);

/** In the order of the seasons' cells: winter begins in December of the year before. */
export const SEASONS = numbered(['winter', 'spring', 'summer', 'autumn fall']);

export const CARDINALS = numbered(
  (
    'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen ' +
    'seventeen eighteen nineteen'
  ).split(' '),
  0,
);

export const TENS = table({
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
});

export const ORDINALS = new Map([
  ...numbered(
    (
      'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth ' +
      'fifteenth sixteenth seventeenth eighteenth nineteenth twentieth'
    ).split(' '),
  ),
  ['thirtieth', 30] as const,
]);

/** Decades by their word: the years of the century that they begin with. */
export const DECADE_WORDS = table({
  tens: 10,
  twenties: 20,
  thirties: 30,
  forties: 40,
  fifties: 50,
  sixties: 60,
  seventies: 70,
  eighties: 80,
  nineties: 90,
});

/** Spans that the calendar numbers. */
export const CALENDAR_UNITS = table<CalendarUnit>({
  day: 'day',
  week: 'week',
  workweek: 'workweek',
  weekend: 'weekend',
  month: 'month',
  quarter: 'quarter',
  year: 'year',
  decade: 'decade',
  century: 'century',
});

/** Lengths of time with how many of the unit counted in: a decade is ten years. */
export const DURATIONS = table<readonly [number, DurationUnit]>({
  hour: [1, 'hour'],
  hours: [1, 'hour'],
  day: [1, 'day'],
  days: [1, 'day'],
  week: [1, 'week'],
  weeks: [1, 'week'],
  fortnight: [2, 'week'],
  fortnights: [2, 'week'],
  month: [1, 'month'],
  months: [1, 'month'],
  quarter: [3, 'month'],
  quarters: [3, 'month'],
  year: [1, 'year'],
  years: [1, 'year'],
  decade: [10, 'year'],
  decades: [10, 'year'],
  century: [100, 'year'],
  centuries: [100, 'year'],
});

/** Loose counts. What a reader takes "few" for is two to five; three is the middle of what is meant. */
export const LOOSE_COUNTS = table({ a: 1, an: 1, couple: 2, few: 3, several: 4, dozen: 12 });

export const PARTS_OF_DAY = new Set(
  'dawn sunrise morning noon midday lunchtime afternoon evening dusk sunset night nightfall midnight'.split(
    ' ',
  ),
);

/** Days that have a date of their own each year, or one that a plain rule gives. No lunar calendars. */
export type Feast =
  | { readonly kind: 'date'; readonly month: number; readonly day: number }
  /** Days after Western Easter Sunday. */
  | { readonly kind: 'easter'; readonly offset: number }
  /** The n-th weekday of a month, and days after it. */
  | {
      readonly kind: 'weekday';
      readonly month: number;
      readonly weekday: number;
      readonly nth: number;
      readonly offset: number;
    };

const date = (month: number, day: number): Feast => ({ kind: 'date', month, day });
const easter = (offset: number): Feast => ({ kind: 'easter', offset });
const thanksgiving = (offset: number): Feast => ({ kind: 'weekday', month: 11, weekday: 4, nth: 4, offset });

/** Names as their words; an apostrophe and its "s" may follow any word of the text. */
export const FEASTS: readonly (readonly [readonly string[], Feast])[] = (
  [
    ['new year day', date(1, 1)],
    ['new years day', date(1, 1)],
    ['new year eve', date(12, 31)],
    ['new years eve', date(12, 31)],
    ['new year', date(1, 1)],
    ['valentine day', date(2, 14)],
    ['international women day', date(3, 8)],
    ['saint patrick day', date(3, 17)],
    ['saint patrick', date(3, 17)],
    ['st patrick day', date(3, 17)],
    ['earth day', date(4, 22)],
    ['may day', date(5, 1)],
    ['international workers day', date(5, 1)],
    ['juneteenth', date(6, 19)],
    ['us independence day', date(7, 4)],
    ['u s independence day', date(7, 4)],
    ['american independence day', date(7, 4)],
    ['bastille day', date(7, 14)],
    ['halloween', date(10, 31)],
    ['armistice day', date(11, 11)],
    ['remembrance day', date(11, 11)],
    ['thanksgiving', thanksgiving(0)],
    ['thanksgiving day', thanksgiving(0)],
    ['black friday', thanksgiving(1)],
    ['christmas', date(12, 25)],
    ['christmas day', date(12, 25)],
    ['christmas eve', date(12, 24)],
    ['boxing day', date(12, 26)],
    ['ash wednesday', easter(-46)],
    ['palm sunday', easter(-7)],
    ['good friday', easter(-2)],
    ['easter', easter(0)],
    ['easter sunday', easter(0)],
    ['easter monday', easter(1)],
  ] as const
).map(([name, feast]) => [name.split(' '), feast] as const);

/** Words before a time that show it to be one: "in May", "last March", "since June". */
export const TIME_LEADS = new Set(
  (
    'in of on since until till til by from between before after during through thru throughout last next this past ' +
    'previous coming upcoming early mid late around'
  ).split(' '),
);

/** Words that hold the meaning of a time; without one of these, or a number, there is none. */
export const CORE_WORDS: ReadonlySet<string> = new Set([
  ...MONTHS.keys(),
  ...WEEKDAYS.keys(),
  ...SEASONS.keys(),
  ...DECADE_WORDS.keys(),
  ...CALENDAR_UNITS.keys(),
  ...DURATIONS.keys(),
  ...PARTS_OF_DAY,
  ...FEASTS.map(([words]) => words[words.length - 1] ?? ''),
  ...'today yesterday tomorrow tonight overnight recently lately eoy q h'.split(' '),
]);

/** Words that a time can begin with before its core word. */
export const OPENING_WORDS: ReadonlySet<string> = new Set([
  ...LOOSE_COUNTS.keys(),
  ...FEASTS.map(([words]) => words[0] ?? ''),
  ...(
    "the this that same last previous next following past coming upcoming current recent early mid late very ' in " +
    'within beginning start middle end close rest remainder remaining earlier later so final latter some many w cy ' +
    'calendar working eoy'
  ).split(' '),
]);
