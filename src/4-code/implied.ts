// Events that no single word names but a statement makes: saying what another must do is a request, laying a wrong at
// another's door is an accusation, saying that one did no wrong is a denial. The codebook's frames with a `pattern` say
// what they count as; the speaker acts, also in the sentences of a quotation that hold no cue.
import type { Sentence } from '../schema/analysis.ts';
import type { Pattern } from '../schema/codebook.ts';
import type { Statement } from '../schema/coded-report.ts';
import type { Entity } from '../schema/grounding.ts';
import type { EventType } from '../schema/plover.ts';
import { childrenBy, childrenOf, pathToRoot, relation, subtreeOf, tokenAt } from '../schema/tree.ts';
import type { Accounts } from './accounts.ts';
import { argumentsOf } from './arguments.ts';
import { bestFrame, type Candidate } from './frames.ts';
import type { Reading } from './reading.ts';
import { type Filler, fillersAt, isActor } from './roles.ts';
import type { Speech } from './speech.ts';
import { noneIn } from './status.ts';

interface Implied {
  readonly pattern: Pattern;
  /** The word that makes it so: the modal verb, the command, the wrong. */
  readonly token: number;
  readonly recipients: readonly Filler[];
  readonly content: readonly number[];
}

/** Reads one pattern at one token of a statement. */
type Reader = (reading: Reading, sentence: Sentence, token: number, voice: Voice) => Implied | null;

/** Who speaks, and which tokens of the sentence belong to what is said. */
interface Voice {
  readonly speaker: Filler;
  readonly statement: Statement;
  readonly inside: ReadonlySet<number>;
  /** The cue where it stands in this sentence. */
  readonly cue: number | null;
}

/** Acts that only pass on what is said; the others have frames of their own. */
const plainActs = new Set(['says', 'demands', 'accuses']);

/** Candidates made of statements whose cue is no event itself. */
export const impliedEvents = (
  reading: Reading,
  accounts: Accounts,
  sentence: Sentence,
  speeches: readonly Speech[],
): Candidate[] => {
  const voices = voicesIn(reading, accounts, sentence, speeches);
  if (voices.length === 0 || isQuestion(sentence)) return [];
  const found: Candidate[] = [];
  for (const voice of voices)
    for (const read of isActor(voice.speaker.entity) ? readers : [denied]) {
      const implied = [...voice.inside]
        .map(token => read(reading, sentence, token, voice))
        .filter(one => one !== null);
      for (const one of read === obligated || read === commanded ? implied : implied.slice(0, 1))
        found.push(...candidateOf(reading, sentence, one, voice));
    }
  return found;
};

/** The statements that reach into the sentence, the innermost at each token, with the cue where it stands there too. */
const voicesIn = (
  reading: Reading,
  accounts: Accounts,
  sentence: Sentence,
  speeches: readonly Speech[],
): Voice[] => {
  const byStatement = new Map<Statement, Set<number>>();
  for (const [at, token] of sentence.tokens.entries()) {
    const statement = accounts.around(sentence, token);
    if (!statement?.speaker || !plainActs.has(statement.act)) continue;
    const inside = byStatement.get(statement);
    if (inside) inside.add(at);
    else byStatement.set(statement, new Set([at]));
  }
  return [...byStatement].flatMap(([statement, inside]) => {
    const cue = speeches.find(
      speech => tokenAt(speech.sentence, speech.token).start === statement.cue?.start,
    );
    // "demanded that Turkey withdraw" is an event by its own verb; "according to local media" passes on what others say
    if (cue && (tokenAt(sentence, cue.token).upos !== 'VERB' || bestFrame(reading, sentence, cue.token)))
      return [];
    const speaker = speakerOf(reading, statement);
    if (!speaker || !isVoice(speaker)) return [];
    return [{ speaker, statement, inside, cue: cue?.token ?? null }];
  });
};

const speakerOf = (reading: Reading, { speaker }: Statement): Filler | null => {
  const entity = speaker && reading.entities.get(speaker.entity);
  if (!speaker || !entity) return null;
  const { start, end } = speaker;
  // the speaker may stand sentences away: a mention by its place in the text alone
  const mention = {
    start,
    end,
    entity: entity.id,
    sentence: -1,
    from: -1,
    to: -1,
    head: -1,
    form: 'name' as const,
    reading: 'actor' as const,
    locatedIn: null,
  };
  return { token: -1, mention, entity };
};

/** Whose words count: an actor's, and a named person's own denials. */
const isVoice = ({ entity }: Filler): boolean =>
  isActor(entity) || (entity.kind === 'person' && entity.mentions.some(mention => mention.kind === 'name'));

const isQuestion = (sentence: Sentence): boolean =>
  [...sentence.tokens].reverse().find(t => !/^["”“’'»)]+$/.test(t.form))?.form === '?';

const candidateOf = (
  reading: Reading,
  sentence: Sentence,
  { pattern, token, recipients, content }: Implied,
  { speaker, cue }: Voice,
): Candidate[] => {
  const frame = reading.codebook.framesByPredicate.get(`PATTERN:${pattern}`)?.[0];
  if (!frame) return [];
  const byCue = pattern === 'wrong' || pattern === 'denial';
  return [
    {
      sentence,
      token: byCue ? (cue ?? token) : token,
      frame,
      actors: [speaker],
      recipients,
      mediators: [],
      places: [],
      content,
      fit: 1,
    },
  ];
};

const isOther = (filler: Filler, speaker: Filler): boolean =>
  isActor(filler.entity) && filler.entity.id !== speaker.entity.id;

const isForeign = (filler: Filler, speaker: Filler): boolean =>
  isOther(filler, speaker) && !isOneSide(filler.entity.actor, speaker.entity.actor);

/** A state and its own: a rebel's words about the government of the same country are about another side. */
const isOneSide = (one: Entity['actor'], other: Entity['actor']): boolean =>
  one?.country === other?.country &&
  (one?.sector === other?.sector || !rebels.has(one?.sector ?? '') === !rebels.has(other?.sector ?? ''));

/** “Germany must be able to prosecute them”, its minister said: nobody asks that of himself. */
const isOwnState = ({ entity: { actor } }: Filler, { entity: { actor: own } }: Filler): boolean =>
  actor !== null && actor.sector === null && actor.country === own?.country && !rebels.has(own?.sector ?? '');

const rebels = new Set(['REB', 'OPP', 'UAF', 'PRM', 'SEP']);

const doersOf = (reading: Reading, sentence: Sentence, token: number): Filler[] =>
  argumentsOf(reading, sentence, token)
    .filter(a => a.slot === 'subj')
    .flatMap(a => fillersAt(reading, sentence, a.token, 'subj'));

const obligations = new Set(['must', 'should', 'ought']);

/** "he said Turkey must withdraw": a predicate under obligation whose doer is another party, or is left open. */
const obligated: Reader = (reading, sentence, token, { speaker }) => {
  const t = tokenAt(sentence, token);
  const modal = relation(t) === 'aux' && obligations.has(t.lemma.toLowerCase());
  if (!modal && (!isNeed(sentence, token) || bestFrame(reading, sentence, token))) return null;
  const verb = modal ? t.head : token;
  const auxiliaries = childrenBy(sentence, verb, 'aux').map(at => tokenAt(sentence, at));
  // "should have known better": too late to be asked for; "should it fail": a condition
  if (auxiliaries.some(aux => aux.lemma === 'have')) return null;
  const subject = childrenBy(sentence, verb, 'nsubj')[0];
  if (modal && subject !== undefined && subject > token) return null;
  const doers = doersOf(reading, sentence, verb).filter(
    filler => isOther(filler, speaker) && !isOwnState(filler, speaker),
  );
  return doers.length > 0 ? { pattern: 'obligation', token, recipients: doers, content: [verb] } : null;
};

/** "Sweden needs to extradite the suspects". */
const isNeed = (sentence: Sentence, token: number): boolean => {
  const { lemma, upos } = tokenAt(sentence, token);
  return (
    upos === 'VERB' &&
    (lemma === 'need' || lemma === 'have') &&
    childrenBy(sentence, token, 'xcomp').some(child => childrenBy(sentence, child, 'mark').length > 0)
  );
};

/** Commands that only speak to the listener: "look", "let us be clear". */
const asides = new Set([
  'let',
  'look',
  'listen',
  'remember',
  'see',
  'imagine',
  'note',
  'suppose',
  'thank',
  'consider',
  'think',
  'wait',
  'come',
  'go',
  'guess',
  'forget',
  'say',
  'take',
  'mark',
  'mind',
  'please',
  'believe',
  'trust',
  'be',
]);

/** “Do not send us your waste,” she said: a verb in its base form that begins the clause. */
const commanded: Reader = (_, sentence, token, { statement }) => {
  const t = tokenAt(sentence, token);
  if (statement.quotation !== 'direct') return null;
  const children = childrenOf(sentence, token);
  const forbids =
    children.some(child => tokenAt(sentence, child).deprel === 'aux') &&
    children.some(child => /^(not|n't|n’t)$/.test(tokenAt(sentence, child).lemma));
  // a rare verb after "don't" may pass for anything
  if (!forbids && (t.upos !== 'VERB' || t.xpos !== 'VB')) return null;
  const isBare = children.every(child => {
    const { deprel, lemma } = tokenAt(sentence, child);
    if (['nsubj', 'nsubj:pass', 'csubj', 'expl', 'mark', 'aux:pass'].includes(deprel)) return false;
    return deprel !== 'aux' || lemma === 'do';
  });
  if (!isBare || asides.has(t.lemma.toLowerCase())) return null;
  const heads = ['root', 'ccomp', 'parataxis'].includes(t.deprel);
  if (!heads && !(forbids && t.deprel === 'conj')) return null;
  return { pattern: 'command', token, recipients: [], content: [token] };
};

/** Slots in which whoever stands beside a wrong is the one blamed: "made in Ankara", "Israel's aggression". */
const blamed = new Set(['subj', 'poss', 'compound', 'prep:by', 'prep:in', 'prep:from', 'prep:of']);

/** "will back a resolution that tightens the blockade": what a relative or adverbial clause adds is not the point. */
const isAside = (sentence: Sentence, token: number, inside: ReadonlySet<number>): boolean =>
  pathToRoot(sentence, token)
    .filter(at => inside.has(at) && inside.has(tokenAt(sentence, at).head))
    .some(at => ['acl', 'advcl'].includes(relation(tokenAt(sentence, at))));

/** "terrorism is made in Turkey", "the chaos was created by Arab states", "it is an American occupation". */
const wronged: Reader = (reading, sentence, token, { speaker, inside }) => {
  const t = tokenAt(sentence, token);
  if (!reading.codebook.wrongs.has(t.lemma.toLowerCase())) return null;
  if (t.upos === 'VERB') return wronging(reading, sentence, token, speaker);
  if (t.upos !== 'NOUN' || isAside(sentence, token, inside)) return null;
  const holders = [token];
  const rel = relation(t);
  // the wrong is what is done, or what something is said to be: look at its predicate too
  if ((rel === 'nsubj' || rel === 'obj') && inside.has(t.head)) holders.push(t.head);
  // "terrorism in Syria is a Turkish industry": a place inside the wrong's own phrase is where, not who
  const own = new Set(rel === 'nsubj' || rel === 'obj' ? subtreeOf(sentence, token) : []);
  for (const holder of holders)
    for (const { slot, token: filler } of argumentsOf(reading, sentence, holder)) {
      if (!blamed.has(slot) || (holder !== token && own.has(filler))) continue;
      if (holder === token && slot.startsWith('prep:') && slot !== 'prep:by') continue;
      const recipients = fillersAt(reading, sentence, filler, 'subj').filter(one => isForeign(one, speaker));
      if (recipients.length > 0) return { pattern: 'wrong', token, recipients, content: [] };
    }
  return null;
};

/** "the plan undermines the court", "it was an attempt to bypass parliament": whose doing it is. */
const wronging = (reading: Reading, sentence: Sentence, token: number, speaker: Filler): Implied | null => {
  if (isNegated(sentence, token) || tokenAt(sentence, token).deprel === 'acl:relcl') return null;
  const recipients = doersOf(reading, sentence, token).filter(one => isForeign(one, speaker));
  return recipients.length > 0 ? { pattern: 'wrong', token, recipients, content: [] } : null;
};

const clears = new Set(['innocent', 'blameless', 'uninvolved']);
const incriminates = new Set(['responsible', 'guilty', 'involved', 'complicit', 'liable', 'culpable']);
const parts = new Set([
  'involvement',
  'role',
  'part',
  'hand',
  'link',
  'connection',
  'responsibility',
  'wrongdoing',
]);
const deeds = new Set<EventType>(['ASSAULT', 'COERCE', 'MOBILIZE', 'SANCTION', 'PROTEST', 'THREATEN']);

const isNegated = (sentence: Sentence, token: number): boolean =>
  childrenBy(sentence, token, 'advmod', 'det').some(child =>
    /^(not|n't|n’t|never|no)$/.test(tokenAt(sentence, child).lemma.toLowerCase()),
  ) || childrenBy(sentence, token, 'nsubj').some(subject => noneIn(sentence, subject) >= 0);

/** "she said she was innocent", "said it had not shelled the town", "had no part in the raid". */
const denied: Reader = (reading, sentence, token, { speaker }) => {
  const t = tokenAt(sentence, token);
  const lemma = t.lemma.toLowerCase();
  const isOwn = (at: number): boolean =>
    doersOf(reading, sentence, at).some(({ entity }) => entity.id === speaker.entity.id);
  const denies =
    (clears.has(lemma) && t.upos === 'ADJ' && !isNegated(sentence, token) && isOwn(token)) ||
    (incriminates.has(lemma) && isNegated(sentence, token) && isOwn(token)) ||
    (parts.has(lemma) && relation(t) === 'obj' && isNegated(sentence, token) && isOwn(t.head)) ||
    (t.upos === 'VERB' &&
      isNegated(sentence, token) &&
      childrenBy(sentence, token, 'aux').every(
        aux => !/^(will|would|can|could)$/.test(tokenAt(sentence, aux).lemma),
      ) &&
      deeds.has(bestFrame(reading, sentence, token)?.frame.type ?? 'CONSULT') &&
      isOwn(token));
  return denies ? { pattern: 'denial', token, recipients: [], content: [token] } : null;
};

const claiming = new Set(['claim', 'allege', 'charge', 'insist', 'complain', 'contend']);

/** "Beirut claimed that smugglers had armed the camps": a hostile deed by another, told as a claim. */
const claimed: Reader = (reading, sentence, token, { speaker, cue }) => {
  if (cue === null || !claiming.has(tokenAt(sentence, cue).lemma.toLowerCase())) return null;
  const embedded = bestFrame(reading, sentence, token);
  if (!embedded || !deeds.has(embedded.frame.type) || isNegated(sentence, token)) return null;
  const recipients = embedded.actors.filter(
    one => isOther(one, speaker) && one.entity.actor?.code !== speaker.entity.actor?.code,
  );
  return recipients.length > 0 ? { pattern: 'wrong', token, recipients, content: [token] } : null;
};

const readers: readonly Reader[] = [obligated, commanded, wronged, claimed, denied];
