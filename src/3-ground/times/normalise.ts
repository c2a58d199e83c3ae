// The value of a time expression by the norm that programs for time expressions share, Recognizers-Text's
// specification. It parts from the days that a reader means in ranges and in parts of the running year, month or week.
import type { Period } from './calendar.ts';
import { civilOf, type Day, firstOfMonth } from './civil-day.ts';
import { type Extent, endsOf, type Frame, resolveTime, thirdsOf } from './resolve.ts';
import type { Part, Time } from './time.ts';

type Relative = Extract<Time, { kind: 'relative' }>;

/** @param days what `resolveTime` made of it: the value too, but for the two exceptions. */
export const normaliseTime = (time: Time, days: Extent | null, frame: Frame): Extent | null => {
  if (!days) return days;
  if (time.kind === 'range') return upToItsEnd(time, days, frame);
  if (time.kind === 'part' && time.of.kind === 'relative')
    return runningPart(time.part, time.of, days, frame);
  return days;
};

/** "From March to May" ends with April, "from 2007 to the end of 2008" with 2008. */
const upToItsEnd = (time: Extract<Time, { kind: 'range' }>, days: Extent, frame: Frame): Extent => {
  const ends = endsOf(time, frame);
  if (!ends) return days;
  const from = instantOf(time.from, ends.left);
  const to = instantOf(time.to, ends.right) - 1;
  return from <= to ? { from, to } : days;
};

/** The day at whose beginning an end of a range lies: the end of May is 1 June. */
const instantOf = (time: Time, { from, to }: Period): Day => {
  if (time.kind !== 'part') return from;
  if (time.part === 'end') return to + 1;
  return time.part === 'middle' ? Math.ceil((from + to + 1) / 2) : from;
};

/** "Later this year" begins in July at the soonest, "earlier this month" ends on the 15th at the latest. */
const runningPart = (part: Part, of: Relative, days: Extent, frame: Frame): Extent => {
  const whole = resolveTime(of, frame);
  if (whole?.from == null || whole.to === null || days.from === null || days.to === null) return days;
  const { early, late } = halvesOf(of, { from: whole.from, to: whole.to });
  switch (part) {
    case 'earlier':
      return { from: days.from, to: Math.min(days.to, early.to) };
    case 'later':
      return { from: Math.max(days.from, late.from), to: days.to };
    case 'early':
    case 'start':
      return early;
    case 'late':
    case 'end':
      return late;
    case 'soFar':
      return { from: days.from, to: Math.max(days.from, days.to - 1) };
    default:
      return days;
  }
};

const halvesOf = ({ unit }: Relative, whole: Period): { readonly early: Period; readonly late: Period } => {
  if (unit !== 'year') return thirdsOf(unit, whole);
  const july = firstOfMonth(civilOf(whole.from).year * 12 + 6);
  return { early: { from: whole.from, to: july - 1 }, late: { from: july, to: whole.to } };
};
