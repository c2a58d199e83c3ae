// One report laid open for coding: its trees, its grounded mentions by head token, its entities by id, the codebook.
import type { Analysis, Sentence } from '../schema/analysis.ts';
import type { Codebook } from '../schema/codebook.ts';
import type { Entity, GroundedMention, GroundedTime, Grounding } from '../schema/grounding.ts';
import type { Report } from '../schema/report.ts';
import type { Span } from '../schema/span.ts';
import { tokenAt } from '../schema/tree.ts';
import type { Argument } from './collect.ts';
import { mendClauses } from './mend-clauses.ts';
import { particlesOf } from './predicate-form.ts';
import type { Typer } from './typer.ts';

export interface Reading {
  readonly report: Report;
  readonly sentences: readonly Sentence[];
  readonly grounding: Grounding;
  readonly codebook: Codebook;
  /** Null where only the codebook's frames are to decide. */
  readonly typer: Typer | null;
  readonly entities: ReadonlyMap<string, Entity>;
  /** `mentions[sentence][token]`: the outermost mention headed there. */
  readonly mentions: readonly ReadonlyMap<number, GroundedMention>[];
  /** Time expressions by sentence. */
  readonly times: readonly (readonly GroundedTime[])[];
  /** Arguments already worked out, by sentence and token. */
  readonly argumentMemo: Map<number, readonly Argument[]>[];
  /** Predicate keys already worked out, by sentence and token. */
  readonly keyMemo: (readonly string[])[][];
}

export const openReading = (
  report: Report,
  analysis: Analysis,
  grounding: Grounding,
  codebook: Codebook,
  typer: Typer | null = null,
): Reading => {
  const mentions = analysis.sentences.map(() => new Map<number, GroundedMention>());
  for (const mention of grounding.mentions) {
    const byHead = mentions[mention.sentence];
    const known = byHead?.get(mention.head);
    if (byHead && (!known || mention.end - mention.start > known.end - known.start))
      byHead.set(mention.head, mention);
  }
  return {
    report,
    times: bySentence(analysis.sentences, grounding.times),
    sentences: mendClauses(analysis.sentences, codebook, mentions),
    grounding,
    codebook,
    typer,
    entities: new Map(grounding.entities.map(entity => [entity.id, entity])),
    mentions,
    argumentMemo: analysis.sentences.map(() => new Map()),
    keyMemo: analysis.sentences.map(() => []),
  };
};

/** Spans in text order, shared out to the sentences they begin in. */
const bySentence = <T extends Span>(sentences: readonly Sentence[], spans: readonly T[]): T[][] => {
  let at = 0;
  const shared = sentences.map((): T[] => []);
  for (const span of spans) {
    while (at + 1 < sentences.length && (sentences[at]?.end ?? 0) <= span.start) at++;
    shared[at]?.push(span);
  }
  return shared;
};

export const mentionHeadedAt = (
  reading: Reading,
  sentence: Sentence,
  token: number,
): GroundedMention | null => reading.mentions[sentence.index]?.get(token) ?? null;

/** "lifted the curfew on Tuesday": a day is nobody. */
export const isTimeAt = (reading: Reading, sentence: Sentence, token: number): boolean => {
  const { start, end } = tokenAt(sentence, token);
  return (reading.times[sentence.index] ?? []).some(time => time.start <= start && end <= time.end);
};

export const entityAt = (reading: Reading, sentence: Sentence, token: number): Entity | null => {
  const mention = mentionHeadedAt(reading, sentence, token);
  return mention ? (reading.entities.get(mention.entity) ?? null) : null;
};

/** The token's keys as predicate, those with its particles first. */
export const keysAt = ({ keyMemo }: Reading, sentence: Sentence, token: number): readonly string[] => {
  const memo = keyMemo[sentence.index] ?? [];
  memo[token] ??= predicateKeys(
    sentence,
    token,
    tokenAt(sentence, token).upos === 'VERB' ? particlesOf(sentence, token) : [],
  );
  return memo[token];
};

/** Codebook keys of a token as predicate: `VERB:lash out`, `NOUN:demand`; none for other parts of speech. */
export const predicateKeys = (sentence: Sentence, token: number, particles: readonly string[]): string[] => {
  const { upos, lemma } = tokenAt(sentence, token);
  const word = lemma.toLowerCase();
  if (upos === 'VERB') return [...particles.map(particle => `VERB:${word} ${particle}`), `VERB:${word}`];
  if (upos === 'NOUN' || upos === 'PROPN') return [`NOUN:${word}`];
  if (upos === 'ADJ') return [`ADJ:${word}`];
  return [];
};
