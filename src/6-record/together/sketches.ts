// Sketches of reports in the store: made once, weighed by how frequent their features are among the reports that were
// counted last. While reports are few they are counted anew each time; then whenever they have doubled, so that adding
// one changes nothing of the others.

import type { CodedReport } from '../../schema/coded-report.ts';
import type { Sketch } from '../../schema/sketch.ts';
import { type Database, insertRows, oneRow, type Queries, type Row } from '../database/database.ts';
import { REPORT_COLUMNS, type ReportRow, reportOf } from '../report-row.ts';
import type { Frequencies, StoryMaking } from './story-making.ts';

export interface StoredSketch extends Sketch {
  readonly number: number;
  /** Of the coding without a lent date, where one was lent. */
  readonly given: Uint8Array | null;
}

interface SketchRow {
  readonly number: number;
  readonly id: string;
  readonly content_hash: string;
  readonly published_at: string | null;
  readonly features: Uint8Array;
  readonly vector: Uint8Array | null;
  readonly given_features: Uint8Array | null;
}

const NO_BYTES = new Uint8Array(0);

const sketchOf = (row: SketchRow): StoredSketch => ({
  number: row.number,
  id: row.id,
  contentHash: row.content_hash,
  publishedAt: row.published_at,
  features: row.features,
  vector: row.vector ?? NO_BYTES,
  given: row.given_features,
});

const COLUMNS = `report as number, reports.id, content_hash, sketches.published_at, features, vector, given_features
  from sketches join reports on reports.added = report`;

/** Sketches a query: some megabytes. */
const BATCH = 500;

/** In the order in which the reports came; those that a later version took the place of are not among them. */
export async function* allSketches(queries: Queries): AsyncGenerator<StoredSketch> {
  for (let after = 0; ; ) {
    const rows = await queries.query<SketchRow>(
      `select ${COLUMNS} where report > $1 and superseded_by is null order by report limit ${BATCH}`,
      [after],
    );
    for (const row of rows) yield sketchOf(row);
    const last = rows.at(-1);
    if (!last) return;
    after = last.number;
  }
}

export const readSketches = async (queries: Queries, ids: readonly string[]): Promise<StoredSketch[]> => {
  const found: StoredSketch[] = [];
  for (let from = 0; from < ids.length; from += BATCH)
    found.push(
      ...(
        await queries.query<SketchRow>(
          `select ${COLUMNS} where reports.id = any($1) and superseded_by is null`,
          [ids.slice(from, from + BATCH)],
        )
      ).map(sketchOf),
    );
  return found;
};

const hex = (bytes: Uint8Array): string => `\\x${Buffer.from(bytes).toString('hex')}`;

/** Undated reports stand last. */
const LAST_MOMENT = 8_640_000_000_000_000;

export const momentOf = (making: StoryMaking, publishedAt: string | null): number =>
  Math.min(making.moment(publishedAt), LAST_MOMENT);

interface NewSketch {
  readonly number: number;
  readonly publishedAt: string | null;
  readonly features: Uint8Array;
  readonly given: Uint8Array | null;
}

/** Puts sketches in the place of those before; they wait to be weighed. */
export const writeSketches = async (
  queries: Queries,
  making: StoryMaking,
  sketches: readonly NewSketch[],
): Promise<void> => {
  await queries.query('delete from sketches where report = any($1::bigint[])', [
    sketches.map(({ number }) => number),
  ]);
  await insertRows(
    queries,
    'sketches',
    sketches.map(({ number, publishedAt, features, given }) => ({
      report: number,
      published_at: publishedAt,
      moment: momentOf(making, publishedAt),
      features: hex(features),
      vector: null,
      given_features: given === null ? null : hex(given),
    })),
  );
};

interface TextRow extends ReportRow {
  readonly added: number;
  readonly coded: string;
}

/** Sketches reports as they were coded, without a date that a story lent. */
export const sketchReports = async (
  queries: Queries,
  making: StoryMaking,
  ids: readonly string[],
): Promise<void> => {
  const rows = await queries.query<TextRow>(
    `select ${REPORT_COLUMNS.split(', ')
      .map(column => `reports.${column}`)
      .join(', ')}, added, coded
    from reports join coded_reports on report = reports.id and coded_reports.run = reports.run
    where reports.id = any($1)`,
    [[...ids]],
  );
  await writeSketches(
    queries,
    making,
    rows.map(row => ({
      number: row.added,
      publishedAt: row.published_at,
      features: making.sketchFeatures({ report: reportOf(row), coded: JSON.parse(row.coded) as CodedReport }),
      given: null,
    })),
  );
};

/** Counted once more among the sketches that are given: what few reports are weighed by. */
export const countAmong = (
  making: StoryMaking,
  sketches: Iterable<Pick<Sketch, 'features'>>,
): Frequencies => {
  const counts = new Map<number, number>();
  let reports = 0;
  for (const { features } of sketches) {
    reports++;
    for (const key of making.featureKeys(features)) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return { of: key => counts.get(key) ?? 0, reports };
};

/** Feature -> reports that hold it, as they were counted last. */
export const readCounts = async (
  queries: Queries,
  features: Iterable<number>,
): Promise<ReadonlyMap<number, number>> => {
  const rows = await queries.query<{ feature: number; reports: number }>(
    'select feature, reports from feature_counts where feature = any($1::bigint[])',
    [[...features]],
  );
  return new Map(rows.map(({ feature, reports }) => [feature, reports]));
};

/** As they were counted last, of the features that are asked for. */
export const readFrequencies = async (
  queries: Queries,
  making: StoryMaking,
  sketches: readonly Pick<Sketch, 'features'>[],
): Promise<Frequencies> => {
  const keys = new Set<number>();
  for (const { features } of sketches) for (const key of making.featureKeys(features)) keys.add(key);
  const counts = await readCounts(queries, keys);
  return { of: key => counts.get(key) ?? 0, reports: await readCounted(queries) };
};

/** Of how many reports the frequencies are. */
export const readCounted = async (queries: Queries): Promise<number> =>
  Number(
    (await oneRow<{ value: string }>(queries, "select value from store_state where name = 'counted'")).value,
  );

/** The number of reports that frequencies are taken of: the last doubling of `few`. */
export const countedOf = (reports: number, few: number): number =>
  few * 2 ** Math.floor(Math.log2(reports / few));

/** Counts the features of the first `reports` reports. */
export const countFeatures = async (
  queries: Queries,
  making: StoryMaking,
  reports: number,
): Promise<void> => {
  const counts = new Map<number, number>();
  let left = reports;
  for await (const { features } of allSketches(queries)) {
    if (left-- === 0) break;
    for (const key of making.featureKeys(features)) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const rows: Row[] = [...counts].map(([feature, count]) => ({ feature, reports: count }));
  await queries.query('delete from feature_counts');
  await insertRows(queries, 'feature_counts', rows);
  await queries.query("update store_state set value = $1 where name = 'counted'", [String(reports)]);
};

/** Sketches that wait to be weighed. */
export const readUnweighed = async (queries: Queries, most: number): Promise<StoredSketch[]> =>
  (
    await queries.query<SketchRow>(
      `select ${COLUMNS} where vector is null and superseded_by is null order by report limit $1`,
      [most],
    )
  ).map(sketchOf);

/** Weighs sketches by the frequencies that were counted last, and makes them found by their strongest features. */
export const weighSketches = async (
  queries: Queries,
  making: StoryMaking,
  sketches: readonly StoredSketch[],
): Promise<StoredSketch[]> => {
  const frequencies = await readFrequencies(queries, making, sketches);
  const weighed = sketches.map(sketch => ({
    ...sketch,
    vector: making.weighFeatures(sketch.features, sketch.publishedAt, frequencies),
  }));
  const numbers = weighed.map(({ number }) => number);
  await queries.query(
    `update sketches set vector = new.vector::bytea
    from unnest($1::bigint[], $2::text[]) as new (report, vector) where sketches.report = new.report`,
    [numbers, weighed.map(({ vector }) => hex(vector))],
  );
  await queries.query('delete from sketch_features where report = any($1::bigint[])', [numbers]);
  await insertRows(
    queries,
    'sketch_features',
    weighed.flatMap(sketch =>
      making.strongestFeatures(sketch).map(({ key }) => ({
        feature: key,
        moment: momentOf(making, sketch.publishedAt),
        report: sketch.number,
      })),
    ),
  );
  return weighed;
};

/** Weighs every sketch anew: after counting. */
export const weighAll = async (database: Database, making: StoryMaking): Promise<void> => {
  const weigh = (batch: readonly StoredSketch[]) =>
    database.transaction(queries => weighSketches(queries, making, batch));
  let batch: StoredSketch[] = [];
  for await (const sketch of allSketches(database)) {
    batch.push(sketch);
    if (batch.length < BATCH) continue;
    await weigh(batch);
    batch = [];
  }
  if (batch.length > 0) await weigh(batch);
};
