// Loads `registry/places`: first-level regions, named areas, news spellings of towns, and the packed town table.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Place, State } from '../schema/registry.ts';
import { type CityRow, findCities, spellings } from './gazetteer.ts';
import { nameKey } from './names.ts';
import {
  type Draft,
  displayName,
  listName,
  problem,
  readCountry,
  readTable,
  tableFiles,
} from './registry-draft.ts';
import { listOf, type Row } from './table.ts';

/** First-level region, with the town by which its GeoNames number is found. */
interface Region {
  readonly name: string;
  readonly country: string;
  readonly seat: string;
  readonly latitude: number;
  readonly longitude: number;
}

const number = (draft: Draft, row: Row, column: string, limit: number): number => {
  const value = Number(row.cell(column));
  if (!Number.isFinite(value) || Math.abs(value) > limit)
    problem(draft, row, `${column} "${row.cell(column)}" should be a number within ${limit}`);
  return value;
};

const loadAreas = (draft: Draft, file: string, kind: 'region' | 'area'): Region[] => {
  const regions: Region[] = [];
  for (const row of readTable(draft, file)) {
    const listed = row.cell('name');
    const name = displayName(listed);
    const country = readCountry(draft, row);
    const place: Place = {
      id: `${kind}:${country ?? 'x'}/${nameKey(name).replaceAll(' ', '-')}`,
      kind,
      name,
      country,
      admin1: kind === 'region' ? name : null,
      latitude: number(draft, row, 'latitude', 90),
      longitude: number(draft, row, 'longitude', 180),
      population: 0,
      extent: number(draft, row, 'extent', 10_000),
      precision: kind === 'region' ? 2 : 3,
      isNews: false,
    };
    for (const alias of [name, ...listOf(row.cell('aliases'))])
      listName(draft, alias, { kind: 'place', place });
    if (kind === 'region' && country) {
      const { latitude, longitude } = place;
      regions.push({ name, country, seat: row.cell('seat') || name, latitude, longitude });
    }
  }
  return regions;
};

/** A town under its English news spelling. */
interface Town {
  readonly name: string;
  readonly country: string;
  readonly iso2: string;
  /** Key in the packed table, or coordinates of its own. */
  readonly listed: string;
  readonly latitude: number;
  readonly longitude: number;
  readonly admin1: string | null;
}

const loadTowns = (draft: Draft): Map<string, Town[]> => {
  const file = 'places/towns.tsv';
  const towns = new Map<string, Town[]>();
  for (const row of readTable(draft, file)) {
    const country = readCountry(draft, row);
    const listed = nameKey(row.cell('listed'));
    if (!country || (listed === '' && row.cell('latitude') === '')) {
      problem(draft, row, 'a town needs a country, and its listed name or its coordinates');
      continue;
    }
    const town: Town = {
      name: row.cell('name'),
      country,
      iso2: draft.states.get(country)?.iso2 ?? '',
      listed,
      latitude: number(draft, row, 'latitude', 90),
      longitude: number(draft, row, 'longitude', 180),
      admin1: row.cell('admin1') || null,
    };
    for (const name of [town.name, ...listOf(row.cell('aliases'))]) {
      const key = nameKey(name);
      const known = towns.get(key);
      if (known) known.push(town);
      else towns.set(key, [town]);
    }
  }
  return towns;
};

/** "Springfield" is the seat of Illinois, but there are larger ones elsewhere. */
const nearest = (rows: readonly CityRow[], { latitude, longitude }: Region): CityRow | undefined => {
  const distance = (row: CityRow): number =>
    (row.latitude - latitude) ** 2 + (row.longitude - longitude) ** 2;
  return rows.toSorted((a, b) => distance(a) - distance(b))[0];
};

const CITIES = 'places/cities.tsv';
const CACHE_LIMIT = 5000;

export interface PlaceTables {
  readonly regions: readonly Region[];
  /** By normalised spelling. */
  readonly towns: ReadonlyMap<string, readonly Town[]>;
}

/** Lists regions and areas among the names, and gives what the search for towns needs. */
export const loadPlaces = (draft: Draft): PlaceTables => {
  const regions = loadAreas(draft, 'places/regions.tsv', 'region');
  loadAreas(draft, 'places/areas.tsv', 'area');
  if (tableFiles(draft, CITIES)[0]?.label !== CITIES)
    draft.problems.push({ file: CITIES, line: 0, message: 'the file is missing; restore it' });
  return { regions, towns: loadTowns(draft) };
};

interface StateIndex {
  readonly states: ReadonlyMap<string, State>;
  readonly statesByIso2: ReadonlyMap<string, State>;
}

/** Towns of a name, largest first, from the packed tables of all folders that have one. */
export const openTowns = (
  { regions, towns }: PlaceTables,
  { states, statesByIso2 }: StateIndex,
  dirs: readonly string[],
): ((key: string) => readonly Place[]) => {
  const tables = dirs
    .map(dir => join(dir, CITIES))
    .filter(path => existsSync(path))
    .map(path => readFileSync(path));
  const rowsWith = (key: string): readonly CityRow[] => tables.flatMap(table => findCities(table, key));

  // GeoNames numbers regions as it likes; the region of a region's seat tells which number is which.
  let regionNames: Map<string, string> | null = null;
  const regionName = (iso2: string, code: string): string | null => {
    if (!regionNames) {
      regionNames = new Map();
      for (const region of regions) {
        const seatCode = states.get(region.country)?.iso2 ?? '';
        const seat = nearest(rowsOf(nameKey(region.seat), seatCode), region);
        if (seat && !regionNames.has(`${seatCode}/${seat.admin}`))
          regionNames.set(`${seatCode}/${seat.admin}`, region.name);
      }
    }
    return regionNames.get(`${iso2}/${code}`) ?? null;
  };

  const rowsOf = (key: string, iso2: string): readonly CityRow[] => {
    const own = rowsWith(key).filter(row => row.iso2 === iso2);
    if (own.length > 0) return own;
    const listed = (towns.get(key) ?? []).filter(town => town.iso2 === iso2 && town.listed !== '');
    return listed.flatMap(town => rowsWith(town.listed).filter(row => row.iso2 === iso2));
  };

  const cityOf = (row: CityRow, name: string): Place => ({
    id: `city:${row.iso2}/${nameKey(row.name).replaceAll(' ', '-')}/${row.admin}`,
    kind: 'city',
    name,
    country: statesByIso2.get(row.iso2)?.iso3 ?? null,
    admin1: regionName(row.iso2, row.admin),
    latitude: row.latitude,
    longitude: row.longitude,
    population: row.population,
    extent: 0,
    precision: 1,
    isNews: false,
  });

  const townPlaces = (key: string): Place[] =>
    (towns.get(key) ?? []).map(town => {
      const row = town.listed === '' ? undefined : rowsWith(town.listed).find(one => one.iso2 === town.iso2);
      if (row) return { ...cityOf(row, town.name), population: Math.max(row.population, 1000), isNews: true };
      return {
        id: `city:${town.iso2}/${nameKey(town.name).replaceAll(' ', '-')}`,
        kind: 'city',
        name: town.name,
        country: town.country,
        admin1: town.admin1,
        latitude: town.latitude,
        longitude: town.longitude,
        population: 1000,
        extent: 0,
        precision: 1,
        isNews: true,
      };
    });

  const lookUp = (key: string): readonly Place[] => {
    const news = townPlaces(key);
    const rows = rowsWith(key).map(row => cityOf(row, row.name));
    const known = new Set(news.map(place => place.id));
    const found = [...news, ...rows.filter(place => !known.has(place.id))];
    if (found.length > 0) return found;
    return spellings(key).flatMap(other => rowsWith(other).map(row => cityOf(row, row.name)));
  };

  const cache = new Map<string, readonly Place[]>();
  return key => {
    const known = cache.get(key);
    if (known) return known;
    const found = lookUp(key).toSorted((a, b) => b.population - a.population);
    if (cache.size >= CACHE_LIMIT) cache.clear();
    cache.set(key, found);
    return found;
  };
};
