// Calendar arithmetic on day numbers (days since 1970-01-01, proleptic Gregorian): no Date, no time zones.
// The conversions are Howard Hinnant's "chrono-compatible low-level date algorithms".

/** Days since 1970-01-01. */
export type Day = number;

export interface CivilDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

export const dayOf = (year: number, month: number, day: number): Day => {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146097 + dayOfEra - 719468;
};

export const civilOf = (day: Day): CivilDay => {
  const z = day + 719468;
  const era = Math.floor(z / 146097);
  const dayOfEra = z - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return { year, month, day: dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1 };
};

/** Days in a month; the month may run past 12 or below 1. */
const monthLength = (year: number, month: number): number => {
  const index = year * 12 + month - 1;
  return firstOfMonth(index + 1) - firstOfMonth(index);
};

/** First day of the month with index `year * 12 + month - 1`. */
export const firstOfMonth = (index: number): Day =>
  dayOf(Math.floor(index / 12), index - Math.floor(index / 12) * 12 + 1, 1);

/** The day, or null where the calendar has none (30 February). */
export const validDay = (year: number, month: number, day: number): Day | null =>
  year >= 1 &&
  year <= 9999 &&
  month >= 1 &&
  month <= 12 &&
  day >= 1 &&
  day <= 31 &&
  day <= monthLength(year, month)
    ? dayOf(year, month, day)
    : null;

/** 1 Monday to 7 Sunday. */
export const weekdayOf = (day: Day): number => ((((day + 3) % 7) + 7) % 7) + 1;

/** Moves by whole months; the day of the month is cut to the new month's length (31 May - 3 months = 28 February). */
export const addMonths = (day: Day, months: number): Day => {
  const { year, month, day: dayOfMonth } = civilOf(day);
  const first = firstOfMonth(year * 12 + month - 1 + months);
  const target = civilOf(first);
  return first + Math.min(dayOfMonth, monthLength(target.year, target.month)) - 1;
};

/** Moves by working days, Monday to Friday. */
export const addWorkdays = (day: Day, count: number): Day => {
  const step = Math.sign(count);
  let at = day + Math.trunc(count / 5) * 7;
  for (let left = Math.abs(count % 5); left > 0; ) {
    at += step;
    if (weekdayOf(at) <= 5) left--;
  }
  return at;
};

/** `2023-11-06` as a day; null for anything else. A time of day after the date is ignored. */
export const parseDay = (iso: string): Day | null => {
  const match = /^(\d{4})-(\d\d)-(\d\d)(?:$|[T ])/.exec(iso);
  return match ? validDay(Number(match[1]), Number(match[2]), Number(match[3])) : null;
};

const pad = (value: number, width: number): string => String(value).padStart(width, '0');

export const formatYear = (year: number): string => pad(year, 4);

export const formatDay = (day: Day): string => {
  const civil = civilOf(day);
  return `${formatYear(civil.year)}-${pad(civil.month, 2)}-${pad(civil.day, 2)}`;
};

/** Western Easter Sunday (Meeus, Jones and Butcher's algorithm). */
export const easterOf = (year: number): Day => {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3);
  const h = (19 * a + d + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const sum = h + l - 7 * m + 114;
  return dayOf(year, Math.floor(sum / 31), (sum % 31) + 1);
};
