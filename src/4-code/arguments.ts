// A predicate's arguments as normalised grammatical functions (schema/codebook.ts, Slot): voice, nominalisation,
// light verbs, control, relative and participial clauses and coordination are undone here, so that a frame is
// written once. After the "enhanced" relations of Universal Dependencies (Schuster and Manning 2016).
import type { Sentence, Token } from '../schema/analysis.ts';
import { childBy, childrenBy, childrenOf, pathToRoot, relation, subtreeOf, tokenAt } from '../schema/tree.ts';
import { entityAt, type Reading } from './reading.ts';

export interface Argument {
  readonly slot: string;
  /** Head token of the filler. */
  readonly token: number;
  /** True where the filler stands with another predicate and is shared: control, coordination, light verb. */
  readonly shared: boolean;
  /** True where the filler hangs on one of the predicate's own fillers and may belong to either. */
  readonly low: boolean;
}

const mediating = new Set(['mediate', 'broker', 'facilitate', 'sponsor', 'moderate', 'arrange']);

/** "according to", "because of": the case marker with the words fixed to it. */
export const caseOf = (sentence: Sentence, token: number): string | null => {
  const [marker = -1, second = -1] = childrenBy(sentence, token, 'case');
  if (marker < 0 || isOfQuantity(sentence, marker)) return null;
  if (second === marker + 1)
    return [marker, second].map(at => tokenAt(sentence, at).lemma.toLowerCase()).join(' ');
  const fixed = childrenBy(sentence, marker, 'fixed').map(child =>
    tokenAt(sentence, child).form.toLowerCase(),
  );
  return [tokenAt(sentence, marker).lemma.toLowerCase(), ...fixed].join(' ');
};

/** "at least 19 hostages", "up to 300 people", "over 40 men": the marker belongs to the number. */
const isOfQuantity = (sentence: Sentence, marker: number): boolean => {
  const form = (at: number): string => sentence.tokens[at]?.form.toLowerCase() ?? '';
  if (form(marker) === 'at') return /^(least|most)$/.test(form(marker + 1));
  if (sentence.tokens[marker + 1]?.upos !== 'NUM') return false;
  if (form(marker) === 'to') return form(marker - 1) === 'up';
  if (form(marker) === 'than') return true;
  return form(marker) === 'over' && /^(VERB|AUX)$/.test(sentence.tokens[marker - 1]?.upos ?? '');
};

export const isPassive = (sentence: Sentence, token: number): boolean =>
  childrenOf(sentence, token).some(child => {
    const { deprel } = tokenAt(sentence, child);
    return (
      deprel === 'nsubj:pass' || deprel === 'aux:pass' || deprel === 'csubj:pass' || deprel === 'obl:agent'
    );
  });

const isParticiple = (token: Token, xpos: 'VBN' | 'VBG'): boolean =>
  token.xpos === xpos || (xpos === 'VBN' && token.xpos === 'VBD');

/** Words that may be part of the predicate: "lash out", "call for" is not one (its "for" is a slot). */
export const particlesOf = (sentence: Sentence, token: number): string[] => [
  ...ownParticles(sentence, token),
  ...childrenBy(sentence, token, 'obj', 'obl')
    .map(child => takenParticle(sentence, token, child))
    .filter(particle => particle !== null),
];

const adverbial = new Set(['over', 'in', 'out', 'up', 'down', 'off', 'back', 'away']);

/** "handed over the remains", "ruled out recognition": the word after the verb, which parsers take for a preposition. */
const takenParticle = (sentence: Sentence, token: number, child: number): string | null => {
  const [marker = -1] = childrenBy(sentence, child, 'case');
  if (marker !== token + 1 || child < marker || tokenAt(sentence, token).upos !== 'VERB') return null;
  const lemma = tokenAt(sentence, marker).lemma.toLowerCase();
  return adverbial.has(lemma) ? lemma : null;
};

const ownParticles = (sentence: Sentence, token: number): string[] =>
  childrenOf(sentence, token)
    .filter(child => {
      const t = tokenAt(sentence, child);
      return (
        t.deprel === 'compound:prt' ||
        (t.deprel === 'advmod' &&
          child > token &&
          child <= token + 3 &&
          (t.upos === 'ADP' || t.upos === 'ADV'))
      );
    })
    .map(child => tokenAt(sentence, child).lemma.toLowerCase());

/** In order of discovery: the predicate's own dependents first, then what it shares with its head. */
export const argumentsOf = (reading: Reading, sentence: Sentence, token: number): readonly Argument[] => {
  const memo = reading.argumentMemo[sentence.index];
  const known = memo?.get(token);
  if (known) return known;
  const { upos } = tokenAt(sentence, token);
  const found: Argument[] = [];
  // Remembered before it is filled: shared arguments are looked up towards the root, so a lookup never comes back.
  memo?.set(token, found);
  const collect = { reading, sentence, found };
  if (upos === 'VERB' || upos === 'AUX') verbArguments(collect, token);
  else nominalArguments(collect, token);
  for (const child of childrenBy(sentence, token, 'amod', 'compound', 'advmod', 'det', 'nmod:poss'))
    add(collect, 'mod', child);
  addSpeaker(collect, token);
  lowAttached(collect, token);
  return found;
};

/**
 * "shared the files with Germany", "the delivery of aid to Gaza by Jordan": a phrase that hangs on the undergoer may
 * belong to the predicate; parsers and readers cannot tell, so frames may take it, after the predicate's own.
 */
const lowAttached = (collect: Collect, token: number): void => {
  const { sentence, found } = collect;
  const nominal = !['VERB', 'AUX'].includes(tokenAt(sentence, token).upos);
  const own = new Set(found.map(a => a.slot));
  const passive = !nominal && isPassive(sentence, token);
  let level = found
    .filter(a => !a.shared && (a.slot === 'obj' || a.slot.startsWith('prep:')))
    .map(a => a.token);
  for (let depth = 0; depth < 2; depth++) {
    const next: number[] = [];
    for (const host of level.flatMap(at => [at, ...childrenBy(sentence, at, 'conj')]))
      for (const child of childrenBy(sentence, host, 'nmod')) {
        if (tokenAt(sentence, child).deprel === 'nmod:poss') continue;
        const marker = caseOf(sentence, child);
        if (!marker) continue;
        next.push(child);
        if (marker === 'of') continue;
        if (!own.has(`prep:${marker}`)) add(collect, `prep:${marker}`, child, true, true);
        if (marker === 'by' && (nominal || passive) && !own.has('subj'))
          add(collect, 'subj', child, true, true);
      }
    level = next;
  }
};

/** "He declared that a meeting would be impossible": who says the clause that the predicate heads. */
const addSpeaker = (collect: Collect, token: number): void => {
  const { sentence } = collect;
  for (const at of pathToRoot(sentence, token).slice(0, 6)) {
    const { head, deprel } = tokenAt(sentence, at);
    // "a deal is out of reach, the envoy said": the cue hangs on the clause
    const after = childrenBy(sentence, at, 'parataxis').find(child => speakerOfCue(collect, child));
    if (after !== undefined && speakerOfCue(collect, after)) return;
    if ((deprel === 'ccomp' || deprel === 'parataxis') && head >= 0 && speakerOfCue(collect, head)) return;
  }
};

const speakerOfCue = (collect: Collect, cue: number): boolean => {
  const { sentence, reading } = collect;
  const { upos, lemma } = tokenAt(sentence, cue);
  if (!reading.codebook.speechCues.has(`${upos}:${lemma.toLowerCase()}`)) return false;
  const speaker = argumentsOf(reading, sentence, cue).find(a => a.slot === 'subj');
  if (speaker) add(collect, 'speaker', speaker.token, true);
  return speaker !== undefined;
};

interface Collect {
  readonly reading: Reading;
  readonly sentence: Sentence;
  readonly found: Argument[];
}

const add = ({ found }: Collect, slot: string, token: number, shared = false, low = false): void => {
  if (token >= 0 && !found.some(a => a.slot === slot && a.token === token))
    found.push({ slot, token, shared, low });
};
const has = ({ found }: Collect, slot: string): boolean => found.some(a => a.slot === slot);
const slotOf = (collect: Collect, token: number, slot: string): number =>
  argumentsOf(collect.reading, collect.sentence, token).find(a => a.slot === slot)?.token ?? -1;

/** A clausal or nominal complement that is marked: "accused of arming" has its clause in `prep:of`. */
const markedSlot = (sentence: Sentence, token: number): string | null => {
  const mark = childBy(sentence, token, 'mark', 'case');
  if (mark < 0) return null;
  const lemma = tokenAt(sentence, mark).lemma.toLowerCase();
  return lemma === 'to' && tokenAt(sentence, mark).upos === 'PART' ? 'to' : lemma;
};

const verbArguments = (collect: Collect, token: number): void => {
  const { sentence } = collect;
  const verb = tokenAt(sentence, token);
  const passive = isPassive(sentence, token);
  for (const child of childrenOf(sentence, token)) {
    const { deprel } = tokenAt(sentence, child);
    if (deprel === 'nsubj' || deprel === 'csubj') add(collect, passive ? 'obj' : 'subj', child);
    else if (deprel === 'nsubj:pass' || deprel === 'csubj:pass') add(collect, 'obj', child);
    else if (deprel === 'nsubj:outer') add(collect, 'subj', child);
    else if (deprel === 'obl:agent') add(collect, 'subj', child);
    else if (deprel === 'obj') add(collect, 'obj', child);
    else if (deprel === 'iobj') add(collect, 'iobj', child);
    else if (deprel === 'ccomp' || deprel === 'xcomp') add(collect, 'clause', child);
    else if (relation(tokenAt(sentence, child)) === 'obl') obliqueArgument(collect, child, passive);
    else if (relation(tokenAt(sentence, child)) === 'advcl') adverbialClause(collect, child);
    else if (deprel === 'parataxis') add(collect, 'parataxis', child);
  }
  if (passive) {
    passiveOfTwoObjects(collect, token);
    agentFurtherDown(collect, token);
  } else nameAsObject(collect, token);
  inheritFromHead(collect, token, verb, passive);
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
  add(collect, marker ? `prep:${marker}` : 'time', child);
};

const adverbialClause = (collect: Collect, child: number): void => {
  const marker = markedSlot(collect.sentence, child);
  if (marker === 'to') {
    add(collect, 'purpose', child);
    if (!has(collect, 'clause')) add(collect, 'clause', child);
  } else if (marker) add(collect, `prep:${marker}`, child);
  else add(collect, 'advcl', child);
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
    // "crossed the border, killing five"; "urged Turkey to withdraw" where the parser says advcl
    add(collect, passive ? 'obj' : 'subj', adverbialController(collect, token, verb.head), true);
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

/**
 * "Turkey shared recordings", where the parser reads a participle before its noun: the noun phrase would have to begin
 * with the participle, and yet a subject stands right before it.
 */
export const isMisreadVerb = (sentence: Sentence, token: number): boolean => {
  const { head, upos, xpos, deprel } = tokenAt(sentence, token);
  if (upos !== 'VERB' || deprel !== 'amod' || head < token || xpos === 'VBG') return false;
  const noun = tokenAt(sentence, head);
  if (!['root', 'obj', 'ccomp', 'parataxis'].includes(noun.deprel)) return false;
  return (
    misreadSubject(sentence, token) >= 0 &&
    childrenOf(sentence, head).every(
      child => child >= token || ['nsubj', 'punct', 'advmod'].includes(tokenAt(sentence, child).deprel),
    )
  );
};

/** The noun that ends where the verb begins; of "have tortured scores" the subject of "have". */
const misreadSubject = (sentence: Sentence, token: number): number => {
  const noun = tokenAt(sentence, tokenAt(sentence, token).head);
  const before = sentence.tokens[token - 1];
  if (noun.deprel === 'obj' && before?.upos === 'AUX' && noun.head === token - 1)
    return childBy(sentence, noun.head, 'nsubj');
  if (before?.upos !== 'PROPN' && before?.upos !== 'NOUN' && before?.upos !== 'PRON') return -1;
  const own = childrenBy(sentence, token, 'nsubj', 'compound').filter(child => child < token);
  return (
    own.at(-1) ?? childrenBy(sentence, tokenAt(sentence, token).head, 'nsubj').find(c => c < token) ?? -1
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
  if (governor.upos === 'VERB' && !subjectControl.has(governor.lemma)) {
    for (const slot of ['obj', 'iobj', 'prep:on', 'prep:upon', 'prep:for', 'prep:to']) {
      if (slot.startsWith('prep') && !callsUpon.has(governor.lemma)) continue;
      const token = slotOf(collect, head, slot);
      if (token >= 0 && token !== head) return token;
    }
  }
  return slotOf(collect, head, 'subj');
};
const callsUpon = new Set(['call', 'appeal', 'rely', 'press', 'plead', 'wait', 'prevail']);

const adverbialController = (collect: Collect, token: number, head: number): number => {
  const { sentence } = collect;
  if (markedSlot(sentence, token) === 'to' && callsUpon.has(tokenAt(sentence, head).lemma))
    return controller(collect, head);
  const mark = markedSlot(sentence, token);
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
    add(collect, 'obj', noun, true);
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
  const { sentence, reading } = collect;
  const owner = slotOf(collect, noun, 'subj');
  if (owner >= 0) return owner;
  const entity = entityAt(reading, sentence, noun);
  if (entity && (entity.actor || entity.kind === 'person' || entity.kind === 'organization')) return noun;
  const { head } = tokenAt(sentence, noun);
  const governor = head < 0 ? -1 : sharedSubject(collect, head);
  return governor >= 0 ? governor : noun;
};

const nominalArguments = (collect: Collect, token: number): void => {
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
    else if (rel === 'compound' && entityAt(reading, sentence, child)) add(collect, 'compound', child);
    else if (rel === 'acl' || rel === 'ccomp' || rel === 'xcomp') nominalClause(collect, child);
    else if (rel === 'advcl') adverbialClause(collect, child);
  }
  if (noun.head < 0) return;
  const rel = relation(noun);
  if (rel === 'conj') {
    // "Turkish strikes and shelling", "an end to the shelling and raids"
    const first = tokenAt(sentence, noun.head);
    if (first.upos === noun.upos && !has(collect, 'subj'))
      add(collect, 'subj', slotOf(collect, noun.head, 'subj'), true);
    if (first.upos === noun.upos) lightVerbArguments(collect, noun.head);
  } else lightVerbArguments(collect, token);
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
  const marker = markedSlot(sentence, child);
  if (marker && marker !== 'to' && marker !== 'that' && t.xpos === 'VBG')
    add(collect, `prep:${marker}`, child);
  else if (marker === 'to' || marker === 'that' || relation(t) !== 'acl') add(collect, 'clause', child);
};

/** "carried out strikes on the town": the noun takes the subject and the prepositional complements of the verb. */
const lightVerbArguments = (collect: Collect, token: number): void => {
  const { sentence, reading } = collect;
  const noun = tokenAt(sentence, token);
  if (noun.head < 0) return;
  if (relation(noun) === 'obl') obliqueSupport(collect, token, noun);
  if (noun.deprel !== 'obj' && noun.deprel !== 'nsubj:pass') return;
  const verb = tokenAt(sentence, noun.head);
  const keys = [verb.lemma, ...particlesOf(sentence, noun.head).map(particle => `${verb.lemma} ${particle}`)];
  if (!keys.some(key => reading.codebook.lightVerbs.has(key))) return;
  for (const argument of argumentsOf(reading, sentence, noun.head)) {
    if (argument.token === token || argument.slot === 'obj') continue;
    if (argument.slot === 'subj' && has(collect, 'subj') && !dropOwnPronoun(collect)) continue;
    // the verb's own phrases may belong to the verb: they count after what the noun itself has
    add(collect, argument.slot, argument.token, true, argument.low || argument.slot.startsWith('prep:'));
  }
};

/** "The army stepped up its strikes": "its" is the subject of the verb, which says it better. */
const dropOwnPronoun = ({ sentence, found }: Collect): boolean => {
  const at = found.findIndex(a => a.slot === 'subj');
  const own = at < 0 ? undefined : found[at];
  if (!own || tokenAt(sentence, own.token).deprel !== 'nmod:poss') return false;
  if (tokenAt(sentence, own.token).upos !== 'PRON') return false;
  found.splice(at, 1);
  return true;
};

const undergoing = new Set(['come', 'be', 'remain', 'fall', 'stay', 'live']);

/** "came under fire from a tank": the subject undergoes it; "responded with strikes": the subject does it. */
const obliqueSupport = (collect: Collect, token: number, noun: Token): void => {
  const { sentence, reading } = collect;
  const verb = tokenAt(sentence, noun.head);
  const marker = caseOf(sentence, token);
  if (verb.upos !== 'VERB' && verb.upos !== 'AUX') return;
  const under = marker === 'under' && undergoing.has(verb.lemma);
  if (!under && marker !== 'with') return;
  for (const { slot, token: filler } of argumentsOf(reading, sentence, noun.head)) {
    if (filler === token) continue;
    if (under && slot === 'subj') add(collect, 'obj', filler, true);
    else if (under && (slot === 'prep:from' || slot === 'prep:by')) add(collect, 'subj', filler, true);
    else if (!under && slot === 'subj' && !has(collect, 'subj')) add(collect, 'subj', filler, true);
    else if (!under && (slot === 'obj' || slot === 'prep:to') && !has(collect, 'obj'))
      add(collect, 'obj', filler, true);
    else if (slot.startsWith('prep:') && slot !== `prep:${marker}`) add(collect, slot, filler, true);
  }
};
