// Which event types, modes and statuses can be two codings of one event.
import type { EventMention, EventStatus } from '../schema/coded-report.ts';
import type { EventType } from '../schema/plover.ts';

/** Pairs that coders of one event differ over, with how near they are: 1 would be the same type. */
const CLOSE_TYPES: readonly (readonly [EventType, EventType, number])[] = [
  ['ACCUSE', 'REJECT', 0.5], // "denied the charge, blaming Tarsk"
  ['ACCUSE', 'THREATEN', 0.3], // "warned that Tarsk would pay for its crimes"
  ['ACCUSE', 'REQUEST', 0.3], // "called on Tarsk to end its occupation"
  ['ACCUSE', 'COERCE', 0.4], // "charged with treason"
  ['REQUEST', 'THREATEN', 0.4], // an ultimatum
  ['REQUEST', 'REJECT', 0.3],
  ['REJECT', 'THREATEN', 0.3],
  ['REJECT', 'SANCTION', 0.3], // "broke off the talks"
  ['CONSULT', 'AGREE', 0.6], // "agreed at a meeting"
  ['CONSULT', 'COOPERATE', 0.4],
  ['AGREE', 'COOPERATE', 0.6],
  ['AGREE', 'CONCEDE', 0.5],
  ['AGREE', 'SUPPORT', 0.4],
  ['AGREE', 'RETREAT', 0.5], // "accepted a ceasefire"
  ['CONCEDE', 'RETREAT', 0.6],
  ['SUPPORT', 'AID', 0.5],
  ['SUPPORT', 'COOPERATE', 0.4],
  ['AID', 'COOPERATE', 0.5],
  ['COERCE', 'ASSAULT', 0.5], // "stormed and seized the post"
  ['COERCE', 'SANCTION', 0.5], // "expelled", "jailed"
  ['COERCE', 'MOBILIZE', 0.3],
  ['MOBILIZE', 'ASSAULT', 0.3], // "launched an offensive"
  ['MOBILIZE', 'THREATEN', 0.3],
  ['PROTEST', 'ASSAULT', 0.4], // a riot
  ['PROTEST', 'REQUEST', 0.3],
];
const closeness: ReadonlyMap<string, number> = new Map(
  CLOSE_TYPES.flatMap(([a, b, near]) => [
    [`${a} ${b}`, near],
    [`${b} ${a}`, near],
  ]),
);

/** 1 for one type, less for a close pair, 0 for types that are never one event. */
export const typeLikeness = (a: EventType, b: EventType): number =>
  a === b ? 1 : (closeness.get(`${a} ${b}`) ?? 0);

/** Types whose actor and recipient trade places from one report to another: a meeting, an agreement. */
export const MUTUAL_TYPES: ReadonlySet<EventType> = new Set(['CONSULT', 'AGREE', 'COOPERATE']);

/** Types all of whose modes are different acts; elsewhere modes are shades of one. */
const DISTINCT_MODES: ReadonlySet<EventType> = new Set(['ASSAULT', 'COERCE', 'PROTEST', 'RETREAT']);
/** Modes that say how bad or whom it hit, not by what means: they go with any other. */
const OPEN_MODES = new Set(['explosives', 'targeted', 'destroy', 'riot', 'vandalize', 'demo', 'restrict']);
/** Modes under which reports file one act. */
const ONE_ACT: readonly (readonly string[])[] = [
  ['aerial', 'drone', 'heavy-weapons'],
  ['beat', 'primitive', 'torture'],
  ['firearms', 'heavy-weapons'],
  ['abduct', 'torture'],
  ['arrest', 'seize'],
  ['arrest', 'deport'],
  ['withdraw', 'ceasefire'],
  ['demo', 'obstruct'],
];

/** An air strike is no suicide attack, a ceasefire no release of prisoners. */
export const modesExclude = (a: EventMention, b: EventMention): boolean => {
  if (a.type !== b.type || !a.mode || !b.mode || a.mode === b.mode || !DISTINCT_MODES.has(a.type))
    return false;
  const [x, y] = [a.mode, b.mode];
  if (OPEN_MODES.has(x) || OPEN_MODES.has(y)) return false;
  return !ONE_ACT.some(group => group.includes(x) && group.includes(y));
};

const FACTUAL: ReadonlySet<EventStatus> = new Set(['happened', 'ongoing']);
export const UNTRUE: ReadonlySet<EventStatus> = new Set(['denied', 'negated']);

export const isFactual = (status: EventStatus): boolean => FACTUAL.has(status);

/** One says that it happened, the other that it did not. */
export const statusesContradict = (a: EventStatus, b: EventStatus): boolean =>
  (FACTUAL.has(a) && UNTRUE.has(b)) || (UNTRUE.has(a) && FACTUAL.has(b));

/** "Agreed to meet, a week after he refused to": what is planned now is not what was refused. */
export const isRefusedAndPlanned = (a: EventStatus, b: EventStatus): boolean =>
  (a === 'planned' && b === 'negated') || (a === 'negated' && b === 'planned');

/** Statuses of what someone wants or imagines: no report of it is a report of the deed. */
const UNREAL: ReadonlySet<EventStatus> = new Set(['demanded', 'offered', 'threatened', 'hypothetical']);

/** A demanded withdrawal is not the withdrawal that happened. */
export const statusesExclude = (a: EventStatus, b: EventStatus): boolean =>
  (FACTUAL.has(a) && UNREAL.has(b)) || (UNREAL.has(a) && FACTUAL.has(b));

/** 1 for one status; a denial goes with the claim, and a planned meeting may be reported as held. */
export const statusLikeness = (a: EventStatus, b: EventStatus): number =>
  a === b || (FACTUAL.has(a) && FACTUAL.has(b)) ? 1 : 0.5;
