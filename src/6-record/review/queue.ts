// Events that nobody has looked at, those first where a look matters most: disputed, then unsure and widely reported.
import type { EventRecord } from '../../schema/recorded-event.ts';
import { type EventFilter, eventConditions } from '../filters.ts';
import { EVENT_COLUMNS, type EventRow, recordOf } from '../lists.ts';
import type { Store } from '../store.ts';

/** Doubt, times how many reports lean on it; a dispute outweighs both. */
export const reviewQueue = async (
  store: Store,
  filter: EventFilter,
  limit: number,
): Promise<EventRecord[]> => {
  const conditions = eventConditions(filter);
  conditions.add('reviewed is null');
  const rows = await store.database.query<EventRow>(
    `select ${EVENT_COLUMNS} from events where ${conditions.sql}
    order by (standing = 'disputed') desc, (1.05 - confidence) * (1 + ln(report_count)) desc, number limit ${limit}`,
    conditions.values,
  );
  return rows.map(recordOf);
};
