// Statements and figures as the reports give them, each with its words.
import type { Figure, Statement } from '../schema/coded-report.ts';
import { type Conditions, type ReportFilter, reportConditions } from './filters.ts';
import { type Listed, type Page, pageBy } from './newest-first.ts';
import type { Store } from './store.ts';
import { badPage } from './store-refusal.ts';

export interface StatementFilter extends ReportFilter {
  /** Beginning of the speaker's name, in any case of letters. */
  readonly speaker?: string | undefined;
  /** The speaker's full name. */
  readonly speakerName?: string | undefined;
  readonly acts?: readonly string[] | undefined;
}

export interface StatementRecord {
  readonly report: string;
  readonly id: string;
  readonly outlet: string | null;
  readonly publishedAt: string | null;
  readonly speaker: string | null;
  readonly speakerCountry: string | null;
  readonly quotation: Statement['quotation'];
  readonly act: Statement['act'];
  readonly content: string;
}

export interface FigureFilter extends Omit<ReportFilter, 'words'> {
  readonly measures?: readonly string[] | undefined;
}

export interface FigureRecord
  extends Pick<Figure, 'value' | 'low' | 'high' | 'comparator' | 'measure' | 'unit'> {
  readonly report: string;
  readonly id: string;
  readonly outlet: string | null;
  readonly publishedAt: string | null;
  readonly of: string | null;
  readonly attributedTo: string | null;
  readonly event: string | null;
  readonly words: string;
}

/** As the index of migration 12 has it: compared by code points, so that beginnings are a range. */
const SPEAKER = '(lower(left(speaker, 200)) collate "C")';

/** Newest reports first, in a report as they stand there; a place in that order is `added.ordinal`. */
const ORDER = 'order by item.added desc, item.ordinal';

const addPlace = (conditions: Conditions, { after }: Page): void => {
  if (after === undefined || after === null) return;
  const [, added, ordinal] = /^(\d{1,15})\.(\d{1,9})$/.exec(after) ?? [];
  if (added === undefined) throw badPage(after);
  const report = conditions.value(Number(added));
  conditions.add(
    `item.added <= ${report} and (item.added < ${report} or item.ordinal > ${conditions.value(Number(ordinal))})`,
  );
};

interface Placed {
  readonly added: number;
  readonly ordinal: number;
}

const placeOf = ({ added, ordinal }: Placed): string => `${added}.${ordinal}`;

const SHARED = 'report, item.id, outlet, published_at as "publishedAt", item.added, item.ordinal';

export const listStatements = async (
  store: Store,
  { speaker, speakerName, acts, words, ...reports }: StatementFilter,
  page: Page,
): Promise<Listed<StatementRecord>> => {
  const conditions = reportConditions(reports);
  if (speaker !== undefined)
    conditions.add(
      `${SPEAKER} >= ${conditions.value(speaker.toLowerCase())} and ${SPEAKER} < ${conditions.value(`${speaker.toLowerCase()}\u{10FFFF}`)}`,
    );
  if (speakerName !== undefined) {
    const name = conditions.value(speakerName);
    conditions.add(`${SPEAKER} = lower(left(${name}, 200)) and speaker = ${name}`);
  }
  conditions.anyOf('act', acts);
  if (words !== undefined)
    conditions.add(`item.words @@ websearch_to_tsquery('english', ${conditions.value(words)})`);
  addPlace(conditions, page);
  const rows = await store.database.query<StatementRecord & Placed>(
    `select ${SHARED}, speaker, speaker_country as "speakerCountry", quotation, act, content
    from statements item join reports on reports.id = report
    where ${conditions.sql} ${ORDER} limit ${page.limit + 1}`,
    conditions.values,
  );
  return pageBy(rows, page, ({ added: _, ordinal: __, ...statement }) => statement, placeOf);
};

export const listFigures = async (
  store: Store,
  { measures, ...reports }: FigureFilter,
  page: Page,
): Promise<Listed<FigureRecord>> => {
  const conditions = reportConditions(reports);
  conditions.anyOf('measure', measures);
  addPlace(conditions, page);
  const rows = await store.database.query<
    FigureRecord & Placed & { readonly text: string; readonly span_start: number; readonly span_end: number }
  >(
    `select ${SHARED}, value, low, high, comparator, measure, unit, of, attributed_to as "attributedTo", item.event,
      span_start, span_end, text
    from figures item join reports on reports.id = report
    where ${conditions.sql} ${ORDER} limit ${page.limit + 1}`,
    conditions.values,
  );
  const read = ({ added: _, ordinal: __, text, span_start, span_end, ...figure }: (typeof rows)[number]) => ({
    ...figure,
    // offsets count UTF-16 code units, which the database does not
    words: text.slice(span_start, span_end),
  });
  return pageBy(rows, page, read, placeOf);
};
