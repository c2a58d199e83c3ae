// Standing relations that reports state of an actor (leads, allied with, fights), each with the words that say so.
import type { CodedReport, RelationType } from '../schema/coded-report.ts';
import { storable } from './database/database.ts';
import type { Store } from './store.ts';

export interface ActorRelation {
  readonly type: RelationType;
  readonly subject: string;
  readonly object: string;
  /** The newest first, cut where there are very many. */
  readonly reports: readonly {
    readonly report: string;
    readonly outlet: string | null;
    readonly publishedAt: string | null;
    readonly start: number;
    readonly end: number;
    readonly words: string;
  }[];
}

/** Reports that are read for it, the newest. */
const MOST_REPORTS = 100;
const MOST_WITNESSES = 20;
const MOST_WORDS = 300;

interface Row {
  readonly id: string;
  readonly outlet: string | null;
  readonly published_at: string | null;
  readonly text: string;
  readonly coded: string;
}

export const actorRelations = async (store: Store, name: string): Promise<ActorRelation[]> => {
  const rows = await store.database.query<Row>(
    `select reports.id, outlet, published_at, text, coalesce(lent_coded, coded) as coded
    from reports join coded_reports on coded_reports.report = reports.id and coded_reports.run = reports.run
    where reports.superseded_by is null and reports.id in (select report from entities
      where lower(left(name, 200)) = lower(left($1, 200)) and name = $1)
    order by published_on desc nulls last, added desc limit ${MOST_REPORTS}`,
    [storable(name)],
  );
  const relations = new Map<string, { -readonly [Key in keyof ActorRelation]: ActorRelation[Key] }>();
  for (const { id, outlet, published_at, text, coded } of rows) {
    const report = JSON.parse(coded) as CodedReport;
    const names = new Map(report.entities.map(entity => [entity.id, entity.name]));
    for (const { type, subject, object, start, end } of report.relations) {
      const [from, to] = [names.get(subject), names.get(object)];
      if (from === undefined || to === undefined || (from !== name && to !== name)) continue;
      const key = JSON.stringify([type, from, to]);
      const known = relations.get(key) ?? { type, subject: from, object: to, reports: [] };
      relations.set(key, known);
      if (known.reports.length >= MOST_WITNESSES) continue;
      const words = text.slice(start, Math.min(end, start + MOST_WORDS));
      known.reports = [
        ...known.reports,
        { report: id, outlet, publishedAt: published_at, start, end, words },
      ];
    }
  }
  return [...relations.values()].sort((a, b) => b.reports.length - a.reports.length);
};
