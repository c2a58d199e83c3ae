// Lists of what the store holds, newest first, page by page: each page names where the next one goes on.
import type { EventRecord, RecordedEvent } from '../schema/recorded-event.ts';
import type { Story } from '../schema/story.ts';
import { oneRow, storable } from './database/database.ts';
import {
  Conditions,
  type EventFilter,
  eventConditions,
  type ReportFilter,
  reportConditions,
} from './filters.ts';
import { type Listed, newestFirst, type Page, pageOf } from './newest-first.ts';
import type { Store } from './store.ts';
import { addStoryConditions, STORY_ORDER, type StoryFilter } from './story-order.ts';

export interface ReportSummary {
  readonly id: string;
  readonly outlet: string | null;
  readonly title: string | null;
  readonly url: string | null;
  readonly publishedAt: string | null;
  readonly language: string;
  readonly contentHash: string;
  readonly addedAt: string;
  readonly run: number;
  readonly story: string | null;
  readonly supersedes: string | null;
  readonly supersededBy: string | null;
  readonly events: number;
  readonly statements: number;
  readonly figures: number;
}

interface ReportSummaryRow {
  readonly id: string;
  readonly outlet: string | null;
  readonly title: string | null;
  readonly url: string | null;
  readonly published_at: string | null;
  readonly language: string;
  readonly content_hash: string;
  readonly added_at: string;
  readonly run: number;
  readonly story: string | null;
  readonly supersedes: string | null;
  readonly superseded_by: string | null;
  readonly events: number;
  readonly statements: number;
  readonly figures: number;
}

const summaryOf = (row: ReportSummaryRow): ReportSummary => ({
  id: row.id,
  outlet: row.outlet,
  title: row.title,
  url: row.url,
  publishedAt: row.published_at,
  language: row.language,
  contentHash: row.content_hash,
  addedAt: row.added_at,
  run: row.run,
  story: row.story,
  supersedes: row.supersedes,
  supersededBy: row.superseded_by,
  events: row.events,
  statements: row.statements,
  figures: row.figures,
});

export const listReports = async (
  store: Store,
  filter: ReportFilter,
  page: Page,
): Promise<Listed<ReportSummary>> => {
  const rows = await newestFirst<ReportSummaryRow>(
    store.database,
    { table: 'reports', day: 'published_on', number: 'added', holds: 'true', until: filter.until },
    `id, outlet, title, url, published_at, language, content_hash, added_at, run, supersedes, superseded_by,
      (select story from story_reports where report = reports.id) as story,
      (select count(*)::int from event_mentions where report = reports.id) as events,
      (select count(*)::int from statements where report = reports.id) as statements,
      (select count(*)::int from figures where report = reports.id) as figures`,
    () => reportConditions(filter),
    page,
    filter.ids !== undefined || filter.story !== undefined,
  );
  return pageOf(rows, page, summaryOf);
};

export interface EventRow {
  readonly document: string;
  readonly created_at: string;
  readonly updated_at: string;
  readonly deleted_at: string | null;
  readonly merged_into: string | null;
  readonly reviewed: string | null;
  readonly acled_id: string | null;
}

export const EVENT_COLUMNS = 'acled_id, document, created_at, updated_at, deleted_at, merged_into, reviewed';

export const recordOf = (row: EventRow): EventRecord => ({
  event: JSON.parse(row.document) as RecordedEvent,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
  deletedAt: row.deleted_at,
  mergedInto: row.merged_into,
  reviewed: row.reviewed,
  acledId: row.acled_id,
});

export const listEvents = async (
  store: Store,
  filter: EventFilter,
  page: Page,
): Promise<Listed<EventRecord>> => {
  const rows = await newestFirst<EventRow>(
    store.database,
    {
      table: 'events',
      day: 'date_from',
      number: 'number',
      holds: filter.deleted === true ? 'true' : 'deleted_at is null',
      until: filter.until,
    },
    EVENT_COLUMNS,
    () => eventConditions(filter),
    page,
    filter.ids !== undefined || filter.story !== undefined || filter.deleted === true,
  );
  return pageOf(rows, page, recordOf);
};

export const countEvents = async (store: Store, filter: EventFilter): Promise<number> => {
  const conditions = eventConditions(filter);
  const { count } = await oneRow<{ count: number }>(
    store.database,
    `select count(*) as count from events where ${conditions.sql}`,
    conditions.values,
  );
  return count;
};

export const readEvent = async (store: Store, id: string): Promise<EventRecord | null> => {
  const [row] = await store.database.query<EventRow>(`select ${EVENT_COLUMNS} from events where id = $1`, [
    storable(id),
  ]);
  return row ? recordOf(row) : null;
};

export interface StorySummary {
  readonly id: string;
  readonly title: string;
  readonly reports: number;
  readonly independentOutlets: number;
  readonly events: number;
  readonly from: string | null;
  readonly to: string | null;
  readonly updatedAt: string;
}

interface StoryRow {
  readonly id: string;
  readonly title: string;
  readonly report_count: number;
  readonly independent_outlets: number;
  readonly event_count: number;
  readonly date_from: string | null;
  readonly date_to: string | null;
  readonly updated_at: string;
}

const storySummaryOf = (row: StoryRow): StorySummary => ({
  id: row.id,
  title: row.title,
  reports: row.report_count,
  independentOutlets: row.independent_outlets,
  events: row.event_count,
  from: row.date_from,
  to: row.date_to,
  updatedAt: row.updated_at,
});

export const listStories = async (
  store: Store,
  filter: StoryFilter,
  page: Page,
): Promise<Listed<StorySummary>> => {
  const rows = await newestFirst<StoryRow>(
    store.database,
    STORY_ORDER,
    'id, title, report_count, independent_outlets, event_count, date_from, date_to, updated_at',
    () => {
      const conditions = new Conditions();
      addStoryConditions(conditions, filter);
      return conditions;
    },
    page,
  );
  return pageOf(rows, page, storySummaryOf);
};

/** Stories written after a moment, in the order in which they were first made. */
export const listStoriesSince = async (
  store: Store,
  after: string,
): Promise<(StorySummary & { readonly createdAt: string })[]> => {
  const rows = await store.database.query<StoryRow & { readonly created_at: string }>(
    `select id, title, report_count, independent_outlets, event_count, date_from, date_to, updated_at, created_at
    from stories where updated_at > $1 order by number`,
    [after],
  );
  return rows.map(row => ({ ...storySummaryOf(row), createdAt: row.created_at }));
};

export const readStory = async (store: Store, id: string): Promise<Story | null> => {
  const [row] = await store.database.query<{ document: string }>(
    'select document from stories where id = $1',
    [storable(id)],
  );
  return row ? (JSON.parse(row.document) as Story) : null;
};
