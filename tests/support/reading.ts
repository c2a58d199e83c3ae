// A reading of hand-built sentences for stage 4's tests: every listed token is the head of a mention of its own.
import { openReading, type Reading } from '../../src/4-code/reading.ts';
import { NO_WORDS } from '../../src/resources/codebook-words.ts';
import type { Sentence } from '../../src/schema/analysis.ts';
import type { Codebook } from '../../src/schema/codebook.ts';
import type { ActorRef, Entity, GroundedMention } from '../../src/schema/grounding.ts';
import { bareReport } from '../../src/schema/report.ts';

export interface GivenEntity {
  /** Head token in the first sentence. */
  readonly head: number;
  readonly name: string;
  readonly actor?: Partial<ActorRef>;
}

export const emptyCodebook: Codebook = {
  types: new Map(),
  frames: [],
  framesById: new Map(),
  framesByPredicate: new Map(),
  ...NO_WORDS,
};

export const buildReading = (
  sentence: Sentence,
  text: string,
  given: readonly GivenEntity[] = [],
  codebook: Partial<Codebook> = {},
): Reading => {
  const entities: Entity[] = given.map(({ name, actor }, i) => ({
    id: `n${i + 1}`,
    kind: 'organization',
    name,
    actor: actor ? { id: null, name, country: null, sector: null, code: '', ...actor } : null,
    place: null,
    mentions: [],
  }));
  const mentions: GroundedMention[] = given.map(({ head }, i) => {
    const token = sentence.tokens[head]!;
    return {
      start: token.start,
      end: token.end,
      entity: `n${i + 1}`,
      sentence: 0,
      from: head,
      to: head + 1,
      head,
      form: 'name',
      reading: 'actor',
      locatedIn: null,
    };
  });
  return openReading(
    bareReport('r1', text),
    { sentences: [sentence], mentions: [], chains: [] },
    { entities, mentions, times: [], issues: [] },
    { ...emptyCodebook, ...codebook },
  );
};
