// What has changed since the stories were brought together: reports that came or were coded anew, and stories that lost
// one. Each change has a number, so that one that comes while stories are being made is not taken for done.
import { nextNumber } from '../counters.ts';
import type { Queries } from '../database/database.ts';

const mark = async (queries: Queries, kind: 'report' | 'story', ids: readonly string[]): Promise<void> => {
  const change = await nextNumber(queries, 'change');
  await queries.query(
    `insert into unsettled select $1, unnest($2::text[]), $3
    on conflict (kind, id) do update set change = excluded.change`,
    [kind, [...ids], change],
  );
};

/** The reports came, or were coded anew. */
export const unsettleReports = async (queries: Queries, reports: readonly string[]): Promise<void> => {
  await mark(queries, 'report', reports);
};

/** The report leaves its story: asked before it does. */
export const unsettleStoryOf = async (queries: Queries, report: string): Promise<void> => {
  const stories = await queries.query<{ story: string }>(
    'select story from story_reports where report = $1',
    [report],
  );
  await mark(
    queries,
    'story',
    stories.map(({ story }) => story),
  );
};

export interface Unsettled {
  /** `all`: the weights of all reports are being made anew. */
  readonly kind: 'report' | 'story' | 'all';
  readonly id: string;
  readonly change: number;
}

/** Reports in the order in which they came, after the stories. */
export const readUnsettled = (queries: Queries): Promise<Unsettled[]> =>
  queries.query(
    `select kind, unsettled.id, change from unsettled left join reports on kind = 'report' and reports.id = unsettled.id
    order by kind desc, reports.added`,
  );

/** Takes off the list what has not changed once more. */
export const settle = async (queries: Queries, done: readonly Unsettled[]): Promise<void> => {
  await queries.query(
    `delete from unsettled using unnest($1::text[], $2::text[], $3::bigint[]) as done (kind, id, change)
    where unsettled.kind = done.kind and unsettled.id = done.id and unsettled.change <= done.change`,
    [done.map(({ kind }) => kind), done.map(({ id }) => id), done.map(({ change }) => change)],
  );
};
