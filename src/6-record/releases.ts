// Releases: the dataset as it stands, under a name, unchangeable and hashed. The same store gives the same hash.
import type { RecordedEvent } from '../schema/recorded-event.ts';
import { nextNumber } from './counters.ts';
import { insertRows, type Queries, storable } from './database/database.ts';
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
  readonly kind: 'event' | 'report';
  readonly id: string;
  readonly document: string;
}

/** Everything that a release holds, in one order. Words of reports are not in it, their hashes are. */
const itemsIn = async (queries: Queries): Promise<Item[]> => {
  const events = await queries.query<{ id: string; document: string }>(
    'select id, document from events where deleted_at is null order by number',
  );
  const reports = await queries.query<{
    id: string;
    outlet: string | null;
    title: string | null;
    url: string | null;
    publishedAt: string | null;
    contentHash: string;
    run: number;
  }>(
    `select id, outlet, title, url, published_at as "publishedAt", content_hash as "contentHash", run
    from reports where superseded_by is null order by id`,
  );
  return [
    ...events.map(({ id, document }) => ({
      kind: 'event' as const,
      id,
      document: canonicalJson(JSON.parse(document)),
    })),
    ...reports.map(report => ({ kind: 'report' as const, id: report.id, document: canonicalJson(report) })),
  ];
};

const originOf = (queries: Queries): Promise<object[]> =>
  queries.query(
    `select id as run, software, codebook, registry, models from runs
    where id in (select run from reports where superseded_by is null) order by id`,
  );

const hashRelease = (
  origin: string,
  items: readonly { readonly kind: string; readonly id: string; readonly hash: string }[],
): string => {
  const lines = items.map(({ kind, id, hash }) => `${kind}\t${id}\t${hash}`).sort();
  return hashOf([origin, ...lines].join('\n'));
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

export const createRelease = (store: Store, name: string, note: string | null): Promise<Release> =>
  store.database.transaction(async queries => {
    const number = await nextNumber(queries, 'release');
    await checkName(queries, name);
    if (!(await areStoriesCurrent(queries)))
      throw new StoreRefusal(
        'record/stale-stories',
        'the reports have changed since the stories were made. Bring them up to date first: synoptic recode',
      );
    const items = (await itemsIn(queries)).map(item => ({ ...item, hash: hashOf(item.document) }));
    const origin = canonicalJson(await originOf(queries));
    const hash = hashRelease(origin, items);
    const at = store.now().toISOString();
    const events = items.filter(({ kind }) => kind === 'event').length;
    const reports = items.length - events;
    await insertRows(queries, 'releases', [{ name, number, at, note, hash, origin, events, reports }]);
    const known = new Set(
      (
        await queries.query<{ hash: string }>('select hash from release_documents where hash = any($1)', [
          items.map(item => item.hash),
        ])
      ).map(row => row.hash),
    );
    const fresh = new Map(
      items.filter(item => !known.has(item.hash)).map(item => [item.hash, item.document]),
    );
    await insertRows(
      queries,
      'release_documents',
      [...fresh].map(([documentHash, document]) => ({ hash: documentHash, document })),
    );
    await insertRows(
      queries,
      'release_items',
      items.map(item => ({ release: name, kind: item.kind, id: item.id, hash: item.hash })),
    );
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

const BATCH = 500;

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

/** Are the releases what they were when they were made? Of all of them, or of one. */
export const verifyReleases = async (store: Store, name?: string): Promise<Fault[]> => {
  const faults: Fault[] = [];
  const releases = name === undefined ? await listReleases(store) : [await readRelease(store, name)];
  for (const release of releases) {
    const what = `release ${release.name}`;
    const items = await store.database.query<{ kind: string; id: string; hash: string; document: string }>(
      'select kind, id, hash, document from release_items join release_documents using (hash) where release = $1',
      [release.name],
    );
    for (const { kind, id, hash, document } of items)
      if (hashOf(document) !== hash) faults.push({ what, fault: `${kind} ${id} is not what its hash says` });
    const hash = hashRelease(canonicalJson(release.origin), items);
    if (hash !== release.hash)
      faults.push({ what, fault: `it has the hash ${hash}, recorded is ${release.hash}` });
  }
  return faults;
};
