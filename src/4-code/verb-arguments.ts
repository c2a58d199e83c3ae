// Arguments of a verb: its dependents, and by control, coordination, relative and participial clauses its head's.
import type { Token } from '../schema/analysis.ts';
import { childBy, childrenBy, childrenOf, relation, tokenAt } from '../schema/tree.ts';
import { add, type Collect, has, slotOf } from './collect.ts';
import { caseOf, isParticiple, isPassive, markedSlot, takenParticle } from './predicate-form.ts';
import { entityAt, isTimeAt } from './reading.ts';

export const verbArguments = (collect: Collect, token: number): void => {
  const { sentence } = collect;
  const verb = tokenAt(sentence, token);
  const passive = isPassive(sentence, token);
  for (const child of childrenOf(sentence, token)) {
    const { deprel } = tokenAt(sentence, child);
    if (deprel === 'nsubj' || deprel === 'csubj')
      add(
        collect,
        passive || isSecondSubject(collect, token, child) ? 'obj' : 'subj',
        deprel === 'csubj' ? nounOf(collect, child) : child,
      );
    else if (deprel === 'nsubj:pass' || deprel === 'csubj:pass')
      add(collect, passive || child > token ? 'obj' : 'subj', child);
    // "the alternative would be to release them": what is no party releases nobody
    else if (deprel === 'nsubj:outer' && isSomebody(collect, child)) add(collect, 'subj', child);
    else if (deprel === 'obl:agent') add(collect, 'subj', child);
    else if (deprel === 'obj') add(collect, 'obj', child);
    else if (deprel === 'iobj') add(collect, 'iobj', child);
    else if (deprel === 'ccomp' || deprel === 'xcomp') {
      add(collect, 'clause', child);
      if (markedSlot(sentence, child) === 'to') add(collect, 'infinitive', child);
    } else if (relation(tokenAt(sentence, child)) === 'obl') obliqueArgument(collect, child, passive);
    else if (relation(tokenAt(sentence, child)) === 'advcl') adverbialClause(collect, child);
    else if (deprel === 'parataxis') add(collect, 'parataxis', child);
  }
  if (passive) {
    passiveOfTwoObjects(collect, token);
    agentFurtherDown(collect, token);
  } else {
    nameAsObject(collect, token);
    receiverInObject(collect, token);
    objectOfWords(collect, token);
  }
  subjectBeforeSpeech(collect, token, verb);
  clauseOfObject(collect);
  inheritFromHead(collect, token, verb, passive);
};

/** "Guerrillas wounded two soldiers, police said": parsers give both subjects to the saying. */
const subjectBeforeSpeech = (collect: Collect, token: number, verb: Token): void => {
  const { sentence } = collect;
  const slot = isPassive(sentence, token) ? 'obj' : 'subj';
  if (verb.deprel !== 'ccomp' || verb.head < token || has(collect, slot)) return;
  const subjects = childrenBy(sentence, verb.head, 'nsubj');
  const own = subjects.find(subject => subject < token);
  if (own !== undefined && subjects.some(subject => subject > token)) add(collect, slot, own);
};

/** "The coalition fighting the rebels declared a truce": parsers make a clause of whoever fights. */
const nounOf = ({ sentence }: Collect, clause: number): number =>
  tokenAt(sentence, clause).xpos === 'VBG'
    ? (childrenBy(sentence, clause, 'compound').find(child => child === clause - 1) ?? clause)
    : clause;

/** "Police suspect the separatists of it": what follows the verb is its object, whatever the parser calls it. */
const isSecondSubject = ({ sentence }: Collect, token: number, child: number): boolean =>
  child > token &&
  childBy(sentence, token, 'obj') < 0 &&
  childrenBy(sentence, token, 'nsubj').some(other => other < token);

/** "warned Hungary that ...", "sought its backing": who is told is undergoer where nothing else is; so is a noun. */
const objectOfWords = (collect: Collect, token: number): void => {
  const { sentence } = collect;
  if (has(collect, 'obj')) return;
  const nominal = childrenBy(sentence, token, 'xcomp').find(
    child =>
      tokenAt(sentence, child).upos === 'NOUN' &&
      childBy(sentence, child, 'nmod:poss', 'det') >= 0 &&
      childBy(sentence, child, 'cop', 'mark', 'case', 'nsubj') < 0,
  );
  add(collect, 'obj', nominal ?? collect.found.find(a => a.slot === 'iobj' && !a.shared)?.token ?? -1);
};

const giving = new Set([
  'give',
  'grant',
  'send',
  'offer',
  'lend',
  'sell',
  'supply',
  'hand',
  'deny',
  'owe',
  'pay',
  'award',
]);

/** "gave Japan information", "sent Georgia military trucks": parsers make one phrase of who receives and what. */
const receiverInObject = (collect: Collect, token: number): void => {
  const { sentence, reading } = collect;
  if (!giving.has(tokenAt(sentence, token).lemma) || has(collect, 'iobj')) return;
  const object = childBy(sentence, token, 'obj');
  const first = tokenAt(sentence, token + 1 < sentence.tokens.length ? token + 1 : token);
  const inside = first.head === object || sentence.tokens[first.head]?.head === object;
  if (object <= token + 1 || first.upos !== 'PROPN' || !inside) return;
  const bare = childBy(sentence, token + 1, 'case') < 0;
  if (bare && entityAt(reading, sentence, token + 1)?.actor) add(collect, 'iobj', token + 1);
};

/** "told the generals to return", "suspects the men of planting it": the clause may hang on whoever is told. */
const clauseOfObject = (collect: Collect): void => {
  const { sentence, found } = collect;
  const objects = found.filter(a => !a.shared && (a.slot === 'obj' || a.slot === 'iobj')).map(a => a.token);
  for (const clause of objects.flatMap(object => childrenBy(sentence, object, 'acl'))) {
    const mark = tokenAt(sentence, clause).deprel === 'acl' ? markedSlot(sentence, clause) : null;
    if (mark === 'to') add(collect, 'infinitive', clause, true, true);
    if (mark === 'to' && !has(collect, 'clause')) add(collect, 'clause', clause, true, true);
    if (mark === 'of' || mark === 'for' || mark === 'from') add(collect, `prep:${mark}`, clause, true, true);
  }
};

/** "were invited to negotiate by the president": the agent stands last and hangs on the infinitive. */
const agentFurtherDown = (collect: Collect, token: number): void => {
  const { sentence } = collect;
  if (has(collect, 'subj')) return;
  for (const clause of childrenBy(sentence, token, 'xcomp', 'advcl')) {
    if (tokenAt(sentence, clause).upos !== 'VERB' || isPassive(sentence, clause)) continue;
    const agent = childrenBy(sentence, clause, 'obl').find(
      child => caseOf(sentence, child) === 'by' && entityAt(collect.reading, sentence, child)?.actor,
    );
    if (agent !== undefined) add(collect, 'subj', agent, true);
  }
};

/** "Macron called Rouhani after the vote": a bare name after the verb is its object, whatever the parser calls it. */
const nameAsObject = (collect: Collect, token: number): void => {
  const { sentence } = collect;
  const bare = childrenBy(sentence, token, 'xcomp', 'obl').find(
    child =>
      child > token &&
      tokenAt(sentence, child).upos === 'PROPN' &&
      childBy(sentence, child, 'case', 'mark', 'cop') < 0 &&
      entityAt(collect.reading, sentence, child)?.actor,
  );
  if (bare !== undefined && childrenBy(sentence, token, 'obj').every(object => object > bare + 1))
    add(collect, 'obj', bare);
};

/** "The poet was granted asylum": the passive subject received, the object was given. */
const passiveOfTwoObjects = (collect: Collect, token: number): void => {
  const { sentence, found } = collect;
  if (childBy(sentence, token, 'obj') < 0) return;
  for (const [i, a] of found.entries())
    if (a.slot === 'obj' && tokenAt(sentence, a.token).deprel === 'nsubj:pass')
      found[i] = { ...a, slot: 'iobj' };
};

const obliqueArgument = (collect: Collect, child: number, passive: boolean): void => {
  const { sentence, reading } = collect;
  const marker = caseOf(sentence, child);
  const { head } = tokenAt(sentence, child);
  const verb = tokenAt(sentence, head).lemma.toLowerCase();
  const particle = takenParticle(sentence, head, child);
  const phrasal = particle && reading.codebook.framesByPredicate.has(`VERB:${verb} ${particle}`);
  const counted = marker === null && childBy(sentence, child, 'case') >= 0;
  if ((phrasal || counted) && !passive && child > head && childBy(sentence, head, 'obj') < 0)
    add(collect, 'obj', child);
  if (marker === 'by' && passive && !has(collect, 'subj')) add(collect, 'subj', child);
  const bare = marker === null && !counted && childBy(sentence, child, 'case', 'mark') < 0;
  if (bare && !passive && isThing(collect, child)) {
    // "donated USD 2 million", "in May Syria and Israel have fired": what is no time is subject or object
    if (child > head && childBy(sentence, head, 'obj', 'xcomp', 'ccomp') < 0) add(collect, 'obj', child);
    else if (child < head && childBy(sentence, head, 'nsubj') < 0) add(collect, 'subj', child);
  }
  add(collect, marker ? `prep:${marker}` : 'time', child);
};

/** A name, an amount of money or a noun with an article, not a day or a measure. */
const isThing = ({ reading, sentence }: Collect, token: number): boolean =>
  !isTimeAt(reading, sentence, token) &&
  (tokenAt(sentence, token).upos === 'NUM' ||
    entityAt(reading, sentence, token)?.actor != null ||
    (childBy(sentence, token, 'det') >= 0 && !measures.has(tokenAt(sentence, token).lemma)));

const measures = new Set([
  'percent',
  'time',
  'year',
  'month',
  'week',
  'day',
  'hour',
  'minute',
  'mile',
  'kilometre',
  'way',
  'bit',
  'lot',
  'point',
]);

export const adverbialClause = (collect: Collect, child: number): void => {
  const marker = markedSlot(collect.sentence, child);
  if (marker === 'to') {
    add(collect, 'purpose', child);
    add(collect, 'infinitive', child);
    if (!has(collect, 'clause')) add(collect, 'clause', child);
  } else if (marker) add(collect, `prep:${marker}`, child);
  else add(collect, isObjectClause(collect, child) ? 'clause' : 'advcl', child);
};

/** "denied using live rounds": a participle right behind a verb without an object is what the verb is about. */
const isObjectClause = ({ sentence }: Collect, child: number): boolean => {
  const { head, xpos } = tokenAt(sentence, child);
  return (
    xpos === 'VBG' &&
    child === head + 1 &&
    childrenBy(sentence, head, 'obj', 'ccomp', 'xcomp').length === 0 &&
    !isPassive(sentence, head)
  );
};

const inheritFromHead = (collect: Collect, token: number, verb: Token, passive: boolean): void => {
  const { sentence } = collect;
  if (verb.head < 0) return;
  const rel = relation(verb);
  const ownSubject = has(collect, passive ? 'obj' : 'subj');
  if (rel === 'conj') {
    // "Turkey shelled the town and sent troops": the second verb has the first one's subject
    if (!ownSubject) add(collect, passive ? 'obj' : 'subj', sharedSubject(collect, verb.head), true);
    if (!passive && !has(collect, 'obj')) {
      const shared = slotOf(collect, verb.head, 'obj');
      // "bombed and shelled the town": the object stands after both and hangs on the first
      if (shared > token) add(collect, 'obj', shared, true);
    }
    return;
  }
  if (rel === 'xcomp' && !ownSubject)
    add(collect, passive ? 'obj' : 'subj', controller(collect, verb.head), true);
  else if (rel === 'advcl' && !ownSubject)
    // "crossed the border, killing five"; "urged Turkey to withdraw" where the parser says advcl; "are held, accused of
    // spying": a bare participle is passive
    add(
      collect,
      passive || isBareParticiple(collect, token) ? 'obj' : 'subj',
      adverbialController(collect, token, verb.head),
      true,
    );
  else if (verb.deprel === 'acl:relcl') relativeClause(collect, token, verb.head, passive);
  else if (rel === 'acl') participialClause(collect, token, verb, passive);
  else if (rel === 'amod') {
    // "the besieged town", "Turkey-backed fighters"
    add(collect, isParticiple(verb, 'VBN') ? 'obj' : 'subj', verb.head, true);
    for (const child of childrenBy(sentence, token, 'obl', 'compound', 'nsubj'))
      if (isParticiple(verb, 'VBN')) add(collect, 'subj', child);
  } else if (rel === 'ccomp' && !ownSubject && verb.xpos === 'VBG')
    add(collect, 'subj', slotOf(collect, verb.head, 'subj'), true);
};

const isBareParticiple = ({ sentence, found }: Collect, token: number): boolean =>
  tokenAt(sentence, token).xpos === 'VBN' &&
  childBy(sentence, token, 'aux', 'mark') < 0 &&
  found.every(({ slot }) => slot !== 'obj' && slot !== 'clause');

const isSomebody = ({ reading, sentence }: Collect, token: number): boolean => {
  const entity = entityAt(reading, sentence, token);
  return (
    entity !== null && (entity.actor !== null || ['person', 'organization', 'group'].includes(entity.kind))
  );
};

const sharedSubject = (collect: Collect, head: number): number => {
  const { sentence } = collect;
  const token = tokenAt(sentence, head);
  if (token.upos === 'VERB' || token.upos === 'AUX') {
    const passive = isPassive(sentence, head);
    return slotOf(collect, head, passive ? 'obj' : 'subj');
  }
  return slotOf(collect, head, 'subj');
};

const subjectControl = new Set(['promise', 'vow', 'threaten', 'pledge', 'swear', 'offer', 'refuse', 'agree']);

/** Who does what the infinitive says: the object of "urged Turkey to", else the subject of "vowed to". */
const controller = (collect: Collect, head: number): number => {
  const { sentence } = collect;
  const governor = tokenAt(sentence, head);
  // "called his colleague to express regret", "visited the king to discuss it": the caller does it
  const meets = meeting.has(governor.lemma) && !callsOn(collect, head);
  if (governor.upos === 'VERB' && !subjectControl.has(governor.lemma) && !meets) {
    for (const slot of ['obj', 'iobj', 'prep:on', 'prep:upon', 'prep:for', 'prep:to']) {
      if (slot.startsWith('prep') && !callsUpon.has(governor.lemma)) continue;
      const token = slotOf(collect, head, slot);
      if (token >= 0 && token !== head) return token;
    }
  }
  return slotOf(collect, head, 'subj');
};

const meeting = new Set(['call', 'phone', 'telephone', 'visit', 'meet']);

const callsOn = (collect: Collect, verb: number): boolean =>
  ['prep:on', 'prep:upon', 'prep:for'].some(slot => slotOf(collect, verb, slot) >= 0);

const callsUpon = new Set(['call', 'appeal', 'rely', 'press', 'plead', 'wait', 'prevail']);

const adverbialController = (collect: Collect, token: number, head: number): number => {
  const { sentence } = collect;
  if (
    markedSlot(sentence, token) === 'to' &&
    callsUpon.has(tokenAt(sentence, head).lemma) &&
    (tokenAt(sentence, head).lemma !== 'call' || callsOn(collect, head))
  )
    return controller(collect, head);
  const mark = markedSlot(sentence, token);
  // "a free hand was given to the regime to shell the town": whoever is given it
  if (mark === 'to' && isPassive(sentence, head) && giving.has(tokenAt(sentence, head).lemma)) {
    const given = slotOf(collect, head, 'prep:to');
    if (given >= 0 && isSomebody(collect, given)) return given;
  }
  // "accused Turkey of arming rebels", "blamed Iran for breaking", "stopped ships from entering": the object does it
  if (mark === 'of' || mark === 'for' || mark === 'from' || mark === 'into') {
    const object = slotOf(collect, head, 'obj');
    if (object >= 0) return object;
  }
  if (
    tokenAt(sentence, token).xpos === 'VBG' ||
    mark === 'to' ||
    isParticiple(tokenAt(sentence, token), 'VBN')
  )
    return sharedSubject(collect, head);
  return -1;
};

const relativeAdverbs = new Set(['where', 'when', 'why', 'how']);

const relativeClause = (collect: Collect, token: number, antecedent: number, passive: boolean): void => {
  const { sentence, found } = collect;
  // "the north-west, where fighting goes on": the antecedent is where, not who
  if (
    childrenBy(sentence, token, 'advmod').some(child =>
      relativeAdverbs.has(tokenAt(sentence, child).lemma.toLowerCase()),
    )
  )
    return;
  const pronoun = found.findIndex(a =>
    /PronType=Rel|PronType=Int,Rel/.test(tokenAt(sentence, a.token).feats),
  );
  const relativiser =
    pronoun >= 0
      ? pronoun
      : found.findIndex(a => ['who', 'which', 'that', 'whom'].includes(tokenAt(sentence, a.token).lemma));
  const marked = found[relativiser];
  if (marked) found[relativiser] = { ...marked, token: antecedent };
  else if (passive) add(collect, 'obj', antecedent);
  else if (!has(collect, 'subj')) add(collect, 'subj', antecedent);
  else if (!has(collect, 'obj') && token >= 0) add(collect, 'obj', antecedent);
};

const participialClause = (collect: Collect, token: number, verb: Token, passive: boolean): void => {
  const { sentence } = collect;
  const noun = verb.head;
  const mark = markedSlot(sentence, token);
  if (mark === 'to') {
    // "a plan to attack": whoever has the plan attacks; "troops to guard the border" guard it
    add(collect, passive ? 'obj' : 'subj', infinitiveHolder(collect, noun), true);
  } else if (mark) add(collect, 'subj', slotOf(collect, noun, 'subj'), true);
  else if (passive || isParticiple(verb, 'VBN')) {
    // "Sri Lanka: two men killed": it has its own
    if (!has(collect, 'obj')) add(collect, 'obj', noun, true);
    // "fighters backed by Turkey": the by-phrase may be a plain oblique
    const agent = collect.found.find(a => a.slot === 'prep:by');
    if (agent && !has(collect, 'subj')) add(collect, 'subj', agent.token);
  } else if (!has(collect, 'subj')) {
    // "signed a decree granting asylum": what is no actor does it by the hand of whoever makes it
    const made = tokenAt(sentence, noun).deprel === 'obj';
    add(collect, 'subj', made ? infinitiveHolder(collect, noun) : noun, true);
  }
};

/** Whose infinitive hangs on the noun: its owner, the noun if it can act, else whoever acts on it. */
const infinitiveHolder = (collect: Collect, noun: number): number => {
  const { sentence } = collect;
  const owner = slotOf(collect, noun, 'subj');
  if (owner >= 0) return owner;
  if (isSomebody(collect, noun)) return noun;
  const { head } = tokenAt(sentence, noun);
  const governor = head < 0 ? -1 : sharedSubject(collect, head);
  return governor >= 0 ? governor : noun;
};
