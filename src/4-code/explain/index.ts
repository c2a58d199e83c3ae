// A coding laid open: what was asked about (an id, an offset, words) -> explanations, by the functions that coded it.
import type { Analysis, Sentence } from '../../schema/analysis.ts';
import type { CodedReport, EventMention } from '../../schema/coded-report.ts';
import type { Asked, Explanation } from '../../schema/explanation.ts';
import type { Grounding } from '../../schema/grounding.ts';
import type { Report } from '../../schema/report.ts';
import type { Span } from '../../schema/span.ts';
import { spansOverlap } from '../../schema/span.ts';
import { asCodedReport, type Coding, type CodingResources, codeSteps } from '../code-report.ts';
import type { CodedEvent } from '../events.ts';
import { explainEvent } from './event.ts';
import { explainFigure, explainStatement } from './statement.ts';
import { quote, type WhoIs } from './terms.ts';
import { explainWord, predicatesIn } from './words.ts';

/** More places of a word than these are not explained. */
const MOST_PLACES = 20;

/** Codes the report once more and tells why; empty where it has nothing of the kind. */
export const explainGroundedReport = (
  report: Report,
  analysis: Analysis,
  grounding: Grounding,
  resources: CodingResources,
  asked: Asked,
  whoIs: WhoIs,
): Explanation[] => {
  const coding = codeSteps(report, analysis, grounding, resources);
  return explainCoding(coding, asCodedReport(coding), asked, whoIs);
};

const explainCoding = (coding: Coding, coded: CodedReport, asked: Asked, whoIs: WhoIs): Explanation[] => {
  switch (asked.kind) {
    case 'id':
      return explainId(coding, coded, asked.id, whoIs);
    case 'offset':
      return explainStretch(coding, coded, { start: asked.offset, end: asked.offset + 1 }, whoIs);
    case 'words':
      return placesOf(coding.reading.report.text, asked.words)
        .slice(0, MOST_PLACES)
        .flatMap(span => explainStretch(coding, coded, span, whoIs));
  }
};

const sentenceAt = ({ reading }: Coding, { start }: Span): Sentence | undefined =>
  reading.sentences.find(sentence => start < sentence.end);

const explanationOf = (
  coding: Coding,
  words: Span,
  told: Pick<Explanation, 'kind' | 'id' | 'says' | 'reasons'>,
): Explanation => ({
  report: coding.reading.report.id,
  kind: told.kind,
  id: told.id,
  says: told.says,
  words: quote(coding.reading, words),
  sentence: quote(coding.reading, sentenceAt(coding, words) ?? words),
  reasons: told.reasons,
});

const explainId = (coding: Coding, coded: CodedReport, id: string, whoIs: WhoIs): Explanation[] => {
  const event = coding.events.find(one => one.event.id === id);
  if (event) return [tellEvent(coding, coded, event, whoIs)];
  const statement = coded.statements.find(one => one.id === id);
  if (statement) {
    const reasons = explainStatement(coding, statement, whoIs);
    const words = statement.cue ?? statement.content[0] ?? { start: 0, end: 0 };
    const says = `${statement.act}, ${statement.quotation}`;
    return [explanationOf(coding, words, { kind: 'statement', id, says, reasons })];
  }
  const figure = coded.figures.find(one => one.id === id);
  const placed = coding.figures.find(one => one.figure.id === id);
  if (figure && placed) {
    const reasons = explainFigure(coding, placed, figure);
    const says = `${figure.comparator} ${figure.value} ${figure.measure}`;
    return [explanationOf(coding, figure, { kind: 'figure', id, says, reasons })];
  }
  const entity = coded.entities.find(one => one.id === id);
  const [first] = entity?.mentions ?? [];
  if (!entity || !first) return [];
  const reasons = [whoIs(id, first)];
  return [explanationOf(coding, first, { kind: 'entity', id, says: entity.name, reasons })];
};

const tellEvent = (coding: Coding, coded: CodedReport, one: CodedEvent, whoIs: WhoIs): Explanation => {
  const event = coded.events.find(({ id }) => id === one.event.id) ?? one.event;
  const reasons = explainEvent(coding, one, event, whoIs);
  return explanationOf(coding, event.trigger, { kind: 'event', id: event.id, says: codesOf(event), reasons });
};

const codesOf = ({ type, mode, status }: EventMention): string =>
  `${type}${mode ? `/${mode}` : ''} ${status}`;

/** The events, figures and uncoded predicates of a stretch of text. */
const explainStretch = (coding: Coding, coded: CodedReport, span: Span, whoIs: WhoIs): Explanation[] => {
  const sentence = sentenceAt(coding, span);
  if (!sentence) return [];
  const tokens = [...sentence.tokens.entries()]
    .filter(([, token]) => spansOverlap(token, span))
    .map(([index]) => index);
  return predicatesIn(coding.reading, sentence, tokens).map(token => {
    const event = coding.events.find(
      ({ candidate }) => candidate.sentence.index === sentence.index && candidate.token === token,
    );
    if (event) return tellEvent(coding, coded, event, whoIs);
    const words = sentence.tokens[token] ?? span;
    const reasons = explainWord(coding, sentence, token, whoIs);
    return explanationOf(coding, words, { kind: 'words', id: null, says: 'no event', reasons });
  });
};

const isWordCharacter = (character: string | undefined): boolean => /[\p{L}\p{N}]/u.test(character ?? '');

/** Where the words stand in the text as whole words, whatever their case. */
const placesOf = (text: string, words: string): Span[] => {
  if (words.trim() === '') return [];
  const found: Span[] = [];
  const pattern = new RegExp(words.trim().replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'giu');
  for (const match of text.matchAll(pattern)) {
    const start = match.index;
    const end = start + match[0].length;
    if (!isWordCharacter(text[start - 1]) && !isWordCharacter(text[end])) found.push({ start, end });
    if (found.length > MOST_PLACES) break;
  }
  return found;
};
