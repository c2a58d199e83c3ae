// Actor dictionaries of CAMEO coders (TABARI, PETRARCH, Phoenix) -> actors with the codes and dates they give.
//   HAMID_KARZAI_
//   +KARZAI_
//   	[AFGGOV 20011222-20140929] [AFGELI >20140929]
import { SECTORS, type Sector } from '../schema/plover.ts';

interface ImportedRole {
  readonly country: string | null;
  readonly sector: Sector | null;
  readonly from: string | null;
  readonly to: string | null;
}

export interface ImportedActor {
  readonly line: number;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly roles: readonly ImportedRole[];
}

export interface ReadDictionary {
  readonly actors: readonly ImportedActor[];
  /** `line 12: code "XYZ" is of no state and no sector; ...`. */
  readonly problems: readonly string[];
}

/** CAMEO role codes that PLOVER names otherwise. */
const SECTOR_OF: Readonly<Record<string, Sector>> = {
  INS: 'REB',
  SEP: 'REB',
  RAD: 'UAF',
  IMG: 'IMG',
  HLH: 'MED',
  MED: 'JRN',
  DEV: 'CVL',
  ENV: 'CVL',
  HRI: 'NGO',
  NGM: 'NGO',
  MNC: 'BUS',
  PTY: 'PTY',
  REF: 'REF',
};

const sectorOf = (code: string): Sector | null =>
  SECTOR_OF[code] ?? SECTORS.find(sector => sector === code) ?? null;

const SMALL = /^(?:of|the|and|for|in|on|de|al|el|bin|ibn)$/i;

/** `HAMID_KARZAI_` -> `Hamid Karzai`; a single word of up to four letters is an acronym. */
const nameOf = (raw: string): string => {
  const words = raw
    .replace(/[{}]/g, ' ')
    .split(/[_\s]+/)
    .filter(word => word !== '');
  if (words.length === 1 && (words[0] ?? '').length <= 4) return (words[0] ?? '').toUpperCase();
  return words
    .map((word, index) =>
      index > 0 && SMALL.test(word) ? word.toLowerCase() : word.charAt(0) + word.slice(1).toLowerCase(),
    )
    .join(' ');
};

/** `20011222`, `011222` and `12/22/2001` as ISO dates; null where it is none. */
const dateOf = (raw: string): string | null => {
  const slashed = /^(\d{1,2})\/(\d{1,2})\/(\d{2}|\d{4})$/.exec(raw);
  const [, year = '', month = '', day = ''] = slashed
    ? [raw, slashed[3], slashed[1]?.padStart(2, '0'), slashed[2]?.padStart(2, '0')]
    : (/^(\d{2}|\d{4})(\d\d)(\d\d)$/.exec(raw) ?? []);
  if (year === '') return null;
  const full = year.length === 4 ? year : `${Number(year) < 50 ? '20' : '19'}${year}`;
  return `${full}-${month}-${day}`;
};

const periodOf = (raw: string): { from: string | null; to: string | null } | null => {
  const text = raw.trim();
  if (text === '') return { from: null, to: null };
  if (text.startsWith('<')) return { from: null, to: dateOf(text.slice(1)) };
  if (text.startsWith('>')) return { from: dateOf(text.slice(1)), to: null };
  const [from, to, ...rest] = text.split('-').map(dateOf);
  return from && to && rest.length === 0 ? { from, to } : null;
};

/** A code and its period: `AFGGOV 20011222-20140929`. */
const roleOf = (raw: string, states: ReadonlySet<string>): ImportedRole | string => {
  const [, code = '', rest = ''] = /^\s*([A-Z~-]+)\s*(.*)$/.exec(raw) ?? [];
  const head = code.slice(0, 3);
  const country = states.has(head) ? head : null;
  const parts = (country ? code.slice(3) : code).match(/[A-Z]{3}/g) ?? [];
  const sector = parts.map(sectorOf).find(one => one !== null) ?? null;
  if (country === null && sector === null)
    return `code "${raw.trim()}" is of no state and no sector; give one such as AFGGOV`;
  const period = periodOf(rest);
  if (!period) return `date "${rest}" should be <D, >D or D-D with D as YYYYMMDD`;
  return { country, sector, ...period };
};

/** Reads the dictionary; lines that it cannot read are told and passed over. */
export const readDictionary = (text: string, states: ReadonlySet<string>): ReadDictionary => {
  const actors: { line: number; name: string; aliases: string[]; roles: ImportedRole[] }[] = [];
  const problems: string[] = [];
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    const line = raw.replace(/(?:#|;|<!--).*$/, '');
    if (line.trim() === '' || /^\s*[!&<]/.test(line)) continue;
    const open = line.indexOf('[');
    const name = (open < 0 ? line : line.slice(0, open)).trim();
    if (name.startsWith('+')) {
      const alias = nameOf(name.slice(1));
      if (alias !== '') actors.at(-1)?.aliases.push(alias);
    } else if (name !== '') actors.push({ line: index + 1, name: nameOf(name), aliases: [], roles: [] });
    if (open < 0) continue;
    for (const [, code = ''] of line.slice(open).matchAll(/\[([^\]]{1,80})\]/g)) {
      const role = roleOf(code, states);
      if (typeof role === 'string') problems.push(`line ${index + 1}: ${role}`);
      else actors.at(-1)?.roles.push(role);
    }
  }
  return { actors: actors.filter(({ name, roles }) => name !== '' && roles.length > 0), problems };
};
