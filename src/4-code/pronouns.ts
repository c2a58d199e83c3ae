// Pronouns that coreference left open or read against the grammar. “We” and “I” inside a quotation are whoever speaks;
// "it" is not what its own clause names ("While the army held the town, it shelled Syria": not Syria, the army).
import type { Sentence, Token } from '../schema/analysis.ts';
import type { Statement } from '../schema/coded-report.ts';
import type { GroundedMention } from '../schema/grounding.ts';
import { spanContains } from '../schema/span.ts';
import { childrenBy, subtreeOf, tokenAt } from '../schema/tree.ts';
import type { Accounts } from './accounts.ts';
import type { Reading } from './reading.ts';
import { isActor } from './roles.ts';

const firstPerson = new Set(['i', 'me', 'my', 'we', 'us', 'our']);

const isFirstPerson = ({ upos, form }: Token): boolean =>
  upos === 'PRON' && firstPerson.has(form.toLowerCase());

/** The same reading, with such pronouns settled. */
export const settlePronouns = (reading: Reading, accounts: Accounts): Reading => ({
  ...reading,
  mentions: reading.sentences.map((sentence, i) => {
    const known = reading.mentions[i] ?? new Map<number, GroundedMention>();
    const given = sentence.tokens.flatMap((token, at) => {
      if (token.upos !== 'PRON') return [];
      const entity = isFirstPerson(token)
        ? isSettled(reading, known.get(at))
          ? null
          : speakerOf(accounts.around(sentence, token), token)
        : subjectBefore(reading, sentence, at, known);
      return entity === null ? [] : [[at, mentionOf(sentence, at, entity)] as const];
    });
    return given.length === 0 ? known : new Map([...known, ...given]);
  }),
});

/** Who "it" is where it was taken for a thing, or its clause names the one it was taken for: the subject of the clause before it. */
const subjectBefore = (
  reading: Reading,
  sentence: Sentence,
  at: number,
  known: ReadonlyMap<number, GroundedMention>,
): string | null => {
  const { head, deprel, form } = tokenAt(sentence, at);
  const own = known.get(at)?.entity;
  if (deprel !== 'nsubj' || head < 0 || !own || !/^(it|they|he|she)$/i.test(form)) return null;
  const taken = reading.entities.get(own);
  const isOpen = taken === undefined || (taken.kind === 'other' && taken.actor === null);
  if (!isOpen && !isNamedBeside(sentence, at, own, known)) return null;
  for (const before of childrenBy(sentence, head, 'advcl'))
    for (const subject of before < at ? childrenBy(sentence, before, 'nsubj') : []) {
      const entity = known.get(subject)?.entity;
      const other = entity === undefined ? undefined : reading.entities.get(entity);
      if (other && other.id !== own && isActor(other)) return other.id;
    }
  return null;
};

/** Whether the pronoun's own clause names the same one again. */
const isNamedBeside = (
  sentence: Sentence,
  at: number,
  own: string,
  known: ReadonlyMap<number, GroundedMention>,
): boolean =>
  subtreeOf(sentence, tokenAt(sentence, at).head, ({ deprel }) =>
    /^(advcl|ccomp|acl|parataxis|conj)/.test(deprel),
  ).some(token => token > at && known.get(token)?.entity === own && known.get(token)?.form === 'name');

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
