// Did it happen? The status of an event from its own negation, modality and tense and from the words that govern it.
// After the factuality readings of FactBank (Sauri and Pustejovsky 2009), folded into DESIGN.md's ten.
import type { Sentence, Token } from '../schema/analysis.ts';
import type { EventStatus } from '../schema/coded-report.ts';
import type { Span } from '../schema/span.ts';
import { childrenBy, childrenOf, relation, tokenAt } from '../schema/tree.ts';
import { caseOf } from './predicate-form.ts';
import { keysAt, type Reading } from './reading.ts';

export interface StatusReading {
  readonly status: EventStatus;
  /** The words that say so; null for the plain past. */
  readonly cue: Span | null;
}

const negations = new Set(['not', "n't", 'n’t', 'never', 'neither', 'nor', 'no longer']);
const hedges = new Set(['reportedly', 'allegedly', 'supposedly', 'purportedly']);
const conditionals = new Set(['if', 'unless', 'whether', 'lest']);
const futures = new Set(['will', 'shall', "'ll", '’ll', 'wo', 'ca']);
const possibles = new Set(['may', 'might', 'could', 'can']);
const obligations = new Set(['must', 'should', 'ought']);

const spanOf = (token: Token): Span => ({ start: token.start, end: token.end });

/** From the predicate's own auxiliaries, negation and adverbs. */
const ownStatus = (sentence: Sentence, token: number): StatusReading | null => {
  let found: StatusReading | null = null;
  const take = (status: EventStatus, at: number): void => {
    found ??= { status, cue: spanOf(tokenAt(sentence, at)) };
  };
  const children = childrenOf(sentence, token);
  for (const child of children) {
    const t = tokenAt(sentence, child);
    const lemma = t.lemma.toLowerCase();
    const rel = relation(t);
    if ((rel === 'advmod' || rel === 'cc') && negations.has(lemma)) take('negated', child);
    if (rel === 'det' && lemma === 'no') take('negated', child);
    if (rel === 'advmod' && hedges.has(lemma)) take('rumoured', child);
    if (rel === 'mark' && conditionals.has(lemma)) take('hypothetical', child);
  }
  for (const child of children) {
    const t = tokenAt(sentence, child);
    if (relation(t) !== 'aux') continue;
    const lemma = t.lemma.toLowerCase();
    if (obligations.has(lemma)) take('demanded', child);
    else if (futures.has(lemma)) take('planned', child);
    else if (lemma === 'would') take(isSupposed(sentence, token) ? 'hypothetical' : 'planned', child);
    else if (possibles.has(lemma)) take('hypothetical', child);
  }
  if (found) return found;
  const { xpos, upos } = tokenAt(sentence, token);
  const progressive =
    upos === 'VERB' &&
    xpos === 'VBG' &&
    children.some(child => {
      const t = tokenAt(sentence, child);
      return relation(t) === 'aux' && t.lemma === 'be' && /Tense=Pres/.test(t.feats);
    });
  return progressive ? { status: 'ongoing', cue: spanOf(tokenAt(sentence, token)) } : null;
};

/** "it would be the worst clash", "it would attack if": what would be under some condition. */
const isSupposed = (sentence: Sentence, token: number): boolean =>
  tokenAt(sentence, token).upos !== 'VERB' ||
  childrenBy(sentence, token, 'advcl').some(clause =>
    childrenBy(sentence, clause, 'mark').some(mark => conditionals.has(tokenAt(sentence, mark).lemma)),
  );

const operatorStatus = (reading: Reading, sentence: Sentence, token: number): StatusReading | null => {
  for (const key of keysAt(reading, sentence, token)) {
    const status = reading.codebook.statusOperators.get(key);
    if (status) return { status, cue: spanOf(tokenAt(sentence, token)) };
  }
  return null;
};

/** An adjective or noun beside the predicate: "an imminent meeting", "alleged strikes". */
const modifierStatus = (reading: Reading, sentence: Sentence, token: number): StatusReading | null => {
  for (const child of childrenBy(sentence, token, 'amod', 'advmod')) {
    const found = operatorStatus(reading, sentence, child);
    if (found) return found;
  }
  return null;
};

const governed = new Set([
  'xcomp',
  'ccomp',
  'obj',
  'nmod',
  'obl',
  'acl',
  'advcl',
  'nsubj',
  'csubj',
  'compound',
  'conj',
]);

/** "rumours of", "plans for", "threatened with", "accused of", "warned against", "hinted at". */
const complements = new Set(['of', 'for', 'with', 'about', 'against', 'to', 'on', 'at', 'from', 'into']);

/** Whether what governs the predicate reaches down to it through this relation. */
const passesDown = (sentence: Sentence, token: number): boolean => {
  const t = tokenAt(sentence, token);
  const rel = relation(t);
  if (!governed.has(rel)) return false;
  if (t.deprel === 'acl:relcl') return false;
  // a subject is only inside what is said of it in the passive ("a visit is planned") and with an adjective
  if (rel === 'nsubj' || rel === 'csubj')
    return t.deprel.endsWith(':pass') || tokenAt(sentence, t.head).upos !== 'VERB';
  // "despite meetings in May, he denied": only prepositions that complete the governing word reach inside it
  if (rel === 'obl' || rel === 'nmod') return complements.has(caseOf(sentence, token) ?? '');
  // "killed five as it planned a retreat": adverbial clauses do not govern what they modify, nor the other way round,
  // but "threatened Iran with strikes", "warned it against attacking" do
  if (rel === 'advcl') {
    const marks = childrenBy(sentence, token, 'mark').map(mark => tokenAt(sentence, mark).lemma);
    // "denied rumours to calm the public": with an object of its own the verb has no use for a purpose clause
    if (marks.includes('to')) return childrenBy(sentence, t.head, 'obj', 'ccomp', 'xcomp').length === 0;
    return marks.some(mark => complements.has(mark) || mark === 'if');
  }
  return true;
};

const weight: Record<EventStatus, number> = {
  happened: 0,
  ongoing: 1,
  rumoured: 2,
  planned: 3,
  offered: 4,
  threatened: 5,
  demanded: 5,
  hypothetical: 4,
  negated: 6,
  denied: 7,
};

/** Steps up the tree that a governing word may stand away: "denied rumours of plans for a meeting" is three. */
const MAX_STEPS = 5;

export const statusOf = (reading: Reading, sentence: Sentence, token: number): StatusReading => {
  let best: StatusReading = ownStatus(sentence, token) ??
    modifierStatus(reading, sentence, token) ?? { status: 'happened', cue: null };
  let at = token;
  for (let step = 0; step < MAX_STEPS; step++) {
    const head = tokenAt(sentence, at).head;
    if (head < 0 || !passesDown(sentence, at)) break;
    const isConjunct = relation(tokenAt(sentence, at)) === 'conj';
    const found = isConjunct
      ? ownConjunctStatus(sentence, head)
      : governorStatus(reading, sentence, head, at);
    if (found && weight[found.status] > weight[best.status]) best = found;
    // "asked to be kept from harm": the harm is not what is asked for
    if (caseOf(sentence, at) === 'from') break;
    at = head;
  }
  return best;
};

/** "will meet and sign": the auxiliary stands with the first verb; its negation need not reach the second. */
const ownConjunctStatus = (sentence: Sentence, head: number): StatusReading | null => {
  const found = ownStatus(sentence, head);
  return found && found.status !== 'negated' ? found : null;
};

const ends = new Set(['aim', 'objective', 'goal', 'purpose', 'object']);

/** "The aim of the raid was to free them": it is the raid's end, and there was one; "the goal of a truce" is not there. */
const isEndOfDeed = (sentence: Sentence, end: number, deed: number): boolean =>
  ends.has(tokenAt(sentence, end).lemma) &&
  relation(tokenAt(sentence, deed)) === 'nmod' &&
  childrenBy(sentence, deed, 'det', 'nmod').some(
    at =>
      /^(DT|PRP\$)$/.test(tokenAt(sentence, at).xpos) && !/^(a|an|any|no)$/i.test(tokenAt(sentence, at).form),
  );

const wishes = new Set(['want', 'like', 'wish']);
const performed = new Set([
  'thank',
  'convey',
  'express',
  'extend',
  'offer',
  'congratulate',
  'condemn',
  'welcome',
  'commend',
  'praise',
  'apologise',
  'apologize',
  'warn',
  'urge',
]);

/** “I want to thank our allies”: to say so is to do it. */
const isPerformed = (sentence: Sentence, wish: number, act: number): boolean =>
  wishes.has(tokenAt(sentence, wish).lemma) &&
  performed.has(tokenAt(sentence, act).lemma) &&
  childrenBy(sentence, wish, 'nsubj').some(at => /^(i|we)$/i.test(tokenAt(sentence, at).form));

const governorStatus = (
  reading: Reading,
  sentence: Sentence,
  head: number,
  from: number,
): StatusReading | null => {
  if (isPerformed(sentence, head, from) || isEndOfDeed(sentence, head, from)) return null;
  const found = operatorStatus(reading, sentence, head) ?? modifierStatus(reading, sentence, head);
  const rel = relation(tokenAt(sentence, from));
  const own = ownStatus(sentence, head);
  // "did not threaten to attack", "will ask it to leave": what is unreal above makes what is asked no more real
  if (found) return own?.status === 'negated' && found.status === 'denied' ? null : found;
  // "will carry out strikes", "no talks were held", "has not launched an attack": through support verbs and complements
  if (own && (rel === 'obj' || rel === 'xcomp' || tokenAt(sentence, from).deprel === 'nsubj:pass'))
    return own;
  if (own && own.status !== 'negated' && own.status !== 'ongoing' && rel !== 'ccomp') return own;
  return null;
};
