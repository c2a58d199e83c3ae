// An actor's name as ACLED writes it: "Military Forces of Turkey (2016-)", "Civilians (Syria)", "Protesters (Tunisia)",
// "Unidentified Armed Group (Iraq)". Codebook of ACLED, section on actor names.
import type { ActorRef } from '../schema/grounding.ts';
import type { Sector } from '../schema/plover.ts';
import type { Registry, State } from '../schema/registry.ts';

const FORCES: Partial<Record<Sector, string>> = {
  MIL: 'Military Forces of',
  COP: 'Police Forces of',
  GOV: 'Government of',
  LEG: 'Government of',
  JUD: 'Government of',
  SPY: 'Government of',
};
const ARMED: ReadonlySet<Sector> = new Set(['REB', 'UAF', 'PRM']);

const PROTESTERS = /\b(?:protest[eo]rs?|demonstrators?|marchers?|strikers?)\b/i;
const RIOTERS = /\b(?:rioters?|mobs?|looters?|vigilantes?)\b/i;
const COMMUNAL = /\b(?:herders?|pastoralists?|tribesm[ae]n|clansm[ae]n)\b/i;

/** Where ACLED writes a country otherwise than the registry. */
const COUNTRIES: Readonly<Record<string, string>> = {
  COD: 'Democratic Republic of Congo',
  COG: 'Republic of Congo',
  SWZ: 'eSwatini',
  VIR: 'Virgin Islands, U.S.',
};

export const acledCountryName = ({ iso3, name }: State): string => COUNTRIES[iso3] ?? name;

/** Years of the regime on the day: ` (2016-)`; nothing where the table does not reach. */
const years = (registry: Registry, country: string, date: string | null): string => {
  const regimes = registry.regimes.get(country) ?? [];
  const regime =
    date === null
      ? regimes.at(-1)
      : regimes.findLast(({ from, to }) => from <= date && (to === null || date <= to));
  return regime ? ` (${regime.from.slice(0, 4)}-${regime.to?.slice(0, 4) ?? ''})` : '';
};

const isOrganized = ({ id }: ActorRef): boolean => id !== null && /^(?:group|org|own|outlet):/.test(id);

/**
 * ACLED's name of an actor on a day. `where` is the event's country, for actors of none: "Islamic State (Syria)". Null
 * where neither country nor name tells.
 */
export const acledActorName = (
  registry: Registry,
  actor: ActorRef,
  date: string | null,
  where: string | null = null,
): string | null => {
  const { sector, name } = actor;
  const country = actor.country ?? where;
  const state = country === null ? undefined : registry.states.get(country);
  const inState = state ? ` (${acledCountryName(state)})` : '';
  if (isOrganized(actor))
    return actor.country === null && sector !== null && ARMED.has(sector) ? `${name}${inState}` : name;
  if (PROTESTERS.test(name)) return `Protesters${inState}`;
  if (RIOTERS.test(name)) return `Rioters${inState}`;
  const own = actor.country === null ? undefined : registry.states.get(actor.country);
  const forces = sector === null ? FORCES.GOV : FORCES[sector];
  if (own && forces) return `${forces} ${acledCountryName(own)}${years(registry, own.iso3, date)}`;
  if (COMMUNAL.test(name)) return `Unidentified Communal Militia${inState}`;
  if (sector === 'CRM') return `Unidentified Gang${inState}`;
  if (sector !== null && ARMED.has(sector)) return `Unidentified Armed Group${inState}`;
  if (sector === null) return null;
  if (sector === 'MIL') return `Unidentified Military Forces${inState}`;
  return FORCES[sector] ? null : `Civilians${inState}`;
};
