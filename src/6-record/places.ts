// Where the events of a filter are: places with how many events each has.
import type { EventPlace } from '../schema/coded-report.ts';
import { keptAnswer } from './answers-kept.ts';
import type { EventFilter } from './filters.ts';
import { sampleEvents } from './sampled-events.ts';
import type { Store } from './store.ts';

interface PlaceCount extends Omit<EventPlace, 'entity' | 'start' | 'end' | 'precision'> {
  readonly precision: EventPlace['precision'] | null;
  readonly events: number;
  readonly firstDay: string | null;
  readonly lastDay: string | null;
}

export interface PlaceList {
  readonly isApproximate: boolean;
  /** Most frequent first. */
  readonly items: readonly PlaceCount[];
}

export const listPlaces = (store: Store, filter: EventFilter, limit: number): Promise<PlaceList> =>
  keptAnswer(store, `places ${limit} ${JSON.stringify(filter)}`, async () => {
    const { table, conditions, scale } = await sampleEvents(store, filter);
    const rows = await store.database.query<PlaceCount>(
      `select place_name as name, country, admin1, min(latitude) as latitude, min(longitude) as longitude,
        min(geo_precision) as precision, count(*) as events, min(date_from) as "firstDay",
        max(coalesce(date_to, date_from)) as "lastDay"
      from ${table} where ${conditions.sql} and place_name is not null
      group by place_name, country, admin1 order by count(*) desc, place_name limit ${limit}`,
      conditions.values,
    );
    return {
      isApproximate: scale !== 1,
      items: rows.map(row => ({ ...row, events: Math.round(row.events * scale) })),
    };
  });
