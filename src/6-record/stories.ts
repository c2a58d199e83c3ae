// Stories as they were brought together -> the store: ids stay, what changed is dated, what is gone is marked deleted.
import type { Decision } from '../schema/decision.ts';
import type { RecordedEvent } from '../schema/recorded-event.ts';
import type { Story } from '../schema/story.ts';
import { readCodedEvents, readTextsOf } from './coded-events.ts';
import { nextNumber } from './counters.ts';
import { insertRows, type Queries, type Row, upsertRows } from './database/database.ts';
import { type TextsById, viewEvent } from './event-view.ts';
import { applyDecisions, relatedEvents } from './review/apply-decisions.ts';
import { readCopies, readDecisions, sourcesOf } from './review/decisions.ts';
import { claimsOf, keepIds } from './stable-ids.ts';
import type { Store } from './store.ts';
import { reportedAt } from './story-order.ts';
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
  reports: readonly string[],
): Promise<(report: string, trigger: { start: number; end: number }) => string | undefined> => {
  const links = await queries.query<Link>(
    `select report, mention, event, trigger_start, trigger_end from event_links
    where report = any($1) order by report, trigger_start`,
    [[...reports]],
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

const nameAll = async (queries: Queries, { told: stories, storyOf, texts }: ToldStories): Promise<Named> => {
  const storyClaims = claimsOf(stories.map(({ reports }) => reports.map(report => storyOf.get(report))));
  const storyIds = await fillIds(queries, 'story', 's', keepIds(stories.length, storyClaims));

  const former = await formerEvents(queries, [...texts.keys()]);
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

const storyRow = (
  story: Story,
  events: readonly RecordedEvent[],
  reported: string | null,
  at: string,
): Row => {
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
    reported_at: reported,
    document: JSON.stringify(story),
    created_at: at,
    updated_at: at,
  };
};

/** By report, when it was news. */
const newsOf = async (
  queries: Queries,
  stories: readonly Story[],
  texts: TextsById,
): Promise<ReadonlyMap<string, string>> => {
  const rows = await queries.query<{ id: string; added_at: string }>(
    'select id, added_at from reports where id = any($1)',
    [stories.flatMap(({ reports }) => reports)],
  );
  return new Map(
    rows.map(({ id, added_at }) => [
      id,
      reportedAt(texts.get(id)?.report ?? { publishedAt: null }, added_at),
    ]),
  );
};

const writeStories = async (
  queries: Queries,
  { stories, events }: Named,
  { before, texts }: ToldStories,
  at: string,
): Promise<StoryChanges['stories']> => {
  const documents = new Map(
    (
      await queries.query<{ id: string; document: string }>(
        'select id, document from stories where id = any($1)',
        [[...before]],
      )
    ).map(({ id, document }) => [id, document]),
  );
  const eventsOf = new Map<string | null, RecordedEvent[]>();
  for (const event of events) {
    const own = eventsOf.get(event.story);
    if (own) own.push(event);
    else eventsOf.set(event.story, [event]);
  }
  const changed = stories.filter(story => documents.get(story.id) !== JSON.stringify(story));
  const news = await newsOf(queries, changed, texts);
  const ids = new Set(stories.map(({ id }) => id));
  const gone = [...documents.keys()].filter(id => !ids.has(id));
  await queries.query('delete from stories where id = any($1)', [gone]);
  await queries.query('delete from story_reports where story = any($1)', [changed.map(({ id }) => id)]);
  await upsertRows(
    queries,
    'stories',
    changed.map(story => {
      const moments = story.reports.map(report => news.get(report) ?? '').sort();
      return storyRow(story, eventsOf.get(story.id) ?? [], moments.at(-1) || null, at);
    }),
    ['created_at'],
  );
  const places = changed.flatMap(({ id: story, reports }) =>
    reports.map((report, ordinal) => ({ report, story, ordinal })),
  );
  await insertRows(queries, 'story_reports', places);
  const added = changed.filter(({ id }) => !documents.has(id)).length;
  return { added, changed: changed.length - added, deleted: gone.length };
};

/** Some stories told anew, with all that they take reports from. */
export interface ToldStories {
  readonly told: readonly Story[];
  /** The reports of these stories, as they stand in them. */
  readonly texts: TextsById;
  /** By report, the story that it stood in before. */
  readonly storyOf: ReadonlyMap<string, string>;
  /** Stories that stood before and may be gone now. */
  readonly before: readonly string[];
}

/** Events that stood in the stories before, and those that decisions tie to them or to the new ones. */
const scopeOf = async (
  queries: Queries,
  before: readonly string[],
  coded: ReadonlyMap<string, RecordedEvent>,
  decisions: readonly Decision[],
): Promise<Set<string>> => {
  const rows = await queries.query<{ id: string }>('select id from events where story = any($1)', [
    [...before],
  ]);
  return relatedEvents([...coded.keys(), ...rows.map(({ id }) => id)], decisions);
};

/** Puts these stories in the place of those before; all others stay as they are. */
export const recordStories = async (
  store: Store,
  queries: Queries,
  stories: ToldStories,
): Promise<StoryChanges> => {
  const named = await nameAll(queries, stories);
  const own = new Map(named.events.map(event => [event.id, event]));
  const decisions = await readDecisions(queries);
  const scope = await scopeOf(queries, stories.before, own, decisions);
  const others = [...scope].filter(id => !own.has(id));
  const elsewhere = await readCodedEvents(queries, others, stories.before);
  const coded = new Map([...elsewhere, ...own]);
  const textsElsewhere = await readTextsOf(queries, elsewhere.values());
  const texts = new Map([...textsElsewhere, ...stories.texts]);
  const copies = elsewhere.size === 0 ? [] : await readCopies(queries, [...textsElsewhere.keys()]);
  const sources = sourcesOf(
    [...copies, ...named.stories.flatMap(story => story.copies)],
    report => texts.get(report)?.report.outlet ?? null,
  );
  const standing = applyDecisions(coded, decisions, sources);
  const at = store.now().toISOString();
  return {
    stories: await writeStories(queries, named, stories, at),
    events: await writeEvents(queries, { coded, standing, texts }, [...scope], at),
  };
};
