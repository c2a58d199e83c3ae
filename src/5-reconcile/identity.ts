// Who is who across reports: entity ids hold in one report only, so actors are compared by registry id, then name,
// then country and sector.
import type { CodedReport, Participant } from '../schema/coded-report.ts';
import type { Entity } from '../schema/grounding.ts';
import type { Sector } from '../schema/plover.ts';
import { foldWord } from './words.ts';

export interface Identity {
  /** Registry id of the actor or, failing that, the place. */
  readonly id: string | null;
  readonly name: string;
  /** Folded words of the name without particles and titles. */
  readonly words: readonly string[];
  readonly country: string | null;
  readonly sector: Sector | null;
  /** A person called by a proper name: not to be taken for another of the same government. */
  readonly isNamedPerson: boolean;
  /** Called by a name, or by a description with a name in it; a town is no party by its name alone. */
  readonly isProper: boolean;
  /** A description that fits many: "the driver", "23 men". */
  readonly isVague: boolean;
}

/** Words of a name that do not tell its bearer from others. */
const PARTICLES = new Set(
  'the a an al el ad an as ash ar of and de la van von bin ibn abu mr mrs ms dr sir president minister general'.split(
    ' ',
  ),
);

export const nameWords = (name: string): string[] =>
  (name.match(/[\p{L}\p{M}\p{N}]+(?:[’'][\p{L}\p{M}]+)*/gu) ?? [])
    .map(foldWord)
    .filter(word => word !== '' && !PARTICLES.has(word));

/** "We do not attack": no name, whatever its capital. */
const PRONOUNS = new Set(
  'i we you he she it they who whom me us him her them this that these those one'.split(' '),
);

const identityOf = (name: string, entity: Entity | undefined, participant: Participant | null): Identity => {
  const id = entity?.actor?.id ?? entity?.place?.id ?? null;
  const country = participant?.country ?? entity?.actor?.country ?? entity?.place?.country ?? null;
  const words = nameWords(name).filter(word => !PRONOUNS.has(word));
  const isCapital = words.length > 0 && /\p{Lu}/u.test(name);
  return {
    id,
    name,
    words,
    country,
    sector: participant?.sector ?? entity?.actor?.sector ?? null,
    isNamedPerson: entity?.kind === 'person' && words.length > 0 && /^\p{Lu}/u.test(name),
    isProper: (entity?.actor?.id ?? null) !== null || (!entity?.place && isCapital),
    isVague: id === null && country === null && !isCapital,
  };
};

/** Identities of one report's entities and participants. */
export class Identities {
  readonly #entities: ReadonlyMap<string, Entity>;

  constructor(report: CodedReport) {
    this.#entities = new Map(report.entities.map(entity => [entity.id, entity]));
  }

  ofParticipant(participant: Participant): Identity {
    return identityOf(participant.name, this.#entities.get(participant.entity), participant);
  }

  ofEntity(id: string | null | undefined): Identity | null {
    const entity = id ? this.#entities.get(id) : undefined;
    return entity ? identityOf(entity.name, entity, null) : null;
  }
}

/** Sectors that stand for a state as a whole: "Turkey", "Ankara" and "the Turkish army" may be one side. */
const STATE_SECTORS: ReadonlySet<Sector | null> = new Set<Sector | null>([null, 'GOV', 'MIL', 'COP', 'SPY']);

const sameName = (a: readonly string[], b: readonly string[]): boolean => {
  if (a.length === 0 || b.length === 0) return false;
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  return (
    short.every(word => long.includes(word)) &&
    (short.length > 1 || long.at(-1) === short[0] || long.length === 1)
  );
};

/** Two people of one side: less than one actor, more than strangers. */
const OTHER_PERSON = 0.4;

/** What a vague description says for or against being anyone: nothing. */
const UNTOLD = 0.5;

const areOfTwoCountries = (a: Identity, b: Identity): boolean =>
  a.country !== null && b.country !== null && a.country !== b.country;

/** "Ada Lund" is one person whichever country a report takes for hers; "Lund" may be two. */
const haveFullName = (a: Identity, b: Identity): boolean =>
  a.isNamedPerson && b.isNamedPerson && Math.min(a.words.length, b.words.length) > 1;

/** 1 the same, 0 unlike; between them what may be two names for one side. */
export const likeness = (a: Identity, b: Identity): number => {
  if (a.id !== null && a.id === b.id) return 1;
  // "a convoy" and "the fuel convoy" are one whatever countries they were given
  if (sameName(a.words, b.words))
    return a.isProper && b.isProper && areOfTwoCountries(a, b) && !haveFullName(a, b) ? 0.3 : 0.95;
  if (a.country && b.country) {
    if (a.country !== b.country) return 0;
    if (a.isNamedPerson && b.isNamedPerson) return OTHER_PERSON;
    if (a.sector === b.sector) return a.sector === null ? 0.6 : 0.7;
    return STATE_SECTORS.has(a.sector) && STATE_SECTORS.has(b.sector) ? 0.6 : 0.2;
  }
  const shared =
    a.words.filter(word => b.words.includes(word)).length / Math.max(1, a.words.length, b.words.length);
  return a.isVague || b.isVague ? Math.max(UNTOLD, shared) : shared;
};

/** From this likeness two names may stand for one actor. */
export const SAME_ACTOR = 0.6;

/** Best likeness of any pair; null where a side is not given. */
export const bestLikeness = (a: readonly Identity[], b: readonly Identity[]): number | null => {
  if (a.length === 0 || b.length === 0) return null;
  let best = 0;
  for (const x of a) for (const y of b) best = Math.max(best, likeness(x, y));
  return best;
};

/**
 * True where the shorter list names no one the longer does not: fewer names, or a description in place of a name, are
 * less said, not a difference.
 */
export const agree = (a: readonly Identity[], b: readonly Identity[]): boolean => {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  return short.every(x => long.some(y => likeness(x, y) >= UNTOLD));
};

/** Says who more fully: names more actors, or as many in all. */
export const isFuller = (a: readonly Identity[], b: readonly Identity[]): boolean => {
  const named = (list: readonly Identity[]): number => list.filter(({ isVague }) => !isVague).length;
  return named(a) === named(b) ? a.length > b.length : named(a) > named(b);
};
