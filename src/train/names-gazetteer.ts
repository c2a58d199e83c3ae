// The project's registry (its cities are GeoNames') and offices become the table of listed names.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CLASS_BITS, lettersOf, listedClasses, nameHash } from '../2-analyse/names-gazetteer.ts';

const LARGE = 100_000;
const MIDDLING = 5_000;
const LEAST_LETTERS = 4;

/** Offices of more than one word, so that "State" in "Secretary of State" is seen as no place. */
const offices = [
  'Secretary of State',
  'Deputy Secretary of State',
  'Secretary of Defense',
  'Secretary of Defence',
  'Defense Secretary',
  'Defence Secretary',
  'Foreign Secretary',
  'Home Secretary',
  'Foreign Minister',
  'Prime Minister',
  'Deputy Prime Minister',
  'Defense Minister',
  'Defence Minister',
  'Interior Minister',
  'Finance Minister',
  'Vice President',
  'Secretary General',
  'Secretary-General',
  'Attorney General',
  'Chief of Staff',
  'Head of State',
  'High Representative',
  'High Commissioner',
  'Special Envoy',
  'Special Representative',
  'Press Secretary',
  'Chief Justice',
  'Army Chief',
  'Major General',
  'Lieutenant General',
  'Lieutenant Colonel',
  'Brigadier General',
  'Crown Prince',
  'Supreme Leader',
  'Foreign Office Minister',
];

/** Where people write and post: "on Telegram" tells of no place. */
const platforms =
  'Facebook Twitter Instagram YouTube WhatsApp Telegram Flickr TikTok Snapchat LinkedIn Google Microsoft'.split(
    ' ',
  );

/** Registry files, the columns that hold names, and the class of what they list. A later line of the list wins. */
const registryFiles: readonly (readonly [file: string, columns: readonly string[], code: number])[] = [
  ['places/towns.tsv', ['name', 'aliases'], listedClasses.place],
  ['places/areas.tsv', ['name', 'aliases'], listedClasses.place],
  ['places/regions.tsv', ['name', 'aliases'], listedClasses.place],
  ['actors/persons.tsv', ['name', 'aliases'], listedClasses.person],
  ['actors/organizations.tsv', ['name', 'aliases'], listedClasses.organization],
  ['actors/groups.tsv', ['name', 'aliases'], listedClasses.organization],
  ['outlets/outlets.tsv', ['name', 'aliases'], listedClasses.organization],
  ['actors/states.tsv', ['name', 'official', 'aliases'], listedClasses.state],
];

const linesOf = (path: string): string[] =>
  existsSync(path)
    ? readFileSync(path, 'utf8')
        .split('\n')
        .filter(line => line !== '' && !line.startsWith('#'))
    : [];

const namesOfFile = (path: string, columns: readonly string[]): string[] => {
  const [header = '', ...rows] = linesOf(path);
  const places = header.split('\t').flatMap((column, i) => (columns.includes(column) ? [i] : []));
  return rows.flatMap(row => {
    const cells = row.split('\t');
    return places.flatMap(place =>
      (cells[place] ?? '').split('|').map(name => name.replace(/~$/, '').trim()),
    );
  });
};

/** Sorted keys of listed names, their class in the lowest bits. `registry` is the registry's folder. */
export const listNames = (registry: string): Uint32Array => {
  const classes = new Map<number, number>();
  const add = (name: string, code: number, least = 2) => {
    const letters = lettersOf(name);
    if (letters.length >= least) classes.set(nameHash(letters), code);
  };
  // Rows of cities: key, name, country, region, latitude, longitude, population; no header.
  for (const row of linesOf(join(registry, 'places/cities.tsv'))) {
    const [, name = '', , , , , inhabitants = ''] = row.split('\t');
    const population = Number(inhabitants);
    const code =
      population >= LARGE
        ? listedClasses.largePlace
        : population >= MIDDLING
          ? listedClasses.place
          : listedClasses.smallPlace;
    if ((classes.get(nameHash(lettersOf(name))) ?? 0) < code) add(name, code, LEAST_LETTERS);
  }
  for (const [file, columns, code] of registryFiles)
    for (const name of namesOfFile(join(registry, file), columns)) add(name, code);
  for (const platform of platforms) add(platform, listedClasses.organization);
  for (const office of offices) add(office, listedClasses.office);
  return Uint32Array.from(classes, ([key, code]) => ((key & ~CLASS_BITS) | code) >>> 0).sort();
};
