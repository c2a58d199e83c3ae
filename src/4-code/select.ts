// Which predicates of a report are events: the best frame of each, less what describes, asks, counts or says again.
import type { Sentence, Token } from '../schema/analysis.ts';
import type { Frame } from '../schema/codebook.ts';
import type { EventType } from '../schema/plover.ts';
import { childrenBy, relation, tokenAt } from '../schema/tree.ts';
import type { Accounts } from './accounts.ts';
import { chooseCandidate } from './choose.ts';
import type { PlacedFigure } from './figures.ts';
import { bestFrame, type Candidate } from './frames.ts';
import { impliedEvents } from './implied.ts';
import { isMisreadVerb } from './predicate-form.ts';
import { entityAt, predicateKeys, type Reading } from './reading.ts';
import { isWrong, withReceiver } from './receivers.ts';
import { isActor, isNamed, slotTokens } from './roles.ts';
import type { Speech } from './speech.ts';
import { eventPlace, hasOwnSetting } from './where-when.ts';

/** Names a token of the report. */
export const keyOf = (sentence: Sentence, token: number): string => `${sentence.index}:${token}`;

/** In text order, at most one a predicate. */
export const selectCandidates = (
  reading: Reading,
  figures: readonly PlacedFigure[],
  speeches: readonly (readonly Speech[])[],
  accounts: Accounts,
): Candidate[] => {
  const aggregates = aggregatesOf(reading, figures);
  return reading.sentences.flatMap(sentence => {
    const implied = impliedEvents(reading, accounts, sentence, speeches[sentence.index] ?? []);
    const named = judgePredicates(reading, sentence, aggregates)
      .filter(({ setAside }) => setAside === null)
      .map(({ candidate }) => candidate);
    return completeByImplied(named, implied).sort((a, b) => a.token - b.token);
  });
};

/** Tokens of predicates that are only counted, or that say what befell a population. */
export const aggregatesOf = (reading: Reading, figures: readonly PlacedFigure[]): Set<string> =>
  new Set([
    ...figures.filter(isAggregate).map(({ sentence, counted }) => keyOf(sentence, counted)),
    ...figures.filter(isPopulation).flatMap(placed => lotOf(reading, placed)),
  ]);

/** From here on those counted are a population. */
const POPULATION = 10_000;
const isPopulation = ({ figure }: PlacedFigure): boolean =>
  figure.unit === null && figure.value >= POPULATION;

/** Types that tell the lot of a population: "more than 5 million Syrians sought refuge" is a figure. */
const lots = new Set<EventType>(['REQUEST', 'CONCEDE', 'RETREAT']);

const lotOf = (reading: Reading, { sentence, counted }: PlacedFigure): string[] => {
  const { head, deprel } = tokenAt(sentence, counted);
  const verbs = [
    ...childrenBy(sentence, counted, 'acl'),
    ...(head >= 0 && /^nsubj/.test(deprel) ? [head] : []),
  ];
  return verbs
    .filter(verb => lots.has(bestFrame(reading, sentence, verb)?.frame.type ?? 'ASSAULT'))
    .map(verb => keyOf(sentence, verb));
};

/** "made an accusation, saying terrorism is made in Turkey": what is said completes the accusation that was announced. */
const completeByImplied = (named: readonly Candidate[], implied: readonly Candidate[]): Candidate[] => {
  const used = new Set<Candidate>();
  const completed = named.map(candidate => {
    if (candidate.recipients.length > 0) return candidate;
    const more = implied.find(
      other =>
        other.frame.type === candidate.frame.type &&
        other.actors.some(a => candidate.actors.some(b => a.entity.id === b.entity.id)),
    );
    if (!more) return candidate;
    used.add(more);
    return { ...candidate, recipients: more.recipients };
  });
  const fresh = implied.filter(
    candidate => !used.has(candidate) && !named.some(other => saysAgain(candidate, other)),
  );
  return [...completed, ...fresh];
};

/** “continued by accusing Turkey: “Terrorism is made there””: what is said is the accusation already named. */
const saysAgain = (implied: Candidate, named: Candidate): boolean =>
  implied.frame.type === named.frame.type &&
  implied.actors.some(a => named.actors.some(b => a.entity.id === b.entity.id)) &&
  implied.recipients.some(a =>
    named.recipients.some(
      b =>
        a.entity.id === b.entity.id ||
        (a.entity.actor?.country != null && a.entity.actor.country === b.entity.actor?.country),
    ),
  );

/** Why a predicate that a frame fits is no event after all. */
export const SET_ASIDE = {
  description: 'it only describes somebody inside a noun phrase ("Turkish-backed fighters")',
  standing: 'it names a standing tie, which is a relation and no event ("Assad, backed by Russia")',
  aim: 'it is only what something else is for ("a roadmap to improve relations")',
  question: 'it is only asked after; the asking may be an event',
  unvoiced: 'words that nobody says are no event',
  oneSided: 'a meeting or an agreement in passing, with only one side to it',
  noParty: 'nobody whom coders would take for a party acts or is acted upon',
  aggregate: 'it is counted over many events ("665 strikes"): a figure, not exploded into events',
  echo: 'the word above it says the same event and has its parties',
  part: 'it is the thing that another event asks for by name ("suspended aid")',
} as const;
type SetAside = keyof typeof SET_ASIDE;

export interface Judged {
  readonly candidate: Candidate;
  /** Null: it is coded. */
  readonly setAside: SetAside | null;
}

/** Every predicate of the sentence that a frame fits, with what becomes of it. */
export const judgePredicates = (
  reading: Reading,
  sentence: Sentence,
  aggregates: ReadonlySet<string>,
): Judged[] => {
  const judged: Judged[] = sentence.tokens
    .map((_, token) => chooseCandidate(reading, sentence, token))
    .filter(candidate => candidate !== null)
    .map(candidate => withReceiver(reading, candidate))
    .map(candidate => ({ candidate, setAside: asideAlone(reading, candidate, aggregates) }));
  const told = judged
    .filter(({ setAside }) => setAside === null)
    .map(({ candidate }) => throughMeans(reading, candidate));
  const parts = new Set(told.flatMap(candidate => partsOf(reading, candidate)));
  const beside = told.map((candidate): Judged => {
    if (isEcho(candidate, told)) return { candidate, setAside: 'echo' };
    return { candidate, setAside: parts.has(candidate.token) ? 'part' : null };
  });
  return [...judged.filter(({ setAside }) => setAside !== null), ...beside];
};

const asideAlone = (
  reading: Reading,
  candidate: Candidate,
  aggregates: ReadonlySet<string>,
): SetAside | null => {
  if (isDescription(reading, candidate)) return 'description';
  if (isStanding(reading, candidate)) return 'standing';
  if (isMereAim(candidate)) return 'aim';
  if (isAsked(reading, candidate)) return 'question';
  if (isUnvoiced(candidate)) return 'unvoiced';
  if (isOneSided(reading, candidate)) return 'oneSided';
  if (!hasParty(reading, candidate)) return 'noParty';
  return aggregates.has(keyOf(candidate.sentence, candidate.token)) ? 'aggregate' : null;
};

/**
 * "suspended aid", "lifted the sanctions": the noun that a frame asks for by name is part of its event and no event of
 * its own, unless the frame holds it as its content.
 */
const partsOf = (reading: Reading, { sentence, token, frame, content }: Candidate): number[] =>
  frame.requires
    .filter(need => need.lemmas !== null)
    .flatMap(need =>
      need.slots
        .filter(slot => slot === 'obj' || slot === 'prep:of')
        .flatMap(slot => slotTokens(reading, sentence, token, slot))
        .filter(
          part =>
            part !== token &&
            tokenAt(sentence, part).upos === 'NOUN' &&
            need.lemmas?.has(tokenAt(sentence, part).lemma.toLowerCase()) &&
            !content.includes(part),
        ),
    );

/** "an air strike killed five": the verb's event is the noun's, which says by what means; the verb says whom it hit. */
const throughMeans = (reading: Reading, candidate: Candidate): Candidate => {
  const { sentence, token, frame } = candidate;
  if (tokenAt(sentence, token).upos !== 'VERB') return candidate;
  for (const subject of slotTokens(reading, sentence, token, 'subj')) {
    const means = subject === token ? null : bestFrame(reading, sentence, subject);
    if (means && means.frame.type === frame.type && means.frame.mode !== null && frame.mode === null)
      return { ...candidate, frame: { ...frame, ...meansOf(means.frame) } };
  }
  return candidate;
};

const meansOf = ({ id, mode, cameo, acled, tells, contexts }: Frame): Partial<Frame> => ({
  id,
  mode,
  cameo,
  acled,
  tells,
  contexts,
});

/** "Turkish-backed fighters", "a banned militia": a participle inside a noun phrase describes and reports nothing. */
const isDescription = (reading: Reading, { sentence, token }: Candidate): boolean => {
  const word = tokenAt(sentence, token);
  if (word.upos === 'NOUN') return isPartyNoun(reading, sentence, token);
  // "treating the wounded"
  if (word.xpos === 'VBN' && childrenBy(sentence, token, 'det').length > 0) return true;
  return word.upos === 'VERB' && relation(word) === 'amod' && !isMisreadVerb(sentence, token);
};

/** "came to terms with the opposition": the noun names a party, unless the clause says that somebody is one. */
const isPartyNoun = (reading: Reading, sentence: Sentence, token: number): boolean => {
  const entity = entityAt(reading, sentence, token);
  return (
    entity?.actor?.sector != null &&
    childrenBy(sentence, token, 'nsubj', 'cop').length === 0 &&
    entity.mentions.some(({ start }) => start <= tokenAt(sentence, token).start)
  );
};

/** "Assad, backed by Russia", "forces that support him": what a phrase adds of standing ties is a relation, no event. */
const isStanding = (reading: Reading, { sentence, token }: Candidate): boolean => {
  const word = tokenAt(sentence, token);
  if (word.upos !== 'VERB' || relation(word) !== 'acl') return false;
  if (childrenBy(sentence, token, 'mark').length > 0) return false;
  // "insurgents linked to Islamic State", by nobody
  if (links.has(word.lemma) && childrenBy(sentence, token, 'obl').every(at => !isAgent(sentence, at)))
    return true;
  const tie = reading.codebook.relations.get(`VERB:${word.lemma.toLowerCase()}`);
  // to reject is an act
  return tie === 'supports' || (tie === 'opposes' && word.lemma !== 'reject');
};

const links = new Set(['link', 'affiliate', 'ally', 'tie']);
const isAgent = (sentence: Sentence, token: number): boolean =>
  tokenAt(sentence, token).deprel === 'obl:agent';

/** Friendly words that are only what something else is for: "a roadmap to improve relations". */
const aims = new Set<EventType>(['SUPPORT', 'AGREE', 'CONCEDE']);
const isMereAim = ({ sentence, token, frame }: Candidate): boolean => {
  const word = tokenAt(sentence, token);
  return (
    aims.has(frame.type) &&
    word.upos === 'VERB' &&
    ['advcl', 'acl'].includes(word.deprel) &&
    childrenBy(sentence, token, 'mark').some(mark => tokenAt(sentence, mark).lemma.toLowerCase() === 'to')
  );
};

/** "Why should we meet?": what is only asked after is no event; the asking is. */
const isAsked = (reading: Reading, { sentence, token }: Candidate): boolean => {
  if (asksWhether(sentence, token)) return true;
  const last = sentence.tokens.findLastIndex(t => !/^["”“’'»)]$/.test(t.form));
  if (sentence.tokens[last]?.form !== '?') return false;
  if (isQuoted(sentence, token)) return true;
  // “dismissed rumours of a meeting, saying: ‘Why should we meet?’”: what stands before the question is told
  if (isQuoted(sentence, last)) return false;
  return !predicateKeys(sentence, token, []).some(key => reading.codebook.speechCues.has(key));
};

/** "Asked if he is a member, he said": put to him as a question, nothing is asked of him. */
const asksWhether = (sentence: Sentence, token: number): boolean =>
  tokenAt(sentence, token).lemma === 'ask' &&
  childrenBy(sentence, token, 'ccomp', 'advcl').some(
    clause =>
      clause > token &&
      childrenBy(sentence, clause, 'mark').some(mark =>
        /^(?:if|whether)$/i.test(tokenAt(sentence, mark).form),
      ),
  );

/** Whether the token stands in a quotation: one mark open before it, or a closing mark the next one after it. */
const isQuoted = (sentence: Sentence, token: number): boolean => {
  const isMark = (at: number): boolean => /^["“”]$/.test(sentence.tokens[at]?.form ?? '');
  const marks = sentence.tokens.map((_, at) => at).filter(isMark);
  const before = marks.filter(at => at < token).length;
  const next = marks.find(at => at > token);
  return before % 2 === 1 || (before === 0 && next !== undefined && sentence.tokens[next]?.form === '”');
};

/** Words as deeds: what nobody in the report says is not said. */
const spoken = new Set<EventType>(['ACCUSE', 'REQUEST', 'REJECT', 'THREATEN']);

/** "addressed allegations of corruption": a noun for words that are nobody's. */
const isUnvoiced = ({ sentence, token, frame, actors }: Candidate): boolean =>
  spoken.has(frame.type) && tokenAt(sentence, token).upos === 'NOUN' && actors.length === 0;

/** What takes two: of a meeting or an agreement spoken of in passing a coder wants both sides. */
const mutual = new Set<EventType>(['CONSULT', 'AGREE', 'COOPERATE']);

/** "regarding dialogue with Peru", "a truce with Peru is impossible": in a side phrase or judged, with one side or none. */
const isOneSided = (reading: Reading, { sentence, token, frame, actors, recipients }: Candidate): boolean => {
  const word = tokenAt(sentence, token);
  if (!mutual.has(frame.type)) return false;
  if (speaking.has(word.lemma))
    return recipients.length === 0 && actors.every(({ token: at }) => isOne(sentence, at));
  if (word.upos !== 'NOUN') return false;
  // "a call between the two ministers"
  if (slotTokens(reading, sentence, token, 'prep:between').some(at => isSeveral(sentence, at))) return false;
  const isAssessed =
    relation(word) === 'nsubj' && word.head >= 0 && tokenAt(sentence, word.head).upos === 'ADJ';
  const isAside = ['nmod', 'obl'].includes(relation(word));
  return (isAside || isAssessed) && (actors.length === 0 || recipients.length === 0);
};

/** "He spoke in Brussels" to nobody that we are told of; "the presidents spoke" to each other. */
const speaking = new Set(['speak', 'talk']);
const isSeveral = (sentence: Sentence, token: number): boolean =>
  /Number=Plur/.test(tokenAt(sentence, token).feats);
const isOne = (sentence: Sentence, token: number): boolean =>
  !isSeveral(sentence, token) && childrenBy(sentence, token, 'conj').length === 0;

/** Types that PLOVER codes only with a recipient, in its own words or because nothing is given to nobody. */
const needsRecipient = new Set<EventType>(['AID', 'COOPERATE']);

/** Types of which the deed alone is an event. */
const unattributed = new Set<EventType>(['ASSAULT', 'COERCE', 'PROTEST']);

/** A verb, or a noun that a clause is about: "violent protests erupted". */
const isMain = (token: Token): boolean =>
  token.upos === 'VERB' ||
  token.deprel === 'root' ||
  relation(token) === 'nsubj' ||
  token.deprel === 'obl:agent' ||
  relation(token) === 'obj';

/** "The use of poison gas is a crime": what is said of all such deeds reports none. */
const isJudged = (sentence: Sentence, token: number): boolean => {
  const { head, upos } = tokenAt(sentence, token);
  return (
    upos === 'NOUN' &&
    relation(tokenAt(sentence, token)) === 'nsubj' &&
    childrenBy(sentence, head, 'cop').some(at => /Tense=Pres/.test(tokenAt(sentence, at).feats))
  );
};

/** Coders need a party: someone who acts or is acted upon. */
const hasParty = (reading: Reading, candidate: Candidate): boolean => {
  const { actors, recipients, frame, sentence, token } = candidate;
  // "delivered food in Yemen": those there receive it
  if (needsRecipient.has(frame.type)) {
    if (recipients.length === 0 && !eventPlace(reading, candidate)?.country) return false;
    if (recipients.length > 0 && recipients.every(filler => isWrong(reading, sentence, filler))) return false;
  }
  const parties = [...actors, ...recipients];
  if (parties.some(filler => isActor(filler.entity) || isNamed(filler))) return true;
  // "Kobani was blockaded": a named town stands for who is there
  if (unattributed.has(frame.type) && recipients.some(({ entity }) => entity.kind === 'place')) return true;
  // "five people were killed in a blast", "shops were looted": ACLED records it though nobody is named
  if (frame.acled === null) return false;
  if (parties.length > 0) return true;
  const hasSetting = hasOwnSetting(reading, sentence, token);
  const isTold = isMain(tokenAt(sentence, token)) && !isJudged(sentence, token);
  return unattributed.has(frame.type) && (isTold || hasSetting);
};

/** "more than 665 strikes in the first half of the year" is a figure: never exploded into events. */
const isAggregate = ({ figure }: PlacedFigure): boolean =>
  figure.unit === null && (figure.value >= 20 || figure.period !== null);

/** "accused Turkey, in an accusation that": a nominal under a predicate of the same frame type says it again. */
const isEcho = (candidate: Candidate, all: readonly Candidate[]): boolean => {
  const { sentence, token, frame } = candidate;
  const head = tokenAt(sentence, token).head;
  return all.some(
    other =>
      other !== candidate &&
      other.token === head &&
      other.frame.type === frame.type &&
      ['obj', 'nmod', 'obl', 'obl:agent', 'compound', 'nsubj', 'nsubj:pass', 'amod'].includes(
        tokenAt(sentence, token).deprel,
      ) &&
      candidate.actors.length + candidate.recipients.length <= other.actors.length + other.recipients.length,
  );
};
