// Reads `outlets/outlets.tsv`: who publishes, under which domains, who is an agency, and whose copy an outlet prints.
// The table is the one list of outlets: those that news speaks of are actors too (see registry.ts).
import { OUTLET_KINDS, type Outlet, type OutletKind, type Outlets } from '../schema/registry.ts';
import { nameKey } from './names.ts';
import { slug } from './offices.ts';
import { type Draft, displayName, problem, readCountry, readTable } from './registry-draft.ts';
import { listOf, type Row } from './table.ts';

export const OUTLET_TABLE = 'outlets/outlets.tsv';

const DOMAIN = /^(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/;

/** An organisation or office that publishes reports of its own: as an actor it stands in another table. */
export const publishesOnly = (row: Row): boolean => ['ngo', 'government', 'un'].includes(row.cell('kind'));

const readKind = (draft: Draft, row: Row): OutletKind => {
  const value = row.cell('kind');
  const kind = OUTLET_KINDS.find(one => one === value);
  if (!kind) problem(draft, row, `kind "${value}" is not one of ${OUTLET_KINDS.join(' ')}`);
  return kind ?? 'online';
};

const readAgency = (draft: Draft, row: Row): boolean => {
  const value = row.cell('agency');
  if (value !== '' && value !== 'y') problem(draft, row, `agency "${value}" should be y or empty`);
  return value === 'y';
};

/** Each domain once in the table, and none that stands for many outlets. */
const readDomains = (draft: Draft, row: Row, taken: Map<string, string>): readonly string[] => {
  const domains = listOf(row.cell('domains'));
  for (const domain of domains) {
    const holder = taken.get(domain);
    if (!DOMAIN.test(domain))
      problem(draft, row, `domain "${domain}" is none: give it in lower case, without https:// and path`);
    if (holder !== undefined) problem(draft, row, `domain "${domain}" stands with ${holder} already`);
    taken.set(domain, row.cell('name'));
  }
  return domains;
};

/** Every outlet that another one carries must be an agency of the table. */
const checkCarried = (draft: Draft, read: readonly { outlet: Outlet; row: Row }[]): void => {
  const agencies = new Set(read.filter(({ outlet }) => outlet.isAgency).map(({ row }) => row.cell('name')));
  for (const { row } of read)
    for (const carried of listOf(row.cell('carries')))
      if (!agencies.has(carried) || carried === row.cell('name'))
        problem(draft, row, `carries "${carried}", which is no other row with agency y`);
};

export const loadOutlets = (draft: Draft): readonly Outlet[] => {
  const read: { outlet: Outlet; row: Row }[] = [];
  const ids = new Set<string>();
  const domains = new Map<string, string>();
  for (const row of readTable(draft, OUTLET_TABLE)) {
    const name = row.cell('name');
    const id = `outlet:${slug(name)}`;
    if (name === '' || ids.has(id)) {
      problem(draft, row, `name "${name}" is empty or stands in the table before`);
      continue;
    }
    ids.add(id);
    const plain = (cell: string): readonly string[] => listOf(cell).map(each => each.replace(/~$/, ''));
    const outlet: Outlet = {
      id,
      name: displayName(name),
      aliases: [...new Set([...plain(row.cell('aliases')), ...plain(row.cell('signs'))])],
      country: readCountry(draft, row),
      kind: readKind(draft, row),
      isAgency: readAgency(draft, row),
      domains: readDomains(draft, row, domains),
      carries: listOf(row.cell('carries')).map(carried => `outlet:${slug(carried)}`),
    };
    read.push({ outlet, row });
  }
  checkCarried(draft, read);
  return read.map(({ outlet }) => outlet);
};

/** "The Valley Courier" and "valley courier" are one; so are "U.P.I." and "UPI". */
const outletKey = (name: string): string => nameKey(name).replace(/^the (?=.)/, '');

/** Host of an address, or the host itself, in lower case. */
const hostOf = (address: string): string =>
  /^(?:[a-z][a-z0-9+.-]*:)?\/\/(?:[^/?#@]*@)?([^/?#:]+)/i.exec(address)?.[1]?.toLowerCase() ??
  address.toLowerCase();

export const openOutlets = (all: readonly Outlet[]): Outlets => {
  const byName = new Map<string, Outlet[]>();
  const byDomain = new Map<string, Outlet>();
  for (const outlet of all) {
    for (const key of new Set([outlet.name, ...outlet.aliases].map(outletKey)))
      byName.set(key, [...(byName.get(key) ?? []), outlet]);
    for (const domain of outlet.domains) byDomain.set(domain, outlet);
  }
  const named = (name: string): readonly Outlet[] => byName.get(outletKey(name)) ?? [];
  return {
    all,
    named: name => {
      const found = named(name);
      return found.length === 1 ? (found[0] as Outlet) : null;
    },
    isAgency: name => named(name).some(outlet => outlet.isAgency),
    at: address => {
      const labels = hostOf(address).replace(/\.$/, '').split('.');
      for (let from = 0; labels.length - from >= 2; from++) {
        const found = byDomain.get(labels.slice(from).join('.'));
        if (found) return found;
      }
      return null;
    },
  };
};
