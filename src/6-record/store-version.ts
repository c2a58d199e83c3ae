// What every change of the store changes: answers made before it are known by it to be out of date.
import { oneRow } from './database/database.ts';
import type { Store } from './store.ts';

export const storeVersion = async (store: Store): Promise<string> => {
  const { version } = await oneRow<{ version: string }>(
    store.database,
    `select concat_ws('/', (select string_agg(name || '=' || value, ',' order by name) from counters),
      (select string_agg(name || '=' || value, ',' order by name) from store_state),
      (select count(*) from removed_reports), (select max(updated_at) from events)) as version`,
  );
  return `${store.software}/${version}`;
};
