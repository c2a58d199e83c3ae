// Whether the stories are those of the reports in the store, or wait to be brought up to date. Every change of the
// reports has a number; the stories carry the number of the last change that they take in.
import { oneRow, type Queries } from './database/database.ts';

/** Number of the last change of the reports. */
export const lastChange = async (queries: Queries): Promise<number> =>
  (await oneRow<{ value: number }>(queries, "select value from counters where name = 'change'")).value;

export const markStoriesCurrent = async (queries: Queries, change: number): Promise<void> => {
  await queries.query("update store_state set value = $1 where name = 'stories'", [String(change)]);
};

/** False between the adding of a report and the bringing together after it, also where that was cut off. */
export const areStoriesCurrent = async (queries: Queries): Promise<boolean> => {
  const { value } = await oneRow<{ value: string }>(
    queries,
    "select value from store_state where name = 'stories'",
  );
  return Number(value) === (await lastChange(queries));
};
