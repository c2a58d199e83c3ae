// Events as they were brought together last, read back from their rows with the reports that they rest on.
import type { RecordedEvent } from '../schema/recorded-event.ts';
import type { CodedText } from '../schema/story.ts';
import type { Queries } from './database/database.ts';
import { readTexts } from './reports.ts';

/** @param outside stories whose events are not wanted: they are being told anew. */
export const readCodedEvents = async (
  queries: Queries,
  ids: readonly string[],
  outside: readonly string[] = [],
): Promise<Map<string, RecordedEvent>> =>
  new Map(
    (
      await queries.query<{ id: string; coded: string }>(
        // an event that a later coding no longer has cannot be brought back by a decision
        `select id, coded from events where id = any($1) and coded is not null
          and (story is null or story <> all($2))
          and exists (select from event_links where event = events.id)`,
        [[...ids], [...outside]],
      )
    ).map(({ id, coded }) => [id, JSON.parse(coded) as RecordedEvent]),
  );

export const readTextsOf = async (
  queries: Queries,
  events: Iterable<RecordedEvent>,
): Promise<Map<string, CodedText>> => {
  const reports = new Set<string>();
  for (const { mentions } of events) for (const { report } of mentions) reports.add(report);
  return readTexts(queries, [...reports]);
};
