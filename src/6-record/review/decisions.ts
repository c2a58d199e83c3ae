// Decisions in the store: read, and what of the store is needed to apply them.
import type { Decision } from '../../schema/decision.ts';
import type { Story } from '../../schema/story.ts';
import type { Queries } from '../database/database.ts';
import { Conditions } from '../filters.ts';
import type { Sources } from './apply-decisions.ts';

interface DecisionRow extends Omit<Decision, 'before' | 'after'> {
  readonly before: string | null;
  readonly after: string | null;
}

const decisionOf = ({ before, after, ...row }: DecisionRow): Decision => ({
  ...row,
  before: before === null ? null : (JSON.parse(before) as Decision['before']),
  after: after === null ? null : (JSON.parse(after) as Decision['after']),
});

export interface DecisionFilter {
  readonly target?: string | undefined;
  readonly by?: string | undefined;
}

/** In the order in which they were made. @param part those behind a number, at most so many; without it all. */
export const readDecisions = async (
  queries: Queries,
  { target, by }: DecisionFilter = {},
  part?: { readonly after: number; readonly limit: number },
): Promise<Decision[]> => {
  const conditions = new Conditions();
  if (target !== undefined) conditions.add(`target = ${conditions.value(target)}`);
  if (by !== undefined) conditions.add(`by = ${conditions.value(by)}`);
  if (part !== undefined) conditions.add(`number > ${conditions.value(part.after)}::bigint`);
  const rows = await queries.query<DecisionRow>(
    `select id, at, by, target, action, before, after, reason from decisions where ${conditions.sql}
    order by number ${part === undefined ? '' : `limit ${part.limit}`}`,
    conditions.values,
  );
  return rows.map(decisionOf);
};

/** Reports that share a text, or an outlet, are one voice; one of no known outlet may be of any that is known. */
export const sourcesOf = (copies: readonly (readonly string[])[], outletOf: Sources['outletOf']): Sources => {
  const originals = new Map(copies.flatMap(group => group.map(report => [report, group[0] as string])));
  return {
    outletOf,
    countVoices: reports => {
      const texts = new Set(reports.map(report => originals.get(report) ?? report));
      const outlets = [...texts].flatMap(text => outletOf(text) ?? []);
      return Math.max(new Set(outlets).size, texts.size - outlets.length);
    },
  };
};

/** Groups of copies in the stories of these reports. */
export const readCopies = async (queries: Queries, reports: readonly string[]): Promise<string[][]> =>
  (
    await queries.query<{ document: string }>(
      'select document from stories where id in (select story from story_reports where report = any($1))',
      [[...reports]],
    )
  ).flatMap(({ document }) => (JSON.parse(document) as Story).copies.map(group => [...group]));

/** Sources of reports in the store. */
export const readSources = async (queries: Queries, reports: readonly string[]): Promise<Sources> => {
  const copies = await readCopies(queries, reports);
  const outlets = new Map(
    (
      await queries.query<{ id: string; outlet: string | null }>(
        'select id, outlet from reports where id = any($1)',
        [[...reports, ...copies.flat()]],
      )
    ).map(({ id, outlet }) => [id, outlet]),
  );
  return sourcesOf(copies, report => outlets.get(report) ?? null);
};
