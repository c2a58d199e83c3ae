// Predicates -> event mentions: the best frame of each, its roles, status, account, place and time.

import type { Sentence } from '../schema/analysis.ts';
import type { EventMention, EventPlace, EventStatus, Participant } from '../schema/coded-report.ts';
import type { DayRange } from '../schema/grounding.ts';
import { type EventType, eventTypeInfo } from '../schema/plover.ts';
import type { Span } from '../schema/span.ts';
import { childrenBy, childrenOf, pathToRoot, spanOfTokens, subtreeOf, tokenAt } from '../schema/tree.ts';
import type { Accounts } from './accounts.ts';
import { type AcledRuling, openAcled } from './acled.ts';
import { isOpen } from './choose.ts';
import type { PlacedFigure } from './figures.ts';
import type { Candidate } from './frames.ts';
import { modeOf } from './modes.ts';
import { confidenceOf, prominenceOf } from './ranking.ts';
import type { Reading } from './reading.ts';
import { type Filler, participantOf } from './roles.ts';
import { keyOf, selectCandidates } from './select.ts';
import type { Speech } from './speech.ts';
import { type StatusReading, statusOf } from './status.ts';
import { type Turned, turnByStatus } from './turn.ts';
import { clauseOf, eventPlace, nearestTime } from './where-when.ts';

/** An event mention with what it was made from, for linking figures and denials to it and for explaining it. */
export interface CodedEvent {
  readonly event: EventMention;
  readonly candidate: Candidate;
  readonly settled: Settled;
  readonly acled: AcledRuling;
}

/** How the status came about: the words' own, what a frame around it makes of it, its frame's, its type's. */
interface Settled {
  readonly status: EventStatus;
  readonly own: StatusReading;
  /** From the frame whose content the event is: "demanded that Turkey withdraw". */
  readonly given: EventStatus | null;
  /** What PLOVER makes of an event with this status: an attack announced is a threat. */
  readonly turned: Turned | null;
}

export const findEvents = (
  reading: Reading,
  accounts: Accounts,
  figures: readonly PlacedFigure[],
  speeches: readonly (readonly Speech[])[],
): CodedEvent[] => {
  const candidates = selectCandidates(reading, figures, speeches, accounts);
  const demanded = contentStatuses(candidates);
  const contents = new Set(
    candidates.flatMap(({ sentence, content }) => content.map(token => keyOf(sentence, token))),
  );
  const acledOf = openAcled(reading, candidates);
  return candidates.map((candidate, i) =>
    codeEvent(reading, accounts, candidate, acledOf(candidate), demanded, contents, i),
  );
};

/** What a frame does to the events in its content: "demanded that Turkey withdraw" makes the withdrawal demanded. */
const contentStatuses = (candidates: readonly Candidate[]): Map<string, EventStatus> => {
  const statuses = new Map<string, EventStatus>();
  for (const { sentence, content, frame } of candidates)
    for (const token of content)
      if (frame.contentStatus && !(frame.contentStatus === 'planned' && isPast(sentence, token)))
        statuses.set(keyOf(sentence, token), frame.contentStatus);
  return statuses;
};

/** "announced that the fighters have surrendered": a past tense is no plan, whatever announces it. */
const isPast = (sentence: Sentence, token: number): boolean =>
  tokenAt(sentence, token).xpos === 'VBD' ||
  childrenBy(sentence, token, 'aux').some(aux => {
    const { lemma, xpos } = tokenAt(sentence, aux);
    return lemma === 'have' && xpos !== 'VB';
  });

const codeEvent = (
  reading: Reading,
  accounts: Accounts,
  candidate: Candidate,
  acled: AcledRuling,
  demanded: ReadonlyMap<string, EventStatus>,
  contents: ReadonlySet<string>,
  index: number,
): CodedEvent => {
  const { sentence, token, frame } = candidate;
  const trigger = triggerSpan(sentence, token);
  const participant = (filler: Filler): Participant => participantOf(reading, sentence, filler);
  const settled = settleStatus(reading, candidate, demanded, contents);
  const { status, turned } = settled;
  const type = turned?.type ?? frame.type;
  const mode = turned ? turned.mode : modeOf(reading, candidate);
  const info = eventTypeInfo(type);
  const verbal = info.quadClass === 'verbalCooperation' || info.quadClass === 'verbalConflict';
  const happened = status === 'happened' || status === 'ongoing';
  const actors = candidate.actors.map(participant);
  const recipients = candidate.recipients.map(participant);
  const place = eventPlace(reading, candidate);
  const event: EventMention = {
    id: `e${index + 1}`,
    type,
    mode,
    contexts: frame.contexts,
    cameo: turned?.cameo ?? frame.cameo,
    quadClass: info.quadClass,
    intensity: (mode === null ? undefined : info.modes[mode]) ?? info.intensity,
    acled: happened && !turned ? acled.acled : null,
    status,
    trigger,
    actors,
    recipients: recipients.length > 0 ? recipients : thoseThere(candidate, actors, place),
    mediators: candidate.mediators.map(participant),
    place,
    time: nearestTime(reading, sentence, token, verbal),
    counts: [],
    statement: accounts.around(sentence, trigger)?.id ?? null,
    denies: null,
    evidence: [evidenceOf(sentence, token)],
    confidence: confidenceOf(reading, candidate, type, status),
  };
  return { event, candidate, settled, acled };
};

const settleStatus = (
  reading: Reading,
  candidate: Candidate,
  demanded: ReadonlyMap<string, EventStatus>,
  contents: ReadonlySet<string>,
): Settled => {
  const { sentence, token, frame } = candidate;
  const own = statusWithin(reading, candidate);
  const around = demanded.get(keyOf(sentence, token));
  const given = around && own.status !== 'denied' && own.status !== 'negated' ? around : null;
  const read = given ?? own.status;
  const spoken = frame.status && read === 'happened' ? frame.status : read;
  // what stands in another event's content keeps its type: the demand is coded beside the withdrawal demanded
  // a promise or a threat is somebody's; the typer names a type with its modality in it
  const stands = contents.has(keyOf(sentence, token)) || candidate.actors.length === 0 || isOpen(candidate);
  const turned = stands ? null : turnByStatus(frame.type, spoken);
  return { status: turned?.status ?? spoken, own, given, turned };
};

/** Done to a country where it is done there; words ("met in Geneva", "said in Cairo") are not said to the place. */
const doneToPlaces = new Set<EventType>([
  'ASSAULT',
  'COERCE',
  'SANCTION',
  'MOBILIZE',
  'PROTEST',
  'RETREAT',
  'AID',
  'CONCEDE',
]);

/** "Turkey has stepped up its attacks in Syria", "imposed a curfew in Sinai": the place stands for who is there. */
const thoseThere = (
  { frame }: Candidate,
  actors: readonly Participant[],
  place: EventPlace | null,
): Participant[] => {
  if (!place?.country || (actors.length === 0 && frame.type !== 'ASSAULT')) return [];
  if (!doneToPlaces.has(frame.type) || frame.mode === 'resign') return [];
  const { start, end, entity, name, country } = place;
  return [{ start, end, entity, name, country, sector: null, code: country }];
};

/** A frame that asks for "no" or "not" ("there was no point in talks") means it: it is no negation of the event. */
const statusWithin = (reading: Reading, { sentence, token, frame }: Candidate): StatusReading => {
  const own = statusOf(reading, sentence, token);
  const asksNo = frame.requires.some(
    need => need.slots.includes('mod') && (need.lemmas?.has('no') || need.lemmas?.has('not')),
  );
  return asksNo && own.status === 'negated' ? { status: 'happened', cue: own.cue } : own;
};

/** The predicate with its particle: "lashed out". */
const triggerSpan = (sentence: Sentence, token: number): Span => {
  const particles = childrenBy(sentence, token, 'compound:prt').filter(child => child === token + 1);
  return spanOfTokens(sentence, [token, ...particles]);
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
  reading: Reading,
  coded: readonly CodedEvent[],
  figures: readonly PlacedFigure[],
  accounts: Accounts,
): { events: EventMention[]; figures: PlacedFigure['figure'][] } => {
  const byToken = new Map(coded.map(one => [keyOf(one.candidate.sentence, one.candidate.token), one]));
  const counts = new Map<string, string[]>();
  const linkedFigures = figures.map(({ figure, sentence, governors }) => {
    const owner = governors.map(token => byToken.get(keyOf(sentence, token))).find(one => one !== undefined);
    if (!owner || (figure.period !== null && !isDayOf(figure.period, owner.event))) return figure;
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
    events.map((event, i) => [event.id, prominenceOf(reading, event, coded[i] as CodedEvent)]),
  );
  events.sort(
    (a, b) => (prominence.get(b.id) ?? 0) - (prominence.get(a.id) ?? 0) || a.trigger.start - b.trigger.start,
  );
  return { events, figures: linkedFigures };
};

/** "killed 31 people on Sunday": the day of the event itself is no period over which several are counted. */
const isDayOf = (period: DayRange, { time }: EventMention): boolean =>
  time?.precision === 1 && time.from === period.from && time.to === period.to;

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
