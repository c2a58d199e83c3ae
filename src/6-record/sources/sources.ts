// The places from which reports come by themselves: added, paused, resumed, removed; what is kept of each.
import type { Source, SourceKind, SourceOptions, SourceState } from '../../schema/source.ts';
import { NO_STATE } from '../../schema/source.ts';
import { nextNumber } from '../counters.ts';
import { insertRows, type Queries, storable } from '../database/database.ts';
import type { Store } from '../store.ts';
import { StoreRefusal } from '../store-refusal.ts';

export interface SourceRecord extends Source {
  readonly addedAt: string;
  /** Null where it is read. */
  readonly pausedAt: string | null;
  /** Null before it is first read: due at once. */
  readonly dueAt: string | null;
  readonly triedAt: string | null;
  readonly succeededAt: string | null;
  /** Readings that failed since the last that did not. */
  readonly failures: number;
  /** What went wrong last; kept for looking up when it goes well again. */
  readonly error: string | null;
  readonly errorAt: string | null;
}

interface SourceRow {
  readonly id: string;
  readonly kind: SourceKind;
  readonly address: string;
  readonly outlet: string | null;
  readonly options: string;
  readonly added_at: string;
  readonly paused_at: string | null;
  readonly due_at: string | null;
  readonly tried_at: string | null;
  readonly succeeded_at: string | null;
  readonly failures: number;
  readonly error: string | null;
  readonly error_at: string | null;
}

const COLUMNS =
  'id, kind, address, outlet, options, added_at, paused_at, due_at, tried_at, succeeded_at, failures, error, error_at';

const recordOf = (row: SourceRow): SourceRecord => ({
  id: row.id,
  kind: row.kind,
  address: row.address,
  outlet: row.outlet,
  options: JSON.parse(row.options) as SourceOptions,
  addedAt: row.added_at,
  pausedAt: row.paused_at,
  dueAt: row.due_at,
  triedAt: row.tried_at,
  succeededAt: row.succeeded_at,
  failures: row.failures,
  error: row.error,
  errorAt: row.error_at,
});

/** In the order in which they were added. */
export const listSources = async (queries: Queries): Promise<SourceRecord[]> =>
  (await queries.query<SourceRow>(`select ${COLUMNS} from sources order by number`)).map(recordOf);

export const readSource = async (queries: Queries, id: string): Promise<SourceRecord | null> => {
  const [row] = await queries.query<SourceRow>(`select ${COLUMNS} from sources where id = $1`, [
    storable(id),
  ]);
  return row ? recordOf(row) : null;
};

/** Those to be read by now, who waits longest first. */
export const dueSources = async ({ database, now }: Store): Promise<SourceRecord[]> =>
  (
    await database.query<SourceRow>(
      `select ${COLUMNS} from sources where paused_at is null and (due_at is null or due_at <= $1)
      order by due_at nulls first, number`,
      [now().toISOString()],
    )
  ).map(recordOf);

export const readSourceState = async (queries: Queries, id: string): Promise<SourceState> => {
  const [row] = await queries.query<{ state: string }>('select state from sources where id = $1', [
    storable(id),
  ]);
  return row ? { ...NO_STATE, ...(JSON.parse(row.state) as Partial<SourceState>) } : NO_STATE;
};

/** `news.example.org/world/rss.xml` -> `news-example-org-world-rss-xml`, short enough to type. */
const idFrom = (address: string): string =>
  address
    .replace(/^[a-z]+:\/\/(www\.)?/i, '')
    .replace(/[?#].*$/s, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 40)
    .replace(/-$/, '') || 'source';

const freeId = async (queries: Queries, wanted: string): Promise<string> => {
  for (let count = 1; ; count++) {
    const id = count === 1 ? wanted : `${wanted}-${count}`;
    if ((await readSource(queries, id)) === null) return id;
  }
};

/** Without an id it is named by its address. */
export type NewSource = Omit<Source, 'id'> & { readonly id?: string | null };

export const addSource = (store: Store, source: NewSource): Promise<SourceRecord> =>
  store.database.transaction(async queries => {
    const number = await nextNumber(queries, 'source');
    const [taken] = await queries.query<{ id: string }>('select id from sources where address = $1', [
      storable(source.address),
    ]);
    if (taken)
      throw new StoreRefusal(
        'record/known-source',
        `${source.address} is a source already, "${taken.id}". See it: synoptic source list`,
      );
    const wanted = source.id ?? null;
    if (wanted !== null && (await readSource(queries, wanted)) !== null)
      throw new StoreRefusal(
        'record/known-source',
        `there is a source "${wanted}" already. Give another name: --name`,
      );
    const id = wanted ?? (await freeId(queries, idFrom(source.address)));
    await insertRows(queries, 'sources', [
      {
        id,
        number,
        address: source.address,
        kind: source.kind,
        outlet: source.outlet,
        options: JSON.stringify(source.options),
        added_at: store.now().toISOString(),
        paused_at: null,
        state: JSON.stringify(NO_STATE),
        failures: 0,
      },
    ]);
    return (await readSource(queries, id)) as SourceRecord;
  });

const noSource = (id: string): StoreRefusal =>
  new StoreRefusal('record/no-source', `there is no source "${id}". See them all: synoptic source list`);

const setPaused = async (store: Store, id: string, at: string | null): Promise<void> => {
  const rows = await store.database.transaction(queries =>
    queries.query(
      'update sources set paused_at = $2, due_at = case when $2::timestamptz is null then null else due_at end where id = $1 returning id',
      [storable(id), at],
    ),
  );
  if (rows.length === 0) throw noSource(id);
};

export const pauseSource = (store: Store, id: string): Promise<void> =>
  setPaused(store, id, store.now().toISOString());

/** It is due at once. */
export const resumeSource = (store: Store, id: string): Promise<void> => setPaused(store, id, null);

/** Read at the next opportunity, whatever their interval. */
export const makeDue = async (store: Store, ids: readonly string[]): Promise<void> => {
  for (const id of ids) {
    const rows = await store.database.transaction(queries =>
      queries.query('update sources set due_at = null where id = $1 returning id', [storable(id)]),
    );
    if (rows.length === 0) throw noSource(id);
  }
};

/** Forgets the source and its items that were not fetched; reports that came from it stay. */
export const removeSource = (store: Store, id: string): Promise<void> =>
  store.database.transaction(async queries => {
    const rows = await queries.query('delete from sources where id = $1 returning id', [storable(id)]);
    if (rows.length === 0) throw noSource(id);
    await queries.query("delete from queue where source = $1 and kind = 'item'", [storable(id)]);
  });
