// The flow: a report goes in on the left, a story comes out on the right, and nothing flows back. Read this first.
//
//   1-gather     files, standard input     -> Report
//   2-analyse    Report                    -> Analysis         sentences, tags, trees, names, coreference
//   3-ground     Report + Analysis         -> Grounding        actors, places, times
//   4-code       Grounding                 -> CodedReport      events, statements, figures, relations
//   5-reconcile  CodedText[]               -> Story[]          the same event, quotation, figure across reports
import { analyse, type Layer } from './2-analyse/index.ts';
import { explainEntity, groundReport } from './3-ground/index.ts';
import { codeGroundedReport, codeUnread, explainGroundedReport } from './4-code/index.ts';
import { Reconciler } from './5-reconcile/index.ts';
import type { Resources } from './resources/index.ts';
import type { Analysis } from './schema/analysis.ts';
import type { CodedReport } from './schema/coded-report.ts';
import { type Explanation, readAsked } from './schema/explanation.ts';
import type { Entity } from './schema/grounding.ts';
import type { Report } from './schema/report.ts';
import type { CodedText, Story } from './schema/story.ts';

export { loadModels, loadResources } from './resources/index.ts';

/** @param layers what the caller reads of the analysis, all of it by default. */
export const analyseReport = (
  report: Report,
  { models }: Pick<Resources, 'models'>,
  layers?: readonly Layer[],
): Analysis => analyse(report.text, report.nonProse, models, layers);

export const codeReport = (report: Report, resources: Resources): CodedReport => {
  const unread = codeUnread(report);
  if (unread) return unread;
  const analysis = analyseReport(report, resources);
  const grounding = groundReport(report, analysis, resources);
  return codeGroundedReport(report, analysis, grounding, resources);
};

/** Why the report was coded so: the same functions once more, and what they considered. `asked`: `e3`, `1042`, words. */
export const explainReport = (report: Report, resources: Resources, asked: string): Explanation[] => {
  const { registry } = resources;
  if (codeUnread(report)) return [];
  const what = readAsked(asked, report.id);
  if (what.kind === 'words' && !report.text.toLowerCase().includes(what.words.toLowerCase())) return [];
  const analysis = analyseReport(report, resources);
  const grounding = groundReport(report, analysis, resources);
  const entities = new Map(grounding.entities.map(entity => [entity.id, entity]));
  return explainGroundedReport(report, analysis, grounding, resources, what, (id, mention) =>
    explainEntity(registry, report, entities.get(id) as Entity, mention),
  );
};

export interface Reconciled {
  readonly stories: readonly Story[];
  /** The reports as they stand in the stories: an undated one with the date that its story lent it. */
  readonly texts: readonly CodedText[];
}

/**
 * Brings together what fits into memory; for a stream, and for more, give the reports to a `Reconciler`. An undated
 * report is lent the date of its story and coded once more, so that "in July this year" finds its year; a given date
 * is never replaced.
 * @param known a coding with that date that is at hand already.
 */
export const reconcileReports = (
  texts: Iterable<CodedText>,
  resources: Resources,
  known: (report: Report) => CodedReport | null = () => null,
): Reconciled => {
  const reconciler = new Reconciler({ outlets: resources.registry.outlets });
  reconciler.add(texts);
  reconciler.lendDates(report => known(report) ?? codeReport(report, resources));
  return { stories: [...reconciler.stories()], texts: [...reconciler.texts()] };
};
