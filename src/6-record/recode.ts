// Reports that another set-up coded are coded anew; the coding of the earlier run is kept. It may be cut off and goes on
// where it stopped.
import type { CodedReport } from '../schema/coded-report.ts';
import type { Report } from '../schema/report.ts';
import { oneRow } from './database/database.ts';
import { recordCoding } from './record-reports.ts';
import { REPORT_COLUMNS, type ReportRow, reportOf } from './report-row.ts';
import type { Store } from './store.ts';

export interface RecodeProgress {
  readonly done: number;
  readonly total: number;
}

/** @param all also those that this run has coded already. */
export async function* recodeReports(
  store: Store,
  run: number,
  code: (report: Report) => CodedReport,
  all = false,
): AsyncGenerator<RecodeProgress & { readonly id: string }> {
  const waiting = all ? 'true' : 'run <> $1';
  const values = all ? [] : [run];
  const { total } = await oneRow<{ total: number }>(
    store.database,
    `select count(*) as total from reports where ${waiting}`,
    values,
  );
  const ids = await store.database.query<{ id: string }>(
    `select id from reports where ${waiting} order by added`,
    values,
  );
  let done = 0;
  for (const { id } of ids) {
    const [row] = await store.database.query<ReportRow>(
      `select ${REPORT_COLUMNS} from reports where id = $1`,
      [id],
    );
    // removed meanwhile
    if (!row) continue;
    const report = reportOf(row);
    await recordCoding(store, { report, coded: code(report) }, run);
    yield { id, done: ++done, total };
  }
}
