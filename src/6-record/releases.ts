// Releases: the dataset as it stands, under a name, unchangeable and hashed. The same store gives the same hash.
import { createHash } from 'node:crypto';
import type { RecordedEvent } from '../schema/recorded-event.ts';
import { nextNumber } from './counters.ts';
import { insertRows, type Queries, rowsBy, storable } from './database/database.ts';
import { canonicalJson, hashOf } from './hash.ts';
import { areStoriesCurrent } from './state.ts';
import type { Store } from './store.ts';
import { StoreRefusal } from './store-refusal.ts';
import type { Fault } from './verify.ts';

export interface Release {
  readonly name: string;
  readonly number: number;
  readonly at: string;
  readonly note: string | null;
  /** SHA-256 over what made it and every item's hash. */
  readonly hash: string;
  readonly events: number;
  readonly reports: number;
  /** Software, codebook, registry and models of the runs that coded its reports. */
  readonly origin: readonly unknown[];
}

interface Item {
  readonly id: string;
  readonly document: string;
}

const BATCH = 500;

const EVENTS = 'select id, document from events where deleted_at is null order by number';
const REPORTS = `select id, outlet, title, url, published_at as "publishedAt", content_hash as "contentHash", run
  from reports where superseded_by is null order by id`;

const originOf = (queries: Queries): Promise<object[]> =>
  queries.query(
    `select id as run, software, codebook, registry, models from runs
    where id in (select run from reports where superseded_by is null) order by id`,
  );

const lineOf = ({ kind, id, hash }: { kind: string; id: string; hash: string }): string =>
  `${kind}\t${id}\t${hash}`;

/** A line an item, in the order of JavaScript: PostgreSQL sorts ASCII as JavaScript does, the other ids are few. */
async function* sortedLines(queries: Queries, release: string): AsyncGenerator<string> {
  const items = 'select kind, id, hash from release_items where release = $1 and octet_length(id)';
  const values = [storable(release)];
  const others = (await queries.query<Parameters<typeof lineOf>[0]>(`${items} <> char_length(id)`, values))
    .map(lineOf)
    .sort();
  let next = 0;
  for await (const rows of rowsBy<Parameters<typeof lineOf>[0]>(
    queries,
    { cursor: 'release_lines', batch: 5000, values },
    `${items} = char_length(id) order by (kind || e'\\t' || id || e'\\t' || hash) collate "C"`,
  ))
    for (const line of rows.map(lineOf)) {
      for (let other = others[next]; other !== undefined && other < line; other = others[++next]) yield other;
      yield line;
    }
  yield* others.slice(next);
}

const hashItems = async (queries: Queries, release: string, origin: string): Promise<string> => {
  const hash = createHash('sha256').update(origin);
  for await (const line of sortedLines(queries, release)) hash.update(`\n${line}`);
  return hash.digest('hex');
};

const RELEASE_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;

const checkName = async (queries: Queries, name: string): Promise<void> => {
  if (!RELEASE_NAME.test(name))
    throw new StoreRefusal(
      'record/bad-name',
      `"${name.slice(0, 100)}" is no name for a release. Allowed: up to 100 letters, digits, dots, hyphens and underscores, such as 2024-05`,
    );
  const [taken] = await queries.query('select 1 from releases where name = $1', [name]);
  if (taken)
    throw new StoreRefusal(
      'record/name-taken',
      `there is a release "${name}" already, and a release is never changed. Give another name`,
    );
};

/** Documents that no release has yet are kept, and that this one has them; returns how many it has. */
const keepItems = async (
  queries: Queries,
  release: string,
  kind: 'event' | 'report',
  itemsBy: AsyncIterable<readonly Item[]>,
  onProgress: (items: number) => void,
): Promise<number> => {
  let count = 0;
  for await (const some of itemsBy) {
    const items = some.map(({ id, document }) => ({ id, document, hash: hashOf(document) }));
    const known = new Set(
      (
        await queries.query<{ hash: string }>('select hash from release_documents where hash = any($1)', [
          items.map(({ hash }) => hash),
        ])
      ).map(({ hash }) => hash),
    );
    const fresh = new Map(
      items.filter(({ hash }) => !known.has(hash)).map(item => [item.hash, item.document]),
    );
    await insertRows(
      queries,
      'release_documents',
      [...fresh].map(([hash, document]) => ({ hash, document })),
    );
    await insertRows(
      queries,
      'release_items',
      items.map(({ id, hash }) => ({ release, kind, id, hash })),
    );
    count += items.length;
    onProgress(items.length);
  }
  return count;
};

async function* itemsIn<Row extends { readonly id: string }>(
  queries: Queries,
  sql: string,
  documentOf: (row: Row) => unknown,
): AsyncGenerator<Item[]> {
  for await (const rows of rowsBy<Row>(queries, { cursor: 'released', batch: BATCH }, sql))
    yield rows.map(row => ({ id: row.id, document: canonicalJson(documentOf(row)) }));
}

/**
 * Everything as it stands at one moment, some hundred items in memory at a time. Words of reports are not in it, their
 * hashes are.
 * @param onProgress called with the number of events and reports kept so far.
 */
export const createRelease = (
  store: Store,
  name: string,
  note: string | null,
  onProgress: (items: number) => void = () => {},
): Promise<Release> =>
  store.database.transaction(async queries => {
    await queries.query('set transaction isolation level repeatable read');
    // one release at a time; the lock comes first, so that the moment is that after the one before
    await queries.query('lock table releases in share row exclusive mode');
    const number = await nextNumber(queries, 'release');
    await checkName(queries, name);
    if (!(await areStoriesCurrent(queries)))
      throw new StoreRefusal(
        'record/stale-stories',
        'the reports have changed since the stories were made. Bring them up to date first: synoptic recode',
      );
    const origin = canonicalJson(await originOf(queries));
    const at = store.now().toISOString();
    await insertRows(queries, 'releases', [
      { name, number, at, note, hash: '', origin, events: 0, reports: 0 },
    ]);
    let done = 0;
    const tell = (items: number): void => {
      done += items;
      onProgress(done);
    };
    const eventsBy = itemsIn<Item>(queries, EVENTS, ({ document }) => JSON.parse(document));
    const events = await keepItems(queries, name, 'event', eventsBy, tell);
    const reportsBy = itemsIn<{ readonly id: string }>(queries, REPORTS, row => row);
    const reports = await keepItems(queries, name, 'report', reportsBy, tell);
    const hash = await hashItems(queries, name, origin);
    await queries.query('update releases set hash = $2, events = $3, reports = $4 where name = $1', [
      name,
      hash,
      events,
      reports,
    ]);
    return { name, number, at, note, hash, events, reports, origin: JSON.parse(origin) as unknown[] };
  });

export const listReleases = async (store: Store): Promise<Release[]> =>
  (
    await store.database.query<Omit<Release, 'origin'> & { readonly origin: string }>(
      'select name, number, at, note, hash, events, reports, origin from releases order by number desc',
    )
  ).map(row => ({ ...row, origin: JSON.parse(row.origin) as unknown[] }));

export const readRelease = async (store: Store, name: string): Promise<Release> => {
  const releases = await listReleases(store);
  const release = releases.find(each => each.name === name);
  if (release) return release;
  throw new StoreRefusal(
    'record/no-release',
    `there is no release "${name}"; there are ${releases.map(each => each.name).join(', ') || 'none'}. Make one: synoptic release create NAME`,
  );
};

export interface ReleasedEvent {
  readonly event: RecordedEvent;
  /** Given once for good, so it is what it was when the release was made; null where the event had none. */
  readonly acledId: string | null;
}

/** The events of a release, in the order of their ids' numbers. */
export async function* releasedEvents(store: Store, name: string): AsyncGenerator<ReleasedEvent> {
  await readRelease(store, name);
  for (let after = -1; ; ) {
    const rows = await store.database.query<{ number: number; document: string; acled_id: string | null }>(
      `select substr(item.id, 2)::bigint as number, item_document.document, acled_id
      from release_items item join release_documents item_document using (hash)
        left join events on events.id = item.id
      where release = $1 and kind = 'event' and substr(item.id, 2)::bigint > $2 order by 1 limit ${BATCH}`,
      [storable(name), after],
    );
    for (const { document, acled_id } of rows)
      yield { event: JSON.parse(document) as RecordedEvent, acledId: acled_id };
    const last = rows.at(-1);
    if (!last) return;
    after = last.number;
  }
}

const verifyRelease = async (queries: Queries, release: Release): Promise<Fault[]> => {
  const what = `release ${release.name}`;
  const faults: Fault[] = [];
  const counts = { event: 0, report: 0 };
  for await (const rows of rowsBy<{ kind: 'event' | 'report'; id: string; hash: string; document: string }>(
    queries,
    { cursor: 'released', batch: BATCH, values: [release.name] },
    'select kind, id, hash, document from release_items join release_documents using (hash) where release = $1',
  ))
    for (const { kind, id, hash, document } of rows) {
      counts[kind]++;
      if (hashOf(document) !== hash) faults.push({ what, fault: `${kind} ${id} is not what its hash says` });
    }
  const hash = await hashItems(queries, release.name, canonicalJson(release.origin));
  if (hash !== release.hash)
    faults.push({ what, fault: `it has the hash ${hash}, recorded is ${release.hash}` });
  if (counts.event !== release.events || counts.report !== release.reports)
    faults.push({
      what,
      fault: `it has ${counts.event} events and ${counts.report} reports, recorded are ${release.events} and ${release.reports}`,
    });
  return faults;
};

/** Are the releases what they were when they were made? Of all of them, or of one. */
export const verifyReleases = async (store: Store, name?: string): Promise<Fault[]> => {
  const faults: Fault[] = [];
  const releases = name === undefined ? await listReleases(store) : [await readRelease(store, name)];
  for (const release of releases)
    faults.push(...(await store.database.transaction(queries => verifyRelease(queries, release))));
  return faults;
};
