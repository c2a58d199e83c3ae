// The registry's tables, read and checked, as plain JSON: loading this takes a third of the time of reading the tables.
// The table of towns stays a file of its own, searched as bytes. Names keep their meanings packed until they are met.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type {
  NameEntry,
  NameSense,
  Outlet,
  Place,
  Registry,
  RegistryActor,
  State,
} from '../schema/registry.ts';
import type { NameLookup } from './names.ts';
import type { PlaceTables } from './places.ts';
import { loadRegistry, openRegistry, type RegistryTables, readTables } from './registry.ts';

const SOURCES = [
  'actors/agents.tsv',
  'actors/groups.tsv',
  'actors/organizations.tsv',
  'actors/persons.tsv',
  'actors/regimes.tsv',
  'actors/states.tsv',
  'outlets/outlets.tsv',
  'places/areas.tsv',
  'places/regions.tsv',
  'places/towns.tsv',
];

const hashSources = (dir: string): string => {
  const hash = createHash('sha1');
  for (const name of SOURCES) hash.update(name).update(readFileSync(join(dir, name)));
  return hash.digest('hex');
};

type StateUse = Extract<NameSense, { kind: 'state' }>['as'];

/** A sense by the id of what it means; places stand in a list of their own. */
type PackedSense =
  | readonly ['state', string, StateUse]
  | readonly ['seat', string, string, string]
  | readonly ['actor', string]
  | readonly ['place', number];

/** Sense and flags: 1 weak, 2 surname, 4 definite, 8 capitals. */
type PackedEntry = readonly [PackedSense, number];

type Pairs<T> = T extends ReadonlyMap<infer K, infer V> ? readonly (readonly [K, V])[] : never;

interface PackedRegistry {
  readonly hash: string;
  readonly states: readonly State[];
  readonly actors: readonly RegistryActor[];
  readonly agents: Pairs<RegistryTables['agents']>;
  readonly regimes: Pairs<RegistryTables['regimes']>;
  /** Ids of who held each office. */
  readonly officeHolders: readonly (readonly [string, readonly string[]])[];
  readonly regions: PlaceTables['regions'];
  readonly towns: Pairs<PlaceTables['towns']>;
  readonly outlets: readonly Outlet[];
  readonly places: readonly Place[];
  readonly names: readonly (readonly [string, readonly PackedEntry[]])[];
  readonly longest: readonly (readonly [string, number])[];
}

const packSense = (sense: NameSense, places: Map<Place, number>): PackedSense => {
  switch (sense.kind) {
    case 'state':
      return ['state', sense.state.iso3, sense.as];
    case 'seat':
      return ['seat', sense.state.iso3, sense.body, sense.name];
    case 'actor':
      return ['actor', sense.actor.id];
    case 'place': {
      const at = places.get(sense.place) ?? places.size;
      places.set(sense.place, at);
      return ['place', at];
    }
  }
};

const packEntry = (entry: NameEntry, places: Map<Place, number>): PackedEntry => {
  const { weak, surname, definite, capitals } = entry;
  const flags = Number(weak) + 2 * Number(surname) + 4 * Number(definite) + 8 * Number(capitals);
  return [packSense(entry.sense, places), flags];
};

/** One JSON text of the tables under `dir`, stamped with their hash. */
export const compileRegistry = (dir: string): string => {
  const tables = readTables([dir]);
  const { states, actors, agents, regimes, officeHolders, outlets, names } = tables;
  const places = new Map<Place, number>();
  const packedNames = [...names.values].map(
    ([key, entries]) => [key, entries.map(entry => packEntry(entry, places))] as const,
  );
  const packed: PackedRegistry = {
    hash: hashSources(dir),
    states: [...states.values()],
    actors: [...actors.values()],
    agents: [...agents],
    regimes: [...regimes],
    officeHolders: [...officeHolders].map(([key, held]) => [key, held.map(({ id }) => id)]),
    regions: tables.places.regions,
    towns: [...tables.places.towns],
    outlets,
    places: [...places.keys()],
    names: packedNames,
    longest: [...names.longest],
  };
  return JSON.stringify(packed);
};

/** Null for an id that the tables lack: the file is broken. */
const unpackSense = (packed: PackedSense, tables: Unpacked): NameSense | null => {
  switch (packed[0]) {
    case 'state': {
      const state = tables.states.get(packed[1]);
      return state ? { kind: 'state', state, as: packed[2] } : null;
    }
    case 'seat': {
      const state = tables.states.get(packed[1]);
      return state ? { kind: 'seat', state, body: packed[2], name: packed[3] } : null;
    }
    case 'actor': {
      const actor = tables.actors.get(packed[1]);
      return actor ? { kind: 'actor', actor } : null;
    }
    case 'place': {
      const place = tables.listed[packed[1]];
      return place ? { kind: 'place', place } : null;
    }
  }
};

interface Unpacked {
  readonly states: ReadonlyMap<string, State>;
  readonly actors: ReadonlyMap<string, RegistryActor>;
  readonly listed: readonly Place[];
}

const unpackEntry = ([packed, flags]: PackedEntry, tables: Unpacked): NameEntry[] => {
  const sense = unpackSense(packed, tables);
  const has = (flag: number): boolean => (flags & flag) !== 0;
  return sense ? [{ sense, weak: has(1), surname: has(2), definite: has(4), capitals: has(8) }] : [];
};

/** Names unpacked as they are met. */
const openNames = ({ names, longest }: PackedRegistry, tables: Unpacked): NameLookup<NameEntry> => {
  const packed = new Map(names);
  const met = new Map<string, readonly NameEntry[]>();
  const get = (key: string): readonly NameEntry[] | undefined => {
    const known = met.get(key);
    if (known) return known;
    const entries = packed.get(key)?.flatMap(entry => unpackEntry(entry, tables));
    if (entries) met.set(key, entries);
    return entries;
  };
  return { values: { get }, longest: new Map(longest) };
};

const unpackRegistry = (packed: PackedRegistry, dir: string): Registry => {
  const states = new Map(packed.states.map(state => [state.iso3, state]));
  const actors = new Map(packed.actors.map(actor => [actor.id, actor]));
  const holders = (ids: readonly string[]): RegistryActor[] => ids.flatMap(id => actors.get(id) ?? []);
  return openRegistry(
    {
      states,
      actors,
      agents: new Map(packed.agents),
      regimes: new Map(packed.regimes),
      officeHolders: new Map(packed.officeHolders.map(([key, ids]) => [key, holders(ids)])),
      places: { regions: packed.regions, towns: new Map(packed.towns) },
      outlets: packed.outlets,
      names: openNames(packed, { states, actors, listed: packed.places }),
    },
    [dir],
  );
};

/** The compiled registry where its tables have not changed since, else the tables. */
export const loadBuiltInRegistry = (compiled: string, dir: string): Registry => {
  if (!existsSync(compiled)) return loadRegistry(dir);
  const packed = JSON.parse(readFileSync(compiled, 'utf8')) as PackedRegistry;
  return packed.hash === hashSources(dir) ? unpackRegistry(packed, dir) : loadRegistry(dir);
};
