// How long to wait after a failure: what the server asks for (Retry-After, RFC 9110 section 10.2.3), else twice as long
// each time, with a jitter so that those who failed together do not come back together.

const SECOND = 1000;
const LONGEST_RETRY_AFTER = 24 * 3600 * SECOND;
const LONGEST_BACK_OFF = 15 * 60 * SECOND;

/** Milliseconds from `now`, at most a day; null where the header says nothing that can be read. */
export const readRetryAfter = (header: string | null, now: number): number | null => {
  const text = header?.trim() ?? '';
  // a bare number is seconds; Date.parse would take it for a year
  const ms = /^\d+(?:\.\d+)?$/.test(text)
    ? Number(text) * SECOND
    : /[a-z]/i.test(text)
      ? Date.parse(text) - now
      : Number.NaN;
  if (Number.isNaN(ms)) return null;
  return Math.min(Math.max(ms, 0), LONGEST_RETRY_AFTER);
};

/** @param failures in a row, this one counted. */
export const backOff = (failures: number, random: number): number =>
  Math.round(
    Math.min(SECOND * 2 ** (Math.min(Math.max(failures, 1), 30) - 1), LONGEST_BACK_OFF) * (0.75 + random / 2),
  );
