// Reports into the queue, each once: not what waits already, nor what is in the store, nor what was removed from it.
import type { Report } from '../../schema/report.ts';
import type { SourceItem } from '../../schema/source.ts';
import { nextNumber } from '../counters.ts';
import { type Queries, storable } from '../database/database.ts';
import { hashOf } from '../hash.ts';
import { identityOf } from '../report-row.ts';
import type { Store } from '../store.ts';

export interface Arrival {
  readonly report: Report;
  readonly source?: string | null;
  /** Names what was handed in together, so that it can be followed. */
  readonly batch?: string | null;
  /** A report that was removed is taken again only where somebody asks for it, not because a source still has it. */
  readonly evenIfRemoved?: boolean;
}

export interface Enqueued {
  readonly queued: number;
  /** In the store, in the queue, or given twice. */
  readonly known: number;
  /** Ids in the store of those that it had already. */
  readonly knownAs: readonly string[];
}

const CHUNK = 100;

interface KeptOut {
  /** By identity; true where it was removed, and neither came back nor waits. */
  readonly removed: ReadonlyMap<string, boolean>;
  readonly knownAs: readonly string[];
}

const keptOut = async (queries: Queries, identities: readonly string[]): Promise<KeptOut> => {
  const rows = await queries.query<{ identity: string; removed: boolean; id: string | null }>(
    `select identity, false as removed, id from reports where identity = any($1)
    union all select identity, true, null from removed_reports where identity = any($1)
    union all select identity, false, null from queue where identity = any($1) and state <> 'done'`,
    [identities],
  );
  const removed = new Map<string, boolean>();
  for (const row of rows) removed.set(row.identity, (removed.get(row.identity) ?? true) && row.removed);
  const ids = new Map(rows.flatMap(({ identity, id }) => (id === null ? [] : [[identity, id] as const])));
  return { removed, knownAs: identities.flatMap(identity => ids.get(identity) ?? []) };
};

const storableOrNull = (text: string | null | undefined): string | null =>
  text === null || text === undefined ? null : storable(text);

interface NewJob {
  readonly kind: 'report' | 'item';
  readonly identity: string;
  readonly batch: string | null;
  readonly source: string | null;
  readonly title: string | null;
  readonly url: string | null;
  readonly outlet: string | null;
  readonly content: string;
  readonly characters: number;
}

/** A report that is done gives way: it was removed since, and is asked for again. */
const INSERT = `insert into queue (id, kind, identity, batch, source, title, url, outlet, content, characters, state, queued_at)
  select $2::bigint + ordinal - 1, kind, identity, batch, source, title, url, outlet, content, characters, 'waiting', $3
  from rows from (json_to_recordset($1::text::json) as (kind text, identity text, batch text, source text, title text,
    url text, outlet text, content text, characters integer)) with ordinality as new_jobs(kind, identity, batch, source,
    title, url, outlet, content, characters, ordinal)
  on conflict (identity) do update set id = excluded.id, batch = excluded.batch, source = excluded.source,
    title = excluded.title, url = excluded.url, outlet = excluded.outlet, content = excluded.content, state = 'waiting',
    attempts = 0, lost = 0, error = null, due_at = null, leased_by = null, leased_until = null,
    queued_at = excluded.queued_at, ended_at = null, recorded_as = null
  where queue.state = 'done' and queue.kind = 'report' returning id`;

const insertJobs = async (queries: Queries, store: Store, jobs: readonly NewJob[]): Promise<number> => {
  if (jobs.length === 0) return 0;
  const first = await nextNumber(queries, 'job', jobs.length);
  const rows = await queries.query(INSERT, [JSON.stringify(jobs), first, store.now().toISOString()]);
  return rows.length;
};

const enqueueChunk = async (
  queries: Queries,
  store: Store,
  arrivals: ReadonlyMap<string, Arrival>,
): Promise<Pick<Enqueued, 'queued' | 'knownAs'>> => {
  const { removed, knownAs } = await keptOut(queries, [...arrivals.keys()]);
  const fresh = [...arrivals].filter(([identity, { evenIfRemoved }]) => {
    const wasRemoved = removed.get(identity);
    return wasRemoved === undefined || (wasRemoved && evenIfRemoved === true);
  });
  const jobs = fresh.map(([identity, { report, source, batch }]) => ({
    kind: 'report' as const,
    identity,
    batch: storableOrNull(batch),
    source: storableOrNull(source),
    title: storableOrNull(report.title),
    url: storableOrNull(report.url),
    outlet: storableOrNull(report.outlet),
    // JSON writes NUL and half a surrogate pair as escapes: the words come back exactly
    content: JSON.stringify(report),
    characters: report.text.length,
  }));
  return { queued: await insertJobs(queries, store, jobs), knownAs };
};

/** Within a transaction of the caller: what else it writes holds if and only if the reports are in the queue. */
export const enqueueWithin = async (
  queries: Queries,
  store: Store,
  arrivals: readonly Arrival[],
): Promise<Enqueued> => {
  let queued = 0;
  const knownAs: string[] = [];
  for (let from = 0; from < arrivals.length; from += CHUNK) {
    const chunk = new Map<string, Arrival>();
    for (const arrival of arrivals.slice(from, from + CHUNK)) {
      const identity = identityOf(arrival.report);
      if (!chunk.has(identity)) chunk.set(identity, arrival);
    }
    const done = await enqueueChunk(queries, store, chunk);
    queued += done.queued;
    knownAs.push(...done.knownAs);
  }
  return { queued, known: arrivals.length - queued, knownAs };
};

/** All of them or none; resolves when they are on the disk. */
export const enqueueReports = (store: Store, arrivals: readonly Arrival[]): Promise<Enqueued> =>
  store.database.transaction(queries => enqueueWithin(queries, store, arrivals));

const itemKey = (source: string, { key }: SourceItem): string =>
  hashOf(JSON.stringify([source, key])).slice(0, 40);

const itemIdentity = (source: string, item: SourceItem): string =>
  `item ${itemKey(source, item)} ${hashOf(item.version).slice(0, 24)}`;

/** What changed before it was fetched need not be fetched as it was. */
const dropEarlierVersions = async (
  queries: Queries,
  source: string,
  items: readonly SourceItem[],
): Promise<void> => {
  const changed = items.filter(({ isChange }) => isChange);
  if (changed.length === 0) return;
  await queries.query(
    `delete from queue where source = $1 and kind = 'item' and state in ('waiting', 'failed')
      and split_part(identity, ' ', 2) = any($2) and identity <> all($3)`,
    [source, changed.map(item => itemKey(source, item)), changed.map(item => itemIdentity(source, item))],
  );
};

/** Items of a source, in the order in which it gave them; within the transaction that keeps the source's state. */
export const enqueueItems = async (
  queries: Queries,
  store: Store,
  source: string,
  items: readonly SourceItem[],
): Promise<number> => {
  await dropEarlierVersions(queries, source, items);
  let queued = 0;
  for (let from = 0; from < items.length; from += CHUNK) {
    const jobs = items.slice(from, from + CHUNK).map(item => ({
      kind: 'item' as const,
      identity: itemIdentity(source, item),
      batch: null,
      source,
      title: storableOrNull(item.title),
      url: storableOrNull(item.address),
      outlet: storableOrNull(item.outlet),
      content: JSON.stringify(item),
      characters: item.content?.value.length ?? 0,
    }));
    queued += await insertJobs(queries, store, [...new Map(jobs.map(job => [job.identity, job])).values()]);
  }
  return queued;
};
