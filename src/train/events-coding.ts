// Labelled texts read once -> coded as often as training needs, by whichever typer: for cross-validation.
import { analyse } from '../2-analyse/index.ts';
import { groundReport } from '../3-ground/index.ts';
import { codeReading } from '../4-code/code-report.ts';
import type { CodedEvent } from '../4-code/events.ts';
import { confidenceFeatures, prominenceOf } from '../4-code/ranking.ts';
import { openReading } from '../4-code/reading.ts';
import type { Typer } from '../4-code/typer.ts';
import type { Models } from '../resources/index.ts';
import type { Analysis } from '../schema/analysis.ts';
import type { Codebook } from '../schema/codebook.ts';
import type { EventMention } from '../schema/coded-report.ts';
import type { Grounding } from '../schema/grounding.ts';
import type { Registry } from '../schema/registry.ts';
import { bareReport, type Report } from '../schema/report.ts';
import type { CandidateGroup } from './events-candidates.ts';
import { candidatesOf } from './events-candidates.ts';
import type { LabelledText } from './events-data.ts';
import { type ReceiverExample, receiverExamplesOf } from './events-receivers.ts';

export interface TrainingResources {
  readonly models: Omit<Models, 'events'>;
  readonly codebook: Codebook;
  readonly registry: Registry;
}

/** A labelled text after stages 2 and 3. */
export interface ReadText {
  readonly label: LabelledText;
  readonly report: Report;
  readonly analysis: Analysis;
  readonly grounding: Grounding;
}

/** An event with what its confidence is made of. */
export interface WeighedEvent {
  readonly event: EventMention;
  readonly features: Readonly<Record<string, number>>;
}

export const readLabelledText = (label: LabelledText, resources: TrainingResources): ReadText => {
  const report = bareReport('labelled', label.text);
  const analysis = analyse(report.text, [], resources.models);
  return { label, report, analysis, grounding: groundReport(report, analysis, resources) };
};

export const groupOf = (text: ReadText, { codebook }: TrainingResources): CandidateGroup =>
  candidatesOf(openReading(text.report, text.analysis, text.grounding, codebook), text.label);

export const receiversOf = (text: ReadText, { codebook }: TrainingResources): ReceiverExample[] =>
  receiverExamplesOf(openReading(text.report, text.analysis, text.grounding, codebook), text.label);

/** The text's events as stage 4 codes them, in the order of the report. */
export const codeText = (
  { report, analysis, grounding }: ReadText,
  { codebook }: TrainingResources,
  typer: Typer,
): WeighedEvent[] => {
  const { reading, events: coded } = codeReading(openReading(report, analysis, grounding, codebook, typer));
  const rank = new Map(coded.map(one => [one, prominenceOf(reading, one.event, one)]));
  return [...coded]
    .sort((a, b) => (rank.get(b) as number) - (rank.get(a) as number))
    .map(({ event, candidate }: CodedEvent) => ({
      event,
      features: confidenceFeatures(reading, candidate, event.type, event.status),
    }));
};
