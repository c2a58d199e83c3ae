// What the store holds in the form asked for, piece by piece: for the command and for the API.
import type { EventRecord } from '../../schema/recorded-event.ts';
import { type AcledMaker, acledColumns, acledRowsOf, refreshAcled } from '../acled/index.ts';
import { eventFilterOf, type FilterValues, reportFilterOf } from '../filter-specs.ts';
import { listEvents, listReports, listStories, readStory } from '../lists.ts';
import { listFigures, listStatements } from '../lists-of-words.ts';
import type { Listed, Page } from '../newest-first.ts';
import { readRelease, releasedEvents } from '../releases.ts';
import { readText } from '../reports.ts';
import type { Store } from '../store.ts';
import { type Column, headerOf, rowOf } from './csv.ts';
import { EVENT_COLUMNS } from './event-columns.ts';
import type { ExportForm, ExportKind } from './forms.ts';
import { gdeltLine } from './gdelt.ts';
import { featureOf } from './geojson.ts';
import { parquetPieces } from './parquet.ts';
import { POLECAT_COLUMNS } from './polecat.ts';
import { isLethal, makeUcdpColumns } from './ucdp.ts';
import { annotationsOf } from './web-annotation.ts';
import { FIGURE_COLUMNS, STATEMENT_COLUMNS, STORY_COLUMNS } from './word-columns.ts';

export interface ExportAsked {
  readonly kind: ExportKind;
  readonly form: ExportForm;
  readonly filter: FilterValues;
  /** Events as a release has them, without filters. */
  readonly release?: string | undefined;
}

/** Text, or bytes where the form is not one of text. */
export type Piece = string | Uint8Array;

const PAGE = 500;

/** Page after page up to the limit; 0 is all. */
export async function* pages<Item>(
  limit: number,
  list: (page: Page) => Promise<Listed<Item>>,
): AsyncGenerator<Item> {
  let left = limit === 0 ? Number.POSITIVE_INFINITY : limit;
  for (let after: string | null = null; left > 0; ) {
    const { items, next } = await list({ limit: Math.min(PAGE, left), after });
    yield* items;
    left -= items.length;
    if (next === null) return;
    after = next;
  }
}

/** Of a release: as it was then; its day stands for every event's. */
async function* releasedRecords(store: Store, name: string): AsyncGenerator<EventRecord> {
  const { at } = await readRelease(store, name);
  const fixed = {
    createdAt: at,
    updatedAt: at,
    deletedAt: null,
    mergedInto: null,
    reviewed: null,
  };
  for await (const { event, acledId } of releasedEvents(store, name)) yield { event, acledId, ...fixed };
}

async function* each<Item>(
  items: AsyncIterable<Item>,
  line: (item: Item) => string | null | Promise<string>,
): AsyncGenerator<string> {
  for await (const item of items) {
    const written = await line(item);
    if (written !== null) yield written;
  }
}

const jsonLine = (value: unknown): string => `${JSON.stringify(value)}\n`;

async function* table<Item>(
  columns: readonly Column<Item>[],
  items: AsyncIterable<Item>,
): AsyncGenerator<string> {
  yield headerOf(columns);
  yield* each(items, item => rowOf(columns, item));
}

async function* geoJson(records: AsyncIterable<EventRecord>): AsyncGenerator<string> {
  let before = '{"type":"FeatureCollection","features":[\n';
  for await (const record of records) {
    const feature = featureOf(record);
    if (feature === null) continue;
    yield before + JSON.stringify(feature);
    before = ',\n';
  }
  yield before === ',\n' ? '\n]}\n' : `${before}]}\n`;
}

const ACLED_BATCH = 500;

/** Of a release the rows are made at once; those of the store are kept, with the day on which each last changed. */
async function* acled(
  store: Store,
  release: string | undefined,
  maker: AcledMaker,
  records: AsyncIterable<EventRecord>,
): AsyncGenerator<string> {
  yield headerOf(acledColumns);
  if (release !== undefined) {
    yield* each(records, record => {
      const row = maker.view(record);
      return row && rowOf(acledColumns, row);
    });
    return;
  }
  await refreshAcled(store, maker);
  const rowsOf = async (ids: readonly string[]): Promise<string> => {
    const rows = await acledRowsOf(store, ids);
    return ids
      .flatMap(id => rows.get(id) ?? [])
      .map(row => rowOf(acledColumns, row))
      .join('');
  };
  let ids: string[] = [];
  for await (const { event } of records) {
    ids.push(event.id);
    if (ids.length < ACLED_BATCH) continue;
    yield await rowsOf(ids);
    ids = [];
  }
  yield await rowsOf(ids);
}

const events = (
  store: Store,
  { form, filter, release }: ExportAsked,
  maker: () => AcledMaker,
): AsyncGenerator<Piece> => {
  const records =
    release === undefined
      ? pages(0, page => listEvents(store, eventFilterOf(filter), page))
      : releasedRecords(store, release);
  switch (form) {
    case 'geojson':
      return geoJson(records);
    case 'acled':
      return acled(store, release, maker(), records);
    case 'gdelt':
      return each(records, gdeltLine);
    case 'jsonl':
      return each(records, jsonLine);
    case 'polecat':
      return table(POLECAT_COLUMNS, records);
    case 'ucdp':
      return table(makeUcdpColumns(maker().registry), lethal(records));
    case 'parquet':
      return parquetPieces(EVENT_COLUMNS, records);
    default:
      return table(EVENT_COLUMNS, records);
  }
};

async function* lethal(records: AsyncIterable<EventRecord>): AsyncGenerator<EventRecord> {
  for await (const record of records) if (isLethal(record)) yield record;
}

const rows = <Item>(
  form: ExportForm,
  columns: readonly Column<Item>[],
  items: AsyncIterable<Item>,
): AsyncGenerator<Piece> => {
  if (form === 'jsonl') return each(items, jsonLine);
  return form === 'parquet' ? parquetPieces(columns, items) : table(columns, items);
};

const stories = (store: Store, { form, filter }: ExportAsked): AsyncGenerator<Piece> => {
  const items = pages(0, page => listStories(store, filter, page));
  return form === 'jsonl'
    ? each(items, async ({ id }) => jsonLine(await readStory(store, id)))
    : rows(form, STORY_COLUMNS, items);
};

/** An array of annotations, one a line within it. */
async function* evidence(store: Store, { filter }: ExportAsked): AsyncGenerator<string> {
  let before = '[\n';
  for await (const { id } of pages(0, page => listReports(store, reportFilterOf(filter), page))) {
    const text = await readText(store.database, id);
    for (const annotation of text ? annotationsOf(text.report, text.coded) : []) {
      yield before + JSON.stringify(annotation);
      before = ',\n';
    }
  }
  yield before === '[\n' ? '[]\n' : '\n]\n';
}

/** @param maker of rows in ACLED's form, loaded where they are asked for. */
export const exportPieces = (
  store: Store,
  asked: ExportAsked,
  maker: () => AcledMaker,
): AsyncGenerator<Piece> => {
  const { kind, form, filter } = asked;
  const reports = reportFilterOf(filter);
  switch (kind) {
    case 'events':
      return events(store, asked, maker);
    case 'statements':
      return rows(
        form,
        STATEMENT_COLUMNS,
        pages(0, page => listStatements(store, { ...reports, speaker: filter.name }, page)),
      );
    case 'figures':
      return rows(
        form,
        FIGURE_COLUMNS,
        pages(0, page => listFigures(store, reports, page)),
      );
    case 'stories':
      return stories(store, asked);
    case 'evidence':
      return evidence(store, asked);
  }
};
