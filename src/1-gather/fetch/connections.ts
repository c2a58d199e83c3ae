// Connections that go only where they may: a name is resolved here, its addresses are checked, and the connection is
// made to a checked address and no other. Kept connections were checked when they were made.
import { lookup as systemLookup } from 'node:dns/promises';
import type { LookupFunction } from 'node:net';
import { isIP } from 'node:net';
import { Agent, buildConnector, type Dispatcher, ProxyAgent } from 'undici';
import { type AddressRule, whyRefused } from './addresses.ts';
import type { FetchLimits } from './fetch-limits.ts';
import { type ProxySettings, proxyFor } from './proxies.ts';

interface ResolvedAddress {
  readonly address: string;
  readonly family: number;
}
export type Resolve = (hostname: string) => Promise<readonly ResolvedAddress[]>;

export const resolveBySystem: Resolve = hostname => systemLookup(hostname, { all: true, order: 'verbatim' });

/** A name or address that may not be spoken to. */
export class AddressRefused extends Error {
  readonly hostname: string;
  readonly address: string;
  readonly why: string;

  constructor(hostname: string, address: string, why: string) {
    super(`${hostname} is ${address} (${why})`);
    this.name = 'AddressRefused';
    this.hostname = hostname;
    this.address = address;
    this.why = why;
  }
}

/** The connection did not stand within its time. */
export class ConnectTimeout extends Error {}

const withoutBrackets = (hostname: string): string => hostname.replace(/^\[|\]$/g, '');

const portOf = (url: URL): number => Number(url.port || (url.protocol === 'https:' ? 443 : 80));

/** Throws for an address written out (`http://10.0.0.1/`, `http://0x7f.1/`) that may not be spoken to. */
export const refuseLiteral = (url: URL, rule: AddressRule): void => {
  const host = withoutBrackets(url.hostname);
  if (isIP(host) === 0) return;
  const why = whyRefused(host, host, portOf(url), rule);
  if (why !== null) throw new AddressRefused(url.hostname, host, why);
};

const within = async <Result>(ms: number, work: Promise<Result>): Promise<Result> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new ConnectTimeout('name resolution took too long')), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
};

/** The addresses that may be spoken to, at least one; throws where there is none. */
const checkedAddresses = async (
  hostname: string,
  port: number,
  options: ConnectionOptions,
): Promise<readonly ResolvedAddress[]> => {
  const host = withoutBrackets(hostname);
  const family = isIP(host);
  const found =
    family === 0
      ? await within(options.limits.connectMs, options.resolve(host))
      : [{ address: host, family }];
  const refusals = found.map(({ address }) => whyRefused(address, host, port, options.rule));
  const allowed = found.filter((_, index) => refusals[index] === null);
  if (allowed.length > 0) return allowed;
  const [first] = found;
  if (first === undefined) throw Object.assign(new Error(`no address for ${host}`), { code: 'ENOTFOUND' });
  throw new AddressRefused(hostname, first.address, refusals[0] as string);
};

const answerWith =
  (addresses: readonly ResolvedAddress[]): LookupFunction =>
  (_hostname, options, callback) => {
    const [first] = addresses;
    if (options.all === true) callback(null, [...addresses]);
    else callback(null, first?.address ?? '', first?.family);
  };

export interface ConnectionOptions {
  readonly limits: FetchLimits;
  readonly rule: AddressRule;
  readonly proxies: ProxySettings;
  readonly resolve: Resolve;
}

export interface Connections {
  /** What asks for `url`; throws `AddressRefused` where it may not be asked for. */
  readonly dispatcherFor: (url: URL) => Promise<Dispatcher>;
  readonly close: () => Promise<void>;
}

const makeDirect = (options: ConnectionOptions): Agent => {
  const { limits } = options;
  const connect: buildConnector.connector = (target, callback) => {
    const port = Number(target.port || (target.protocol === 'https:' ? 443 : 80));
    checkedAddresses(target.hostname, port, options).then(
      addresses =>
        buildConnector({ timeout: limits.connectMs, lookup: answerWith(addresses), maxCachedSessions: 0 })(
          target,
          callback,
        ),
      (error: Error) => callback(error, null),
    );
  };
  return new Agent({
    connect,
    connections: limits.perHost,
    pipelining: 1,
    maxHeaderSize: limits.headerBytes,
    // times are kept by whoever asks
    headersTimeout: 0,
    bodyTimeout: 0,
    keepAliveTimeout: 4000,
  });
};

/**
 * Behind a proxy it is the proxy that resolves names. What is resolved here is checked all the same; a name that only
 * the proxy can resolve is left to its rules.
 */
const checkBehindProxy = async (url: URL, options: ConnectionOptions): Promise<void> => {
  try {
    await checkedAddresses(url.hostname, portOf(url), options);
  } catch (error) {
    if (error instanceof AddressRefused) throw error;
  }
};

export const makeConnections = (options: ConnectionOptions): Connections => {
  const direct = makeDirect(options);
  const { limits } = options;
  const byProxy = new Map<string, ProxyAgent>();
  const agentOf = (proxy: string): ProxyAgent => {
    const known = byProxy.get(proxy);
    if (known !== undefined) return known;
    const agent = new ProxyAgent({
      uri: proxy,
      // plain http is asked for by its whole address: many proxies refuse a tunnel to port 80
      proxyTunnel: false,
      connections: limits.perHost,
      maxHeaderSize: limits.headerBytes,
      headersTimeout: 0,
      bodyTimeout: 0,
    });
    byProxy.set(proxy, agent);
    return agent;
  };
  return {
    dispatcherFor: async url => {
      refuseLiteral(url, options.rule);
      const proxy = proxyFor(url, options.proxies);
      if (proxy === null) return direct;
      await checkBehindProxy(url, options);
      return agentOf(proxy);
    },
    close: async () => {
      await Promise.all([direct, ...byProxy.values()].map(agent => agent.destroy()));
    },
  };
};
