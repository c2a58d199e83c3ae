// An address that a name resolved to -> whether it may be spoken to. Only the public Internet may: the registries of
// special-purpose addresses (IANA, RFC 6890), what wraps an IPv4 address in IPv6, and what a user has allowed.
import { isIP } from 'node:net';

/** 4 or 16 bytes. */
type AddressBytes = readonly number[];

const bytesOfIpv4 = (text: string): number[] => text.split('.').map(Number);

/** `::ffff:10.0.0.1`, `fe80::1%eth0`; the text is known to be an IPv6 address. */
const bytesOfIpv6 = (text: string): number[] => {
  const [bare = ''] = text.split('%');
  const dotted = /(?<=:)\d+\.\d+\.\d+\.\d+$/.exec(bare)?.[0];
  const [a = 0, b = 0, c = 0, d = 0] = dotted === undefined ? [] : bytesOfIpv4(dotted);
  const groups =
    dotted === undefined
      ? bare
      : `${bare.slice(0, -dotted.length)}${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`;
  const [before = '', after] = groups.split('::');
  const read = (part: string): number[] =>
    part === '' ? [] : part.split(':').map(group => Number.parseInt(group, 16));
  const head = read(before);
  const tail = after === undefined ? [] : read(after);
  const whole = [...head, ...Array<number>(8 - head.length - tail.length).fill(0), ...tail];
  return whole.flatMap(group => [group >> 8, group & 255]);
};

const bytesOfAddress = (address: string): AddressBytes | null => {
  const family = isIP(address);
  if (family === 0) return null;
  return family === 4 ? bytesOfIpv4(address) : bytesOfIpv6(address);
};

interface Range {
  readonly bytes: AddressBytes;
  readonly bits: number;
}

const isIn = (bytes: AddressBytes, range: Range): boolean => {
  if (bytes.length !== range.bytes.length) return false;
  for (let bit = 0; bit < range.bits; bit += 8) {
    const mask = range.bits - bit >= 8 ? 255 : (255 << (8 - (range.bits - bit))) & 255;
    const at = bit / 8;
    if (((bytes[at] as number) & mask) !== ((range.bytes[at] as number) & mask)) return false;
  }
  return true;
};

/** `10.0.0.0/8`, or one address; null where it is neither. */
const readRange = (text: string): Range | null => {
  const [address = '', length] = text.split('/');
  const bytes = bytesOfAddress(address);
  if (bytes === null || address.includes('%')) return null;
  const bits = length === undefined ? bytes.length * 8 : /^\d{1,3}$/.test(length) ? Number(length) : -1;
  return bits >= 0 && bits <= bytes.length * 8 ? { bytes, bits } : null;
};

const rangesOf = (
  rows: readonly (readonly [string, string])[],
): readonly (readonly [Range, string, string])[] =>
  rows.map(([text, what]) => [readRange(text) as Range, text, what] as const);

const SPECIAL = rangesOf([
  ['0.0.0.0/8', 'this machine'],
  ['10.0.0.0/8', 'a private network'],
  ['100.64.0.0/10', "a carrier's own network"],
  ['127.0.0.0/8', 'this machine'],
  ['168.63.129.16/32', "a cloud's metadata"],
  ['169.254.0.0/16', "link-local, a cloud's metadata"],
  ['172.16.0.0/12', 'a private network'],
  ['192.0.0.0/24', 'set apart for protocols'],
  ['192.0.2.0/24', 'set apart for documentation'],
  ['192.88.99.0/24', 'a relay that is no longer in use'],
  ['192.168.0.0/16', 'a private network'],
  ['198.18.0.0/15', 'set apart for tests'],
  ['198.51.100.0/24', 'set apart for documentation'],
  ['203.0.113.0/24', 'set apart for documentation'],
  ['224.0.0.0/4', 'multicast'],
  ['240.0.0.0/4', 'reserved'],
  ['::1/128', 'this machine'],
  ['::/96', 'no address to connect to'],
  ['64:ff9b:1::/48', "a network's own translator"],
  ['100::/64', 'discarded'],
  ['2001::/23', 'set apart for protocols'],
  ['2001:db8::/32', 'set apart for documentation'],
  ['2002::/16', 'a tunnel that is no longer in use'],
  ['3fff::/20', 'set apart for documentation'],
  ['fc00::/7', 'a private network'],
  ['fe80::/10', 'link-local'],
  ['fec0::/10', 'a private network'],
  ['ff00::/8', 'multicast'],
]);
const GLOBAL_UNICAST = readRange('2000::/3') as Range;
/** Prefixes after which the last four bytes are an IPv4 address: mapped, SIIT, NAT64. */
const WRAPPERS = ['::ffff:0:0/96', '::ffff:0:0:0/96', '64:ff9b::/96'].map(text => readRange(text) as Range);

const whySpecial = (bytes: AddressBytes): string | null => {
  if (WRAPPERS.some(range => isIn(bytes, range))) {
    const inner = whySpecial(bytes.slice(12));
    return inner === null ? null : `${inner}, wrapped in IPv6`;
  }
  const found = SPECIAL.find(([range]) => isIn(bytes, range));
  if (found !== undefined) return `${found[2]}, ${found[1]}`;
  return bytes.length === 16 && !isIn(bytes, GLOBAL_UNICAST) ? 'outside the public Internet' : null;
};

/** What is special about an address (`a private network, 10.0.0.0/8`); null for one of the public Internet. */
export const whyNotPublic = (address: string): string | null => {
  const bytes = bytesOfAddress(address);
  return bytes === null ? 'no IP address' : whySpecial(bytes);
};

/** One entry of a list of allowed addresses. */
interface Allowance {
  /** Null where the entry is a name. */
  readonly range: Range | null;
  readonly name: string | null;
  readonly port: number | null;
}

const NAME = /^(?=.{1,253}$)[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*\.?$/i;

/** `10.0.0.0/8`, `127.0.0.1:8080`, `[::1]:8080`, `intranet.example:80`; null where it is none of these. */
export const readAllowance = (text: string): Allowance | null => {
  const bracketed = /^\[([^\]]+)\](?::(\d{1,5}))?$/.exec(text);
  const plain = readRange(text);
  if (bracketed === null && plain !== null) return { range: plain, name: null, port: null };
  const [, host = '', digits] = bracketed ?? /^([^:]+)(?::(\d{1,5}))?$/.exec(text) ?? [];
  const port = digits === undefined ? null : Number(digits);
  if (port !== null && (port < 1 || port > 65_535)) return null;
  const range = readRange(host);
  if (range !== null) return { range, name: null, port };
  if (bracketed !== null || !NAME.test(host) || /^[\d.]+$/.test(host)) return null;
  return { range: null, name: host.toLowerCase().replace(/\.$/, ''), port };
};

/** Which addresses that are not public may be spoken to all the same. */
export interface AddressRule {
  /** All of them. */
  readonly allowPrivate: boolean;
  readonly allowed: readonly Allowance[];
}

/** A message's reason why `address` (which `hostname` resolved to) may not be spoken to; null where it may. */
export const whyRefused = (
  address: string,
  hostname: string,
  port: number,
  rule: AddressRule,
): string | null => {
  const why = whyNotPublic(address);
  if (why === null || rule.allowPrivate) return null;
  const bytes = bytesOfAddress(address);
  const name = hostname.toLowerCase().replace(/\.$/, '');
  const isAllowed = rule.allowed.some(
    entry =>
      (entry.port === null || entry.port === port) &&
      (entry.range === null ? entry.name === name : bytes !== null && isIn(bytes, entry.range)),
  );
  return isAllowed ? null : why;
};
