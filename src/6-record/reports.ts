// Reports out of the store again: read with their coding, or removed.
import type { CodedReport } from '../schema/coded-report.ts';
import type { Report } from '../schema/report.ts';
import type { CodedText } from '../schema/story.ts';
import { insertRows, type Queries, storable } from './database/database.ts';
import { REPORT_COLUMNS, type ReportRow, reportOf } from './report-row.ts';
import type { Store } from './store.ts';
import { StoreRefusal } from './store-refusal.ts';
import { unsettleReports, unsettleStoryOf } from './together/unsettled.ts';

export const readReport = async (store: Store, id: string): Promise<Report | null> => {
  const [row] = await store.database.query<ReportRow>(`select ${REPORT_COLUMNS} from reports where id = $1`, [
    storable(id),
  ]);
  return row ? reportOf(row) : null;
};

/** The coding that counts now: with the date that the story lent, where it lent one. */
export const readCoding = async (store: Store, id: string, run?: number): Promise<CodedReport | null> => {
  const [row] = await store.database.query<{ coded: string }>(
    `select coalesce(lent_coded, coded) as coded from coded_reports join reports on reports.id = report
    where report = $1 and coded_reports.run = coalesce($2::int, reports.run)`,
    [storable(id), run ?? null],
  );
  return row ? (JSON.parse(row.coded) as CodedReport) : null;
};

/** Texts a query: some megabytes. */
const TEXTS_AT_ONCE = 50;

/** By id, reports with their coding as it stands in their story: with the date that the story lent it. */
export const readTexts = async (
  queries: Queries,
  ids: readonly string[],
): Promise<Map<string, CodedText>> => {
  const texts = new Map<string, CodedText>();
  for (let from = 0; from < ids.length; from += TEXTS_AT_ONCE) {
    const rows = await queries.query<ReportRow & { readonly standing: string }>(
      `select ${REPORT_COLUMNS}, (select coalesce(lent_coded, coded) from coded_reports
        where report = reports.id and coded_reports.run = reports.run) as standing
      from reports where id = any($1)`,
      [ids.slice(from, from + TEXTS_AT_ONCE).map(storable)],
    );
    for (const row of rows) {
      const coded = JSON.parse(row.standing) as CodedReport;
      const { publishedAt, dateBasis } = coded;
      texts.set(row.id, { report: { ...reportOf(row), publishedAt, dateBasis }, coded });
    }
  }
  return texts;
};

export const readText = async (queries: Queries, id: string): Promise<CodedText | null> =>
  (await readTexts(queries, [id])).get(storable(id)) ?? null;

/** Removes the words and all that was read from them; that it was there stays known. */
export const removeReport = (store: Store, id: string, reason: string | null): Promise<void> =>
  store.database.transaction(async queries => {
    await unsettleStoryOf(queries, storable(id));
    const [row] = await queries.query<{
      identity: string;
      content_hash: string;
      superseded_by: string | null;
    }>('delete from reports where id = $1 returning identity, content_hash, superseded_by', [storable(id)]);
    if (!row)
      throw new StoreRefusal(
        'record/no-report',
        `there is no report "${id}" in the store. See them all: synoptic list reports`,
      );
    const earlier = await queries.query<{ id: string }>(
      'update reports set superseded_by = $2 where superseded_by = $1 returning id',
      [storable(id), row.superseded_by],
    );
    // what it took the place of is the current text again
    if (row.superseded_by === null)
      await unsettleReports(
        queries,
        earlier.map(report => report.id),
      );
    await insertRows(queries, 'removed_reports', [
      {
        id,
        identity: row.identity,
        content_hash: row.content_hash,
        removed_at: store.now().toISOString(),
        reason,
      },
    ]);
  });
