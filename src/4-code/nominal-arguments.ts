// Arguments of a noun or adjective: owners, complements, clauses, and those that a light verb lends it.
import type { Sentence, Token } from '../schema/analysis.ts';
import type { EventStatus } from '../schema/coded-report.ts';
import { childBy, childrenBy, childrenOf, relation, subtreeOf, tokenAt } from '../schema/tree.ts';
import { add, type Collect, dropOwnPronoun, has, slotOf } from './collect.ts';
import { caseOf, isParticiple, markedSlot, particlesOf } from './predicate-form.ts';
import { entityAt, keysAt } from './reading.ts';
import { adverbialClause } from './verb-arguments.ts';

const mediating = new Set(['mediate', 'broker', 'facilitate', 'sponsor', 'moderate', 'arrange']);

export const nominalArguments = (collect: Collect, token: number): void => {
  const { sentence, reading } = collect;
  const noun = tokenAt(sentence, token);
  for (const child of childrenOf(sentence, token)) {
    const t = tokenAt(sentence, child);
    const rel = relation(t);
    if (t.deprel === 'nmod:poss') {
      add(collect, 'poss', child);
      add(collect, 'subj', child);
    } else if (rel === 'nmod' || rel === 'obl') nominalComplement(collect, child);
    else if (rel === 'nsubj') add(collect, 'subj', child);
    else if (rel === 'amod' && isNationality(t) && entityAt(reading, sentence, child))
      add(collect, 'subj', child);
    // "no point in meeting Rutte": a gerund's object, which parsers take for its apposition
    else if (rel === 'appos' && child === token + 1 && /ing$/i.test(noun.form)) add(collect, 'obj', child);
    else if (rel === 'compound' && entityAt(reading, sentence, child)) add(collect, 'compound', child);
    else if (rel === 'acl' || rel === 'ccomp' || rel === 'xcomp') nominalClause(collect, child);
    else if (rel === 'advcl') adverbialClause(collect, child);
  }
  ownMarker(collect, token);
  if (noun.head < 0) return;
  targetOf(collect, token);
  const rel = relation(noun);
  // "remain committed to a truce": who remains so
  if (rel === 'xcomp' && noun.upos === 'ADJ' && !has(collect, 'subj'))
    add(collect, 'subj', slotOf(collect, noun.head, 'subj'), true);
  if (rel === 'conj') {
    // "Turkish strikes and shelling", "an end to the shelling and raids"
    const first = tokenAt(sentence, noun.head);
    if (first.upos === noun.upos && !has(collect, 'subj'))
      add(collect, 'subj', slotOf(collect, noun.head, 'subj'), true);
    if (first.upos === noun.upos) lightVerbArguments(collect, noun.head);
  } else lightVerbArguments(collect, token);
  if (has(collect, 'prep:with') && !has(collect, 'subj') && !has(collect, 'prep:between'))
    add(collect, 'subj', refuserOf(collect, token), true, true);
};

const SELF_BINDING: ReadonlySet<EventStatus | null> = new Set(['denied', 'negated', 'planned', 'offered']);

/**
 * "ruled out talks with Kyiv", "dismissed rumours of a meeting with his rival": who denies, refuses or plans what takes
 * two is one of the two; -1 where no such verb stands above.
 */
const refuserOf = (collect: Collect, token: number): number => {
  const { sentence, reading } = collect;
  let at = token;
  for (let step = 0; step < 2 && relation(tokenAt(sentence, at)) === 'nmod'; step++) {
    if (!/^(of|about|on|for)$/.test(caseOf(sentence, at) ?? '')) return -1;
    at = tokenAt(sentence, at).head;
  }
  const { head } = tokenAt(sentence, at);
  if (head < 0 || relation(tokenAt(sentence, at)) !== 'obj') return -1;
  const { statusOperators, framesByPredicate } = reading.codebook;
  const binds = keysAt(reading, sentence, head).some(
    key =>
      SELF_BINDING.has(statusOperators.get(key) ?? null) ||
      framesByPredicate.get(key)?.some(frame => frame.contentStatus === 'denied'),
  );
  return binds ? slotOf(collect, head, 'subj') : -1;
};

/** "Turkish strikes" are Turkey's; "military exercises" are not the military's. */
const isNationality = (token: Token): boolean => /^\p{Lu}/u.test(token.form);

const nominalComplement = (collect: Collect, child: number): void => {
  const marker = caseOf(collect.sentence, child);
  if (!marker) return;
  add(collect, `prep:${marker}`, child);
  if (marker === 'of') add(collect, 'obj', child);
  if (marker === 'by') add(collect, 'subj', child);
  if (marker === 'between') add(collect, 'prep:between', strayPartner(collect.sentence, child));
};

/** "Talks between the government and the ELN resumed": the second name, which parsers give to the verb; else -1. */
const strayPartner = (sentence: Sentence, first: number): number => {
  if (childBy(sentence, first, 'conj') >= 0) return -1;
  const last = subtreeOf(sentence, first).at(-1) ?? first;
  const conjunction = sentence.tokens[last + 1];
  if (conjunction?.lemma !== 'and' || conjunction.upos !== 'CCONJ') return -1;
  const partner = conjunction.head;
  return partner > last + 1 && ['NOUN', 'PROPN', 'PRON'].includes(sentence.tokens[partner]?.upos ?? '')
    ? partner
    : -1;
};

const nominalClause = (collect: Collect, child: number): void => {
  const { sentence } = collect;
  const t = tokenAt(sentence, child);
  if (t.deprel === 'acl:relcl') return;
  if (mediating.has(t.lemma) && isParticiple(t, 'VBN')) {
    // "talks mediated by Russia and Iran"
    const agent = childrenBy(sentence, child, 'obl').find(o => caseOf(sentence, o) === 'by');
    if (agent !== undefined) add(collect, 'mediator', agent);
    return;
  }
  // "the siege conducted by the army": who performs it
  if (isParticiple(t, 'VBN') && collect.reading.codebook.lightVerbs.has(t.lemma)) {
    const agent = childrenBy(sentence, child, 'obl').find(o => caseOf(sentence, o) === 'by');
    if (agent !== undefined) add(collect, 'subj', agent);
  }
  const marker = markedSlot(sentence, child);
  if (marker && marker !== 'to' && marker !== 'that' && t.xpos === 'VBG')
    add(collect, `prep:${marker}`, child);
  else if (marker === 'to' || marker === 'that' || relation(t) !== 'acl') add(collect, 'clause', child);
};

const happening = new Set([
  'resume',
  'begin',
  'start',
  'continue',
  'erupt',
  'occur',
  'happen',
  'break',
  'open',
]);

/** "Talks will take place between A and B", "fighting erupted with the rebels": the parties stand with the verb. */
const happeningArguments = (collect: Collect, verb: number): void => {
  const { sentence } = collect;
  const { lemma } = tokenAt(sentence, verb);
  const takesPlace =
    lemma === 'take' && childrenBy(sentence, verb, 'obj').some(at => tokenAt(sentence, at).lemma === 'place');
  if (!takesPlace && !happening.has(lemma)) return;
  for (const { slot, token } of collect.argumentsAt(verb))
    if (['prep:between', 'prep:with', 'prep:against', 'prep:among'].includes(slot))
      add(collect, slot, token, true, true);
};

/** "carried out strikes on the town": the noun takes the subject and the prepositional complements of the verb. */
const lightVerbArguments = (collect: Collect, token: number): void => {
  const { sentence, reading } = collect;
  const noun = tokenAt(sentence, roundOf(sentence, token));
  if (noun.head < 0) return;
  if (relation(noun) === 'obl') obliqueSupport(collect, token, noun);
  if (noun.deprel === 'nsubj') happeningArguments(collect, noun.head);
  const object = roundOf(sentence, token);
  const isObject = noun.deprel === 'obj' || noun.deprel === 'nsubj:pass';
  // "called off a trip": an object that the parser hung on the particle
  if (!isObject && !collect.argumentsAt(noun.head).some(a => a.slot === 'obj' && a.token === object)) return;
  const verb = tokenAt(sentence, noun.head);
  const keys = [verb.lemma, ...particlesOf(sentence, noun.head).map(particle => `${verb.lemma} ${particle}`)];
  if (!keys.some(key => reading.codebook.lightVerbs.has(key))) return;
  for (const argument of collect.argumentsAt(noun.head)) {
    if (argument.token === token || argument.slot === 'obj' || isAbove(sentence, token, argument.token))
      continue;
    if (argument.slot === 'subj' && has(collect, 'subj') && !dropOwnPronoun(collect)) continue;
    // the verb's own phrases may belong to the verb: they count after what the noun itself has
    add(collect, argument.slot, argument.token, true, argument.low || argument.slot.startsWith('prep:'));
  }
};

const rounds = new Set([
  'round',
  'series',
  'wave',
  'string',
  'spate',
  'campaign',
  'number',
  'set',
  'barrage',
  'act',
]);

/** "began a new round of drills": the verb has the round, the round is of drills. */
const roundOf = (sentence: Sentence, token: number): number => {
  const { head, deprel } = tokenAt(sentence, token);
  const isPart = head >= 0 && deprel === 'nmod' && caseOf(sentence, token) === 'of';
  return isPart && rounds.has(tokenAt(sentence, head).lemma.toLowerCase()) ? head : token;
};

const isAbove = (sentence: Sentence, token: number, other: number): boolean =>
  tokenAt(sentence, token).head === other && roundOf(sentence, token) === other;

/** "Iran was behind the attack": a predicate noun with a preposition fills that slot itself. */
const ownMarker = (collect: Collect, token: number): void => {
  const marker = childBy(collect.sentence, token, 'cop') < 0 ? null : caseOf(collect.sentence, token);
  if (marker) add(collect, `prep:${marker}`, token, true);
};

const scenes = new Set(['target', 'victim', 'object', 'scene', 'subject', 'focus', 'site']);

/** "The town was the target of an attack": what the target is said to be undergoes it. */
const targetOf = (collect: Collect, token: number): void => {
  const { sentence } = collect;
  const { head, deprel } = tokenAt(sentence, token);
  if (head < 0 || deprel !== 'nmod' || has(collect, 'obj') || caseOf(sentence, token) !== 'of') return;
  if (scenes.has(tokenAt(sentence, head).lemma.toLowerCase()))
    for (const subject of childrenBy(sentence, head, 'nsubj')) add(collect, 'obj', subject, true);
};

const undergoing = new Set(['come', 'be', 'remain', 'fall', 'stay', 'live']);

/** "came under fire from a tank": the subject undergoes it; "responded with strikes": the subject does it. */
const obliqueSupport = (collect: Collect, token: number, noun: Token): void => {
  const { sentence } = collect;
  const verb = tokenAt(sentence, noun.head);
  const marker = caseOf(sentence, token);
  if (verb.upos !== 'VERB' && verb.upos !== 'AUX') return;
  const under = marker === 'under' && undergoing.has(verb.lemma);
  if (!under && marker !== 'with') return;
  for (const { slot, token: filler } of collect.argumentsAt(noun.head)) {
    if (filler === token) continue;
    if (under && slot === 'subj') add(collect, 'obj', filler, true);
    else if (under && (slot === 'prep:from' || slot === 'prep:by')) add(collect, 'subj', filler, true);
    else if (!under && slot === 'subj' && !has(collect, 'subj')) add(collect, 'subj', filler, true);
    else if (!under && (slot === 'obj' || slot === 'prep:to') && !has(collect, 'obj'))
      add(collect, 'obj', filler, true);
    else if (slot.startsWith('prep:') && slot !== `prep:${marker}`) add(collect, slot, filler, true);
  }
};
