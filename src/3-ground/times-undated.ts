// Times of a report without a date. Its own latest year lends "In July this year" and "in May" a year; only what comes
// out the same on whichever day of that year the report was written is taken, the rest stays unresolved.
import type { Sentence } from '../schema/analysis.ts';
import type { TimeExpression } from '../schema/grounding.ts';
import { findTimes } from './times.ts';

/** Late days of the year, apart enough that what hangs on the day ("last week", "in recent months") differs. */
const writingDays = ['12-31', '12-16', '12-01'];
/** "elections due by 2027" looks ahead: its year is not the report's. */
const forward = new Set(['by', 'until', 'till', 'before']);

export const findUndatedTimes = (sentences: readonly Sentence[], text: string): TimeExpression[] => {
  const own = findTimes(sentences, text, null);
  const year = latestYear(own, text);
  if (year === null) return own;
  const [first = own, ...others] = writingDays.map(day => findTimes(sentences, text, `${year}-${day}`));
  return own.map((time, i) => {
    const read = first[i];
    if (time.value || !read?.value || read.start !== time.start) return time;
    const stable = others.every(reading => sameValue(reading[i], read));
    return stable ? read : time;
  });
};

const sameValue = (a: TimeExpression | undefined, b: TimeExpression): boolean =>
  a?.value?.from === b.value?.from && a?.value?.to === b.value?.to;

const latestYear = (times: readonly TimeExpression[], text: string): string | null => {
  const years = times
    .filter(
      ({ start }) =>
        !forward.has(/(\p{L}+)\s*$/u.exec(text.slice(Math.max(0, start - 20), start))?.[1] ?? ''),
    )
    .map(({ value }) => (value?.to ?? value?.from)?.slice(0, 4))
    .filter(year => year !== undefined);
  return years.sort().at(-1) ?? null;
};
