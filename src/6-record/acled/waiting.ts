// Events whose rows in ACLED's form are not yet as the events are: marked with each change, worked off before a read.
import type { Queries } from '../database/database.ts';

/** In the transaction that changes the events. */
export const markForAcled = async (queries: Queries, events: readonly string[]): Promise<void> => {
  await queries.query(
    'insert into acled_waiting (number, at) select number, updated_at from events where id = any($1)',
    [[...events]],
  );
};

interface Mark {
  readonly mark: string;
  /** The event's. */
  readonly number: number;
}

/** First those of the events that changed first. */
export const oldestMarks = (queries: Queries, limit: number): Promise<Mark[]> =>
  queries.query<Mark>(
    'select mark::text as mark, number from acled_waiting order by at, number limit $1::integer',
    [limit],
  );

/** Marks that came later stay. */
export const clearMarks = async (queries: Queries, marks: readonly Mark[]): Promise<void> => {
  await queries.query('delete from acled_waiting where mark = any($1::uuid[])', [
    marks.map(({ mark }) => mark),
  ]);
};
