// Stories as they were brought together -> the store: ids stay, what changed is dated, what is gone is marked deleted.
import type { RecordedEvent } from '../schema/recorded-event.ts';
import type { Story } from '../schema/story.ts';
import { nextNumber } from './counters.ts';
import { insertRows, type Queries, type Row, upsertRows } from './database/database.ts';
import { type TextsById, viewEvent } from './event-view.ts';
import { recordLentCodings } from './lent-codings.ts';
import { applyDecisions } from './review/apply-decisions.ts';
import { readDecisions, sourcesOf } from './review/decisions.ts';
import { claimsOf, keepIds } from './stable-ids.ts';
import { markStoriesCurrent } from './state.ts';
import type { Store } from './store.ts';
import { writeEvents } from './write-events.ts';

export interface StoryChanges {
  readonly stories: { readonly added: number; readonly changed: number; readonly deleted: number };
  readonly events: { readonly added: number; readonly changed: number; readonly deleted: number };
}

interface Link {
  readonly report: string;
  readonly mention: string;
  readonly event: string;
  readonly trigger_start: number;
  readonly trigger_end: number;
}

/** New ids for groups that keep none, in the order of groups. */
const fillIds = async (
  queries: Queries,
  counter: 'story' | 'event',
  letter: string,
  kept: readonly (string | null)[],
): Promise<string[]> => {
  const missing = kept.filter(id => id === null).length;
  let next = missing === 0 ? 0 : await nextNumber(queries, counter, missing);
  return kept.map(id => id ?? `${letter}${next++}`);
};

/** The event that a mention belonged to: by its trigger, since re-coding numbers mentions anew. */
const formerEvents = async (
  queries: Queries,
): Promise<(report: string, trigger: { start: number; end: number }) => string | undefined> => {
  const links = await queries.query<Link>(
    'select report, mention, event, trigger_start, trigger_end from event_links order by report, trigger_start',
  );
  const byReport = new Map<string, Link[]>();
  for (const link of links) {
    const own = byReport.get(link.report);
    if (own) own.push(link);
    else byReport.set(link.report, [link]);
  }
  return (report, { start, end }) => {
    const own = byReport.get(report) ?? [];
    const same = own.find(link => link.trigger_start === start && link.trigger_end === end);
    return (same ?? own.find(link => link.trigger_start < end && start < link.trigger_end))?.event;
  };
};

interface Named {
  readonly stories: readonly Story[];
  readonly events: readonly RecordedEvent[];
}

/** Every id of a story replaced: events and the story by ids that stay, quotations and figures by numbers within it. */
const renameStory = (story: Story, id: string, events: ReadonlyMap<string, string>): Story => {
  const names = new Map(events);
  for (const [i, quote] of story.quotes.entries()) names.set(quote.id, `q${i + 1}`);
  for (const [i, figure] of story.figures.entries()) names.set(figure.id, `f${i + 1}`);
  const named = (old: string): string => names.get(old) ?? old;
  return {
    ...story,
    id,
    events: story.events.map(event => ({ ...event, id: named(event.id) })),
    quotes: story.quotes.map(quote => ({ ...quote, id: named(quote.id) })),
    figures: story.figures.map(figure => ({ ...figure, id: named(figure.id) })),
    denials: story.denials.map(({ denial, claim }) => ({ denial: named(denial), claim: named(claim) })),
    positions: story.positions.map(position => ({
      ...position,
      steps: position.steps.map(step => ({
        ...step,
        id: named(step.id),
        changes: step.changes === null ? null : named(step.changes),
      })),
    })),
    onlyHere: Object.fromEntries(
      Object.entries(story.onlyHere).map(([report, only]) => [
        report,
        {
          events: only.events.map(named),
          quotes: only.quotes.map(named),
          figures: only.figures.map(named),
        },
      ]),
    ),
  };
};

const nameAll = async (queries: Queries, stories: readonly Story[], texts: TextsById): Promise<Named> => {
  const inStories = new Map(
    (await queries.query<{ report: string; story: string }>('select report, story from story_reports')).map(
      ({ report, story }) => [report, story],
    ),
  );
  const storyClaims = claimsOf(stories.map(({ reports }) => reports.map(report => inStories.get(report))));
  const storyIds = await fillIds(queries, 'story', 's', keepIds(stories.length, storyClaims));

  const former = await formerEvents(queries);
  const events = stories.flatMap((story, at) => story.events.map(event => ({ story, event, at })));
  const eventClaims = claimsOf(
    events.map(({ event }) => event.mentions.map(({ report, trigger }) => former(report, trigger))),
  );
  const eventIds = await fillIds(queries, 'event', 'e', keepIds(events.length, eventClaims));
  const newIds = new Map(events.map(({ event }, i) => [event.id, eventIds[i] as string]));
  return {
    stories: stories.map((story, i) => renameStory(story, storyIds[i] as string, newIds)),
    events: events.map(({ story, event, at }, i) =>
      viewEvent(eventIds[i] as string, storyIds[at] as string, event, story, texts),
    ),
  };
};

const storyRow = (story: Story, events: readonly RecordedEvent[], at: string): Row => {
  const days = events
    .flatMap(({ time }) => [time?.from, time?.to])
    .filter((day): day is string => typeof day === 'string')
    .sort();
  return {
    id: story.id,
    number: Number(story.id.slice(1)),
    title: story.title,
    independent_outlets: story.independentOutlets,
    report_count: story.reports.length,
    event_count: story.events.length,
    date_from: days[0] ?? null,
    date_to: days.at(-1) ?? null,
    document: JSON.stringify(story),
    created_at: at,
    updated_at: at,
  };
};

const documentsIn = async (queries: Queries, sql: string): Promise<Map<string, string>> =>
  new Map(
    (await queries.query<{ id: string; document: string }>(sql)).map(({ id, document }) => [id, document]),
  );

const writeStories = async (
  queries: Queries,
  { stories, events }: Named,
  at: string,
): Promise<StoryChanges['stories']> => {
  const before = await documentsIn(queries, 'select id, document from stories');
  const eventsOf = new Map<string | null, RecordedEvent[]>();
  for (const event of events) {
    const own = eventsOf.get(event.story);
    if (own) own.push(event);
    else eventsOf.set(event.story, [event]);
  }
  const changed = stories.filter(story => before.get(story.id) !== JSON.stringify(story));
  const ids = new Set(stories.map(({ id }) => id));
  const gone = [...before.keys()].filter(id => !ids.has(id));
  await queries.query('delete from stories where id = any($1)', [gone]);
  await queries.query('delete from story_reports where story = any($1)', [changed.map(({ id }) => id)]);
  await upsertRows(
    queries,
    'stories',
    changed.map(story => storyRow(story, eventsOf.get(story.id) ?? [], at)),
    ['created_at'],
  );
  const places = changed.flatMap(({ id: story, reports }) =>
    reports.map((report, ordinal) => ({ report, story, ordinal })),
  );
  await insertRows(queries, 'story_reports', places);
  const added = changed.filter(({ id }) => !before.has(id)).length;
  return { added, changed: changed.length - added, deleted: gone.length };
};

/**
 * Puts the stories in the place of those before. `texts` are the reports as they stand in the stories: an undated one
 * with the date that its story lent it; `change` the number of the last change of reports that they take in.
 */
export const recordStories = (
  store: Store,
  stories: readonly Story[],
  texts: TextsById,
  change: number,
): Promise<StoryChanges> =>
  store.database.transaction(async queries => {
    await recordLentCodings(queries, texts);
    const named = await nameAll(queries, stories, texts);
    const coded = new Map(named.events.map(event => [event.id, event]));
    const sources = sourcesOf(
      named.stories.flatMap(({ copies }) => copies),
      report => texts.get(report)?.report.outlet ?? null,
    );
    const standing = applyDecisions(coded, await readDecisions(queries), sources);
    const at = store.now().toISOString();
    const changes = {
      stories: await writeStories(queries, named, at),
      events: await writeEvents(queries, { coded, standing, texts }, null, at),
    };
    await markStoriesCurrent(queries, change);
    return changes;
  });
