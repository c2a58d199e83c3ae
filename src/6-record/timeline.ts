// The events of a filter by type over time: counts a day, a week or a month, by the first day of each event.
import { keptAnswer } from './answers-kept.ts';
import type { EventFilter } from './filters.ts';
import { sampleEvents } from './sampled-events.ts';
import type { Store } from './store.ts';

export const TIMELINE_STEPS = ['day', 'week', 'month'] as const;
export type TimelineStep = (typeof TIMELINE_STEPS)[number];

export interface Timeline {
  readonly step: TimelineStep;
  readonly isApproximate: boolean;
  readonly undated: number;
  /** In order of time; `day` is the first of its step (a Monday, a first of month). Steps without events are left out. */
  readonly counts: readonly { readonly day: string; readonly type: string; readonly events: number }[];
}

interface Row {
  readonly day: string | null;
  readonly type: string;
  readonly events: number;
}

/** Counted once for a state of the store. */
export const eventTimeline = (store: Store, filter: EventFilter, step: TimelineStep): Promise<Timeline> =>
  keptAnswer(store, `timeline ${step} ${JSON.stringify(filter)}`, async () => {
    const { table, conditions, scale } = await sampleEvents(store, filter);
    const { values } = conditions;
    const rows = await store.database.query<Row>(
      `select to_char(date_trunc($${values.length + 1}, date_from), 'YYYY-MM-DD') as day, type, count(*) as events
      from ${table} where ${conditions.sql} group by 1, 2 order by 1, 2`,
      [...values, step],
    );
    const scaled = (events: number): number => Math.round(events * scale);
    return {
      step,
      isApproximate: scale !== 1,
      undated: scaled(rows.reduce((sum, { day, events }) => sum + (day === null ? events : 0), 0)),
      counts: rows.flatMap(({ day, type, events }) =>
        day === null ? [] : [{ day, type, events: scaled(events) }],
      ),
    };
  });
