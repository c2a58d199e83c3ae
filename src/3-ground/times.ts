// Sentences -> time expressions with the days that they mean, against the report's date. A grammar over intervals:
// units (times/units.ts), rules by family, meaning (times/resolve.ts); the longest reading wins, nested ones are dropped.
import type { Sentence } from '../schema/analysis.ts';
import type { DayRange, GroundedTime } from '../schema/grounding.ts';
import type { Period } from './times/calendar.ts';
import { type Day, formatDay, parseDay } from './times/civil-day.ts';
import { mayBegin, mayEnd } from './times/contexts.ts';
import { normaliseTime } from './times/normalise.ts';
import { precisionOf, writeTime } from './times/notation.ts';
import { expression, listedDays } from './times/ranges.ts';
import { type Extent, resolveTime } from './times/resolve.ts';
import { tenseAt } from './times/tense.ts';
import { isFloating, type Time, within } from './times/time.ts';
import { readUnits, type Unit } from './times/units.ts';

interface Found {
  readonly first: Unit;
  /** Index of the unit after it. */
  readonly next: number;
  readonly start: number;
  readonly end: number;
  readonly time: Time;
}

/**
 * Time expressions in text order, none inside another. `publishedAt` is the report's day, `YYYY-MM-DD` with or without a
 * time of day after it; without it only what names its year has a value.
 */
export const findTimes = (
  sentences: readonly Sentence[],
  text: string,
  publishedAt: string | null,
): GroundedTime[] => {
  const today = publishedAt === null ? null : parseDay(publishedAt);
  const found = readUnits(sentences, text).flatMap(findInStream);
  const expressions: GroundedTime[] = [];
  let anchor: (Period & { sentence: number }) | null = null;
  for (const { first, start, end, time } of found) {
    const told: Period | null =
      anchor && first.sentence.index - anchor.sentence <= ANCHOR_REACH ? anchor : null;
    const tense = tenseAt(first.sentence, first.token);
    const frame = { today, pivot: today, tense, anchor: told };
    const extent = resolveTime(time, frame);
    const value = normaliseTime(time, extent, frame);
    expressions.push({
      start,
      end,
      value: value && writeExtent(value),
      days: extent && writeExtent(extent),
      precision: precisionOf(time, extent),
      edtf: writeTime(time, extent),
    });
    const period = extent && time.kind !== 'rolling' ? closed(extent) : null;
    if (period) anchor = { ...period, sentence: first.sentence.index };
  }
  return expressions;
};

/** Sentences that "the following day" looks back over. */
const ANCHOR_REACH = 2;

const closed = ({ from, to }: Extent): Period | null => (from === null || to === null ? null : { from, to });

const writeExtent = ({ from, to }: Extent): DayRange => {
  const write = (day: Day | null): string | null => (day === null ? null : formatDay(day));
  return { from: write(from), to: write(to) };
};

const findInStream = (units: readonly Unit[]): Found[] => {
  const found: Found[] = [];
  for (let at = 0; at < units.length; ) {
    if (!mayBegin(units, at)) {
      at++;
      continue;
    }
    for (const { at: from, end, time } of listedDays(units, at)) {
      found.push(place(units, from, end, time));
      at = end;
    }
    const match = expression(units, at);
    if (match && mayEnd(units, match.end) && !isHabit(units, at, match.value)) {
      found.push(place(units, at, match.end, match.value));
      at = match.end;
    } else at++;
  }
  return lendCalendars(found, units);
};

const place = (units: readonly Unit[], at: number, next: number, time: Time): Found => {
  const first = units[at] as Unit;
  return { first, next, start: first.start, end: (units[next - 1] as Unit).end, time };
};

/** "every Monday", "each May" */
const isHabit = (units: readonly Unit[], at: number, time: Time): boolean =>
  isFloating(time) && /^(?:every|each|any|per)$/.test(units[at - 1]?.lower ?? '');

/** "June and July 2023": the June too is of 2023. */
const lendCalendars = (found: readonly Found[], units: readonly Unit[]): Found[] => {
  const lent = [...found];
  for (let i = lent.length - 2; i >= 0; i--) {
    const [left, right] = [lent[i] as Found, lent[i + 1] as Found];
    if (right.time.kind !== 'within' || left.time.kind !== 'recurring') continue;
    if (right.time.inner.kind !== 'recurring' || right.time.inner.pattern.kind !== left.time.pattern.kind)
      continue;
    const isJoined =
      /^(?:,|and|or)$/.test(units[left.next]?.lower ?? '') && units[left.next + 1] === right.first;
    const time = isJoined ? within(left.time, right.time.outer) : null;
    if (time) lent[i] = { ...left, time };
  }
  return lent;
};
