// Who "we" and "I" are inside a quotation: whoever speaks. Where coreference left such a pronoun without an actor, its
// mention is given to the statement's speaker ("“We will not leave,” the Kenyan minister said").
import type { Sentence, Token } from '../schema/analysis.ts';
import type { Statement } from '../schema/coded-report.ts';
import type { GroundedMention } from '../schema/grounding.ts';
import { spanContains } from '../schema/span.ts';
import type { Accounts } from './accounts.ts';
import type { Reading } from './reading.ts';
import { isActor } from './roles.ts';

const firstPerson = new Set(['i', 'me', 'my', 'we', 'us', 'our']);

const isFirstPerson = ({ upos, form }: Token): boolean =>
  upos === 'PRON' && firstPerson.has(form.toLowerCase());

/** The same reading, with first persons given to those who speak. */
export const giveFirstPersons = (reading: Reading, accounts: Accounts): Reading => ({
  ...reading,
  mentions: reading.sentences.map((sentence, i) => {
    const known = reading.mentions[i] ?? new Map<number, GroundedMention>();
    const given = sentence.tokens.flatMap((token, at) => {
      if (!isFirstPerson(token) || isSettled(reading, known.get(at))) return [];
      const speaker = speakerOf(accounts.around(sentence, token), token);
      return speaker === null ? [] : [[at, mentionOf(sentence, at, speaker)] as const];
    });
    return given.length === 0 ? known : new Map([...known, ...given]);
  }),
});

const isSettled = ({ entities }: Reading, mention: GroundedMention | undefined): boolean => {
  const entity = mention && entities.get(mention.entity);
  return entity !== undefined && isActor(entity);
};

/** In a quotation only: a reporter's own "we" is not the speaker's. */
const speakerOf = (statement: Statement | null, token: Token): string | null => {
  if (!statement?.speaker || statement.quotation === 'indirect') return null;
  return spanContains(statement.speaker, token) ? null : statement.speaker.entity;
};

const mentionOf = ({ tokens, index }: Sentence, at: number, entity: string): GroundedMention => ({
  start: tokens[at]?.start ?? 0,
  end: tokens[at]?.end ?? 0,
  entity,
  sentence: index,
  from: at,
  to: at + 1,
  head: at,
  form: 'pronoun',
  reading: 'actor',
  locatedIn: null,
});
