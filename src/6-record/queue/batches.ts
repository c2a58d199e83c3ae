// What was handed in together, under one name: who did it and when, and how far it has come.
import type { Queries } from '../database/database.ts';

/** `ID BY`: the id has no space in it. */
export const batchName = (id: string, by: string): string => `${id} ${by}`;

export interface Batch {
  readonly id: string;
  readonly by: string;
  /** ISO 8601. */
  readonly at: string;
  readonly waiting: number;
  readonly leased: number;
  readonly done: number;
  readonly failed: number;
  /** Of the jobs that were set aside. */
  readonly errors: readonly string[];
  /** Title or address of its first report. */
  readonly first: string | null;
  /** Ids of the reports in the store that came of it, the first ones. */
  readonly reports: readonly string[];
}

interface BatchRow extends Omit<Batch, 'id' | 'by'> {
  readonly batch: string;
}

const MOST_REPORTS = 20;
const MOST_ERRORS = 50;

const batchOf = ({ batch, errors, reports, ...row }: BatchRow): Batch => {
  const space = batch.indexOf(' ');
  return {
    ...row,
    id: batch.slice(0, space),
    by: batch.slice(space + 1),
    errors: errors.slice(0, MOST_ERRORS),
    reports: reports.slice(0, MOST_REPORTS),
  };
};

/** The latest first. @param id null for all of them. */
export const listBatches = async (queries: Queries, id: string | null, limit: number): Promise<Batch[]> =>
  (
    await queries.query<BatchRow>(
      `select batch, min(queued_at) as at,
        count(*) filter (where state = 'waiting')::int as waiting,
        count(*) filter (where state = 'leased')::int as leased,
        count(*) filter (where state = 'done')::int as done,
        count(*) filter (where state = 'failed')::int as failed,
        coalesce(array_agg(error order by id) filter (where state = 'failed' and error is not null), '{}') as errors,
        (array_agg(coalesce(title, url) order by id))[1] as first,
        coalesce((array_agg(recorded_as order by id) filter (where recorded_as is not null))[1:${MOST_REPORTS}], '{}') as reports
      from queue where batch is not null and strpos(batch, ' ') > 0 and ($1::text is null or split_part(batch, ' ', 1) = $1)
      group by batch order by at desc, batch limit $2`,
      [id, limit],
    )
  ).map(batchOf);
