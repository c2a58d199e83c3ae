// One measure over time: every figure that reports give for it, with its range and source, and where they contradict.
import type { Figure } from '../schema/coded-report.ts';
import type { Story, StoryFigure } from '../schema/story.ts';
import { keptAnswer } from './answers-kept.ts';
import { type ReportFilter, reportConditions } from './filters.ts';
import type { Store } from './store.ts';

export interface MeasureCount {
  readonly measure: string;
  readonly unit: string | null;
  readonly figures: number;
  readonly reports: number;
}

const MOST_MEASURES = 300;

/** Most frequent first. */
export const listMeasures = (store: Store): Promise<MeasureCount[]> =>
  keptAnswer(store, 'measures', () =>
    store.database.query<MeasureCount>(
      `select measure, unit, count(*) as figures, count(distinct report) as reports from figures
      group by measure, unit order by count(*) desc, measure, unit limit ${MOST_MEASURES}`,
    ),
  );

export interface SeriesFilter extends Omit<ReportFilter, 'words'> {
  readonly measure: string;
  readonly unit?: string | undefined;
  /** Names whose figures they are: `of` what, or of an event. */
  readonly of?: string | undefined;
  /** A recorded event. */
  readonly event?: string | undefined;
}

interface SeriesPoint
  extends Pick<Figure, 'id' | 'value' | 'low' | 'high' | 'comparator' | 'unit' | 'start' | 'end' | 'period'> {
  readonly report: string;
  readonly outlet: string | null;
  /** The end of its period, else the day on which its report was published. */
  readonly day: string | null;
  readonly of: string | null;
  readonly attributedTo: string | null;
  /** The recorded event that it is a count of. */
  readonly event: string | null;
  readonly story: string | null;
  /** The figure of the story that joins it with those of other reports, and whether they agree. */
  readonly joined: string | null;
  readonly agreement: StoryFigure['agreement'] | null;
  readonly words: string;
}

export interface FigureSeries {
  readonly measure: string;
  /** Only the newest are here. */
  readonly isCut: boolean;
  /** In order of time, undated last. */
  readonly points: readonly SeriesPoint[];
}

interface Row extends Omit<SeriesPoint, 'joined' | 'agreement' | 'words' | 'period'> {
  readonly period_from: string | null;
  readonly period_to: string | null;
  readonly text: string;
}

const MOST_STORIES = 100;

/** By report and figure, the figure of a story that it is joined in. */
const joinedIn = async (
  store: Store,
  stories: readonly string[],
): Promise<ReadonlyMap<string, StoryFigure>> => {
  const rows = await store.database.query<{ document: string }>(
    'select document from stories where id = any($1)',
    [[...stories]],
  );
  return new Map(
    rows.flatMap(({ document }) =>
      (JSON.parse(document) as Story).figures.flatMap(figure =>
        figure.mentions.map(mention => [`${mention.report} ${mention.figure}`, figure] as const),
      ),
    ),
  );
};

const MOST_WORDS = 200;

const count = async (store: Store, filter: SeriesFilter, limit: number): Promise<FigureSeries> => {
  const { measure, unit, of, event, ...reports } = filter;
  const conditions = reportConditions(reports);
  conditions.add(`measure = ${conditions.value(measure)}`);
  if (unit !== undefined) conditions.add(`unit = ${conditions.value(unit)}`);
  if (of !== undefined) conditions.add(`lower(item.of) = lower(${conditions.value(of)})`);
  if (event !== undefined) conditions.add(`event_links.event = ${conditions.value(event)}`);
  conditions.add('superseded_by is null');
  const rows = await store.database.query<Row>(
    `select item.id, item.report, outlet, value, low, high, comparator, unit, span_start as start, span_end as end,
      period_from, period_to, coalesce(period_to, period_from, published_on) as day, item.of, attributed_to as "attributedTo",
      event_links.event, story_reports.story, text
    from figures item join reports on reports.id = item.report
      left join event_links on event_links.report = item.report and event_links.mention = item.event
      left join story_reports on story_reports.report = item.report
    where ${conditions.sql} order by published_on desc nulls last, reports.added desc, item.ordinal limit ${limit + 1}`,
    conditions.values,
  );
  const shown = rows.slice(0, limit);
  const stories = [...new Set(shown.flatMap(({ story }) => story ?? []))].slice(0, MOST_STORIES);
  const joined = await joinedIn(store, stories);
  const points = shown.map(({ text, period_from, period_to, ...row }) => {
    const figure = joined.get(`${row.report} ${row.id}`);
    return {
      ...row,
      period: period_from === null && period_to === null ? null : { from: period_from, to: period_to },
      joined: figure?.id ?? null,
      agreement: figure?.agreement ?? null,
      words: text.slice(row.start, Math.min(row.end, row.start + MOST_WORDS)),
    };
  });
  return {
    measure,
    isCut: rows.length > limit,
    points: points.sort((a, b) => ((a.day ?? '9999') < (b.day ?? '9999') ? -1 : 1)),
  };
};

export const figureSeries = (store: Store, filter: SeriesFilter, limit: number): Promise<FigureSeries> =>
  keptAnswer(store, `series ${limit} ${JSON.stringify(filter)}`, () => count(store, filter, limit));
