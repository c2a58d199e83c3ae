// An undated report coded once more with the date that its story lent it: kept beside its own coding.

import type { CodedReport } from '../schema/coded-report.ts';
import type { CodedText } from '../schema/story.ts';
import type { Queries } from './database/database.ts';
import type { TextsById } from './event-view.ts';
import { replaceProjection } from './projection.ts';
import { REPORT_COLUMNS, type ReportRow, reportOf } from './report-row.ts';

interface Lent {
  readonly report: string;
  readonly lent_date: string;
}

const lend = async (queries: Queries, { report, coded }: CodedText): Promise<void> => {
  await queries.query(
    'update coded_reports set lent_date = $2, lent_coded = $3 where report = $1 and run = (select run from reports where id = $1)',
    [report.id, report.publishedAt, JSON.stringify(coded)],
  );
  await replaceProjection(queries, report, coded);
};

/** The story that lent the date is gone. */
const takeBack = async (queries: Queries, id: string): Promise<void> => {
  const [row] = await queries.query<ReportRow & { readonly coded: string }>(
    `select ${REPORT_COLUMNS}, (select coded from coded_reports where report = reports.id and run = reports.run) as coded
    from reports where id = $1`,
    [id],
  );
  if (!row) return;
  await queries.query('update coded_reports set lent_date = null, lent_coded = null where report = $1', [id]);
  await replaceProjection(queries, reportOf(row), JSON.parse(row.coded) as CodedReport);
};

export const recordLentCodings = async (queries: Queries, texts: TextsById): Promise<void> => {
  const before = new Map(
    (
      await queries.query<Lent>(
        'select report, lent_date from coded_reports join reports on id = report and reports.run = coded_reports.run where lent_date is not null',
      )
    ).map(({ report, lent_date }) => [report, lent_date]),
  );
  for (const text of texts.values()) {
    const { id, dateBasis, publishedAt } = text.report;
    const lent = before.get(id);
    if (dateBasis === 'inferred' && lent !== publishedAt) await lend(queries, text);
    else if (dateBasis !== 'inferred' && lent !== undefined) await takeBack(queries, id);
  }
};
