// Events into their table, decisions applied: only what changed is written and dated, so that "updated since" can be
// asked.
import type { RecordedEvent } from '../schema/recorded-event.ts';
import { markForAcled } from './acled/waiting.ts';
import { insertRows, type Queries, type Row, upsertRows } from './database/database.ts';
import { eventColumns } from './event-row.ts';
import { searchText, type TextsById } from './event-view.ts';
import type { StandingEvent } from './review/apply-decisions.ts';
import type { StoryChanges } from './stories.ts';

interface Before {
  readonly id: string;
  readonly coded: string | null;
  readonly document: string;
  readonly reviewed: string | null;
  readonly merged_into: string | null;
  readonly is_deleted: boolean;
}

/** The event that holds most of the mentions which the gone one had. */
const heirsOf = async (queries: Queries, gone: readonly string[]): Promise<Map<string, string>> => {
  const rows = await queries.query<{ old: string; heir: string }>(
    `select distinct on (old.event) old.event as old, new.event as heir
    from former_links old join event_links new
      on new.report = old.report and new.trigger_start < old.trigger_end and old.trigger_start < new.trigger_end
    where old.event = any($1)
    group by old.event, new.event order by old.event, count(*) desc, new.event`,
    [[...gone]],
  );
  return new Map(rows.map(({ old, heir }) => [old, heir]));
};

/** Which mentions stand in which event. */
export const linkRows = (events: readonly RecordedEvent[]): Row[] =>
  events.flatMap(({ id, mentions }) =>
    mentions.map(({ report, event, trigger }) => ({
      report,
      mention: event,
      event: id,
      trigger_start: trigger.start,
      trigger_end: trigger.end,
    })),
  );

const sameState = (before: Before, { event, deleted, mergedInto, reviewed }: StandingEvent): boolean =>
  before.document === JSON.stringify(event) &&
  before.is_deleted === deleted &&
  before.merged_into === mergedInto &&
  before.reviewed === reviewed;

export interface EventsToWrite {
  /** By id, as they were brought together. */
  readonly coded: ReadonlyMap<string, RecordedEvent>;
  /** By id, decisions applied; also those that a reviewer made. */
  readonly standing: ReadonlyMap<string, StandingEvent>;
  /** The reports of all events that are written. */
  readonly texts: TextsById;
}

const rowOf = (standing: StandingEvent, coded: string | null, texts: TextsById, at: string): Row => ({
  ...eventColumns(standing.event),
  coded,
  search: searchText(standing.event, texts),
  reviewed: standing.reviewed,
  created_at: at,
  updated_at: at,
  deleted_at: standing.deleted ? at : null,
  merged_into: standing.mergedInto,
});

/** @param scope ids of the events that may change: which of them is not among those to write is gone. */
export const writeEvents = async (
  queries: Queries,
  { coded, standing, texts }: EventsToWrite,
  scope: readonly string[],
  at: string,
): Promise<StoryChanges['events']> => {
  const before = new Map(
    (
      await queries.query<Before>(
        `select id, coded, document, reviewed, merged_into, deleted_at is not null as is_deleted
        from events where id = any($1)`,
        [[...scope]],
      )
    ).map(row => [row.id, row]),
  );
  const written = new Map([...coded].map(([id, event]) => [id, JSON.stringify(event)]));
  const changed = [...standing].filter(([id, state]) => {
    const old = before.get(id);
    return !old || old.coded !== (written.get(id) ?? null) || !sameState(old, state);
  });
  const absent = [...before.values()].filter(({ id }) => !standing.has(id));
  const gone = absent.filter(({ is_deleted }) => !is_deleted);
  const relinked = changed.flatMap(([id]) =>
    before.get(id)?.coded === written.get(id) ? [] : (coded.get(id) ?? []),
  );
  const moved = [...relinked, ...absent].map(({ id }) => id);

  await queries.query('create temporary table former_links (like event_links) on commit drop');
  await queries.query('insert into former_links select * from event_links where event = any($1)', [moved]);
  await queries.query('delete from event_links where event = any($1)', [moved]);
  await upsertRows(
    queries,
    'events',
    changed.map(([id, state]) => rowOf(state, written.get(id) ?? null, texts, at)),
    ['created_at'],
  );
  await queries.query(
    'update events set acled_id = country || number where acled_id is null and country is not null and id = any($1)',
    [changed.map(([id]) => id)],
  );
  await insertRows(queries, 'event_links', linkRows(relinked));
  const heirs = await heirsOf(
    queries,
    gone.map(({ id }) => id),
  );
  for (const { id } of gone)
    await queries.query(
      'update events set deleted_at = $2, updated_at = $2, merged_into = $3 where id = $1',
      [id, at, heirs.get(id) ?? null],
    );
  await markForAcled(queries, [...changed.map(([id]) => id), ...gone.map(({ id }) => id)]);
  const added = changed.filter(([id]) => !before.has(id)).length;
  return { added, changed: changed.length - added, deleted: gone.length };
};
