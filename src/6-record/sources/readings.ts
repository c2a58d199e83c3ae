// What reading a source gave: its items into the queue and its new state, in one step. And who does the reading.
import type { SourceReading } from '../../schema/source.ts';
import { oneRow, storable } from '../database/database.ts';
import { enqueueItems } from '../queue/index.ts';
import type { Store } from '../store.ts';

const LONGEST_ERROR = 1000;

/** Null where the source was removed meanwhile, else how many items are new in the queue. */
export const recordReading = (
  store: Store,
  id: string,
  reading: SourceReading,
  dueAt: string,
): Promise<number | null> =>
  store.database.transaction(async queries => {
    const at = store.now().toISOString();
    const isSuccess = reading.outcome === 'read' || reading.outcome === 'unchanged';
    const hasFailed = reading.outcome === 'failed' || reading.outcome === 'refused';
    const error = reading.problems.find(({ severity }) => severity === 'error') ?? null;
    const said = error === null ? null : storable(`${error.message} [${error.code}]`).slice(0, LONGEST_ERROR);
    const rows = await queries.query(
      `update sources set state = $2, tried_at = $3, due_at = $4,
        succeeded_at = case when $5 then $3::timestamptz else succeeded_at end,
        failures = case when $5 then 0 when $7 then failures + 1 else failures end,
        error = coalesce($6, error), error_at = case when $6::text is null then error_at else $3::timestamptz end
      where id = $1 returning id`,
      [storable(id), storable(JSON.stringify(reading.state)), at, dueAt, isSuccess, said, hasFailed],
    );
    if (rows.length === 0) return null;
    return enqueueItems(queries, store, id, reading.items);
  });

/** Something of what the source gave could not be read. */
export const noteSourceError = async (store: Store, id: string, error: string): Promise<void> => {
  await store.database.transaction(queries =>
    queries.query('update sources set error = $2, error_at = $3 where id = $1', [
      storable(id),
      storable(error).slice(0, LONGEST_ERROR),
      store.now().toISOString(),
    ]),
  );
};

/** Longer than any pause of a program that is alive. */
const GATHERER_SECONDS = 90;

export interface Gatherer {
  /** Whether this program is the one that reads the sources of the store. */
  readonly isOwn: boolean;
  readonly name: string;
}

/**
 * One program reads the sources of a store, so that no server is asked by two at once; any number may code. To be
 * claimed anew every half minute.
 */
export const claimGathering = (store: Store, name: string): Promise<Gatherer> =>
  store.database.transaction(async queries => {
    await queries.query(
      `insert into store_state values ('gatherer', json_build_object('name', $1::text, 'until', now() + make_interval(secs => $2))::text)
      on conflict (name) do update set value = excluded.value
      where coalesce((store_state.value::json->>'until')::timestamptz, '-infinity') < now() or store_state.value::json->>'name' = $1`,
      [name, GATHERER_SECONDS],
    );
    const { value } = await oneRow<{ value: string }>(
      queries,
      "select value from store_state where name = 'gatherer'",
    );
    const holder = (JSON.parse(value) as { readonly name: string }).name;
    return { isOwn: holder === name, name: holder };
  });

export const endGathering = async (store: Store, name: string): Promise<void> => {
  await store.database.transaction(queries =>
    queries.query("delete from store_state where name = 'gatherer' and value::json->>'name' = $1", [name]),
  );
};
