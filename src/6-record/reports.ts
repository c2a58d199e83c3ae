// Reports into the store and out of it. Each is recorded with its coding in one transaction: it is there whole or not.
import { pageKey } from '../schema/address.ts';
import type { CodedReport } from '../schema/coded-report.ts';
import type { Report } from '../schema/report.ts';
import type { CodedText } from '../schema/story.ts';
import { nextNumber } from './counters.ts';
import { insertRows, type Queries, storable } from './database/database.ts';
import { replaceProjection } from './projection.ts';
import { identityOf, REPORT_COLUMNS, type ReportRow, reportOf, rowOf } from './report-row.ts';
import type { Store } from './store.ts';
import { StoreRefusal } from './store-refusal.ts';
import { unsettleReport, unsettleStoryOf } from './together/unsettled.ts';

export type Recorded =
  | { readonly outcome: 'added'; readonly id: string }
  /** The same words of the same outlet, day and page are in the store already. */
  | { readonly outcome: 'known'; readonly id: string }
  /** A later text of a page whose earlier text stays in the store under `supersedes`. */
  | { readonly outcome: 'version'; readonly id: string; readonly supersedes: string };

/**
 * The id of this very report in the store; asked before it is coded for nothing. The same words at another address of
 * the same page are the same report.
 */
export const findReport = async (queries: Queries, report: Report): Promise<string | null> => {
  const [own] = await queries.query<{ id: string }>('select id from reports where identity = $1', [
    identityOf(report),
  ]);
  if (own) return own.id;
  const latest = await latestOf(queries, report);
  return latest?.content_hash === report.contentHash ? latest.id : null;
};

const LONGEST_ID = 200;

/** `wire-12`, or `wire-12-2` where another report has that id, or had it. */
const freeId = async (queries: Queries, wanted: string): Promise<string> => {
  const base = storable(wanted).slice(0, LONGEST_ID) || 'report';
  for (let count = 1; ; count++) {
    const id = count === 1 ? base : `${base}-${count}`;
    const taken = await queries.query(
      'select 1 from reports where id = $1 union all select 1 from removed_reports where id = $1 limit 1',
      [id],
    );
    if (taken.length === 0) return id;
  }
};

interface Latest {
  readonly id: string;
  readonly content_hash: string;
}

/** The last text of the report's page that the store has. */
const latestOf = async (queries: Queries, { url, outlet }: Report): Promise<Latest | null> => {
  const page = url === null ? null : pageKey(url);
  if (url === null) return null;
  const [row] = await queries.query<Latest>(
    `select id, content_hash from reports where ${page === null ? 'url' : 'page'} = $1
      and outlet is not distinct from $2 and superseded_by is null order by added desc limit 1`,
    [storable(page ?? url), outlet === null ? null : storable(outlet)],
  );
  return row ?? null;
};

const insertCoding = async (
  queries: Queries,
  store: Store,
  report: Report,
  coded: CodedReport,
  run: number,
): Promise<void> => {
  await queries.query('delete from coded_reports where report = $1 and run = $2', [report.id, run]);
  const at = store.now().toISOString();
  await insertRows(queries, 'coded_reports', [
    { report: report.id, run, at, coded: JSON.stringify(coded), lent_date: null, lent_coded: null },
  ]);
  await replaceProjection(queries, report, coded);
};

/**
 * Adds a report with its coding. The id given to it may differ from the one that it came with, where that is taken.
 * Within a transaction of the caller, so that what else it writes holds if and only if the report is there.
 */
export const recordWithin = async (
  queries: Queries,
  store: Store,
  { report, coded }: CodedText,
  run: number,
): Promise<Recorded> => {
  // the counter first: its row is the gate through which adders go one by one
  const added = await nextNumber(queries, 'report');
  const known = await findReport(queries, report);
  if (known !== null) return { outcome: 'known', id: known };
  const supersedes = (await latestOf(queries, report))?.id ?? null;
  const id = await freeId(queries, report.id);
  const own = { ...report, id };
  await insertRows(queries, 'reports', [
    { ...rowOf(own), added, added_at: store.now().toISOString(), run, supersedes, superseded_by: null },
  ]);
  if (supersedes !== null) {
    await unsettleStoryOf(queries, supersedes);
    await queries.query('update reports set superseded_by = $1 where id = $2', [id, supersedes]);
  }
  await insertCoding(queries, store, own, { ...coded, id }, run);
  await unsettleReport(queries, id);
  return supersedes === null ? { outcome: 'added', id } : { outcome: 'version', id, supersedes };
};

/** Resolves when the report and its coding are on the disk. */
export const recordReport = (store: Store, text: CodedText, run: number): Promise<Recorded> =>
  store.database.transaction(queries => recordWithin(queries, store, text, run));

/** A report coded anew: its coding of an earlier run is kept, queries read the new one. */
export const recordCoding = (store: Store, { report, coded }: CodedText, run: number): Promise<void> =>
  store.database.transaction(async queries => {
    await queries.query('update reports set run = $1 where id = $2', [run, report.id]);
    await insertCoding(queries, store, report, coded, run);
    await unsettleReport(queries, report.id);
  });

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

/** A report with its coding as it stands in its story: with the date that the story lent it. */
export const readText = async (queries: Queries, id: string): Promise<CodedText | null> => {
  const [row] = await queries.query<ReportRow & { readonly standing: string }>(
    `select ${REPORT_COLUMNS}, (select coalesce(lent_coded, coded) from coded_reports
      where report = reports.id and coded_reports.run = reports.run) as standing
    from reports where id = $1`,
    [storable(id)],
  );
  if (!row) return null;
  const coded = JSON.parse(row.standing) as CodedReport;
  const { publishedAt, dateBasis } = coded;
  return { report: { ...reportOf(row), publishedAt, dateBasis }, coded };
};

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
    if (row.superseded_by === null) for (const report of earlier) await unsettleReport(queries, report.id);
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
