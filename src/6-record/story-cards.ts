// Stories as a reader looks through them: who reports, what is corroborated or disputed, when things happened.
import type { Queries } from './database/database.ts';
import { addEventConditions, Conditions, type EventFilter } from './filters.ts';
import { addCursor, type Listed, type Page, type Placed, pageOf } from './newest-first.ts';
import { areFewer } from './sampled-events.ts';
import type { Store } from './store.ts';
import { addStoryConditions, STORY_ORDER } from './story-order.ts';

export interface StoryCard {
  readonly id: string;
  readonly title: string;
  readonly reports: number;
  /** In order of name; of a story with very many the first ones. */
  readonly outlets: readonly string[];
  readonly independentOutlets: number;
  readonly events: number;
  readonly corroborated: number;
  readonly disputed: number;
  readonly reviewed: number;
  /** Days of its events. */
  readonly from: string | null;
  readonly to: string | null;
  /** Events from its first day to its last, in steps of so many days. */
  readonly timeline: { readonly daysAStep: number; readonly counts: readonly number[] };
  /** When its newest report was published, or recorded where that is not known. */
  readonly reportedAt: string | null;
  readonly updatedAt: string;
}

interface StoryRow extends Placed {
  readonly id: string;
  readonly title: string;
  readonly report_count: number;
  readonly independent_outlets: number;
  readonly date_from: string | null;
  readonly date_to: string | null;
  readonly reported_at: string | null;
  readonly updated_at: string;
}

const STORY_COLUMNS = `id, title, report_count, independent_outlets, date_from, date_to, updated_at,
  reported_at, reported_at as cursor_day, number as cursor_number`;

const MOST_STEPS = 30;
const MOST_OUTLETS = 100;
const DAY = 86_400_000;

const dayNumber = (day: string): number => Date.parse(`${day}T00:00:00Z`) / DAY;

const timelineOf = (
  { date_from: from, date_to: to }: StoryRow,
  days: readonly DayCount[],
): StoryCard['timeline'] => {
  if (from === null || to === null) return { daysAStep: 1, counts: [] };
  const first = dayNumber(from);
  const length = Math.max(1, dayNumber(to) - first + 1);
  const daysAStep = Math.ceil(length / MOST_STEPS);
  const counts = new Array<number>(Math.ceil(length / daysAStep)).fill(0);
  for (const { day, events } of days) {
    const step = Math.floor((dayNumber(day) - first) / daysAStep);
    // a reviewer may have moved an event past the days that the story was made with
    if (step >= 0 && step < counts.length) counts[step] = (counts[step] ?? 0) + events;
  }
  return { daysAStep, counts };
};

interface Standing {
  readonly story: string;
  readonly events: number;
  readonly corroborated: number;
  readonly disputed: number;
  readonly reviewed: number;
}

interface DayCount {
  readonly story: string;
  readonly day: string;
  readonly events: number;
}

const grouped = <Row extends { readonly story: string }>(rows: readonly Row[]): Map<string, Row[]> => {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const own = groups.get(row.story);
    if (own) own.push(row);
    else groups.set(row.story, [row]);
  }
  return groups;
};

const cardsOf = async (queries: Queries, rows: readonly StoryRow[]): Promise<StoryCard[]> => {
  const ids = [rows.map(({ id }) => id)];
  const outlets = grouped(
    await queries.query<{ story: string; outlet: string }>(
      `select distinct story, outlet from story_reports join reports on reports.id = report
      where story = any($1) and outlet is not null order by story, outlet`,
      ids,
    ),
  );
  const standings = grouped(
    await queries.query<Standing>(
      `select story, count(*) as events, count(*) filter (where standing = 'corroborated') as corroborated,
        count(*) filter (where standing = 'disputed') as disputed, count(reviewed) as reviewed
      from events where story = any($1) and deleted_at is null group by story`,
      ids,
    ),
  );
  const days = grouped(
    await queries.query<DayCount>(
      `select story, date_from as day, count(*) as events from events
      where story = any($1) and deleted_at is null and date_from is not null group by story, date_from`,
      ids,
    ),
  );
  return rows.map(row => {
    const standing = standings.get(row.id)?.[0];
    return {
      id: row.id,
      title: row.title,
      reports: row.report_count,
      outlets: (outlets.get(row.id) ?? []).slice(0, MOST_OUTLETS).map(({ outlet }) => outlet),
      independentOutlets: row.independent_outlets,
      events: standing?.events ?? 0,
      corroborated: standing?.corroborated ?? 0,
      disputed: standing?.disputed ?? 0,
      reviewed: standing?.reviewed ?? 0,
      from: row.date_from,
      to: row.date_to,
      timeline: timelineOf(row, days.get(row.id) ?? []),
      reportedAt: row.reported_at,
      updatedAt: row.updated_at,
    };
  });
};

const isEmpty = (filter: EventFilter): boolean => Object.values(filter).every(value => value === undefined);

const FEW_EVENTS = 20_000;

/** Of few events their stories are gathered; of many, story after story is looked at, which soon gives a page. */
const fitting = async (store: Store, filter: EventFilter, within: Conditions): Promise<string> => {
  if (isEmpty(filter)) return 'true';
  return (await areFewer(store, filter, FEW_EVENTS))
    ? `id = any(array(select distinct story from events where ${within.sql}))`
    : `exists (select from events where events.story = stories.id and ${within.sql})`;
};

/** Those with the newest reports first. A story fits where one of its events does; its days are its own. */
export const listStoryCards = async (
  store: Store,
  { since, until, ...filter }: EventFilter,
  page: Page,
): Promise<Listed<StoryCard>> => {
  const conditions = new Conditions();
  addStoryConditions(conditions, { since, until });
  addCursor(conditions, STORY_ORDER, page);
  const within = new Conditions(conditions.values);
  if (!isEmpty(filter)) addEventConditions(within, filter);
  const rows = await store.database.query<StoryRow>(
    `select ${STORY_COLUMNS} from stories where ${conditions.sql} and ${await fitting(store, filter, within)}
    order by reported_at desc nulls last, number desc limit ${page.limit + 1}`,
    within.values,
  );
  const listed = pageOf(rows, page, row => row);
  return { items: await cardsOf(store.database, listed.items), next: listed.next };
};

export const readStoryCard = async (store: Store, id: string): Promise<StoryCard | null> => {
  const rows = await store.database.query<StoryRow>(`select ${STORY_COLUMNS} from stories where id = $1`, [
    id,
  ]);
  return (await cardsOf(store.database, rows))[0] ?? null;
};
