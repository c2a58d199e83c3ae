// What has changed since the stories were brought together: reports that came or were coded anew, and stories that lost
// one. Each change has a number, so that one that comes while stories are being made is not taken for done.
import { nextNumber } from '../counters.ts';
import { oneRow, type Queries } from '../database/database.ts';

const mark = async (
  queries: Queries,
  kinds: readonly Unsettled['kind'][],
  ids: readonly string[],
): Promise<void> => {
  const change = await nextNumber(queries, 'change');
  await queries.query(
    `insert into unsettled select kind, id, $3 from unnest($1::text[]) as kind, unnest($2::text[]) as id
    on conflict (kind, id) do update set change = excluded.change`,
    [kinds, [...ids], change],
  );
};

/** The reports came, or were coded anew: they are to be sketched and grouped. */
export const unsettleReports = async (queries: Queries, reports: readonly string[]): Promise<void> => {
  await mark(queries, ['report', 'sketch'], reports);
};

/** The report leaves its story: asked before it does. */
export const unsettleStoryOf = async (queries: Queries, report: string): Promise<void> => {
  const stories = await queries.query<{ story: string }>(
    'select story from story_reports where report = $1',
    [report],
  );
  await mark(
    queries,
    ['story'],
    stories.map(({ story }) => story),
  );
};

export interface Unsettled {
  /** `sketch`: a report to be sketched before it is grouped; `all`: the weights of all reports are being made anew. */
  readonly kind: 'report' | 'story' | 'sketch' | 'all';
  readonly id: string;
  readonly change: number;
}

/** Changed up to then, some of them: stories first, then reports in the order in which they came. */
export const readUnsettled = (queries: Queries, change: number, most: number): Promise<Unsettled[]> =>
  queries.query(
    `select kind, unsettled.id, change from unsettled left join reports on kind = 'report' and reports.id = unsettled.id
    where kind in ('report', 'story') and change <= $1 order by kind desc, reports.added limit $2`,
    [change, most],
  );

/** Reports to be sketched, some of them. */
export const readUnsketched = (queries: Queries, most: number): Promise<Unsettled[]> =>
  queries.query("select kind, id, change from unsettled where kind = 'sketch' order by change, id limit $1", [
    most,
  ]);

export interface Backlog {
  /** Changed up to then. */
  readonly size: number;
  /** The weights of all reports were being made anew when the program ended. */
  readonly isInterrupted: boolean;
}

export const readBacklog = async (queries: Queries, change: number): Promise<Backlog> => {
  const { size, interrupted } = await oneRow<{ size: number; interrupted: number }>(
    queries,
    `select count(*) filter (where kind in ('report', 'story') and change <= $1) as size,
      count(*) filter (where kind = 'all') as interrupted
    from unsettled`,
    [change],
  );
  return { size, isInterrupted: interrupted > 0 };
};

/** Takes off the list what has not changed once more. */
export const settle = async (queries: Queries, done: readonly Unsettled[]): Promise<void> => {
  await queries.query(
    `delete from unsettled using unnest($1::text[], $2::text[], $3::bigint[]) as done (kind, id, change)
    where unsettled.kind = done.kind and unsettled.id = done.id and unsettled.change <= done.change`,
    [done.map(({ kind }) => kind), done.map(({ id }) => id), done.map(({ change }) => change)],
  );
};
