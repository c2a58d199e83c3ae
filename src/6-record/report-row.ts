// A report as a row and back. The words come back exactly, also those that PostgreSQL's text cannot hold.
import { pageKey } from '../schema/address.ts';
import type { DateBasis, Report } from '../schema/report.ts';
import { isStorable, type Row } from './database/database.ts';
import { dayOrNull } from './days.ts';
import { hashOf } from './hash.ts';

/** The same words from the same outlet, day and page are the same report; a copy in another outlet is not. */
export const identityOf = ({ contentHash, outlet, publishedAt, url }: Report): string =>
  hashOf(JSON.stringify([contentHash, outlet, publishedAt, url]));

export interface ReportRow {
  readonly id: string;
  readonly outlet: string | null;
  readonly title: string | null;
  readonly url: string | null;
  readonly published_at: string | null;
  readonly date_basis: DateBasis;
  readonly language: string;
  readonly text: string;
  readonly verbatim: Uint8Array | null;
  readonly retrieved_at: string | null;
  readonly content_hash: string;
  readonly non_prose: string;
  readonly metadata: string;
}

/** The columns that a report is read from. */
export const REPORT_COLUMNS =
  'id, outlet, title, url, published_at, date_basis, language, text, verbatim, retrieved_at, content_hash, non_prose, metadata';

const utf16 = (text: string): string => `\\x${Buffer.from(text, 'utf16le').toString('hex')}`;

export const rowOf = (report: Report): Row => ({
  id: report.id,
  outlet: report.outlet,
  title: report.title,
  url: report.url,
  page: report.url === null ? null : pageKey(report.url),
  published_at: report.publishedAt,
  published_on: dayOrNull(report.publishedAt),
  date_basis: report.dateBasis,
  language: report.language,
  text: report.text,
  verbatim: isStorable(report.text) ? null : utf16(report.text),
  retrieved_at: report.retrievedAt,
  content_hash: report.contentHash,
  identity: identityOf(report),
  non_prose: JSON.stringify(report.nonProse),
  metadata: JSON.stringify(report.metadata),
});

export const reportOf = (row: ReportRow): Report => ({
  id: row.id,
  outlet: row.outlet,
  title: row.title,
  url: row.url,
  publishedAt: row.published_at,
  dateBasis: row.date_basis,
  language: row.language,
  text: row.verbatim === null ? row.text : Buffer.from(row.verbatim).toString('utf16le'),
  retrievedAt: row.retrieved_at,
  contentHash: row.content_hash,
  nonProse: JSON.parse(row.non_prose) as Report['nonProse'],
  metadata: JSON.parse(row.metadata) as Report['metadata'],
});
