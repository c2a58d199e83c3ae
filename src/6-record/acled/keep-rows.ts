// Events -> their rows in ACLED's form, written where they differ from those that are kept. A row's timestamp is when it
// last changed; timestamps never run backwards from one commit to the next, so that who asks for all since the last one
// seen misses nothing.
import type { RecordedEvent } from '../../schema/recorded-event.ts';
import type { Registry } from '../../schema/registry.ts';
import { nextNumber } from '../counters.ts';
import { insertRows, type Queries, type Row, storable } from '../database/database.ts';
import { codeOf } from './codes.ts';
import type { AcledRow } from './columns.ts';
import { populationOf } from './population.ts';
import { foldText, idsOfValues, VALUE_COLUMNS, type ValueIds } from './values.ts';
import { type AcledView, makeAcledView } from './view.ts';

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
  readonly timestamp: number;
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

/** The row's JSON up to its timestamp, which is the last column. */
const contentOf = (row: AcledRow): string => {
  const { timestamp: _, ...rest } = row;
  const json = JSON.stringify(rest, (__, value: unknown) =>
    typeof value === 'string' ? storable(value) : value,
  );
  return json.slice(0, -1);
};

const wholeOf = (content: string, timestamp: number): string => `${content},"timestamp":${timestamp}}`;

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
    fresh.map(({ number, row, content, timestamp }) => ({
      number,
      content: wholeOf(content, timestamp),
      notes: foldText(row.notes),
    })),
  );
  await insertRows(
    queries,
    'acled_deleted',
    gone.map(each => ({ ...each })),
  );
};

const secondsOf = (instant: string): number => Math.floor(Date.parse(instant) / 1000);

const isSame = (before: Kept, content: string, population: number | null): boolean =>
  before.content === wholeOf(content, before.timestamp) && before.population === population;

/**
 * Makes the rows of these events as the events are, and forgets those of events that have none any more. Events come in
 * the order of their last change.
 * @param last timestamp of the last change before; @returns that of the last change now.
 */
export const keepRows = async (
  queries: Queries,
  maker: AcledMaker,
  numbers: readonly number[],
  last: number,
): Promise<number> => {
  const events = await queries.query<Changed>(
    `select number, document, acled_id, updated_at, deleted_at is not null as is_deleted
    from events where number = any($1::bigint[]) order by updated_at, number`,
    [numbers],
  );
  const kept = new Map(
    (
      await queries.query<Kept>(
        `select number, event_id_cnty, content, population, timestamp
        from acled_rows join acled_contents using (number) where number = any($1::bigint[])`,
        [numbers],
      )
    ).map(row => [row.number, row]),
  );
  const fresh: Fresh[] = [];
  const gone: Gone[] = [];
  let timestamp = last;
  for (const { number, document, acled_id, updated_at, is_deleted } of events) {
    const event = JSON.parse(document) as RecordedEvent;
    const row = is_deleted ? null : maker.view({ event, acledId: acled_id, updatedAt: updated_at });
    const before = kept.get(number);
    if (row === null && before === undefined) continue;
    const content = row && contentOf(row);
    const population = row && maker.population(event);
    if (before !== undefined && content !== null && isSame(before, content, population)) continue;
    timestamp = Math.max(timestamp, secondsOf(updated_at));
    if (before !== undefined && before.event_id_cnty !== row?.event_id_cnty)
      gone.push({ number, event_id_cnty: before.event_id_cnty, deleted_timestamp: timestamp });
    if (row !== null && content !== null) fresh.push({ number, row, content, population, timestamp });
  }
  await writeRows(queries, fresh, gone);
  if (fresh.length + gone.length > 0) await nextNumber(queries, 'acled revision');
  return timestamp;
};
