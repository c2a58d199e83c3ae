// Counts by step and type -> rows of bars over one axis of days.
import type { Timeline } from '../../../../src/6-record/index.ts';
import { EVENT_TYPES, type EventType } from '../../../../src/schema/plover.ts';

const DAY = 86_400_000;

const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10);

/** The first day of the step after the one that begins on `day`. */
const nextStep = (day: string, step: Timeline['step']): string => {
  const date = new Date(`${day}T00:00:00Z`);
  if (step === 'month') date.setUTCMonth(date.getUTCMonth() + 1);
  else date.setUTCDate(date.getUTCDate() + (step === 'week' ? 7 : 1));
  return dayOf(date.getTime());
};

export interface TypeRow {
  readonly type: EventType;
  readonly events: number;
  /** By the step's number from the first one. */
  readonly bars: ReadonlyMap<number, number>;
}

export interface Steps {
  /** The first day of each step, without gaps. */
  readonly days: readonly string[];
  readonly rows: readonly TypeRow[];
  /** Of any one type and step. */
  readonly most: number;
}

/** Past so many steps a chart has no room: the latest are drawn. */
const MOST_STEPS = 1500;

export const stepsOf = ({ step, counts }: Timeline): Steps => {
  const first = counts[0]?.day;
  const last = counts.at(-1)?.day;
  if (first === undefined || last === undefined) return { days: [], rows: [], most: 0 };
  let days: string[] = [];
  for (let day = last; day >= first && days.length < MOST_STEPS; ) {
    days.push(day);
    const before = new Date(`${day}T00:00:00Z`);
    if (step === 'month') before.setUTCMonth(before.getUTCMonth() - 1);
    else before.setTime(before.getTime() - (step === 'week' ? 7 : 1) * DAY);
    day = dayOf(before.getTime());
  }
  days = days.reverse();
  const numbers = new Map(days.map((day, at) => [day, at]));
  const bars = new Map<string, Map<number, number>>();
  for (const { day, type, events } of counts) {
    const at = numbers.get(day);
    if (at === undefined) continue;
    const row = bars.get(type) ?? new Map<number, number>();
    row.set(at, events);
    bars.set(type, row);
  }
  const rows = (Object.keys(EVENT_TYPES) as EventType[]).flatMap(type => {
    const row = bars.get(type);
    return row ? [{ type, events: [...row.values()].reduce((sum, count) => sum + count, 0), bars: row }] : [];
  });
  return { days, rows, most: Math.max(0, ...rows.flatMap(row => [...row.bars.values()])) };
};

/** Days of the steps from one to another, both with all their days. */
export const daysBetween = (
  { days }: Pick<Steps, 'days'>,
  step: Timeline['step'],
  one: number,
  other: number,
): { since: string; until: string } | null => {
  const [first, last] = [days[Math.min(one, other)], days[Math.max(one, other)]];
  if (first === undefined || last === undefined) return null;
  const after = Date.parse(`${nextStep(last, step)}T00:00:00Z`);
  return { since: first, until: dayOf(after - DAY) };
};
