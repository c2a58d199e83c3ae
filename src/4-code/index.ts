// Grounding -> CodedReport: statements first, then figures, events and relations, each by the account it stands in.
import type { Analysis } from '../schema/analysis.ts';
import type { Codebook } from '../schema/codebook.ts';
import type { CodedReport } from '../schema/coded-report.ts';
import type { Grounding } from '../schema/grounding.ts';
import type { Report } from '../schema/report.ts';
import { openAccounts } from './accounts.ts';
import { findEvents, linkEvents } from './events.ts';
import { findFigures } from './figures.ts';
import { openReading } from './reading.ts';
import { findRelations } from './relations.ts';
import { speechIn } from './speech.ts';
import { findStatements } from './statements.ts';

export const codeGroundedReport = (
  report: Report,
  analysis: Analysis,
  grounding: Grounding,
  codebook: Codebook,
): CodedReport => {
  const reading = openReading(report, analysis, grounding, codebook);
  const speeches = reading.sentences.map(sentence => speechIn(reading, sentence));
  const statements = findStatements(reading, speeches);
  const accounts = openAccounts(reading.sentences, statements);
  const placed = findFigures(reading, accounts);
  const coded = findEvents(reading, accounts, placed, speeches);
  const { events, figures } = linkEvents(reading, coded, placed, accounts);
  return {
    id: report.id,
    outlet: report.outlet,
    title: report.title,
    publishedAt: report.publishedAt,
    dateBasis: report.dateBasis,
    language: report.language,
    entities: grounding.entities,
    events,
    statements,
    figures,
    times: grounding.times,
    relations: findRelations(reading, accounts),
    issues: grounding.issues,
  };
};
