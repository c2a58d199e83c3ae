// Reads `registry/` into one read-only value: states, actors, head nouns, places, and the trie of all their names.
import type { NameKind } from '../schema/analysis.ts';
import type { Sector } from '../schema/plover.ts';
import type {
  Agent,
  NameEntry,
  Outlet,
  Place,
  Regime,
  Registry,
  RegistryActor,
  RegistryProblem,
  State,
  Term,
} from '../schema/registry.ts';
import { longestIn, type NameIndex, type NameLookup, nameKey, newNameIndex } from './names.ts';
import { indexOffices, slug } from './offices.ts';
import { loadOutlets, OUTLET_TABLE, openOutlets, publishesOnly } from './outlets.ts';
import { loadPlaces, openTowns, type PlaceTables } from './places.ts';
import {
  type Draft,
  displayName,
  listName,
  problem,
  readCountry,
  readDates,
  readSector,
  readTable,
} from './registry-draft.ts';
import { listOf, type Row } from './table.ts';

/** Thrown by `loadRegistry` with every problem found, each naming file and line. */
export class RegistryError extends Error {
  readonly problems: readonly RegistryProblem[];
  constructor(problems: readonly RegistryProblem[]) {
    const shown = problems.slice(0, 20).map(problem => `${problem.file}:${problem.line}: ${problem.message}`);
    const rest = problems.length > 20 ? `\n... and ${problems.length - 20} more` : '';
    super(`the registry has ${problems.length} problem(s):\n${shown.join('\n')}${rest}`);
    this.name = 'RegistryError';
    this.problems = problems;
  }
}

const loadStates = (draft: Draft): void => {
  const file = 'actors/states.tsv';
  for (const row of readTable(draft, file)) {
    const iso3 = row.cell('iso3');
    if (!/^[A-Z]{3}$/.test(iso3) || draft.states.has(iso3)) {
      problem(draft, row, `iso3 "${iso3}" should be three capitals, once in the table`);
      continue;
    }
    const adjectives = listOf(row.cell('adjectives'));
    const people = listOf(row.cell('people'));
    const capitals = listOf(row.cell('capital'));
    const state: State = {
      iso3,
      iso2: row.cell('iso2'),
      numeric: row.cell('numeric'),
      name: row.cell('name'),
      adjective: adjectives[0] ?? row.cell('name'),
      people: people[0] ?? '',
      capital: capitals[0] ?? '',
      latitude: Number(row.cell('latitude')),
      longitude: Number(row.cell('longitude')),
      extent: Number(row.cell('extent')),
      leads: row.cell('leads') || null,
    };
    draft.states.set(iso3, state);
    draft.statesByIso2.set(state.iso2, state);
    const names = [state.name, row.cell('official'), ...listOf(row.cell('aliases'))].filter(
      name => name !== '',
    );
    const taken = new Set<string>();
    const list = (name: string, as: 'name' | 'adjective' | 'people' | 'capital'): void => {
      if (taken.has(name)) return;
      taken.add(name);
      listName(draft, name, { kind: 'state', state, as });
    };
    for (const name of names) list(name, 'name');
    for (const name of adjectives) list(name, 'adjective');
    for (const name of people) list(name, 'people');
    for (const name of capitals) list(name, 'capital');
    for (const seat of listOf(row.cell('seats'))) {
      const [name = '', body = 'government'] = seat.split(':');
      listName(draft, name, { kind: 'seat', state, body, name: name.replace(/~$/, '') });
    }
  }
};

interface ActorTable {
  readonly file: string;
  readonly prefix: string;
  readonly kind: NameKind;
  readonly sector: Sector | null;
  /** A table that only a user's folder has. */
  readonly optional?: boolean;
  /** Rows that are no actors here. */
  readonly skip?: (row: Row) => boolean;
}

const loadActors = (draft: Draft, table: ActorTable): void => {
  const { file, optional } = table;
  const loaded: { actor: RegistryActor; row: Row }[] = [];
  for (const row of readTable(draft, file, optional)) {
    if (table.skip?.(row)) continue;
    const name = row.cell('name');
    const id = `${table.prefix}:${slug(name)}`;
    if (name === '' || draft.actors.has(id)) {
      problem(draft, row, `name "${name}" is empty or stands in the table before`);
      continue;
    }
    const kindCell = row.cell('kind');
    const related = (column: string): string | null =>
      row.cell(column) === '' ? null : `${table.prefix}:${slug(row.cell(column))}`;
    const actor: RegistryActor = {
      id,
      kind: kindCell === 'group' || kindCell === 'person' ? kindCell : table.kind,
      name: displayName(name),
      aliases: listOf(row.cell('aliases')),
      country: readCountry(draft, row),
      sector: readSector(draft, row) ?? table.sector,
      ...readDates(draft, row),
      terms: [],
      parent: related('parent'),
      successor: related('successor'),
      source: `${row.file}:${row.line}`,
    };
    draft.actors.set(id, actor);
    loaded.push({ actor, row });
    for (const alias of [name, ...actor.aliases]) listName(draft, alias, { kind: 'actor', actor });
  }
  for (const { actor, row } of loaded)
    for (const [column, id] of [
      ['parent', actor.parent],
      ['successor', actor.successor],
    ] as const)
      if (id !== null && !draft.actors.has(id))
        problem(draft, row, `${column} "${row.cell(column)}" is not a name in this table`);
};

/** Particles that belong to the surname after them: "van der Bellen", "al-Assad". */
const PARTICLES = new Set('al el bin ibn ben van von der den de da di do dos du la le abu'.split(' '));

/** Where the family name stands first. */
const FAMILY_FIRST = new Set(['CHN', 'TWN', 'HKG', 'MAC', 'KOR', 'PRK']);

const surnameOf = (name: string, country: string | null): string | null => {
  if (FAMILY_FIRST.has(country ?? '')) {
    const [first = '', second] = name.split(' ');
    return second !== undefined && first.length > 2 && !first.includes('.') ? first : null;
  }
  const words = name.replaceAll('-', ' ').split(' ');
  const last = words.at(-1) ?? '';
  return words.length > 1 && last.length > 2 && !PARTICLES.has(last.toLowerCase()) ? last : null;
};

const loadPersons = (draft: Draft): void => {
  const file = 'actors/persons.tsv';
  const rowsByName = new Map<string, Row[]>();
  for (const row of readTable(draft, file)) {
    const name = row.cell('name');
    if (name === '') problem(draft, row, 'the row has no name');
    const rows = rowsByName.get(name);
    if (rows) rows.push(row);
    else rowsByName.set(name, [row]);
  }
  for (const [name, rows] of rowsByName) {
    const first = rows[0] as Row;
    const terms = rows.map((row): Term => {
      const country = readCountry(draft, row);
      return {
        role: row.cell('role'),
        of: row.cell('of') || null,
        country,
        sector: readSector(draft, row),
        ...readDates(draft, row),
      };
    });
    terms.sort((a, b) => ((a.from ?? '') < (b.from ?? '') ? -1 : 1));
    const last = terms.at(-1) as Term;
    const aliases = [...new Set(rows.flatMap(row => listOf(row.cell('aliases'))))];
    const actor: RegistryActor = {
      id: `person:${slug(name)}`,
      kind: 'person',
      name,
      aliases,
      country: last.country,
      sector: last.sector,
      from: terms[0]?.from ?? null,
      to: last.to,
      terms,
      parent: null,
      successor: null,
      source: `${first.file}:${first.line}`,
    };
    if (draft.actors.has(actor.id)) problem(draft, first, `"${name}" has the same id as another actor`);
    draft.actors.set(actor.id, actor);
    for (const alias of [name, ...aliases]) listName(draft, alias, { kind: 'actor', actor });
    const surname = surnameOf(name, last.country);
    const listed = new Set([name, ...aliases].map(alias => nameKey(alias.replace(/~$/, ''))));
    if (surname && !listed.has(nameKey(surname))) listName(draft, surname, { kind: 'actor', actor }, true);
  }
};

const loadAgents = (draft: Draft): Map<string, Agent> => {
  const file = 'actors/agents.tsv';
  const agents = new Map<string, Agent>();
  for (const row of readTable(draft, file)) {
    const lemma = row.cell('lemma');
    const kind = row.cell('kind');
    if (kind !== 'person' && kind !== 'organization' && kind !== 'group') {
      problem(draft, row, `kind "${kind}" should be person, organization or group`);
      continue;
    }
    if (agents.has(lemma)) problem(draft, row, `"${lemma}" stands in the table before`);
    agents.set(nameKey(lemma), {
      lemma,
      sector: readSector(draft, row),
      kind,
      body: row.cell('body') || null,
      office: row.cell('office') || null,
      inherits: row.cell('inherits') === 'y',
    });
  }
  return agents;
};

const loadRegimes = (draft: Draft): Map<string, Regime[]> => {
  const regimes = new Map<string, Regime[]>();
  for (const row of readTable(draft, 'actors/regimes.tsv')) {
    const country = readCountry(draft, row);
    const { from, to } = readDates(draft, row);
    const before = regimes.get(country ?? '')?.at(-1);
    if (country === null || from === null || (before && (before.to ?? '9999') > from))
      problem(draft, row, 'a regime needs a country and a first day, after the last day of the one before');
    else regimes.set(country, [...(regimes.get(country) ?? []), { from, to }]);
  }
  return regimes;
};

const active = (from: string | null, to: string | null): readonly [string, string] => [
  from ?? '0',
  to ?? '9999',
];

/** Two actors may share a name where a rule tells them apart: `~`, dates that do not overlap, or another kind. */
const checkSharedNames = (draft: Draft): void => {
  for (const [name, entries] of draft.names.values)
    if (entries.length > 1) checkSharedName(draft, name, entries);
};

const checkSharedName = (draft: Draft, name: string, entries: readonly NameEntry[]): void => {
  const strong = entries.filter(entry => !entry.weak);
  for (const [index, { sense: one }] of strong.entries())
    for (const { sense: other } of strong.slice(index + 1)) {
      if (one.kind !== 'actor' || other.kind !== 'actor' || one.actor.id === other.actor.id) continue;
      const [from, to] = active(one.actor.from, one.actor.to);
      const [from2, to2] = active(other.actor.from, other.actor.to);
      if (one.actor.kind === 'organization' && (to <= from2 || to2 <= from)) continue;
      const [file = '', line = '0'] = other.actor.source.split(':');
      draft.problems.push({
        file,
        line: Number(line),
        message: `"${name}" is also a name of ${one.actor.name} (${one.actor.source}); mark both with ~ or give dates that do not overlap`,
      });
    }
};

/** The tables read and checked, before they are opened for lookups: what `dist/registry.json` holds. */
export interface RegistryTables<Names = NameLookup<NameEntry>> {
  readonly states: ReadonlyMap<string, State>;
  readonly actors: ReadonlyMap<string, RegistryActor>;
  readonly agents: ReadonlyMap<string, Agent>;
  readonly officeHolders: ReadonlyMap<string, readonly RegistryActor[]>;
  readonly regimes: ReadonlyMap<string, readonly Regime[]>;
  readonly places: PlaceTables;
  readonly outlets: readonly Outlet[];
  readonly names: Names;
}

/** Reads the tables of the folders, `actors/*.tsv` and `places/*.tsv`; throws as `loadRegistry` does. */
export const readTables = (dirs: readonly string[]): RegistryTables<NameIndex<NameEntry>> => {
  const draft: Draft = {
    dirs,
    problems: [],
    states: new Map(),
    statesByIso2: new Map(),
    actors: new Map(),
    names: newNameIndex(),
  };
  loadStates(draft);
  const agents = loadAgents(draft);
  loadPersons(draft);
  loadActors(draft, { file: 'actors/groups.tsv', prefix: 'group', kind: 'organization', sector: null });
  loadActors(draft, { file: 'actors/organizations.tsv', prefix: 'org', kind: 'organization', sector: null });
  const outlets = loadOutlets(draft);
  loadActors(draft, {
    file: OUTLET_TABLE,
    prefix: 'outlet',
    kind: 'organization',
    sector: 'JRN',
    skip: publishesOnly,
  });
  const imported = 'actors/imported.tsv';
  loadActors(draft, { file: imported, prefix: 'own', kind: 'organization', sector: null, optional: true });
  const officeHolders = indexOffices(draft);
  const regimes = loadRegimes(draft);
  const places = loadPlaces(draft);
  checkSharedNames(draft);
  if (draft.problems.length > 0) throw new RegistryError(draft.problems);
  const { states, actors, names } = draft;
  return { states, actors, agents, officeHolders, regimes, places, outlets, names };
};

/** Opens tables for lookups. @param dirs where the tables of towns lie. */
export const openRegistry = (tables: RegistryTables, dirs: readonly string[]): Registry => {
  const { states, actors, agents, officeHolders, regimes, places, outlets, names } = tables;
  const statesByIso2 = new Map([...states.values()].map(state => [state.iso2, state]));
  return {
    states,
    statesByIso2,
    actors,
    officeHolders,
    regimes,
    agents,
    outlets: openOutlets(outlets),
    longestName: (words, from) => {
      const match = longestIn(names, words, from);
      return match && { length: match.length, entries: match.values };
    },
    cities: openTowns(places, { states, statesByIso2 }, dirs),
    countryPlace: iso3 => {
      const state = states.get(iso3);
      return state ? countryPlace(state) : null;
    },
  };
};

/**
 * Loads and checks the tables under `dir` and adds those of a user's folders. Throws `RegistryError`, which names file
 * and line of every problem.
 */
export const loadRegistry = (dir: string, moreDirs: readonly string[] = []): Registry => {
  const dirs = [dir, ...moreDirs];
  return openRegistry(readTables(dirs), dirs);
};

const countryPlace = (state: State): Place => ({
  id: `country:${state.iso3}`,
  kind: 'country',
  name: state.name,
  country: state.iso3,
  admin1: null,
  latitude: state.latitude,
  longitude: state.longitude,
  population: 0,
  extent: state.extent,
  precision: 3,
  isNews: false,
});
