// What a mention refers to: a registry actor, a body of a state, a place, or someone known by description only.
import type { NameKind } from '../schema/analysis.ts';
import type { ActorRef, PlaceRef } from '../schema/grounding.ts';
import type { Sector } from '../schema/plover.ts';
import type { Agent, Place, RegistryActor, State } from '../schema/registry.ts';
import { termOn } from './context.ts';

export interface Referent {
  /** The same key is the same entity wherever it stands in the report. */
  readonly key: string;
  /** Hard: the key alone makes the entity. Soft: a coreference chain may say that it is another one. */
  readonly hard: boolean;
  readonly kind: NameKind;
  /** Canonical name, or null where the fullest form in the report is the name. */
  readonly name: string | null;
  readonly actor: ActorRef | null;
  readonly place: PlaceRef | null;
  /** The office by which a person is described: "the Turkish president". */
  readonly office: string | null;
}

export const actorRef = (
  id: string | null,
  name: string,
  country: string | null,
  sector: Sector | null,
): ActorRef => ({ id, name, country, sector, code: `${country ?? ''}${sector ?? ''}` });

const placeRef = (place: Place): PlaceRef => ({
  id: place.id,
  name: place.name,
  country: place.country,
  admin1: place.admin1,
  latitude: place.latitude,
  longitude: place.longitude,
  precision: place.precision,
});

export const stateReferent = (state: State): Referent => ({
  key: `state:${state.iso3}`,
  hard: true,
  kind: 'place',
  name: state.name,
  actor: actorRef(`state:${state.iso3}`, state.name, state.iso3, null),
  place: {
    id: `country:${state.iso3}`,
    name: state.name,
    country: state.iso3,
    admin1: null,
    latitude: state.latitude,
    longitude: state.longitude,
    precision: 3,
  },
  office: null,
});

/** "the Syrians": the people of a state, not its government. */
export const peopleReferent = (state: State): Referent => ({
  key: `people:${state.iso3}`,
  hard: true,
  kind: 'group',
  name: state.people || state.name,
  actor: actorRef(`people:${state.iso3}`, state.people || state.name, state.iso3, 'CVL'),
  place: null,
  office: null,
});

const BODY_SECTORS: Readonly<Record<string, Sector>> = {
  military: 'MIL',
  'defence ministry': 'MIL',
  parliament: 'LEG',
  'intelligence service': 'SPY',
  'federal police': 'COP',
  police: 'COP',
  'justice ministry': 'JUD',
};

/**
 * A body of a state. Army, armed forces, troops and military of one state are one actor, `TUR/military`; the entity
 * takes the name that the report uses ("Turkish troops"), its actor the canonical one ("Turkish military").
 */
export const bodyReferent = (
  state: State,
  body: string,
  sector: Sector | null,
  name: string | null = null,
): Referent => ({
  key: `body:${state.iso3}/${body}`,
  hard: true,
  kind: 'organization',
  name,
  actor: actorRef(
    `body:${state.iso3}/${body.replaceAll(' ', '-')}`,
    name ?? `${state.adjective} ${body}`,
    state.iso3,
    sector ?? BODY_SECTORS[body] ?? 'GOV',
  ),
  place: null,
  office: null,
});

/** After the last term a person is of his country's elite; before the first, only the country is certain. */
const personSector = (actor: RegistryActor, date: string | null): Sector | null => {
  const term = termOn(actor, date);
  if (term) return term.sector;
  const ended = date !== null && actor.to !== null && date > actor.to;
  if (!ended) return null;
  return actor.sector === 'GOV' ? 'ELI' : actor.sector;
};

const personCountry = (actor: RegistryActor, date: string | null): string | null => {
  const term = termOn(actor, date) ?? actor.terms.findLast(one => date === null || (one.from ?? '') <= date);
  return (term ?? actor.terms[0])?.country ?? actor.country;
};

export const registryReferent = (actor: RegistryActor, date: string | null): Referent => {
  const person = actor.kind === 'person';
  return {
    key: actor.id,
    hard: true,
    kind: actor.kind,
    name: actor.name,
    actor: actorRef(
      actor.id,
      actor.name,
      person ? personCountry(actor, date) : actor.country,
      person ? personSector(actor, date) : actor.sector,
    ),
    place: null,
    office: null,
  };
};

export const placeReferent = (place: Place): Referent => ({
  key: place.id,
  hard: true,
  kind: 'place',
  name: place.name,
  actor: null,
  place: placeRef(place),
  office: null,
});

/** Someone described: "Syrian rebels", "the Ukrainian defence minister". */
export const describedReferent = (
  agent: Agent,
  kind: Agent['kind'],
  key: string,
  name: string,
  country: string | null,
  sector: Sector | null,
): Referent => ({
  key,
  hard: false,
  kind,
  name: null,
  actor: country === null && sector === null ? null : actorRef(null, name, country, sector),
  place: null,
  office: agent.office,
});

/** Someone of whom only the country is certain. */
export const unknownPerson = (name: string, country: string): Referent => ({
  key: '',
  hard: false,
  kind: 'person',
  name: null,
  actor: actorRef(null, name, country, null),
  place: null,
  office: null,
});
