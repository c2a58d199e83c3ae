// Dates of publication as machines and newsrooms write them -> ISO 8601 (RFC 3339 forms, RFC 2822, English dates).

export interface ReadDate {
  /** ISO 8601 date or date-time; the zone is kept where one was given. */
  readonly iso: string;
  /** Where the reading stopped. */
  readonly end: number;
}

const MONTHS: Readonly<Record<string, number>> = Object.fromEntries(
  'january february march april may june july august september october november december'
    .split(' ')
    .flatMap((name, index) => [
      [name, index + 1],
      [name.slice(0, 3), index + 1],
    ])
    .concat([['sept', 9]]),
);
const MONTH = `(?:${Object.keys(MONTHS)
  .sort((a, b) => b.length - a.length)
  .join('|')})\\b\\.?`;
const WEEKDAY = '(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\\b\\.?,?\\s{1,3})?';

/** Zones that news pages print; CST and the like mean several things and are left out. */
const ZONES: Readonly<Record<string, string>> = {
  z: 'Z',
  gmt: 'Z',
  utc: 'Z',
  ut: 'Z',
  bst: '+01:00',
  cet: '+01:00',
  cest: '+02:00',
  eet: '+02:00',
  eest: '+03:00',
  msk: '+03:00',
  est: '-05:00',
  edt: '-04:00',
  pst: '-08:00',
  pdt: '-07:00',
};
const ZONE = `(?:[+-]\\d{2}:?\\d{2}\\b|(?:${Object.keys(ZONES).join('|')})\\b)`;

const ISO_DATE = /(\d{4})-(\d{2})-(\d{2})(?!\d)/y;
const ISO_TIME =
  /[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?(?: ?(Z|[+-]\d{2}(?::?\d{2})?)(?![\w:]))?/iy;
const DAY_FIRST = new RegExp(
  `${WEEKDAY}(\\d{1,2})(?:st|nd|rd|th)?[\\s-]{1,3}(${MONTH}),?[\\s-]{1,3}(\\d{4})(?!\\d)`,
  'iy',
);
const MONTH_FIRST = new RegExp(
  `${WEEKDAY}(${MONTH})\\s{1,3}(\\d{1,2})(?:st|nd|rd|th)?,?\\s{1,3}(\\d{4})(?!\\d)`,
  'iy',
);
const YEAR_FIRST = /(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?!\d)/y;
const COMPACT = /(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})(Z)?)?(?![\w-])/y;
const CLOCK = new RegExp(
  `(?:\\s{1,3}|,\\s{0,3}|\\s{0,3}[-–|]\\s{0,3}|T)(?:at\\s)?(\\d{1,2})[:.](\\d{2})(?::(\\d{2}))?\\s?([ap]\\.?m\\.?(?!\\w))?(?:\\s?(${ZONE}))?`,
  'iy',
);

const two = (value: number): string => String(value).padStart(2, '0');

const dayOf = (year: number, month: number, day: number): string | null => {
  const date = new Date(Date.UTC(year, month - 1, day));
  const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists && year >= 1000 && year <= 9999 ? `${year}-${two(month)}-${two(day)}` : null;
};

const timeOf = (hour: number, minute: number, second: number): string | null =>
  hour < 24 && minute < 60 && second < 61 ? `T${two(hour)}:${two(minute)}:${two(second)}` : null;

const zoneOf = (zone: string | undefined): string => {
  if (zone === undefined) return '';
  const named = ZONES[zone.toLowerCase()];
  if (named !== undefined) return named;
  const digits = zone.replace(':', '').padEnd(5, '0');
  if (/^[+-]0000$/.test(digits)) return 'Z';
  return `${digits.slice(0, 3)}:${digits.slice(3)}`;
};

const matchAt = (pattern: RegExp, text: string, at: number): RegExpExecArray | null => {
  pattern.lastIndex = at;
  return pattern.exec(text);
};

/** ISO 8601: `2023-11-06`, `2023-11-06T14:05:00+03:00`; a space may stand for the `T`. */
const readIso = (text: string, at: number): ReadDate | null => {
  const date = matchAt(ISO_DATE, text, at);
  if (date === null) return null;
  const day = dayOf(Number(date[1]), Number(date[2]), Number(date[3]));
  if (day === null) return null;
  const end = at + date[0].length;
  const clock = matchAt(ISO_TIME, text, end);
  if (clock === null) return { iso: day, end };
  const time = timeOf(Number(clock[1]), Number(clock[2]), Number(clock[3] ?? 0));
  if (time === null) return null;
  return { iso: day + time + zoneOf(clock[4]), end: end + clock[0].length };
};

/** `20231106T140500Z`, the form GDELT and feeds of its kind print. */
const readCompact = (text: string, at: number): ReadDate | null => {
  const match = matchAt(COMPACT, text, at);
  if (match === null) return null;
  const day = dayOf(Number(match[1]), Number(match[2]), Number(match[3]));
  if (day === null) return null;
  const end = at + match[0].length;
  if (match[4] === undefined) return { iso: day, end };
  const time = timeOf(Number(match[4]), Number(match[5]), Number(match[6]));
  return time === null ? null : { iso: day + time + zoneOf(match[7]), end };
};

/** A clock time without its zone is dropped: the day is what can be trusted. */
const readClock = (text: string, at: number): { iso: string; end: number } | null => {
  const match = matchAt(CLOCK, text, at);
  if (match === null) return null;
  const half = match[4]?.[0]?.toLowerCase();
  const written = Number(match[1]);
  const hour = half === undefined ? written : (written % 12) + (half === 'p' ? 12 : 0);
  const time = timeOf(hour, Number(match[2]), Number(match[3] ?? 0));
  if (time === null) return null;
  return { iso: match[5] === undefined ? '' : time + zoneOf(match[5]), end: at + match[0].length };
};

const monthOf = (name: string): number => MONTHS[name.toLowerCase().replace('.', '')] ?? 0;

/** `Monday 6 November 2023, 14.05 GMT`, `Nov. 6, 2023`, `Mon, 06 Nov 2023 14:05:00 +0300` (RFC 2822). */
const readEnglish = (text: string, at: number): ReadDate | null => {
  const dayFirst = matchAt(DAY_FIRST, text, at);
  const monthFirst = dayFirst === null ? matchAt(MONTH_FIRST, text, at) : null;
  const yearFirst = dayFirst === null && monthFirst === null ? matchAt(YEAR_FIRST, text, at) : null;
  const match = dayFirst ?? monthFirst ?? yearFirst;
  if (match === null) return null;
  const [, a = '', b = '', c = ''] = match;
  const day =
    dayFirst !== null
      ? dayOf(Number(c), monthOf(b), Number(a))
      : monthFirst !== null
        ? dayOf(Number(c), monthOf(a), Number(b))
        : dayOf(Number(a), Number(b), Number(c));
  if (day === null) return null;
  const end = at + match[0].length;
  const clock = readClock(text, end);
  return clock === null ? { iso: day, end } : { iso: day + clock.iso, end: clock.end };
};

/** Reads a date that begins at `at`; null where none stands there or the day does not exist. */
export const readDateAt = (text: string, at: number): ReadDate | null =>
  readIso(text, at) ?? readCompact(text, at) ?? readEnglish(text, at);

/** Reads a whole value as a date; null where it is none, or numbers leave day and month open (`06/11/2023`). */
export const readDate = (value: string): string | null => {
  const text = value.trim();
  const read = readDateAt(text, 0);
  // RFC 2822 lets a comment follow: `Mon, 06 Nov 2023 14:05:00 +0000 (UTC)`
  return read !== null && /^\s*(?:\([^()]*\))?$/.test(text.slice(read.end)) ? read.iso : null;
};
