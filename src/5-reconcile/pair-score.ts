// How likely two event mentions are one event: a linear score over their words, roles, place, time and status, with
// rules that forbid. The weights are fitted by `synoptic train links` (pair-weights.ts, models/event-links.md).
import type { Figure } from '../schema/coded-report.ts';
import { eventTypeInfo } from '../schema/plover.ts';
import { boundsOf } from './compare-figures.ts';
import { bestLikeness, type Identity, likeness, SAME_ACTOR } from './identity.ts';
import { contextLikeness, type Mention } from './mention.ts';
import { fitPlaces, fitTimes } from './place-time.ts';
import {
  isRefusedAndPlanned,
  MUTUAL_TYPES,
  modesExclude,
  statusesContradict,
  statusesExclude,
  statusLikeness,
  typeLikeness,
} from './types-join.ts';
import { areNear } from './verb-forms.ts';

/** What a pair is scored by; each between -1 and 1. */
export interface PairFeatures {
  readonly bias: number;
  readonly trigger: number;
  readonly triggerInContext: number;
  readonly context: number;
  readonly type: number;
  readonly actors: number;
  readonly recipients: number;
  /** 1 where both name parties and those are others. */
  readonly otherParties: number;
  /** 1 where they tell the same number of something, -1 where numbers that cannot both be true. */
  readonly counts: number;
  /** Where no date says more: 1 for the same weekday, -1 for another. */
  readonly weekday: number;
  readonly place: number;
  readonly time: number;
  readonly status: number;
  readonly sameReport: number;
  readonly sameSentence: number;
}

export const PAIR_FEATURES = [
  'bias',
  'trigger',
  'triggerInContext',
  'context',
  'type',
  'actors',
  'recipients',
  'otherParties',
  'counts',
  'weekday',
  'place',
  'time',
  'status',
  'sameReport',
  'sameSentence',
] as const satisfies readonly (keyof PairFeatures)[];

/** Of speech acts the verb says little ("blamed", "said", "turned on"): their pairs are weighed apart. */
export interface PairWeights {
  readonly deeds: PairFeatures;
  readonly speech: PairFeatures;
}

const isSpeech = ({ event }: Mention): boolean =>
  ['verbalConflict', 'verbalCooperation'].includes(eventTypeInfo(event.type).quadClass);

export const isSpeechPair = (a: Mention, b: Mention): boolean => isSpeech(a) && isSpeech(b);

/** -1 for none alike, 0 where a side is silent, 1 for the same. */
const signed = (likeness: number | null): number => (likeness === null ? 0 : 2 * likeness - 1);

/** Parties of one that have a counterpart in the other, each used once. */
const sharedParties = (a: readonly Identity[], b: readonly Identity[]): number => {
  const free = [...b];
  let shared = 0;
  for (const party of a) {
    const at = free.findIndex(other => likeness(party, other) >= SAME_ACTOR);
    if (at < 0) continue;
    free.splice(at, 1);
    shared++;
  }
  return shared;
};

const parties = ({ actors, recipients }: Mention): readonly Identity[] => [...actors, ...recipients];

/** "A met B" fits "B met A"; "A met C" shares one party and differs in the other. */
const mutualFeatures = (a: Mention, b: Mention): { actors: number; recipients: number } => {
  const [left, right] = [parties(a), parties(b)];
  if (left.length === 0 || right.length === 0) return { actors: 0, recipients: 0 };
  const shared = sharedParties(left, right);
  if (shared === 0) return { actors: -1, recipients: -1 };
  if (shared > 1) return { actors: 1, recipients: 1 };
  return { actors: 1, recipients: left.length > 1 && right.length > 1 ? -1 : 0 };
};

const roleFeatures = (a: Mention, b: Mention): { actors: number; recipients: number } =>
  MUTUAL_TYPES.has(a.event.type) || MUTUAL_TYPES.has(b.event.type)
    ? mutualFeatures(a, b)
    : {
        actors: signed(bestLikeness(a.actors, b.actors)),
        recipients: signed(bestLikeness(a.recipients, b.recipients)),
      };

const FIT_VALUE = { same: 1, contains: 0.5, unknown: 0, apart: -1 } as const;

/** What triggers of another word for the same act count, against 1 for the same word. */
const NEAR_TRIGGER = 0.4;

const triggerLikeness = (a: ReadonlySet<string>, b: ReadonlySet<string>): number => {
  let best = 0;
  for (const word of a) {
    if (b.has(word)) return 1;
    for (const other of b) if (areNear(word, other)) best = NEAR_TRIGGER;
  }
  return best;
};

const isInContext = (words: ReadonlySet<string>, mention: Mention): boolean => {
  for (const word of words) if (mention.context.has(word)) return true;
  return false;
};

/** Numbers of one measure; some that are told alike outweigh others. */
const countLikeness = (a: readonly Figure[], b: readonly Figure[]): number => {
  let least = 0;
  for (const x of a)
    for (const y of b) {
      if (x.measure !== y.measure || x.unit !== y.unit) continue;
      if (x.value === y.value) return 1;
      const [p, q] = [boundsOf(x), boundsOf(y)];
      if (p.low > q.high || q.low > p.high) least = -1;
    }
  return least;
};

const weekdayLikeness = (a: Mention, b: Mention): number => {
  if ((a.event.time && b.event.time) || a.weekday === null || b.weekday === null) return 0;
  return a.weekday === b.weekday ? 1 : -1;
};

export const pairFeatures = (a: Mention, b: Mention): PairFeatures => {
  const sameReport = a.report === b.report;
  const trigger = triggerLikeness(a.trigger, b.trigger);
  return {
    bias: 1,
    trigger,
    triggerInContext: trigger === 0 && (isInContext(a.trigger, b) || isInContext(b.trigger, a)) ? 1 : 0,
    context: contextLikeness(a, b),
    type: typeLikeness(a.event.type, b.event.type),
    ...roleFeatures(a, b),
    otherParties: partiesExclude(a, b) ? 1 : 0,
    counts: countLikeness(a.figures, b.figures),
    weekday: weekdayLikeness(a, b),
    place: FIT_VALUE[fitPlaces(a.event.place, b.event.place)],
    time: FIT_VALUE[fitTimes(a.event.time, b.event.time)],
    status: statusLikeness(a.event.status, b.event.status),
    sameReport: sameReport ? 1 : 0,
    sameSentence: sameReport && a.sentence === b.sentence ? 1 : 0,
  };
};

/** Both lists name someone, and no one of the one may be anyone of the other. */
const areOthers = (
  a: readonly Identity[],
  b: readonly Identity[],
  counts: (identity: Identity) => boolean,
): boolean =>
  a.length > 0 &&
  b.length > 0 &&
  a.every(counts) &&
  b.every(counts) &&
  a.every(x => b.every(y => likeness(x, y) < SAME_ACTOR));

const isPerson = ({ isNamedPerson }: Identity): boolean => isNamedPerson;
const isCalledByName = ({ isProper }: Identity): boolean => isProper;

/**
 * Someone else who did it to someone else is hardly the same ("the army fought rebels", "Tarsk fought Quell"); so is a
 * deed to another person by name, and what another person said.
 */
const partiesExclude = (a: Mention, b: Mention): boolean => {
  if (MUTUAL_TYPES.has(a.event.type) || MUTUAL_TYPES.has(b.event.type)) return false;
  const otherActors = areOthers(a.actors, b.actors, isCalledByName);
  if (otherActors && areOthers(a.recipients, b.recipients, isCalledByName)) return true;
  return isSpeechPair(a, b)
    ? areOthers(a.actors, b.actors, isPerson)
    : areOthers(a.recipients, b.recipients, isPerson);
};

/** The likeness of one person under two names, not of a state and its president. */
const SAME_PERSON = 0.9;

/** "Ministers met; the president denied a meeting with his rival": a person on one side has no counterpart on the other. */
const areOtherPeople = (a: Mention, b: Mention): boolean => {
  const [left, right] = [parties(a), parties(b)];
  const misses = (people: readonly Identity[], others: readonly Identity[]): boolean =>
    people.some(
      person => person.isNamedPerson && others.every(other => likeness(person, other) < SAME_PERSON),
    );
  return left.length > 0 && right.length > 0 && (misses(left, right) || misses(right, left));
};

/** Rules no likeness outweighs: types far apart, other means, other days or places where both are precise. */
export const cannotBeOne = (a: Mention, b: Mention): boolean => {
  if (typeLikeness(a.event.type, b.event.type) === 0 || modesExclude(a.event, b.event)) return true;
  const [x, y] = [a.event, b.event];
  if (statusesExclude(x.status, y.status)) return true;
  // one account does not contradict itself but in the words of others
  if (a.report === b.report && isRefusedAndPlanned(x.status, y.status)) return true;
  // "agreed to talks, a week after he refused to meet": a denial of an act is of its own type
  if (a.report === b.report && x.type !== y.type && statusesContradict(x.status, y.status)) return true;
  if (a.report === b.report && x.statement === y.statement && statusesContradict(x.status, y.status))
    return true;
  const isMutual = MUTUAL_TYPES.has(x.type) && MUTUAL_TYPES.has(y.type);
  if (a.report === b.report && isMutual && statusesContradict(x.status, y.status) && areOtherPeople(a, b))
    return true;
  const precisePlaces = x.place?.precision === 1 && y.place?.precision === 1;
  if (precisePlaces && fitPlaces(x.place, y.place) === 'apart') return true;
  return fitTimes(x.time, y.time) === 'apart';
};

/** Log-odds that the two are one event. */
export const pairScore = (a: Mention, b: Mention, weights: PairWeights): number => {
  const features = pairFeatures(a, b);
  const own = isSpeechPair(a, b) ? weights.speech : weights.deeds;
  let score = 0;
  for (const name of PAIR_FEATURES) score += own[name] * features[name];
  return score;
};
