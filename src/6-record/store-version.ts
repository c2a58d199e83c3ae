// What every change of the store changes: answers made before it are known by it to be out of date.
import { oneRow } from './database/database.ts';
import type { Store } from './store.ts';

/** Counters that grow with what is served; those of the queue grow without it. */
const COUNTERS = ['report', 'run', 'change', 'story', 'event', 'decision', 'release'];

export const storeVersion = async (store: Store): Promise<string> => {
  const { version } = await oneRow<{ version: string }>(
    store.database,
    `select concat_ws('/', (select string_agg(name || '=' || value, ',' order by name) from counters
        where name = any($1)),
      (select string_agg(name || '=' || value, ',' order by name) from store_state),
      (select count(*) from removed_reports), (select max(updated_at) from events)) as version`,
    [COUNTERS],
  );
  return `${store.software}/${version}`;
};
