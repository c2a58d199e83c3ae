// Nouns that a parser hangs on the wrong word -> on their own verb: the subject or object that a conjunction or a
// preposition next to it drew away ("NATO expelled diplomats, and Moscow retaliated").
import type { Sentence } from '../schema/analysis.ts';
import { childBy, childrenBy, childrenOf, subtreeOf, tokenAt } from '../schema/tree.ts';

/** Hangs a token on another head. */
export type Put = (token: number, head: number, deprel: string) => void;

export const subjects = ['nsubj', 'csubj', 'expl'];

export const isTensed = (sentence: Sentence, token: number): boolean =>
  /^VB[DZP]$/.test(tokenAt(sentence, token).xpos) ||
  childrenBy(sentence, token, 'aux', 'cop').some(at => tokenAt(sentence, at).xpos !== 'VB');

export const isPassiveClause = (sentence: Sentence, token: number): boolean =>
  childrenBy(sentence, token, 'aux').some(at => tokenAt(sentence, at).deprel === 'aux:pass');

const subjectOf = (sentence: Sentence, verb: number): string =>
  isPassiveClause(sentence, verb) ? 'nsubj:pass' : 'nsubj';

/** What may stand between a subject and its verb. */
const beforeVerb = new Set(['AUX', 'ADV', 'PART']);

/** First token of the verb with its auxiliaries and adverbs. */
export const groupOf = (sentence: Sentence, verb: number): number => {
  let group = verb;
  while (group > 0 && beforeVerb.has(tokenAt(sentence, group - 1).upos)) group--;
  return group;
};

const first = (sentence: Sentence, token: number): number => subtreeOf(sentence, token)[0] ?? token;
const last = (sentence: Sentence, token: number): number => subtreeOf(sentence, token).at(-1) ?? token;

/** "NATO expelled diplomats, and Moscow retaliated", with Moscow joined to NATO across the first verb. */
const strandedSubject = (sentence: Sentence, verb: number, put: Put): void => {
  const { deprel, head } = tokenAt(sentence, verb);
  if (deprel !== 'conj' || childrenBy(sentence, verb, ...subjects).length > 0 || !isTensed(sentence, verb))
    return;
  let noun = groupOf(sentence, verb) - 1;
  while (noun > head && tokenAt(sentence, noun).deprel === 'flat') noun = tokenAt(sentence, noun).head;
  if (noun <= head) return;
  const { deprel: link, head: partner } = tokenAt(sentence, noun);
  if (link === 'conj' && partner >= 0 && partner < head && head < noun)
    put(noun, verb, subjectOf(sentence, verb));
};

/** "killing a contractor and wounding nine others", with the others joined to the contractor. */
const strayObject = (sentence: Sentence, verb: number, put: Put): void => {
  const { deprel, head } = tokenAt(sentence, verb);
  if (deprel !== 'conj' || isPassiveClause(sentence, verb) || childBy(sentence, verb, 'cc') !== verb - 1)
    return;
  if (childrenOf(sentence, verb).some(at => at > verb && tokenAt(sentence, at).upos !== 'PUNCT')) return;
  const partner = childrenBy(sentence, head, 'obj').find(at => at > head && at < verb);
  if (partner === undefined) return;
  const stray = childrenBy(sentence, partner, 'conj').find(
    at => at > verb && first(sentence, at) === verb + 1 && childBy(sentence, at, 'cc') < 0,
  );
  if (stray !== undefined) put(stray, verb, 'obj');
};

/** "Riyadh, a close ally of Washington, blamed it", with two subjects: the second says who the first is. */
const asideSubject = (sentence: Sentence, verb: number, put: Put): void => {
  const [own, aside, third] = childrenBy(sentence, verb, 'nsubj').filter(at => at < verb);
  if (own === undefined || aside === undefined || third !== undefined) return;
  const start = first(sentence, aside);
  const isPaused = (at: number): boolean => sentence.tokens[at]?.form === ',';
  if (tokenAt(sentence, start).upos !== 'DET' || !isPaused(start - 1) || own >= start) return;
  if (isPaused(last(sentence, aside) + 1)) put(aside, own, 'appos');
};

const conjunctions = new Set(['after', 'before', 'since', 'until', 'as']);

/** "after an attack by the army killed dozens": the conjunction passed for the attack's preposition. */
const prepositionForConjunction = (sentence: Sentence, verb: number, put: Put): void => {
  if (tokenAt(sentence, verb).deprel !== 'advcl' || !isTensed(sentence, verb)) return;
  if (childrenBy(sentence, verb, 'mark', ...subjects).length > 0) return;
  for (const noun of childrenBy(sentence, verb, 'obl')) {
    const [marker] = childrenBy(sentence, noun, 'case');
    if (marker === undefined || noun > verb || marker !== first(sentence, noun)) continue;
    if (!conjunctions.has(tokenAt(sentence, marker).lemma.toLowerCase())) continue;
    put(noun, verb, subjectOf(sentence, verb));
    put(marker, verb, 'mark');
    return;
  }
};

/** "possible for Turkey to renege": whoever stands between "for" and "to" does it. */
const subjectAfterFor = (sentence: Sentence, verb: number, put: Put): void => {
  if (childrenBy(sentence, verb, ...subjects).length > 0) return;
  const [opening, infinitive] = childrenBy(sentence, verb, 'mark');
  if (opening === undefined || infinitive === undefined) return;
  if (tokenAt(sentence, opening).lemma !== 'for' || tokenAt(sentence, infinitive).lemma !== 'to') return;
  const { head } = tokenAt(sentence, verb);
  const noun = childrenBy(sentence, Math.max(head, 0), 'obl', 'nmod', 'obj').find(
    at => at > opening && at < infinitive,
  );
  if (head >= 0 && noun !== undefined) put(noun, verb, 'nsubj');
};

/** "dismissed as baseless a report", "described the move as provocative": what it is called hangs on the verb. */
const calledSomething = (sentence: Sentence, verb: number, put: Put): void => {
  const called = childrenBy(sentence, verb, 'obj', 'obl').find(at => at === verb + 2);
  if (called !== undefined && tokenAt(sentence, called).upos === 'ADJ') {
    const noun = childrenBy(sentence, verb, 'obl', 'obj').find(
      at => at > called && childBy(sentence, at, 'case') < 0,
    );
    if (noun === undefined || tokenAt(sentence, verb + 1).lemma !== 'as') return;
    put(noun, verb, 'obj');
    put(called, verb, 'xcomp');
    return;
  }
  for (const noun of childrenBy(sentence, verb, 'obj'))
    for (const at of childrenBy(sentence, noun, 'nmod', 'acl')) {
      const [marker] = childrenBy(sentence, at, 'case', 'mark');
      const isAs = marker !== undefined && tokenAt(sentence, marker).lemma === 'as';
      if (at > noun && isAs && tokenAt(sentence, at).upos === 'ADJ') put(at, verb, 'obl');
    }
};

/** "described the US move", read as two objects side by side: the first belongs to the second. */
const splitObject = (sentence: Sentence, verb: number, put: Put): void => {
  const objects = childrenBy(sentence, verb, 'obj');
  for (const [i, object] of objects.entries()) {
    const next = objects[i + 1];
    if (next === object + 1 && object > verb) put(object, next, 'compound');
  }
};

const mends = [
  strandedSubject,
  strayObject,
  asideSubject,
  prepositionForConjunction,
  subjectAfterFor,
  calledSomething,
  splitObject,
];

export const mendNouns = (sentence: Sentence, verb: number, put: Put): void => {
  for (const mend of mends) mend(sentence, verb, put);
};
