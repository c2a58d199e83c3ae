// What reviewers decided -> labelled texts for the typer: the sentence of each mention, what its words are about, and who
// does it to whom where the sentence says so.
import { analyse } from '../2-analyse/index.ts';
import type { Models } from '../resources/index.ts';
import type { Sentence } from '../schema/analysis.ts';
import type { Participant } from '../schema/coded-report.ts';
import type { GoldMention, GoldReport } from '../schema/gold.ts';
import { type Span, spanContains } from '../schema/span.ts';
import type { LabelledText } from './events-data.ts';

/** A reviewer read the report; the other sets are labelled by rule or by the sentence alone. */
const WEIGHT = 2;

const offsetsIn = (sentence: Span, people: readonly Participant[] = []): LabelledText['source'] =>
  people
    .filter(person => person.start < person.end && spanContains(sentence, person))
    .map(({ start, end }) => [start - sentence.start, end - sentence.start] as const);

const labelOf = (
  text: string,
  sentences: readonly Sentence[],
  { trigger, isRight, known }: GoldMention,
): LabelledText[] => {
  const sentence = sentences.find(each => each.start <= trigger.start && trigger.start < each.end);
  // a type that was left open teaches nothing
  if (!sentence || (isRight && known.type === undefined)) return [];
  return [
    {
      from: 'decided',
      text: text.slice(sentence.start, sentence.end),
      types: known.type === undefined ? [] : [known.type],
      trigger: { start: trigger.start - sentence.start, end: trigger.end - sentence.start },
      source: offsetsIn(sentence, known.actors),
      target: offsetsIn(sentence, known.recipients),
      frame: null,
      sentences: 1,
      weight: WEIGHT,
    },
  ];
};

export const decidedTexts = (
  { report, mentions }: GoldReport,
  models: Omit<Models, 'events'>,
): LabelledText[] => {
  const { sentences } = analyse(report.text, report.nonProse, models);
  return mentions.flatMap(mention => labelOf(report.text, sentences, mention));
};
