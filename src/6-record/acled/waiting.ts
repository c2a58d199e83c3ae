// Events whose rows in ACLED's form are not yet as the events are: marked with each change, worked off before a read.
import type { Queries } from '../database/database.ts';

/** In the transaction that changes the events. */
export const markForAcled = async (queries: Queries, events: readonly string[]): Promise<void> => {
  await queries.query('insert into acled_waiting (event) select unnest($1::text[])', [[...events]]);
};

export const areAnyWaiting = async (queries: Queries): Promise<boolean> =>
  (await queries.query('select 1 from acled_waiting limit 1')).length > 0;

/** Some of the waiting events' numbers, first those that changed first. */
export const waitingNumbers = async (queries: Queries, limit: number): Promise<number[]> =>
  (
    await queries.query<{ number: number }>(
      `select number from events where id in (select event from acled_waiting) order by updated_at, number limit ${limit}`,
    )
  ).map(({ number }) => number);

export const marksOf = async (queries: Queries, events: readonly string[]): Promise<string[]> =>
  (
    await queries.query<{ mark: string }>(
      'select mark::text as mark from acled_waiting where event = any($1)',
      [[...events]],
    )
  ).map(({ mark }) => mark);

/** Marks that came later stay. */
export const clearMarks = async (queries: Queries, marks: readonly string[]): Promise<void> => {
  await queries.query('delete from acled_waiting where mark = any($1::uuid[])', [[...marks]]);
};
