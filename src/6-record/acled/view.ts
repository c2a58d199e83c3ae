// An event as a row of ACLED's export: 31 columns in ACLED's order, by the rules of its codebook. The scheme is ACLED's,
// the content is this store's own; none of it is ACLED's data. Who changes a rule raises RULES in keep-rows.ts.
import { acledActorName, acledCountryName } from '../../resources/acled-names.ts';
import type { Participant } from '../../schema/coded-report.ts';
import type { EventRecord, RecordedEvent } from '../../schema/recorded-event.ts';
import type { Registry } from '../../schema/registry.ts';
import { dayOrNull } from '../days.ts';
import { INTERS, interactionCode, interactionName } from './codes.ts';
import type { AcledRow } from './columns.ts';
import { acledRegion } from './regions.ts';

interface Side {
  readonly name: string;
  /** Index into INTERS. */
  readonly inter: number;
}

/** Armed groups of the registry by name: "Hamas" is itself, not an unidentified group. */
const organizationIds = (registry: Registry): ReadonlyMap<string, string> =>
  new Map(
    [...registry.actors.values()]
      .filter(({ id }) => /^(?:group|org|own|outlet):/.test(id))
      .map(({ id, name }) => [name, id]),
  );

const interOf = (name: string, { country, sector }: Participant, where: string): number => {
  if (/^(?:Military|Police) Forces of|^Government of/.test(name)) return country === where ? 1 : 8;
  if (name.startsWith('Protesters')) return 6;
  if (name.startsWith('Rioters')) return 5;
  if (name.startsWith('Civilians')) return 7;
  if (name.startsWith('Unidentified Communal')) return 4;
  if (name.startsWith('Unidentified Military')) return 8;
  if (name.startsWith('Unidentified')) return 3;
  if (sector === 'REB') return 2;
  if (sector === 'UAF' || sector === 'PRM' || sector === 'PTY' || sector === 'CRM') return 3;
  if (sector === 'IGO' || sector === 'UNO' || sector === 'MIL') return 8;
  return 7;
};

/** Who is meant where no report names the doer. */
const unnamed = (event: RecordedEvent, country: string): Side => {
  const type = event.acled?.eventType;
  if (type === 'Protests') return { name: `Protesters (${country})`, inter: 6 };
  if (type === 'Riots') return { name: `Rioters (${country})`, inter: 5 };
  return { name: `Unidentified Armed Group (${country})`, inter: 3 };
};

const EMPTY: Side = { name: '', inter: 0 };

/** Names of one side, the first of them its actor, the others associated. */
const sidesOf = (
  participants: readonly Participant[],
  event: RecordedEvent,
  where: string,
  registry: Registry,
  organizations: ReadonlyMap<string, string>,
  crowd: Side | null = null,
): Side[] => {
  const sides = new Map<string, Side>();
  for (const participant of participants) {
    const actor = { ...participant, id: organizations.get(participant.name) ?? null };
    const named = acledActorName(registry, actor, event.time?.from ?? null, where);
    // who demonstrates is a protester or a rioter, whoever else they are: "teachers marched"
    const name = crowd && named?.startsWith('Civilians') ? crowd.name : named;
    if (name !== null && !sides.has(name))
      sides.set(name, { name, inter: interOf(name, participant, where) });
  }
  return [...sides.values()];
};

const DAY = 86_400_000;

/** ACLED's day of an event: a week or a month gives its middle. */
const middleDay = (from: string, to: string): string =>
  new Date(Date.parse(from) + Math.floor((Date.parse(to) - Date.parse(from)) / DAY / 2) * DAY)
    .toISOString()
    .slice(0, 10);

/** Four decimals. */
const degree = (value: number): number => Math.round(value * 10_000) / 10_000 || 0;

export type AcledView = (record: Pick<EventRecord, 'event' | 'acledId' | 'updatedAt'>) => AcledRow | null;

/**
 * Null for what ACLED does not record: statements and demands, what did not happen or nobody dates to a month or places
 * in a part of a country.
 */
export const makeAcledView = (registry: Registry): AcledView => {
  const organizations = organizationIds(registry);
  return ({ event, acledId, updatedAt }) => {
    const { acled, place, time } = event;
    const from = dayOrNull(time?.from) ?? dayOrNull(time?.to);
    const state = place?.country ? registry.states.get(place.country) : undefined;
    if (!acled || !place || !state || !time || from === null || time.precision > 3) return null;
    if (event.status !== 'happened' && event.status !== 'ongoing') return null;
    const isWholeCountry = place.name === state.name;
    if (isWholeCountry && acled.eventType !== 'Strategic developments') return null;
    const to = dayOrNull(time.to) ?? from;
    const country = acledCountryName(state);
    const nobody = unnamed(event, country);
    const crowd = nobody.inter === 5 || nobody.inter === 6 ? nobody : null;
    const doers = sidesOf(event.actors, event, state.iso3, registry, organizations, crowd);
    const targets = sidesOf(event.recipients, event, state.iso3, registry, organizations);
    const first = doers[0] ?? nobody;
    const attack = acled.eventType === 'Violence against civilians';
    const second = targets[0] ?? (attack ? { name: `Civilians (${country})`, inter: 7 } : EMPTY);
    const others = (sides: readonly Side[]): string =>
      sides
        .slice(1)
        .map(({ name }) => name)
        .join('; ');
    const date = time.precision === 1 ? from : middleDay(from, to);
    const civilian =
      attack ||
      acled.subEventType === 'Excessive force against protesters' ||
      (second.inter === 7 && /^(?:Explosions|Riots)/.test(acled.eventType));
    return {
      event_id_cnty: acledId ?? `${state.iso3}${event.id.slice(1)}`,
      event_date: date,
      year: Number(date.slice(0, 4)),
      time_precision: time.precision,
      disorder_type: acled.disorderType,
      event_type: acled.eventType,
      sub_event_type: acled.subEventType,
      actor1: first.name,
      assoc_actor_1: others(doers),
      inter1: INTERS[first.inter] ?? '',
      actor2: second.name,
      assoc_actor_2: others(targets),
      inter2: INTERS[second.inter] ?? '',
      interaction: interactionName(interactionCode(first.inter, second.inter)),
      civilian_targeting: civilian ? 'Civilian targeting' : '',
      iso: Number(state.numeric),
      region: acledRegion(state.iso3) ?? '',
      country,
      admin1: place.admin1 ?? '',
      admin2: '',
      admin3: '',
      location: place.name,
      latitude: degree(place.latitude ?? state.latitude),
      longitude: degree(place.longitude ?? state.longitude),
      geo_precision: place.precision,
      source: event.outlets.join('; '),
      source_scale: '',
      notes: event.words,
      // the most conservative count that a report gives, none reported is none (ACLED codebook, fatalities)
      fatalities: Math.min(Math.max(0, Math.round(event.killed?.low ?? 0)), Number.MAX_SAFE_INTEGER),
      tags: '',
      timestamp: Math.floor(Date.parse(updatedAt) / 1000),
    };
  };
};
