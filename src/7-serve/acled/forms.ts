// Rows as JSON, CSV or XML, each with what stands before, between and after them.
import { BETWEEN_ROWS } from '../../6-record/acled/index.ts';
import { csvLine, headerOf } from '../../6-record/export/index.ts';
import type { Format } from './parse-request.ts';
import type { Cells, CellValue } from './shape.ts';

/** What an answer says besides its rows. */
export interface Envelope {
  readonly total: number;
  /** Epoch seconds; null where nothing has ever changed. */
  readonly lastChange: number | null;
  readonly now: Date;
  /** `acled`. */
  readonly name: string;
}

export interface Form {
  readonly contentType: string;
  readonly before: (envelope: Envelope) => string;
  /** Rows with what stands between them. */
  readonly rows: (rows: readonly Cells[]) => string;
  readonly between: string;
  readonly after: (envelope: Envelope, count: number) => string;
}

/** Whole hours, as ACLED counts them. */
const hoursSince = ({ lastChange, now }: Envelope): number | null =>
  lastChange === null ? null : Math.max(0, Math.floor((now.getTime() / 1000 - lastChange) / 3600));

/** ACLED bars rows that are too new from some users; here nobody is kept from any. */
const restrictions = ({ now }: Envelope): object => ({
  date_recency: { quantity: 0, unit: 'Months', date: now.toISOString().slice(0, 10) },
});

const picked = (columns: readonly string[], row: Cells): Cells => {
  const cells: Record<string, CellValue> = {};
  for (const column of columns) cells[column] = row[column] ?? null;
  return cells;
};

/** The count comes after the rows: of a long answer it is known only then. */
const json = (columns: readonly string[]): Form => ({
  contentType: 'application/json',
  before: envelope =>
    `${JSON.stringify({
      status: 200,
      success: true,
      last_update: hoursSince(envelope),
      total_count: envelope.total,
      messages: [],
    }).slice(0, -1)},"data":[`,
  rows: rows => rows.map(row => JSON.stringify(picked(columns, row))).join(BETWEEN_ROWS),
  between: BETWEEN_ROWS,
  after: (envelope, count) =>
    `],${JSON.stringify({
      count,
      filename: `${envelope.name}.json`,
      data_query_restrictions: restrictions(envelope),
    }).slice(1)}`,
});

const csv = (columns: readonly string[]): Form => ({
  contentType: 'text/csv; charset=utf-8',
  before: () => headerOf(columns.map(name => ({ name }))),
  rows: rows => rows.map(row => csvLine(columns.map(column => row[column] ?? null))).join(''),
  between: '',
  after: () => '',
});

/** What XML 1.0 cannot hold, not even as a reference. */
const UNWRITABLE = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

const SIGNS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#13;' };

/** Most cells are letters, digits and signs that stand for themselves. */
const PLAIN = /^[\t\n -%'-;=?-~]*$/;

const xmlText = (value: CellValue): string => {
  if (value === null) return '';
  const text = String(value);
  return PLAIN.test(text)
    ? text
    : text.replace(UNWRITABLE, '\uFFFD').replace(/[&<>\r]/g, sign => SIGNS[sign] as string);
};

const element = (name: string, value: CellValue): string => `<${name}>${xmlText(value)}</${name}>`;

const xml = (columns: readonly string[]): Form => ({
  contentType: 'application/xml; charset=utf-8',
  before: envelope =>
    `<?xml version="1.0" encoding="UTF-8"?>\n<response>${[
      element('status', 200),
      element('success', 1),
      element('last_update', hoursSince(envelope)),
      element('total_count', envelope.total),
    ].join('')}<data>\n`,
  rows: rows => {
    let text = '';
    for (const row of rows) {
      text += '<item>';
      for (const column of columns) text += element(column, row[column] ?? null);
      text += '</item>\n';
    }
    return text;
  },
  between: '',
  after: (envelope, count) =>
    `</data>${element('count', count)}${element('filename', `${envelope.name}.xml`)}</response>\n`,
});

const FORMS: Readonly<Record<Format, (columns: readonly string[]) => Form>> = { json, csv, xml };

export const formOf = (format: Format, columns: readonly string[]): Form => FORMS[format](columns);
