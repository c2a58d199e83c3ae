// Brings the rows in ACLED's form up to date with the events. A row's timestamp is when it last changed; timestamps never
// run backwards from one commit to the next, so that who asks for all since the last one seen misses nothing.
import type { RecordedEvent } from '../../schema/recorded-event.ts';
import type { Registry } from '../../schema/registry.ts';
import { nextNumber } from '../counters.ts';
import { insertRows, oneRow, type Queries, type Row, storable } from '../database/database.ts';
import type { Store } from '../store.ts';
import { codeOf } from './codes.ts';
import type { AcledRow } from './columns.ts';
import { populationOf } from './population.ts';
import { foldText, idsOfValues, VALUE_COLUMNS, type ValueIds } from './values.ts';
import { type AcledView, makeAcledView } from './view.ts';
import { areAnyWaiting, clearMarks, marksOf, waitingNumbers } from './waiting.ts';

/** Raised whenever the view, the codes or the kept columns change: all rows are then made anew. */
const RULES = 2;

/** How events become rows. */
export interface AcledMaker {
  /** Names the rules and the registry; rows that another maker made are made anew. */
  readonly version: string;
  readonly view: AcledView;
  readonly population: (event: RecordedEvent) => number | null;
  readonly registry: Registry;
}

/** @param fingerprint of the registry's tables. */
export const makeAcledMaker = (registry: Registry, fingerprint: string): AcledMaker => ({
  version: `${RULES} ${fingerprint}`,
  view: makeAcledView(registry),
  population: ({ place }) => populationOf(registry, place),
  registry,
});

interface Changed {
  readonly number: number;
  readonly document: string;
  readonly acled_id: string | null;
  readonly updated_at: string;
  readonly is_deleted: boolean;
}

interface Kept {
  readonly number: number;
  readonly event_id_cnty: string;
  readonly content: string;
  readonly population: number | null;
}

interface Fresh {
  readonly number: number;
  readonly row: AcledRow;
  readonly content: string;
  readonly population: number | null;
  readonly timestamp: number;
}

interface Gone {
  readonly number: number;
  readonly event_id_cnty: string;
  readonly deleted_timestamp: number;
}

/** The row's JSON up to its timestamp, the last column, and without the closing brace: reading adds both. */
const contentOf = (row: AcledRow): string => {
  const { timestamp: _, ...rest } = row;
  const json = JSON.stringify(rest, (__, value: unknown) =>
    typeof value === 'string' ? storable(value) : value,
  );
  return json.slice(0, -1);
};

const columnsOf = ({ number, row, population, timestamp }: Fresh, ids: ValueIds): Row => ({
  number,
  timestamp,
  population,
  latitude: row.latitude,
  longitude: row.longitude,
  fatalities: row.fatalities,
  event_date: row.event_date,
  year: row.year,
  iso: row.iso,
  region: codeOf('region', row.region),
  inter1: codeOf('inter1', row.inter1),
  inter2: codeOf('inter2', row.inter2),
  interaction: codeOf('interaction', row.interaction),
  time_precision: row.time_precision,
  geo_precision: row.geo_precision,
  event_id_cnty: row.event_id_cnty,
  ...Object.fromEntries(VALUE_COLUMNS.map(column => [column, ids(column, row[column])])),
});

const writeRows = async (queries: Queries, fresh: readonly Fresh[], gone: readonly Gone[]): Promise<void> => {
  const numbers = [...fresh, ...gone].map(({ number }) => number);
  if (numbers.length === 0) return;
  await queries.query('delete from acled_rows where number = any($1::bigint[])', [numbers]);
  await queries.query('delete from acled_contents where number = any($1::bigint[])', [numbers]);
  await queries.query('delete from acled_deleted where event_id_cnty = any($1)', [
    [...fresh.map(({ row }) => row.event_id_cnty), ...gone.map(each => each.event_id_cnty)],
  ]);
  const ids = await idsOfValues(
    queries,
    fresh.map(({ row }) => row),
  );
  await insertRows(
    queries,
    'acled_rows',
    fresh.map(each => columnsOf(each, ids)),
  );
  await insertRows(
    queries,
    'acled_contents',
    fresh.map(({ number, row, content }) => ({ number, content, notes: foldText(row.notes) })),
  );
  await insertRows(
    queries,
    'acled_deleted',
    gone.map(each => ({ ...each })),
  );
};

const secondsOf = (instant: string): number => Math.floor(Date.parse(instant) / 1000);

/** One transaction; others who refresh wait for it. */
const refreshSlice = (store: Store, maker: AcledMaker, numbers: readonly number[]): Promise<void> =>
  store.database.transaction(async queries => {
    let { last } = await oneRow<{ last: number }>(
      queries,
      "update counters set value = value where name = 'acled timestamp' returning value as last",
    );
    const marks = await marksOf(
      queries,
      numbers.map(number => `e${number}`),
    );
    const events = await queries.query<Changed>(
      `select number, document, acled_id, updated_at, deleted_at is not null as is_deleted
      from events where number = any($1::bigint[]) order by updated_at, number`,
      [[...numbers]],
    );
    const kept = new Map(
      (
        await queries.query<Kept>(
          `select number, event_id_cnty, content, population
          from acled_rows join acled_contents using (number) where number = any($1::bigint[])`,
          [[...numbers]],
        )
      ).map(row => [row.number, row]),
    );
    const fresh: Fresh[] = [];
    const gone: Gone[] = [];
    for (const { number, document, acled_id, updated_at, is_deleted } of events) {
      const event = JSON.parse(document) as RecordedEvent;
      const row = is_deleted ? null : maker.view({ event, acledId: acled_id, updatedAt: updated_at });
      const before = kept.get(number);
      if (row === null && before === undefined) continue;
      const content = row && contentOf(row);
      const population = row && maker.population(event);
      if (before !== undefined && before.content === content && before.population === population) continue;
      last = Math.max(last, secondsOf(updated_at));
      if (before !== undefined && before.event_id_cnty !== row?.event_id_cnty)
        gone.push({ number, event_id_cnty: before.event_id_cnty, deleted_timestamp: last });
      if (row !== null && content !== null) fresh.push({ number, row, content, population, timestamp: last });
    }
    await writeRows(queries, fresh, gone);
    await queries.query("update counters set value = $1 where name = 'acled timestamp'", [last]);
    if (fresh.length + gone.length > 0) await nextNumber(queries, 'acled revision');
    await clearMarks(queries, marks);
  });

/** Marks all events where the rows were made by other rules or another registry. */
const checkVersion = async ({ database }: Store, { version }: AcledMaker): Promise<void> => {
  const asked = "select 1 from store_state where name = 'acled' and value = $1";
  if ((await database.query(asked, [version])).length > 0) return;
  await database.transaction(async queries => {
    await queries.query("update store_state set value = $1 where name = 'acled'", [version]);
    await queries.query('insert into acled_waiting (event) select id from events');
  });
};

const ROUND = 100_000;
const SLICE = 1000;

/** @param onProgress called with the number of events looked at so far. */
export const refreshAcled = async (
  store: Store,
  maker: AcledMaker,
  onProgress: (events: number) => void = () => {},
): Promise<void> => {
  await checkVersion(store, maker);
  let done = 0;
  while (await areAnyWaiting(store.database)) {
    const numbers = await waitingNumbers(store.database, ROUND);
    // marks of events that are not there any more would wait for ever
    if (numbers.length === 0)
      await store.database.query(
        'delete from acled_waiting where not exists (select from events where id = event)',
      );
    for (let from = 0; from < numbers.length; from += SLICE) {
      const slice = numbers.slice(from, from + SLICE);
      await refreshSlice(store, maker, slice);
      done += slice.length;
      onProgress(done);
    }
  }
};
