// Predicates -> event mentions: the best frame of each, its roles, status, account, place and time.

import type { Sentence } from '../schema/analysis.ts';
import type { Frame } from '../schema/codebook.ts';
import type { EventMention, EventStatus, Participant } from '../schema/coded-report.ts';
import { eventTypeInfo } from '../schema/plover.ts';
import type { Span } from '../schema/span.ts';
import { childrenBy, childrenOf, pathToRoot, spanOfTokens, subtreeOf, tokenAt } from '../schema/tree.ts';
import type { Accounts } from './accounts.ts';
import { acledClassOf } from './acled.ts';
import type { PlacedFigure } from './figures.ts';
import { bestFrame, type Candidate } from './frames.ts';
import { impliedEvents } from './implied.ts';
import { confidenceOf, prominenceOf } from './ranking.ts';
import type { Reading } from './reading.ts';
import { type Filler, isActor, participantOf, slotTokens } from './roles.ts';
import type { Speech } from './speech.ts';
import { type StatusReading, statusOf } from './status.ts';
import { turnByStatus } from './turn.ts';
import { clauseOf, eventPlace, nearestTime } from './where-when.ts';

/** An event mention with what it was made from, for linking figures and denials to it and for explaining it. */
export interface CodedEvent {
  readonly event: EventMention;
  readonly candidate: Candidate;
  readonly status: StatusReading;
}

export const findEvents = (
  reading: Reading,
  accounts: Accounts,
  figures: readonly PlacedFigure[],
  speeches: readonly (readonly Speech[])[],
): CodedEvent[] => {
  const aggregates = new Set(
    figures.filter(isAggregate).map(({ sentence, counted }) => keyOf(sentence, counted)),
  );
  const candidates = reading.sentences.flatMap(sentence =>
    [
      ...candidatesIn(reading, sentence, aggregates),
      ...impliedEvents(reading, speeches[sentence.index] ?? []),
    ].sort((a, b) => a.token - b.token),
  );
  const demanded = contentStatuses(candidates);
  const contents = new Set(
    candidates.flatMap(({ sentence, content }) => content.map(token => keyOf(sentence, token))),
  );
  return candidates.map((candidate, i) => codeEvent(reading, accounts, candidate, demanded, contents, i));
};

/** Names a token of the report. */
const keyOf = (sentence: Sentence, token: number): string => `${sentence.index}:${token}`;

const candidatesIn = (reading: Reading, sentence: Sentence, aggregates: ReadonlySet<string>): Candidate[] => {
  const found = sentence.tokens
    .map((_, token) => bestFrame(reading, sentence, token))
    .filter(candidate => candidate !== null)
    .filter(
      candidate =>
        !isDescription(candidate) && hasParty(candidate) && !aggregates.has(keyOf(sentence, candidate.token)),
    );
  const told = found.map(candidate => throughMeans(reading, candidate));
  return told.filter(candidate => !isEcho(candidate, told));
};

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

const meansOf = ({ id, mode, cameo, acled, contexts }: Frame): Partial<Frame> => ({
  id,
  mode,
  cameo,
  acled,
  contexts,
});

/** "Turkish-backed fighters", "a banned militia": a participle inside a noun phrase describes and reports nothing. */
const isDescription = ({ sentence, token }: Candidate): boolean => {
  const { upos, deprel } = tokenAt(sentence, token);
  return upos === 'VERB' && deprel === 'amod';
};

/** Coders need a party: someone who acts or is acted upon. */
const hasParty = ({ actors, recipients, frame }: Candidate): boolean => {
  const parties = [...actors, ...recipients];
  if (parties.some(filler => isActor(filler.entity) || isNamed(filler))) return true;
  // "five people were killed in a blast": ACLED records it though nobody is named
  return frame.acled !== null && parties.length > 0;
};

const isNamed = ({ mention, entity }: { mention: { form: string }; entity: { kind: string } }): boolean =>
  mention.form === 'name' && ['person', 'organization', 'group'].includes(entity.kind);

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
      ['obj', 'nmod', 'obl', 'compound', 'nsubj', 'nsubj:pass', 'amod'].includes(
        tokenAt(sentence, token).deprel,
      ) &&
      candidate.actors.length + candidate.recipients.length <= other.actors.length + other.recipients.length,
  );
};

/** What a frame does to the events in its content: "demanded that Turkey withdraw" makes the withdrawal demanded. */
const contentStatuses = (candidates: readonly Candidate[]): Map<string, EventStatus> => {
  const statuses = new Map<string, EventStatus>();
  for (const { sentence, content, frame } of candidates)
    for (const token of content)
      if (frame.contentStatus) statuses.set(keyOf(sentence, token), frame.contentStatus);
  return statuses;
};

const codeEvent = (
  reading: Reading,
  accounts: Accounts,
  candidate: Candidate,
  demanded: ReadonlyMap<string, EventStatus>,
  contents: ReadonlySet<string>,
  index: number,
): CodedEvent => {
  const { sentence, token, frame } = candidate;
  const trigger = triggerSpan(sentence, token);
  const participant = (filler: Filler): Participant => participantOf(reading, sentence, filler);
  const own = statusOf(reading, sentence, token);
  const given = demanded.get(keyOf(sentence, token));
  const status: StatusReading =
    given && own.status !== 'denied' && own.status !== 'negated' ? { status: given, cue: own.cue } : own;
  const spoken = frame.status && status.status === 'happened' ? frame.status : status.status;
  // what stands in another event's content keeps its type: the demand is coded beside the withdrawal demanded
  const turned = contents.has(keyOf(sentence, token)) ? null : turnByStatus(frame.type, spoken);
  const settled = turned?.status ?? spoken;
  const type = turned?.type ?? frame.type;
  const mode = turned ? turned.mode : modeOf(reading, candidate);
  const info = eventTypeInfo(type);
  const verbal = info.quadClass === 'verbalCooperation' || info.quadClass === 'verbalConflict';
  const happened = settled === 'happened' || settled === 'ongoing';
  const event: EventMention = {
    id: `e${index + 1}`,
    type,
    mode,
    contexts: frame.contexts,
    cameo: turned?.cameo ?? frame.cameo,
    quadClass: info.quadClass,
    intensity: (mode === null ? undefined : info.modes[mode]) ?? info.intensity,
    acled: happened && !turned ? acledClassOf(candidate) : null,
    status: settled,
    trigger,
    actors: candidate.actors.map(participant),
    recipients: candidate.recipients.map(participant),
    mediators: candidate.mediators.map(participant),
    place: eventPlace(reading, candidate),
    time: nearestTime(reading, sentence, token, verbal),
    counts: [],
    statement: accounts.around(sentence, trigger)?.id ?? null,
    denies: null,
    evidence: [evidenceOf(sentence, token)],
    confidence: confidenceOf(candidate, settled),
  };
  return { event, candidate, status: { status: settled, cue: status.cue } };
};

/** The predicate with its particle: "lashed out". */
const triggerSpan = (sentence: Sentence, token: number): Span => {
  const particles = childrenBy(sentence, token, 'compound:prt').filter(child => child === token + 1);
  return spanOfTokens(sentence, [token, ...particles]);
};

const modeOf = (reading: Reading, { sentence, content, frame }: Candidate): string | null => {
  if (!frame.modeByContent) return frame.mode;
  for (const token of content) {
    const embedded = bestFrame(reading, sentence, token);
    const mode = embedded && frame.modeByContent[embedded.frame.type];
    if (mode) return mode;
  }
  return frame.modeByContent.other ?? frame.mode;
};

/** The clause that the event rests on, without the clauses that only stand beside it. */
const evidenceOf = (sentence: Sentence, token: number): Span => {
  const clause = clauseOf(sentence, token);
  const within = subtreeOf(
    sentence,
    clause,
    (t, at) =>
      (t.deprel === 'parataxis' || t.deprel === 'conj') && t.upos === 'VERB' && !leadsTo(sentence, at, token),
  );
  const solid = within.filter(at => tokenAt(sentence, at).upos !== 'PUNCT');
  const [first = token] = solid;
  const last = solid.at(-1) ?? token;
  const whole = spanOfTokens(sentence, [first, last]);
  if (childrenOf(sentence, clause).length === 0) return spanOfTokens(sentence, [token]);
  return whole;
};

const leadsTo = (sentence: Sentence, from: number, token: number): boolean =>
  pathToRoot(sentence, token).includes(from);

/** Ties figures to the event whose toll they are, and denials to what they deny; then orders by prominence. */
export const linkEvents = (
  coded: readonly CodedEvent[],
  figures: readonly PlacedFigure[],
  accounts: Accounts,
): { events: EventMention[]; figures: PlacedFigure['figure'][] } => {
  const byToken = new Map(coded.map(one => [keyOf(one.candidate.sentence, one.candidate.token), one]));
  const counts = new Map<string, string[]>();
  const linkedFigures = figures.map(({ figure, sentence, governors }) => {
    const owner = governors.map(token => byToken.get(keyOf(sentence, token))).find(one => one !== undefined);
    if (!owner || figure.period !== null) return figure;
    const { id } = owner.event;
    counts.set(id, [...(counts.get(id) ?? []), figure.id]);
    return { ...figure, event: id };
  });
  const events = coded.map(one => ({
    ...one.event,
    counts: counts.get(one.event.id) ?? [],
    denies: deniedBy(one, byToken, accounts),
  }));
  const prominence = new Map(
    events.map((event, i) => [event.id, prominenceOf(event, coded[i] as CodedEvent)]),
  );
  events.sort(
    (a, b) => (prominence.get(b.id) ?? 0) - (prominence.get(a.id) ?? 0) || a.trigger.start - b.trigger.start,
  );
  return { events, figures: linkedFigures };
};

/** A denial points to the event it denies, else to the statement that carries what is denied. */
const deniedBy = (
  { event, candidate }: CodedEvent,
  byToken: ReadonlyMap<string, CodedEvent>,
  accounts: Accounts,
): string | null => {
  if (candidate.frame.contentStatus !== 'denied') return null;
  for (const token of candidate.content) {
    const denied = byToken.get(keyOf(candidate.sentence, token));
    if (denied && denied.event.id !== event.id) return denied.event.id;
  }
  const own = accounts.cuedAt(event.trigger.start);
  return own?.id ?? null;
};
