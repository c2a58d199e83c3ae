// Verbs that the tagger takes for other parts of speech -> verbs, with what belongs to them.
import type { Sentence } from '../schema/analysis.ts';
import { childBy, childrenBy, childrenOf, tokenAt } from '../schema/tree.ts';
import type { Put } from './mend-nouns.ts';

/** "to free its critics", tagged as an adjective. */
export const isVerbAfterTo = (sentence: Sentence, token: number): boolean => {
  const { upos } = tokenAt(sentence, token);
  const [mark] = childrenBy(sentence, token, 'mark');
  return (
    upos === 'ADJ' &&
    mark === token - 1 &&
    tokenAt(sentence, mark).lemma === 'to' &&
    childrenBy(sentence, token, 'obj').some(at => at > token) &&
    childBy(sentence, token, 'cop') < 0
  );
};

export const OPPOSED = { upos: 'VERB', xpos: 'VBD', lemma: 'oppose' } as const;

/** "Russia opposed the plan": the past tense is in most treebanks the preposition of "as opposed to". */
export const opposedAsPreposition = (sentence: Sentence, token: number, put: Put): boolean => {
  const { form, deprel, head: object } = tokenAt(sentence, token);
  if (form !== 'opposed' || deprel !== 'case' || object < token) return false;
  const next = sentence.tokens[token + 1];
  if (/^as$/i.test(sentence.tokens[token - 1]?.form ?? '') || next?.lemma === 'to') return false;
  const above = tokenAt(sentence, object);
  const own = childrenBy(sentence, object, 'nsubj').find(at => at < token);
  // "China also opposed the vote" with the vote on top, else "Russia opposed it" with Russia on top
  const top = own === undefined ? above.head : object;
  const subject = own ?? above.head;
  if (top < 0 || subject < 0 || subject > token || !nominal.has(tokenAt(sentence, subject).upos))
    return false;
  const { head, deprel: place } = tokenAt(sentence, top);
  put(token, head, place);
  put(subject, token, 'nsubj');
  put(object, token, 'obj');
  for (const child of childrenOf(sentence, top))
    if (child !== subject && child !== object && child !== token && isOfClause(sentence, child, token))
      put(child, token, tokenAt(sentence, child).deprel);
  return true;
};

const nominal = new Set(['NOUN', 'PROPN', 'PRON']);

/** What belongs to the clause and not to the noun that stood on top of it. */
const isOfClause = (sentence: Sentence, child: number, verb: number): boolean => {
  const { deprel } = tokenAt(sentence, child);
  return ['advmod', 'advcl', 'mark', 'parataxis', 'cc'].includes(deprel)
    ? childBy(sentence, child, 'cop') < 0
    : deprel === 'acl' && child > verb && tokenAt(sentence, child).xpos === 'VBG';
};
