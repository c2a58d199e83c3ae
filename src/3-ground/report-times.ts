// A report's times, read against its date. One without a date lends its own latest year to "In July this year" and "in
// May"; only what comes out the same on whichever day of that year it was written is taken, the rest stays unresolved.
import type { Sentence } from '../schema/analysis.ts';
import type { GroundedTime } from '../schema/grounding.ts';
import type { Issue } from '../schema/issue.ts';
import type { Report } from '../schema/report.ts';
import { findTimes } from './times.ts';

/** Late days of the year, apart enough that what hangs on the day ("last week", "in recent months") differs. */
const writingDays = ['12-31', '12-16', '12-01'];
/** "elections due by 2027" looks ahead: its year is not the report's. */
const forward = new Set(['by', 'until', 'till', 'before']);

export interface ReportTimes {
  readonly times: readonly GroundedTime[];
  readonly issues: readonly Issue[];
}

/** In a dated report what cannot be resolved is an issue; without a date it stands in `times` with no value. */
export const findReportTimes = (
  sentences: readonly Sentence[],
  report: Report,
  surnames: ReadonlySet<string>,
): ReportTimes => {
  const { text, publishedAt } = report;
  const isTime = ({ start, end }: GroundedTime): boolean => !isSurname(text, start, end, surnames);
  if (publishedAt === null) return { times: findUndatedTimes(sentences, text).filter(isTime), issues: [] };
  const found = findTimes(sentences, text, publishedAt).filter(isTime);
  return {
    times: found.filter(({ value }) => value !== null),
    issues: found.filter(({ value }) => value === null).map(({ start, end }) => unresolved(text, start, end)),
  };
};

/** Words before a month; after others "May" is who the report calls so: "talks with May". */
const BEFORE_MONTH =
  /(?:^|[^\p{L}])(?:in|last|this|next|since|of|late|early|mid|until|till|by|during|from|through|every|and|to)[ -]$/iu;

const isSurname = (text: string, start: number, end: number, surnames: ReadonlySet<string>): boolean =>
  surnames.has(text.slice(start, end)) && !BEFORE_MONTH.test(text.slice(Math.max(0, start - 10), start));

const unresolved = (text: string, start: number, end: number): Issue => ({
  code: 'ground/unresolved-time',
  message: `"${text.slice(start, end)}" counts from a time that the report does not give`,
  start,
  end,
});

const findUndatedTimes = (sentences: readonly Sentence[], text: string): GroundedTime[] => {
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

const sameValue = (a: GroundedTime | undefined, b: GroundedTime): boolean =>
  a?.days?.from === b.days?.from && a?.days?.to === b.days?.to;

const latestYear = (times: readonly GroundedTime[], text: string): string | null => {
  const years = times
    .filter(
      ({ start }) =>
        !forward.has(/(\p{L}+)\s*$/u.exec(text.slice(Math.max(0, start - 20), start))?.[1] ?? ''),
    )
    .map(({ days }) => (days?.to ?? days?.from)?.slice(0, 4))
    .filter(year => year !== undefined);
  return years.sort().at(-1) ?? null;
};
