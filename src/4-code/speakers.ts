// Speakers that coreference left open -> whoever spoke last and fits the pronoun: "It also noted", “We wait,” he said.
import type { Sentence } from '../schema/analysis.ts';
import type { EntityAt, Statement } from '../schema/coded-report.ts';
import type { Entity } from '../schema/grounding.ts';
import { type Span, spanContains } from '../schema/span.ts';
import { childrenBy, tokenAt } from '../schema/tree.ts';
import type { Reading } from './reading.ts';
import { slotTokens } from './roles.ts';
import type { Speech } from './speech.ts';

interface Spoken {
  readonly speech: Speech | null;
  readonly sentence: Sentence;
  readonly content: readonly Span[];
  readonly quotation: Statement['quotation'];
  speaker: EntityAt | null;
}

/** How far back, in sentences, the one meant may have spoken. */
const WINDOW = 6;

/** @param spoken by sentence, in text order. */
export const settleSpeakers = (reading: Reading, spoken: readonly (readonly Spoken[])[]): void => {
  const before: { entity: Entity; sentence: number }[] = [];
  for (const one of spoken.flat()) {
    const known = one.speaker ? reading.entities.get(one.speaker.entity) : undefined;
    const pronoun = one.speech && pronounOf(reading, one.speech);
    const isOther = known !== undefined && pronoun !== null && isNamedInside(one, known);
    if (known && isKnown(known) && !isOther) {
      before.push({ entity: known, sentence: one.sentence.index });
      continue;
    }
    if (!pronoun) continue;
    const meant = [...before]
      .reverse()
      .find(
        ({ entity, sentence }) =>
          entity !== known && one.sentence.index - sentence <= WINDOW && fits(entity, pronoun.form),
      );
    if (meant) one.speaker = { entity: meant.entity.id, start: pronoun.start, end: pronoun.end };
  }
};

/** “We cannot make peace with Lund,” he said: he is not Lund. */
const isNamedInside = ({ content, quotation }: Spoken, { mentions }: Entity): boolean =>
  quotation === 'direct' &&
  mentions.some(mention => mention.kind === 'name' && content.some(span => spanContains(span, mention)));

/** Someone of whom more is said than "he". */
const isKnown = ({ mentions }: Entity): boolean => mentions.some(({ kind }) => kind !== 'pronoun');

const pronounOf = (
  reading: Reading,
  { sentence, token }: Speech,
): { form: string; start: number; end: number } | null => {
  // a parser takes the "it" of "it noted that" for an empty subject
  const subjects = [
    ...slotTokens(reading, sentence, token, 'subj'),
    ...childrenBy(sentence, token, 'expl').filter(at => at < token),
  ];
  for (const subject of subjects) {
    const { upos, form, start, end } = tokenAt(sentence, subject);
    if (upos === 'PRON' && /^(he|she|it|they)$/i.test(form)) return { form: form.toLowerCase(), start, end };
  }
  return null;
};

const fits = ({ kind }: Entity, pronoun: string): boolean => {
  if (pronoun === 'they') return kind !== 'person';
  return pronoun === 'it' ? kind !== 'person' && kind !== 'other' : kind === 'person';
};
