// Grounding -> CodedReport: statements first, then figures, events and relations, each by the account it stands in.
import type { Resources } from '../resources/index.ts';
import type { Analysis } from '../schema/analysis.ts';
import { bareCoded, type CodedReport, type Statement } from '../schema/coded-report.ts';
import type { Grounding } from '../schema/grounding.ts';
import type { Issue } from '../schema/issue.ts';
import type { Report } from '../schema/report.ts';
import { tokenAt } from '../schema/tree.ts';
import { type Accounts, openAccounts } from './accounts.ts';
import { isOpen } from './choose.ts';
import { type CodedEvent, findEvents, linkEvents } from './events.ts';
import { findFigures, type PlacedFigure } from './figures.ts';
import { bestFrame } from './frames.ts';
import { printedEntities } from './printed-entities.ts';
import { settlePronouns } from './pronouns.ts';
import { openReading, type Reading } from './reading.ts';
import { findRelations } from './relations.ts';
import { type Speech, speechIn } from './speech.ts';
import { findStatements } from './statements.ts';
import { openTyper } from './typer.ts';

/** What coding goes by: the codebook's frames, and the model that stands beside them. */
export type CodingResources = Pick<Resources, 'codebook'> & {
  readonly models: Pick<Resources['models'], 'events'>;
};

/** What coding a report goes through, step by step. */
export interface Coding {
  readonly reading: Reading;
  readonly speeches: readonly (readonly Speech[])[];
  readonly statements: readonly Statement[];
  readonly accounts: Accounts;
  readonly figures: readonly PlacedFigure[];
  readonly events: readonly CodedEvent[];
}

export const codeSteps = (
  report: Report,
  analysis: Analysis,
  grounding: Grounding,
  { codebook, models }: CodingResources,
): Coding => codeReading(openReading(report, analysis, grounding, codebook, openTyper(models.events)));

export const codeReading = (opened: Reading): Coding => {
  const speeches = opened.sentences.map(sentence => speechIn(opened, sentence));
  const statements = findStatements(opened, speeches);
  const accounts = openAccounts(opened.sentences, statements);
  const reading = settlePronouns(opened, accounts);
  const figures = findFigures(reading, accounts);
  const events = findEvents(reading, accounts, figures, speeches);
  return { reading, speeches, statements, accounts, figures, events };
};

export const codeGroundedReport = (
  report: Report,
  analysis: Analysis,
  grounding: Grounding,
  resources: CodingResources,
): CodedReport => asCodedReport(codeSteps(report, analysis, grounding, resources));

/** Frames by event: the predicate's own, and that of its subject where the subject says by what means. */
export const framesByEvent = ({ reading, events }: Coding): Map<string, readonly string[]> =>
  new Map(
    events.map(({ event, candidate: { sentence, token, frame } }) => {
      const own = bestFrame(reading, sentence, token)?.frame.id;
      return [event.id, [...new Set([frame.id, ...(own ? [own] : [])])]];
    }),
  );

export const asCodedReport = ({ reading, statements, accounts, ...found }: Coding): CodedReport => {
  const { report, grounding } = reading;
  const { events, figures } = linkEvents(reading, found.events, found.figures, accounts);
  const relations = findRelations(reading, accounts);
  return bareCoded(report, {
    entities: printedEntities(grounding.entities, { events, statements, figures, relations }),
    events,
    statements,
    figures,
    times: grounding.times.map(({ start, end, value, precision, edtf }) => ({
      start,
      end,
      value,
      precision,
      edtf,
    })),
    relations,
    issues: [...grounding.issues, ...openIssues(found.events)],
  });
};

/** Events that the typer named and no frame did, so that whoever keeps the codebook can settle them. */
const openIssues = (events: readonly CodedEvent[]): Issue[] =>
  events
    .filter(({ candidate }) => isOpen(candidate))
    .map(({ candidate: { sentence, token }, event }) => {
      const { lemma } = tokenAt(sentence, token);
      const { start, end } = event.trigger;
      return {
        code: 'code/no-frame',
        message: `no frame names “${lemma}” here; the trained typer says ${event.type}; list it in codebook/types/${event.type.toLowerCase()}.yaml, with an example, to settle it`,
        start,
        end,
      };
    });
