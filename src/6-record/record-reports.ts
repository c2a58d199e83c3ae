// Coded reports into the store: each is there whole, with its coding and its rows, or not at all.
import { pageKey } from '../schema/address.ts';
import type { Report } from '../schema/report.ts';
import type { CodedText } from '../schema/story.ts';
import { nextNumber } from './counters.ts';
import { insertRows, type Queries, type Row, storable } from './database/database.ts';
import { insertProjections, replaceProjection } from './projection.ts';
import { identityOf, rowOf } from './report-row.ts';
import type { Store } from './store.ts';
import { unsettleReports, unsettleStoryOf } from './together/unsettled.ts';

export type Recorded =
  | { readonly outcome: 'added'; readonly id: string }
  /** The same words of the same outlet, day and page are in the store already. */
  | { readonly outcome: 'known'; readonly id: string }
  /** A later text of a page whose earlier text stays in the store under `supersedes`. */
  | { readonly outcome: 'version'; readonly id: string; readonly supersedes: string };

/** A page of an outlet, however its address is written; null for a report without an address. */
const pageOf = (url: string | null, page: string | null, outlet: string | null): string | null =>
  url === null ? null : JSON.stringify([storable(page ?? url), outlet === null ? null : storable(outlet)]);

const pageOfReport = ({ url, outlet }: Report): string | null =>
  pageOf(url, url === null ? null : pageKey(url), outlet);

interface Latest {
  readonly id: string;
  readonly contentHash: string;
}

/** What the store knows of these reports: by identity its id, by page the last text. */
interface Known {
  readonly ids: Map<string, string>;
  readonly pages: Map<string, Latest>;
}

const knownOf = async (queries: Queries, reports: readonly Report[]): Promise<Known> => {
  const ids = await queries.query<{ identity: string; id: string }>(
    'select identity, id from reports where identity = any($1)',
    [reports.map(identityOf)],
  );
  const urls = reports.flatMap(({ url }) => (url === null ? [] : [url]));
  const pages = urls.flatMap(url => pageKey(url) ?? []);
  const rows =
    urls.length === 0
      ? []
      : await queries.query<{
          id: string;
          content_hash: string;
          url: string;
          page: string | null;
          outlet: string | null;
        }>(
          `select id, content_hash, url, page, outlet from reports
          where superseded_by is null and (page = any($1) or (page is null and url = any($2))) order by added`,
          [pages.map(storable), urls.map(storable)],
        );
  return {
    ids: new Map(ids.map(({ identity, id }) => [identity, id])),
    pages: new Map(
      rows.map(({ id, content_hash, url, page, outlet }) => [
        pageOf(url, page, outlet) as string,
        { id, contentHash: content_hash },
      ]),
    ),
  };
};

const latestOf = (report: Report, { pages }: Known): Latest | null => {
  const page = pageOfReport(report);
  return page === null ? null : (pages.get(page) ?? null);
};

/** The same words at another address of the same page are the same report. */
const idOf = (report: Report, known: Known): string | null => {
  const latest = latestOf(report, known);
  return known.ids.get(identityOf(report)) ?? (latest?.contentHash === report.contentHash ? latest.id : null);
};

/** The id of this very report in the store; asked before it is coded for nothing. */
export const findReport = async (queries: Queries, report: Report): Promise<string | null> =>
  idOf(report, await knownOf(queries, [report]));

const LONGEST_ID = 200;

const baseOf = ({ id }: Report): string => storable(id).slice(0, LONGEST_ID) || 'report';

/** Of these ids, those that a report has, or had. */
const takenIds = async (queries: Queries, ids: readonly string[]): Promise<Set<string>> => {
  const rows = await queries.query<{ id: string }>(
    'select id from reports where id = any($1) union all select id from removed_reports where id = any($1)',
    [ids],
  );
  return new Set(rows.map(({ id }) => id));
};

/** `wire-12`, or `wire-12-2` where another report has that id, or had it. `taken` knows the base, and grows. */
const freeId = async (queries: Queries, base: string, taken: Set<string>): Promise<string> => {
  for (let count = 1; ; count++) {
    const id = count === 1 ? base : `${base}-${count}`;
    if (!taken.has(id) && (count === 1 || (await takenIds(queries, [id])).size === 0)) {
      taken.add(id);
      return id;
    }
  }
};

const insertCodings = async (
  queries: Queries,
  store: Store,
  texts: readonly CodedText[],
  run: number,
): Promise<void> => {
  const at = store.now().toISOString();
  const rows = texts.map(({ report, coded }) => ({
    report: report.id,
    run,
    at,
    coded: JSON.stringify(coded),
    lent_date: null,
    lent_coded: null,
  }));
  await insertRows(queries, 'coded_reports', rows);
};

/**
 * Adds reports with their coding, in the order given. The id given to one may differ from that which it came with, where
 * that is taken. Within a transaction of the caller, so that what else it writes holds if and only if they are there.
 */
export const recordWithin = async (
  queries: Queries,
  store: Store,
  texts: readonly CodedText[],
  run: number,
): Promise<Recorded[]> => {
  if (texts.length === 0) return [];
  // the counter first: its row is the gate through which adders go one by one
  const first = await nextNumber(queries, 'report', texts.length);
  const reports = texts.map(({ report }) => report);
  const known = await knownOf(queries, reports);
  const taken = await takenIds(queries, reports.map(baseOf));
  const recorded: Recorded[] = [];
  const fresh: CodedText[] = [];
  const rows: Row[] = [];
  const followed: (readonly [earlier: string, later: string])[] = [];
  const addedAt = store.now().toISOString();
  for (const [i, { report, coded }] of texts.entries()) {
    const own = idOf(report, known);
    if (own !== null) {
      recorded.push({ outcome: 'known', id: own });
      continue;
    }
    const id = await freeId(queries, baseOf(report), taken);
    const supersedes = latestOf(report, known)?.id ?? null;
    const page = pageOfReport(report);
    known.ids.set(identityOf(report), id);
    if (page !== null) known.pages.set(page, { id, contentHash: report.contentHash });
    if (supersedes !== null) followed.push([supersedes, id]);
    fresh.push({ report: { ...report, id }, coded: { ...coded, id } });
    rows.push({
      ...rowOf({ ...report, id }),
      added: first + i,
      added_at: addedAt,
      run,
      supersedes,
      superseded_by: null,
    });
    recorded.push(supersedes === null ? { outcome: 'added', id } : { outcome: 'version', id, supersedes });
  }
  if (fresh.length === 0) return recorded;
  await insertRows(queries, 'reports', rows);
  for (const [earlier, later] of followed) {
    await unsettleStoryOf(queries, earlier);
    await queries.query('update reports set superseded_by = $1 where id = $2', [later, earlier]);
  }
  await insertCodings(queries, store, fresh, run);
  await insertProjections(queries, fresh);
  await unsettleReports(
    queries,
    fresh.map(({ report }) => report.id),
  );
  return recorded;
};

/** Adds reports in the order given, all of them or none; resolves when they are on the disk with their coding. */
export const recordReports = (store: Store, texts: readonly CodedText[], run: number): Promise<Recorded[]> =>
  store.database.transaction(queries => recordWithin(queries, store, texts, run));

export const recordReport = async (store: Store, text: CodedText, run: number): Promise<Recorded> =>
  (await recordReports(store, [text], run))[0] as Recorded;

/** A report coded anew: its coding of an earlier run is kept, queries read the new one. */
export const recordCoding = (store: Store, { report, coded }: CodedText, run: number): Promise<void> =>
  store.database.transaction(async queries => {
    await queries.query('update reports set run = $1 where id = $2', [run, report.id]);
    await queries.query('delete from coded_reports where report = $1 and run = $2', [report.id, run]);
    await insertCodings(queries, store, [{ report, coded }], run);
    await replaceProjection(queries, { report, coded });
    await unsettleReports(queries, [report.id]);
  });
