// What the store knows around a report: its versions, and the events that its mentions stand in.
import type { RecordedEvent } from '../schema/recorded-event.ts';
import { storable } from './database/database.ts';
import type { Store } from './store.ts';

export interface ReportVersion {
  readonly id: string;
  readonly addedAt: string;
  readonly publishedAt: string | null;
  readonly contentHash: string;
  readonly title: string | null;
  readonly characters: number;
  readonly isCurrent: boolean;
}

/** Texts of the same page, the earliest first; a report of no other version is alone. */
export const reportVersions = (store: Store, id: string): Promise<ReportVersion[]> =>
  store.database.query<ReportVersion>(
    `with recursive chain(id) as (
      select id from reports where id = $1
      union
      select other.id from chain join reports own on own.id = chain.id
        join reports other on other.id = own.supersedes or other.id = own.superseded_by
    )
    select id, added_at as "addedAt", published_at as "publishedAt", content_hash as "contentHash", title,
      length(text) as characters, superseded_by is null as "isCurrent"
    from reports where id in (select id from chain) order by added`,
    [storable(id)],
  );

/** A mention of a report and the event that it stands in, decisions applied. */
export interface MentionLink {
  readonly mention: string;
  readonly event: string;
  readonly standing: RecordedEvent['standing'];
  readonly reviewed: string | null;
}

interface LinkedRow {
  readonly document: string;
  readonly reviewed: string | null;
}

export const mentionLinks = async (store: Store, report: string): Promise<MentionLink[]> => {
  const rows = await store.database.query<LinkedRow>(
    // a reviewer may have moved a mention into another event, or into one that no report was coded as
    `with linked as (select events.id, merged_into, story from event_links join events on events.id = event
      where report = $1)
    select document, reviewed from events where deleted_at is null and (id in (select id from linked)
      or id in (select merged_into from linked)
      or (coded is null and story in (select story from linked)))
    order by number`,
    [storable(report)],
  );
  return rows.flatMap(({ document, reviewed }) => {
    const event = JSON.parse(document) as RecordedEvent;
    return event.mentions
      .filter(mention => mention.report === report)
      .map(mention => ({ mention: mention.event, event: event.id, standing: event.standing, reviewed }));
  });
};
