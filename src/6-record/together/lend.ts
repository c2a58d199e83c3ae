// An undated report takes the day of its story and is coded once more with it: kept beside its own coding, taken back
// when the story goes.
import type { CodedReport } from '../../schema/coded-report.ts';
import type { Report } from '../../schema/report.ts';
import type { Queries } from '../database/database.ts';
import { replaceProjection } from '../projection.ts';
import { REPORT_COLUMNS, type ReportRow, reportOf } from '../report-row.ts';
import type { Store } from '../store.ts';
import { readSketches, type StoredSketch, writeSketches } from './sketches.ts';
import type { StoryMaking } from './story-making.ts';

interface Codings extends ReportRow {
  readonly coded: string;
  readonly lent_date: string | null;
  readonly lent_coded: string | null;
}

const readCodings = async (queries: Queries, id: string): Promise<Codings | null> => {
  const [row] = await queries.query<Codings>(
    `select ${REPORT_COLUMNS.split(', ')
      .map(column => `reports.${column}`)
      .join(', ')}, coded, lent_date, lent_coded
    from reports join coded_reports on report = reports.id and coded_reports.run = reports.run where reports.id = $1`,
    [id],
  );
  return row ?? null;
};

const lendTo = async (
  store: Store,
  making: StoryMaking,
  sketch: StoredSketch,
  day: string | null,
  change: number,
): Promise<void> => {
  const row = await readCodings(store.database, sketch.id);
  if (!row) return;
  const given: Report = reportOf(row);
  const report: Report = day === null ? given : { ...given, publishedAt: day, dateBasis: 'inferred' };
  let coded: CodedReport;
  if (day === null) coded = JSON.parse(row.coded) as CodedReport;
  else if (row.lent_date === day && row.lent_coded !== null)
    coded = JSON.parse(row.lent_coded) as CodedReport;
  else coded = making.code(report);
  const givenFeatures = sketch.given ?? sketch.features;
  await store.database.transaction(async queries => {
    await queries.query(
      'update coded_reports set lent_date = $2, lent_coded = $3 where report = $1 and run = (select run from reports where id = $1)',
      [report.id, day, day === null ? null : JSON.stringify(coded)],
    );
    await replaceProjection(queries, { report, coded });
    await writeSketches(queries, making, [
      {
        number: sketch.number,
        publishedAt: day,
        features: day === null ? givenFeatures : making.sketchFeatures({ report, coded }),
        given: day === null ? null : givenFeatures,
      },
    ]);
    // its story is to be told, also where the program ends before it is
    await queries.query("insert into unsettled values ('report', $1, $2) on conflict (kind, id) do nothing", [
      report.id,
      change,
    ]);
  });
};

/** The sketches as they stand with the days that are lent; new ones wait to be weighed. */
export const lendDays = async (
  store: Store,
  making: StoryMaking,
  sketches: readonly StoredSketch[],
  lent: ReadonlyMap<string, string>,
  change: number,
): Promise<{ standing: readonly StoredSketch[]; relent: readonly string[] }> => {
  const changed = new Set<string>();
  for (const sketch of sketches) {
    if (sketch.given === null && sketch.publishedAt !== null) continue;
    const day = lent.get(sketch.id) ?? null;
    if (day === sketch.publishedAt) continue;
    await lendTo(store, making, sketch, day, change);
    changed.add(sketch.id);
  }
  const fresh = await readSketches(store.database, [...changed]);
  return {
    standing: [...sketches.filter(({ id }) => !changed.has(id)), ...fresh],
    relent: [...changed],
  };
};
