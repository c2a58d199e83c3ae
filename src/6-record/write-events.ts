// Events into their table: only what changed is written and dated, so that "updated since" can be asked.
import type { RecordedEvent } from '../schema/recorded-event.ts';
import { insertRows, type Queries, upsertRows } from './database/database.ts';
import { eventColumns } from './event-row.ts';
import { searchText, type TextsById } from './event-view.ts';
import type { StoryChanges } from './stories.ts';

interface Before {
  readonly id: string;
  readonly coded: string;
  readonly is_deleted: boolean;
}

/** The event that holds most of the mentions which the gone one had. */
const heirOf = async (queries: Queries, gone: readonly string[]): Promise<Map<string, string>> => {
  const rows = await queries.query<{ old: string; heir: string }>(
    `select distinct on (old.event) old.event as old, new.event as heir
    from former_links old join event_links new
      on new.report = old.report and new.trigger_start < old.trigger_end and old.trigger_start < new.trigger_end
    where old.event = any($1)
    group by old.event, new.event order by old.event, count(*) desc, new.event`,
    [gone],
  );
  return new Map(rows.map(({ old, heir }) => [old, heir]));
};

const linkRows = (events: readonly RecordedEvent[]) =>
  events.flatMap(({ id, mentions }) =>
    mentions.map(({ report, event, trigger }) => ({
      report,
      mention: event,
      event: id,
      trigger_start: trigger.start,
      trigger_end: trigger.end,
    })),
  );

export const writeEvents = async (
  queries: Queries,
  events: readonly RecordedEvent[],
  texts: TextsById,
  at: string,
): Promise<StoryChanges['events']> => {
  const before = new Map(
    (
      await queries.query<Before>(
        'select id, coded, deleted_at is not null as is_deleted from events where coded is not null',
      )
    ).map(row => [row.id, row]),
  );
  const written = new Map(events.map(event => [event.id, JSON.stringify(event)]));
  const changed = events.filter(({ id }) => {
    const old = before.get(id);
    return old === undefined || old.is_deleted || old.coded !== written.get(id);
  });
  const gone = [...before.values()].filter(({ id, is_deleted }) => !is_deleted && !written.has(id));
  const moved = [...changed, ...gone].map(({ id }) => id);

  await queries.query('create temporary table former_links (like event_links) on commit drop');
  await queries.query('insert into former_links select * from event_links where event = any($1)', [moved]);
  await queries.query('delete from event_links where event = any($1)', [moved]);
  await upsertRows(
    queries,
    'events',
    changed.map(event => ({
      ...eventColumns(event),
      coded: written.get(event.id) as string,
      search: searchText(event, texts),
      reviewed: null,
      created_at: at,
      updated_at: at,
      deleted_at: null,
      merged_into: null,
    })),
    ['created_at'],
  );
  await insertRows(queries, 'event_links', linkRows(changed));
  const heirs = await heirOf(
    queries,
    gone.map(({ id }) => id),
  );
  for (const { id } of gone)
    await queries.query(
      'update events set deleted_at = $2, updated_at = $2, merged_into = $3 where id = $1',
      [id, at, heirs.get(id) ?? null],
    );
  const added = changed.filter(({ id }) => !before.has(id)).length;
  return { added, changed: changed.length - added, deleted: gone.length };
};
