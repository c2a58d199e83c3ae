// Is the store whole? Every text against its hash, every coding against its report and its rows, every event against its
// mentions and the decisions on it, releases against their hashes, tables against each other.
import type { CodedReport } from '../schema/coded-report.ts';
import type { Report } from '../schema/report.ts';
import type { Span } from '../schema/span.ts';
import type { CodedText } from '../schema/story.ts';
import { differingRows, type Queries } from './database/database.ts';
import { hashOf } from './hash.ts';
import { projectAll } from './projection.ts';
import { verifyReleases } from './releases.ts';
import { identityOf, REPORT_COLUMNS, type ReportRow, reportOf } from './report-row.ts';
import { readText } from './reports.ts';
import type { Store } from './store.ts';
import { verifyEvents } from './verify-events.ts';
import { TABLE_CHECKS } from './verify-tables.ts';

export interface Fault {
  /** `report strike-1`, `event e12`. */
  readonly what: string;
  readonly fault: string;
}

export interface Verified {
  readonly reports: number;
  readonly codings: number;
  readonly events: number;
  readonly faults: readonly Fault[];
}

const spansOf = ({ events, statements, figures, entities }: CodedReport): Span[] => [
  ...entities.flatMap(({ mentions }) => mentions),
  ...events.flatMap(({ trigger, evidence }) => [trigger, ...evidence]),
  ...statements.flatMap(({ content }) => content),
  ...figures,
];

/** What is wrong with a coding of this report, null where nothing is. */
const codingFault = (report: Report, json: string): string | null => {
  let coded: CodedReport;
  try {
    coded = JSON.parse(json) as CodedReport;
  } catch {
    return 'is no JSON';
  }
  if (coded.id !== report.id) return `is of "${coded.id}"`;
  const outside = spansOf(coded).find(({ start, end }) => start > end || end > report.text.length);
  return outside ? `points to ${outside.start}-${outside.end}, outside the text` : null;
};

interface CodingRow {
  readonly run: number;
  readonly coded: string;
  readonly lent_coded: string | null;
}

const checkReport = async (
  queries: Queries,
  row: ReportRow & { readonly identity: string },
): Promise<Fault[]> => {
  const report = reportOf(row);
  const what = `report ${report.id}`;
  const faults: Fault[] = [];
  const hash = hashOf(report.text);
  if (hash !== report.contentHash)
    faults.push({ what, fault: `its text has the hash ${hash}, recorded is ${report.contentHash}` });
  if (identityOf(report) !== row.identity)
    faults.push({ what, fault: 'outlet, date or address were changed' });
  const codings = await queries.query<CodingRow>(
    'select run, coded, lent_coded from coded_reports where report = $1',
    [report.id],
  );
  if (codings.length === 0) faults.push({ what, fault: 'it has no coding' });
  for (const { run, coded, lent_coded } of codings)
    for (const json of [coded, lent_coded]) {
      const fault = json === null ? null : codingFault(report, json);
      if (fault !== null) faults.push({ what, fault: `its coding of run ${run} ${fault}` });
    }
  return faults;
};

const BATCH = 100;

/** Current codings against the rows that queries read. */
const checkProjections = async (queries: Queries, ids: readonly string[]): Promise<Fault[]> => {
  const texts: CodedText[] = [];
  for (const id of ids) {
    const text = await readText(queries, id).catch(() => null);
    // what cannot be read has a fault of its own
    if (text !== null) texts.push(text);
  }
  const keys = texts.map(({ report }) => report.id);
  const faults: Fault[] = [];
  for (const [table, rows] of await projectAll(queries, texts))
    for (const id of await differingRows(queries, { table, key: 'report', keys }, rows))
      faults.push({
        what: `report ${id}`,
        fault: `queries read other ${table.replace('_', ' ')} than its coding has: code it anew with \`synoptic recode --all\``,
      });
  return faults;
};

/** @param onProgress called with the number of reports and events looked at. */
export const verifyStore = async (
  store: Store,
  onProgress: (items: number) => void = () => {},
): Promise<Verified> => {
  const { database } = store;
  const faults: Fault[] = [];
  let reports = 0;
  for (let after = ''; ; ) {
    const rows = await database.query<ReportRow & { readonly identity: string }>(
      `select ${REPORT_COLUMNS}, identity from reports where id > $1 order by id limit ${BATCH}`,
      [after],
    );
    for (const row of rows) faults.push(...(await checkReport(database, row)));
    faults.push(
      ...(await checkProjections(
        database,
        rows.map(({ id }) => id),
      )),
    );
    reports += rows.length;
    onProgress(reports);
    const last = rows.at(-1);
    if (!last) break;
    after = last.id;
  }
  for (const [what, fault, sql] of TABLE_CHECKS)
    for (const { id } of await database.query<{ id: string }>(sql))
      faults.push({ what: `${what} ${id}`, fault });
  faults.push(...(await verifyEvents(database, events => onProgress(reports + events))));
  faults.push(...(await verifyReleases(store)));
  const [counts] = await database.query<{ codings: number; events: number }>(
    'select (select count(*) from coded_reports) as codings, (select count(*) from events) as events',
  );
  return { reports, codings: counts?.codings ?? 0, events: counts?.events ?? 0, faults };
};
