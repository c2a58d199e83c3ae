// Brings the rows in ACLED's form up to date with the events, some hundred a transaction: what others ask meanwhile waits
// for one of those at most, and a program that is cut off goes on where it was.
import { oneRow, type Queries } from '../database/database.ts';
import type { Store } from '../store.ts';
import { type AcledMaker, keepRows } from './keep-rows.ts';
import { clearMarks, oldestMarks } from './waiting.ts';

const SLICE = 250;

/** What the rows are as a whole. */
export interface AcledState {
  /** Epoch seconds of the last change of any row; null before the first. */
  readonly lastChange: number | null;
  /** Grows with every change. */
  readonly revision: number;
}

/** Null where rows must be brought up to date before they are read. */
export const readAcledState = async (
  { database }: Store,
  { version }: AcledMaker,
): Promise<AcledState | null> => {
  const { last, revision, current } = await oneRow<{ last: number; revision: number; current: boolean }>(
    database,
    `select (select value from counters where name = 'acled timestamp') as last,
      (select value from counters where name = 'acled revision') as revision,
      exists (select from store_state where name = 'acled' and value = $1)
        and not exists (select from acled_waiting) as current`,
    [version],
  );
  return current ? { lastChange: last === 0 ? null : last, revision } : null;
};

interface Place {
  readonly updated_at: string;
  readonly number: number;
}

/** Whose rows they are, and while all are made anew how far that has come: `2 1f0c from 2024-05-15T09:30:00.000Z 12`. */
const writtenState = (version: string, { updated_at, number }: Place): string =>
  `${version} from ${updated_at} ${number}`;

const START: Place = { updated_at: '-infinity', number: 0 };

/** Null where all rows are this maker's. */
const placeOf = (version: string, state: string): Place | null => {
  if (state === version) return null;
  if (!state.startsWith(`${version} from `)) return START;
  const [updated_at = '', number = ''] = state.slice(`${version} from `.length).split(' ');
  return { updated_at, number: Number(number) };
};

/** In the order of their last change, as the index of updates has them. */
const eventsBehind = (queries: Queries, { updated_at, number }: Place): Promise<Place[]> =>
  queries.query<Place>(
    `select updated_at, number from events where deleted_at is null and (updated_at, number) > ($1::timestamptz, $2::bigint)
    order by updated_at nulls first, number limit ${SLICE}`,
    [updated_at, number],
  );

/** Some of the rows where all are made anew; @returns how many events were looked at. */
const remakeSome = async (
  queries: Queries,
  maker: AcledMaker,
  place: Place,
  keep: (numbers: readonly number[]) => Promise<void>,
): Promise<number> => {
  const events = await eventsBehind(queries, place);
  await keep(events.map(({ number }) => number));
  const last = events.at(-1);
  // what is left over of events that are gone is worked off as if they had just gone
  if (last === undefined)
    await queries.query(
      `insert into acled_waiting (number, at) select number, updated_at from acled_rows join events using (number)
      where deleted_at is not null`,
    );
  await queries.query("update store_state set value = $1 where name = 'acled'", [
    last === undefined ? maker.version : writtenState(maker.version, last),
  ]);
  return events.length;
};

const workOffSome = async (
  queries: Queries,
  keep: (numbers: readonly number[]) => Promise<void>,
): Promise<number> => {
  const marks = await oldestMarks(queries, SLICE);
  await keep([...new Set(marks.map(({ number }) => number))]);
  await clearMarks(queries, marks);
  return marks.length;
};

/** One transaction; others who refresh wait for it. */
const refreshSome = ({ database }: Store, maker: AcledMaker): Promise<number> =>
  database.transaction(async queries => {
    const { last } = await oneRow<{ last: number }>(
      queries,
      "update counters set value = value where name = 'acled timestamp' returning value as last",
    );
    const keep = async (numbers: readonly number[]): Promise<void> => {
      const now = await keepRows(queries, maker, numbers, last);
      await queries.query("update counters set value = $1 where name = 'acled timestamp'", [now]);
    };
    const { state } = await oneRow<{ state: string }>(
      queries,
      "select value as state from store_state where name = 'acled'",
    );
    const place = placeOf(maker.version, state);
    return place === null ? workOffSome(queries, keep) : remakeSome(queries, maker, place, keep);
  });

/** @param onProgress called with the number of events looked at so far. */
export const refreshAcled = async (
  store: Store,
  maker: AcledMaker,
  onProgress: (events: number) => void = () => {},
): Promise<void> => {
  let done = 0;
  while ((await readAcledState(store, maker)) === null) {
    done += await refreshSome(store, maker);
    onProgress(done);
  }
};
