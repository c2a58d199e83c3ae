// `synoptic actors import`: a dictionary or a CSV file -> tables in a user's registry folder. Names that the registry
// has already are left out and counted, so that the folder loads without a clash.
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { packageDir } from '../resources/index.ts';
import { nameKey, nameWords } from '../resources/names.ts';
import { loadRegistry } from '../resources/registry.ts';
import { SECTORS, type Sector } from '../schema/plover.ts';
import type { Registry } from '../schema/registry.ts';
import { type ImportedActor, type ReadDictionary, readDictionary } from './actors-dictionary.ts';
import { Refusal, refuseUnreadable } from './refusal.ts';

const COLUMNS = ['name', 'aliases', 'country', 'sector', 'from', 'to', 'kind', 'origin'] as const;
const PERSON_COLUMNS = ['name', 'aliases', 'country', 'sector', 'role', 'from', 'to', 'origin'] as const;

const DAY = /^\d{4}(-\d\d(-\d\d)?)?$/;

/** What is wrong with a row, null where nothing is. */
const wrongIn = (row: Readonly<Record<string, string>>, states: ReadonlySet<string>): string | null => {
  const { name = '', country = '', sector = '', from = '', to = '' } = row;
  if (name === '') return 'the row has no name';
  if (country !== '' && !states.has(country))
    return `country "${country}" should be an ISO 3166-1 alpha-3 code such as SYR, or empty`;
  if (sector !== '' && !SECTORS.some(one => one === sector))
    return `sector "${sector}" should be one of ${SECTORS.join(' ')}, or empty`;
  const date = [from, to].find(one => one !== '' && !DAY.test(one));
  if (date !== undefined) return `date "${date}" should be YYYY, YYYY-MM or YYYY-MM-DD, or empty`;
  return from !== '' && to !== '' && to.slice(0, from.length) < from
    ? `the row ends (${to}) before it begins (${from})`
    : null;
};

const parseCsv = (file: string, text: string): Record<string, string>[] => {
  try {
    return parse(text, {
      columns: true,
      bom: true,
      trim: true,
      skip_empty_lines: true,
      relax_column_count: true,
    });
  } catch (error) {
    throw new Refusal(
      `cannot read ${file} as CSV: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
};

const readCsv = (file: string, text: string, states: ReadonlySet<string>): ReadDictionary => {
  const rows = parseCsv(file, text);
  if (rows[0] && rows[0].name === undefined)
    throw new Refusal(
      `${file} has no column "name"; its header should be name,aliases,country,sector,from,to with aliases parted by |`,
    );
  const actors: ImportedActor[] = [];
  const problems: string[] = [];
  for (const [index, row] of rows.entries()) {
    const line = index + 2;
    const wrong = wrongIn(row, states);
    if (wrong !== null) {
      problems.push(`line ${line}: ${wrong}; left out`);
      continue;
    }
    const { name = '', aliases = '', country, sector, from, to } = row;
    const role = {
      country: country || null,
      sector: (sector || null) as Sector | null,
      from: from || null,
      to: to || null,
    };
    actors.push({ line, name, aliases: aliases.split('|').filter(alias => alias !== ''), roles: [role] });
  }
  return { actors, problems };
};

const clean = (cell: string): string => cell.replace(/[\t\r\n]+/g, ' ').trim();

const isKnown = (registry: Registry, name: string): boolean => {
  const words = nameWords(name);
  return words.length === 0 || registry.longestName(words, 0)?.length === words.length;
};

const append = (path: string, columns: readonly string[], lines: readonly string[]): void => {
  if (lines.length === 0) return;
  const header = existsSync(path) ? '' : `${columns.join('\t')}\n`;
  appendFileSync(path, `${header}${lines.join('\n')}\n`);
};

export interface ImportResult {
  readonly added: number;
  readonly known: number;
  readonly problems: readonly string[];
}

/** Adds the actors of `file` to the tables under `dir`. */
export const importActors = (file: string, dir: string): ImportResult => {
  refuseUnreadable(file);
  const text = readFileSync(file, 'utf8');
  const builtIn = join(packageDir(), 'registry');
  const registry = loadRegistry(builtIn, existsSync(dir) ? [dir] : []);
  const { actors, problems } = /\.csv$/i.test(file)
    ? readCsv(file, text, new Set(registry.states.keys()))
    : readDictionary(text, new Set(registry.states.keys()));
  if (actors.length === 0)
    throw new Refusal(
      `${file} holds no actor${problems[0] ? ` (${problems[0]})` : ''}. Give a CAMEO or Phoenix dictionary, or CSV with the header name,aliases,country,sector,from,to`,
    );
  const taken = new Set<string>();
  const lines: string[] = [];
  const persons: string[] = [];
  let known = 0;
  for (const { name, aliases, roles } of actors) {
    const fresh = [name, ...aliases].filter(one => {
      const key = nameKey(one);
      if (taken.has(key) || isKnown(registry, one)) return false;
      taken.add(key);
      return true;
    });
    const [main, ...others] = fresh.map(clean);
    if (main === undefined) {
      known++;
      continue;
    }
    const origin = clean(file.split(/[\\/]/).at(-1) ?? file);
    // A name with several dated codes is someone who held one role after another.
    const isPerson = roles.length > 1;
    for (const [index, role] of roles.entries()) {
      const names = [main, index === 0 ? others.join('|') : '', role.country ?? '', role.sector ?? ''];
      const dates = [role.from ?? '', role.to ?? ''];
      if (isPerson) persons.push([...names, '', ...dates, origin].join('\t'));
      else lines.push([...names, ...dates, '', origin].join('\t'));
    }
  }
  mkdirSync(join(dir, 'actors'), { recursive: true });
  append(join(dir, 'actors', 'imported.tsv'), COLUMNS, lines);
  append(join(dir, 'actors', 'persons.tsv'), PERSON_COLUMNS, persons);
  return { added: taken.size === 0 ? 0 : actors.length - known, known, problems };
};
