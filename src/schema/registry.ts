// The actor and place registries as read: plain tables under `registry/`, each row an actor, a term of office, a
// head noun or a place.
import type { NameKind } from './analysis.ts';
import type { Sector } from './plover.ts';

/** A stay in a role, or a stretch in which the row's facts hold. ISO dates of any precision; null is open. */
export interface Term {
  /** `president`, `foreign minister`; empty for organisations. */
  readonly role: string;
  /** Name of the body that is no state in which the office is held: `NATO`, `Hezbollah`; else null. */
  readonly of: string | null;
  readonly country: string | null;
  readonly sector: Sector | null;
  readonly from: string | null;
  readonly to: string | null;
}

export interface RegistryActor {
  /** `person:bashar-al-assad`, `group:hamas`, `state:SYR`. */
  readonly id: string;
  readonly kind: NameKind;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly country: string | null;
  readonly sector: Sector | null;
  readonly from: string | null;
  readonly to: string | null;
  /** Persons: one a row of the table, in order of date. */
  readonly terms: readonly Term[];
  /** Id of the larger actor it is part of, or null. */
  readonly parent: string | null;
  /** Id of the actor it became, or null. */
  readonly successor: string | null;
  /** `actors/groups.tsv:12`. */
  readonly source: string;
}

export interface State {
  /** ISO 3166-1 alpha-3, alpha-2 and numeric. */
  readonly iso3: string;
  readonly iso2: string;
  readonly numeric: string;
  readonly name: string;
  readonly adjective: string;
  readonly people: string;
  readonly capital: string;
  readonly latitude: number;
  readonly longitude: number;
  /** Rough half-extent in kilometres, for "northern" and the like. */
  readonly extent: number;
  /** The office whose holder news calls the state's leader; null where it is not always the same. */
  readonly leads: string | null;
}

/** A stretch in which one government rules; ISO dates, `to` null where it does today. */
export interface Regime {
  readonly from: string;
  readonly to: string | null;
}

/** A noun for people who act: "troops", "foreign minister". */
export interface Agent {
  /** Lemmas, space-separated: `prime minister`. */
  readonly lemma: string;
  readonly sector: Sector | null;
  readonly kind: 'person' | 'organization' | 'group';
  /** The body of a state that the noun names: all nouns for one body are one actor per state. */
  readonly body: string | null;
  /** The office that the noun names where one person holds it at a time. */
  readonly office: string | null;
  /** True where the sector is that of the actor served: "spokesman", "fighter", "official". */
  readonly inherits: boolean;
}

export type PlaceKind = 'country' | 'region' | 'area' | 'city';

export interface Place {
  readonly id: string;
  readonly kind: PlaceKind;
  readonly name: string;
  /** Alpha-3; null for an area across borders. */
  readonly country: string | null;
  /** Name of the first-level region. */
  readonly admin1: string | null;
  readonly latitude: number;
  readonly longitude: number;
  /** Zero where not known. */
  readonly population: number;
  /** Rough half-extent in kilometres; zero for a town. */
  readonly extent: number;
  readonly precision: 1 | 2 | 3;
  /** A town listed for its English spelling in the news: meant even where its country is not named. */
  readonly isNews: boolean;
}

/** What a name can stand for. */
export type NameSense =
  | {
      readonly kind: 'state';
      readonly state: State;
      readonly as: 'name' | 'adjective' | 'people' | 'capital';
    }
  | { readonly kind: 'seat'; readonly state: State; readonly body: string; readonly name: string }
  | { readonly kind: 'actor'; readonly actor: RegistryActor }
  | { readonly kind: 'place'; readonly place: Place };

export interface NameEntry {
  readonly sense: NameSense;
  /** Shared by several or a common word: counts only where the report speaks of its country. */
  readonly weak: boolean;
  /** A surname alone: counts only in the person's own terms of office. */
  readonly surname: boolean;
  /** Counts only after "the": "the Emirates" is a state, "Emirates" an airline. */
  readonly definite: boolean;
  /** Short capitals ("US", "IS") that must stand in capitals in the text too. */
  readonly capitals: boolean;
}

export interface NameMatch {
  /** Words matched. */
  readonly length: number;
  readonly entries: readonly NameEntry[];
}

export const OUTLET_KINDS = [
  'agency',
  'newspaper',
  'broadcaster',
  'online',
  'state',
  'ngo',
  'government',
  'un',
] as const;
export type OutletKind = (typeof OUTLET_KINDS)[number];

/** Who publishes. */
export interface Outlet {
  /** `outlet:reuters`. */
  readonly id: string;
  readonly name: string;
  /** With the letters that an agency signs with: `AFP`. */
  readonly aliases: readonly string[];
  /** Alpha-3; null where it belongs to none. */
  readonly country: string | null;
  readonly kind: OutletKind;
  /** Others print its copy. */
  readonly isAgency: boolean;
  /** `bbc.co.uk`: that host and every one below it. */
  readonly domains: readonly string[];
  /** Ids of the agencies whose copy it prints. */
  readonly carries: readonly string[];
}

export interface Outlets {
  readonly all: readonly Outlet[];
  /** By a name, an alias or the letters it signs with; null where none or several are called so. */
  readonly named: (name: string) => Outlet | null;
  readonly isAgency: (name: string) => boolean;
  /** By an address or a host. */
  readonly at: (address: string) => Outlet | null;
}

export const NO_OUTLETS: Outlets = {
  all: [],
  named: () => null,
  isAgency: () => false,
  at: () => null,
};

export interface Registry {
  readonly outlets: Outlets;
  readonly states: ReadonlyMap<string, State>;
  readonly statesByIso2: ReadonlyMap<string, State>;
  readonly actors: ReadonlyMap<string, RegistryActor>;
  /** Persons by `country/office`, `SYR/president`, and by `actor/office`, `org:nato/secretary-general`. */
  readonly officeHolders: ReadonlyMap<string, readonly RegistryActor[]>;
  /** By state: who ruled when, as ACLED parts the names of its forces. */
  readonly regimes: ReadonlyMap<string, readonly Regime[]>;
  readonly agents: ReadonlyMap<string, Agent>;
  /** Longest listed name that begins at a word of `words` (normalised: see resources/names.ts). */
  readonly longestName: (words: readonly string[], from: number) => NameMatch | null;
  /** Towns of this name, largest first; normalised words joined by a space. */
  readonly cities: (key: string) => readonly Place[];
  /** Towns of a country's name read as listed under the alias table too. */
  readonly countryPlace: (iso3: string) => Place | null;
}

export interface RegistryProblem {
  /** `actors/states.tsv`. */
  readonly file: string;
  readonly line: number;
  readonly message: string;
}
