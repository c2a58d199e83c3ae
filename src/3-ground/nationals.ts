// Words for people of a state and nationality adjectives: whom or what they stand for where they stand.
import type { Sentence } from '../schema/analysis.ts';
import { tokenAt } from '../schema/tree.ts';
import type { MentionReader, Range } from './phrase-nodes.ts';
import { peopleReferent, type Referent } from './referent.ts';
import type { NameHit } from './sentence-names.ts';

/** "two Palestinians": people of a state, others at each mention. */
export const countedPeople = (
  referent: Referent,
  sentence: Sentence,
  range: Range,
  hit: NameHit,
): Referent => {
  if (!referent.key.startsWith('people:')) return referent;
  for (let index = range.from; index < hit.from; index++)
    if (['NUM', 'ADJ'].includes(tokenAt(sentence, index).upos))
      return { ...referent, key: `one:${sentence.index}/${hit.from}`, hard: false };
  return referent;
};

/** "The Lebanese" are many: an article that stands for both tells nothing. */
const ONE = /^(?:a|an|one|another|every|each|second|first|third|fellow|old)$/i;
const INSIDE = ['amod', 'compound', 'nmod', 'conj', 'nmod:poss'];

/** "A Briton", "the second Canadian", "the 37-year-old American": somebody of a state, where the word is no adjective of another. */
export const oneOfPeople = (
  reader: MentionReader,
  referent: Referent,
  { sentence, range, hit }: { sentence: Sentence; range: Range; hit: NameHit },
): Referent => {
  const state = referent.key.startsWith('state:')
    ? reader.registry.states.get(referent.actor?.country ?? '')
    : undefined;
  const adjective = hit.entries.every(({ sense }) => sense.kind === 'state' && sense.as === 'adjective');
  if (!state || !adjective || INSIDE.includes(tokenAt(sentence, hit.to - 1).deprel)) return referent;
  if (
    !ONE.test(sentence.tokens[range.from]?.form ?? '') &&
    !ONE.test(sentence.tokens[hit.from - 1]?.form ?? '')
  )
    return referent;
  const whole = peopleReferent(state);
  return { ...whole, key: `one:${sentence.index}/${hit.from}`, hard: false, kind: 'person' };
};

const SHORT_STATE = /^(?:\p{Lu}\.?){2,4}$/u;

/** A nationality adjective stands for its state but is the name of no place. */
export const isAdjective = (sentence: Sentence, hit: NameHit): boolean => {
  const senses = hit.entries.map(entry => entry.sense);
  const adjective = senses.some(sense => sense.kind === 'state' && sense.as === 'adjective');
  const named = senses.some(sense => sense.kind === 'state' && sense.as === 'name');
  const { deprel, form } = tokenAt(sentence, hit.from);
  // "U.S. troops": short names of states have no adjective of their own.
  if (named && SHORT_STATE.test(form)) return deprel === 'amod' || deprel === 'compound';
  return adjective && !named && ['amod', 'compound', 'nmod', 'conj'].includes(deprel);
};
