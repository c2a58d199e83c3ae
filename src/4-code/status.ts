// Did it happen? The status of an event from its own negation, modality and tense and from the words that govern it.
// After the factuality readings of FactBank (Sauri and Pustejovsky 2009), folded into DESIGN.md's ten.
import type { Sentence, Token } from '../schema/analysis.ts';
import type { EventStatus } from '../schema/coded-report.ts';
import type { Span } from '../schema/span.ts';
import { childrenBy, childrenOf, relation, tokenAt } from '../schema/tree.ts';
import { caseOf } from './predicate-form.ts';
import { entityAt, keysAt, type Reading } from './reading.ts';

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
    if (rel === 'cc' && lemma === 'neither') take('negated', child);
  }
  const inverted = invertedAuxiliary(sentence, token, children);
  if (inverted >= 0) take('hypothetical', inverted);
  const arranged = arrangedBy(sentence, children);
  if (arranged >= 0) take('planned', arranged);
  for (const child of children) {
    const t = tokenAt(sentence, child);
    if (relation(t) !== 'aux') continue;
    const lemma = t.lemma.toLowerCase();
    if (obligations.has(lemma)) take('demanded', child);
    else if (futures.has(lemma)) take('planned', child);
    else if (lemma === 'would')
      take(isSupposed(sentence, token, children) ? 'hypothetical' : 'planned', child);
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

const nobody = new Set(['nobody', 'none', 'nothing', 'neither']);

/** "No one was hurt", "neither the army nor the police had entered": the word that empties the subject, or -1. */
export const noneIn = (sentence: Sentence, subject: number): number => {
  if (nobody.has(tokenAt(sentence, subject).lemma.toLowerCase())) return subject;
  return (
    childrenBy(sentence, subject, 'det', 'cc').find(at => {
      const { form, deprel } = tokenAt(sentence, at);
      return deprel === 'det' ? /^no$/i.test(form) : /^neither$/i.test(form);
    }) ?? -1
  );
};

/** Of the predicate alone: in "no group claimed the attack" there was an attack. */
const emptied = (sentence: Sentence, token: number): StatusReading | null => {
  for (const subject of childrenBy(sentence, token, 'nsubj')) {
    const none = noneIn(sentence, subject);
    if (none >= 0) return { status: 'negated', cue: spanOf(tokenAt(sentence, none)) };
  }
  return null;
};

/** "Should they send troops, ...", "had they held the bridge, ...": the auxiliary before its subject, in no question. */
const invertedAuxiliary = (sentence: Sentence, token: number, children: readonly number[]): number => {
  const aux = children.find(at => /^(should|had|were)$/i.test(tokenAt(sentence, at).form)) ?? -1;
  if (aux < 0 || tokenAt(sentence, aux).upos !== 'AUX' || aux > token) return -1;
  const before = sentence.tokens[aux - 1];
  if (before && !/^[,;“"'‘]$/.test(before.form)) return -1;
  const next = sentence.tokens[aux + 1];
  const isQuestion = sentence.tokens.some(({ form }) => form === '?');
  // ", the mayor said, had been ambushed": its subject stands before the aside
  const isSubject = next !== undefined && !['ADV', 'AUX', 'PART', 'VERB'].includes(next.upos);
  return !isQuestion && isSubject && aux + 1 < token ? aux : -1;
};

/** "is to begin on 1 May", "are to meet": what is arranged. */
const arrangedBy = (sentence: Sentence, children: readonly number[]): number => {
  const to = children.find(at => /^to$/i.test(tokenAt(sentence, at).form)) ?? -1;
  const be = tokenAt(sentence, Math.max(0, to - 1));
  return to > 0 && /^(is|are)$/i.test(be.form) && children.includes(to - 1) ? to - 1 : -1;
};

/** "it would be the worst clash", "it would attack if", "would have fallen": what would be under some condition. */
const isSupposed = (sentence: Sentence, token: number, children: readonly number[]): boolean =>
  tokenAt(sentence, token).upos !== 'VERB' ||
  children.some(at => /^(?:have|'ve|’ve)$/i.test(tokenAt(sentence, at).form) && at < token) ||
  childrenBy(sentence, token, 'advcl').some(clause =>
    childrenBy(sentence, clause, 'mark').some(mark => conditionals.has(tokenAt(sentence, mark).lemma)),
  );

const operatorStatus = (reading: Reading, sentence: Sentence, token: number): StatusReading | null => {
  for (const key of keysAt(reading, sentence, token)) {
    const status = reading.codebook.statusOperators.get(key);
    if (status) return { status, cue: spanOf(tokenAt(sentence, token)) };
    // "set off protests" sets nothing for later: the particle makes another verb
    if (childrenBy(sentence, token, 'compound:prt').length > 0) return null;
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

const reports = new Set([
  'report',
  'claim',
  'allegation',
  'accusation',
  'suggestion',
  'rumour',
  'rumor',
  'account',
  'story',
]);
const phases = new Set(['begin', 'start', 'resume', 'recommence', 'commence', 'continue']);

/** Whether what governs the predicate reaches down to it through this relation. */
const passesDown = (sentence: Sentence, token: number): boolean => {
  const t = tokenAt(sentence, token);
  const rel = relation(t);
  if (!governed.has(rel)) return false;
  // "the reports that its agents spied": told, though the parser takes it for a relative clause
  if (t.deprel === 'acl:relcl') return reports.has(tokenAt(sentence, t.head).lemma);
  // a subject is only inside what is said of it in the passive ("a visit is planned") and with an adjective
  // and with a verb that only says when it goes on ("talks will begin")
  if (rel === 'nsubj' || rel === 'csubj')
    return (
      t.deprel.endsWith(':pass') ||
      tokenAt(sentence, t.head).upos !== 'VERB' ||
      phases.has(tokenAt(sentence, t.head).lemma)
    );
  // "despite meetings in May, he denied": only prepositions that complete the governing word reach inside it
  if (rel === 'obl' || rel === 'nmod') return complements.has(caseOf(sentence, token) ?? '');
  // "killed five as it planned a retreat": adverbial clauses do not govern what they modify, nor the other way round,
  // but "threatened Iran with strikes", "warned it against attacking" do
  if (rel === 'advcl') {
    const marks = childrenBy(sentence, token, 'mark').map(mark => tokenAt(sentence, mark).lemma);
    // "denied rumours to calm the public": with an object of its own the verb has no use for a purpose clause
    // "was foiled, with three people killed": what has a subject of its own is told beside it
    if (marks.includes('with') && childrenBy(sentence, token, 'nsubj').length > 0) return false;
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
  let best: StatusReading = emptied(sentence, token) ??
    ownStatus(sentence, token) ??
    modifierStatus(reading, sentence, token) ?? { status: 'happened', cue: null };
  let at = token;
  let isEnded = false;
  for (let step = 0; step < MAX_STEPS; step++) {
    const head = tokenAt(sentence, at).head;
    if (head < 0 || !passesDown(sentence, at)) break;
    const isConjunct = relation(tokenAt(sentence, at)) === 'conj';
    if (isConjunct && isOwnClause(sentence, at)) break;
    const found = isConjunct
      ? ownConjunctStatus(sentence, head)
      : governorStatus(reading, sentence, head, at);
    // "refused to halt the raids": what is not ended goes on
    if (isEnded && found && (found.status === 'negated' || found.status === 'denied'))
      return { status: 'ongoing', cue: found.cue };
    isEnded ||= !isConjunct && endings.has(tokenAt(sentence, head).lemma);
    if (found && weight[found.status] > weight[best.status]) best = found;
    // "asked to be kept from harm": the harm is not what is asked for
    if (caseOf(sentence, at) === 'from') break;
    // "the prosecutor investigating it was threatened": what somebody is told to do is not what befalls him
    if (isAboutSomebody(reading, sentence, at, head)) break;
    // "would stop if a truce were reached": the condition is not stopped
    if (isCondition(sentence, at)) break;
    at = head;
  }
  return best;
};

/** "denied that it had, and Greece summoned the envoy": a clause with its own subject after a pause stands by itself. */
export const isOwnClause = (sentence: Sentence, token: number): boolean => {
  const [conjunction = -1] = childrenBy(sentence, token, 'cc');
  const subject = childrenBy(sentence, token, 'nsubj').find(at => at > conjunction);
  const isMarked = childrenBy(sentence, token, 'mark').length > 0;
  return (
    conjunction > 0 && tokenAt(sentence, conjunction - 1).form === ',' && subject !== undefined && !isMarked
  );
};

const isAboutSomebody = (reading: Reading, sentence: Sentence, clause: number, noun: number): boolean => {
  if (relation(tokenAt(sentence, clause)) !== 'acl') return false;
  const isInfinitive = childrenBy(sentence, clause, 'mark').some(at => tokenAt(sentence, at).lemma === 'to');
  return !isInfinitive && entityAt(reading, sentence, noun)?.actor != null;
};

const endings = new Set(['halt', 'stop', 'end', 'cease', 'suspend']);

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

/** "if they attack", "unless he goes". */
const isCondition = (sentence: Sentence, token: number): boolean =>
  relation(tokenAt(sentence, token)) === 'advcl' &&
  childrenBy(sentence, token, 'mark').some(mark => conditionals.has(tokenAt(sentence, mark).lemma));

/** "provided that Kigali pulls its soldiers out". */
const isProviso = (sentence: Sentence, head: number, from: number): boolean =>
  /^(provided|providing|assuming|supposing)$/i.test(tokenAt(sentence, head).form) &&
  relation(tokenAt(sentence, from)) === 'ccomp' &&
  childrenBy(sentence, head, 'nsubj', 'aux').length === 0;

const dismissals = new Set(['dismiss', 'reject', 'brush']);
const untrue = new Set(['false', 'baseless', 'untrue', 'unfounded', 'groundless', 'fabricated']);

/** "dismissed reports that it arms them", "called false the reports that": the dismissal, where `head` is under one. */
const dismissalOf = (sentence: Sentence, head: number, from: number): StatusReading | null => {
  const { lemma } = tokenAt(sentence, head);
  const isReport = reports.has(lemma);
  const verb = isReport ? tokenAt(sentence, head).head : head;
  if (verb < 0 || (isReport && relation(tokenAt(sentence, head)) !== 'obj')) return null;
  const object = isReport ? head : (childrenBy(sentence, verb, 'obj')[0] ?? -1);
  if (object < 0 || object === from || !reports.has(tokenAt(sentence, object).lemma)) return null;
  const isUntrue = childrenBy(sentence, verb, 'xcomp').some(at => untrue.has(tokenAt(sentence, at).lemma));
  const says = dismissals.has(tokenAt(sentence, verb).lemma) || isUntrue;
  return says ? { status: 'denied', cue: spanOf(tokenAt(sentence, verb)) } : null;
};

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
  if (isProviso(sentence, head, from))
    return { status: 'hypothetical', cue: spanOf(tokenAt(sentence, head)) };
  const dismissed = dismissalOf(sentence, head, from);
  if (dismissed) return dismissed;
  const found = operatorStatus(reading, sentence, head) ?? modifierStatus(reading, sentence, head);
  const rel = relation(tokenAt(sentence, from));
  const own = ownStatus(sentence, head);
  // "had no plans to recall him", "does not intend to": what is not even planned is not done
  if (found?.status === 'planned' && own?.status === 'negated') return own;
  // "did not threaten to attack", "will ask it to leave": what is unreal above makes what is asked no more real
  if (found) return own?.status === 'negated' && found.status === 'denied' ? null : found;
  // "will carry out strikes", "no talks were held", "has not launched an attack": through support verbs and complements
  // "the withdrawal has not begun" refuses nothing
  const isPhase = rel === 'nsubj' && phases.has(tokenAt(sentence, head).lemma) && own?.status !== 'negated';
  if (own && (rel === 'obj' || rel === 'xcomp' || isPhase || tokenAt(sentence, from).deprel === 'nsubj:pass'))
    return own;
  if (
    own &&
    own.status !== 'negated' &&
    own.status !== 'ongoing' &&
    (rel !== 'ccomp' || isCondition(sentence, head))
  )
    return own;
  return null;
};
