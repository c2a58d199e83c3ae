// One polite client for everything that is fetched: address -> pass after pass, with pauses, until there is a document,
// a refusal, or no use in going on. Every end is data.
import { createHash } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import type { Validators } from '../../schema/source.ts';
import type { AddressRule } from './addresses.ts';
import { backOff } from './back-off.ts';
import { type Clock, machineClock } from './clock.ts';
import { makeConnections, type Resolve, refuseLiteral, resolveBySystem } from './connections.ts';
import { FETCH_LIMITS, type FetchLimits, ROBOTS_BYTES } from './fetch-limits.ts';
import type { Fetcher, FetchRequest, FetchResult } from './fetch-result.ts';
import { makeHostQueue } from './host-queue.ts';
import { type Arrival, type Obstacle, travel, type Way } from './pass.ts';
import { type FetchProblem, problemOf, problemOfStatus, refused, shownUrl } from './problems.ts';
import { NO_PROXIES, type ProxySettings } from './proxies.ts';
import { makeRobots, type Robots } from './robots.ts';
import { makeUserAgent, ROBOTS_NAME } from './user-agent.ts';

export interface FetcherOptions {
  /** Version of this program. */
  readonly software: string;
  /** Where the owners of sites reach whoever runs this. */
  readonly contact?: string | null;
  readonly limits?: Partial<FetchLimits>;
  readonly rule?: AddressRule;
  readonly proxies?: ProxySettings;
  readonly resolve?: Resolve;
  readonly clock?: Clock;
}

const ONLY_PUBLIC: AddressRule = { allowPrivate: false, allowed: [] };
const LONGEST_URL = 4096;
const LONGEST_VALIDATOR = 1000;

const ACCEPT: Readonly<Record<NonNullable<FetchRequest['wants']>, string>> = {
  page: 'text/html, application/xhtml+xml, application/pdf;q=0.8, text/plain;q=0.8, */*;q=0.5',
  feed: 'application/rss+xml, application/atom+xml, application/feed+json, application/rdf+xml, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5',
  any: '*/*',
};

const readAddress = (text: string, rule: AddressRule, limits: FetchLimits): URL | FetchProblem => {
  if (text.length > LONGEST_URL)
    return refused(
      'fetch/address',
      `${shownUrl(text)}: the address has ${text.length} characters; at most ${LONGEST_URL}. Check it`,
    );
  if (!URL.canParse(text))
    return refused(
      'fetch/address',
      `${shownUrl(text)}: no address; allowed: http://HOST/PATH or https://HOST/PATH`,
    );
  const url = new URL(text);
  url.hash = '';
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    return refused(
      'fetch/scheme',
      `${shownUrl(url)}: the scheme is ${url.protocol.slice(0, -1)}; allowed: http and https`,
    );
  try {
    refuseLiteral(url, rule);
    return url;
  } catch (error) {
    return problemOf(url, error, limits);
  }
};

/** A name and password in the address become a header; the address goes on without them. */
const takeCredentials = (url: URL): { bare: URL; authorization: string | null } => {
  if (url.username === '' && url.password === '') return { bare: url, authorization: null };
  const decode = (part: string): string => {
    try {
      return decodeURIComponent(part);
    } catch {
      return part;
    }
  };
  const pair = `${decode(url.username)}:${decode(url.password)}`;
  const bare = new URL(url);
  bare.username = '';
  bare.password = '';
  return { bare, authorization: `Basic ${Buffer.from(pair, 'utf8').toString('base64')}` };
};

const isSendable = (value: string | null | undefined): value is string =>
  typeof value === 'string' && value !== '' && /^[\x20-\x7e]*$/.test(value);

const headersFor = (
  { wants = 'page', validators }: FetchRequest,
  userAgent: string,
  authorization: string | null,
): Record<string, string> => ({
  'user-agent': userAgent,
  accept: ACCEPT[wants],
  'accept-encoding': 'gzip, deflate, br',
  ...(isSendable(validators?.etag) ? { 'if-none-match': validators.etag } : {}),
  ...(isSendable(validators?.lastModified) ? { 'if-modified-since': validators.lastModified } : {}),
  ...(authorization === null ? {} : { authorization }),
});

const digestOf = (body: Buffer): string => createHash('sha256').update(body).digest('base64url');

const validatorsOf = ({ header, body }: Arrival['answer']): Validators => {
  const read = (name: string): string | null => {
    const value = header(name);
    return value !== null && value.length <= LONGEST_VALIDATOR ? value : null;
  };
  return { etag: read('etag'), lastModified: read('last-modified'), digest: digestOf(body) };
};

const typeOf = ({ header }: Arrival['answer']): { mediaType: string; charset: string | null } => {
  const [type = '', ...parameters] = (header('content-type') ?? '').split(';');
  const charset = parameters
    .map(parameter => /^\s*charset\s*=\s*["']?([\w.:+-]{1,40})/i.exec(parameter)?.[1])
    .find(found => found !== undefined);
  return { mediaType: type.trim().toLowerCase(), charset: charset?.toLowerCase() ?? null };
};

const isoOf = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());

const resultOf = (request: FetchRequest, end: Arrival | Obstacle, now: number): FetchResult => {
  const { url } = request;
  if (end.kind === 'obstacle') {
    const { problem, status, notBefore } = end;
    const { code, message } = problem;
    return problem.kind === 'refused'
      ? { kind: 'refused', url, code, message }
      : {
          kind: 'failed',
          url,
          code,
          message,
          status,
          isGone: code === 'fetch/gone',
          notBefore: isoOf(notBefore),
        };
  }
  const { answer, movedTo } = end;
  const common = {
    url,
    finalUrl: end.url.href,
    movedTo,
    retrievedAt: new Date(now).toISOString(),
  };
  if (answer.status === 304) {
    const sent = request.validators;
    if (!isSendable(sent?.etag) && !isSendable(sent?.lastModified))
      return resultOf(
        request,
        {
          kind: 'obstacle',
          problem: problemOfStatus(end.url, 304),
          status: 304,
          notBefore: null,
          again: null,
        },
        now,
      );
    const { etag, lastModified } = validatorsOf(answer);
    const validators = {
      etag: etag ?? sent?.etag ?? null,
      lastModified: lastModified ?? sent?.lastModified ?? null,
      digest: sent?.digest ?? null,
    };
    return { kind: 'not-modified', ...common, validators };
  }
  const { status, body } = answer;
  const validators = validatorsOf(answer);
  if (validators.digest === request.validators?.digest)
    return { kind: 'not-modified', ...common, validators };
  return { kind: 'fetched', ...common, status, ...typeOf(answer), body, validators };
};

export const makeFetcher = (options: FetcherOptions): Fetcher => {
  const limits = { ...FETCH_LIMITS, ...options.limits };
  const rule = options.rule ?? ONLY_PUBLIC;
  const clock = options.clock ?? machineClock;
  const userAgent = makeUserAgent(options.software, options.contact ?? null);
  const closing = new AbortController();
  // every fetch under way listens to it
  setMaxListeners(0, closing.signal);
  const connections = makeConnections({
    limits,
    rule,
    proxies: options.proxies ?? NO_PROXIES,
    resolve: options.resolve ?? resolveBySystem,
  });
  const way: Way = {
    limits,
    rule,
    clock,
    connections,
    queue: makeHostQueue(limits, clock),
    failures: new Map(),
  };

  const arrive = async (
    request: FetchRequest,
    url: URL,
    robots: Robots | null,
    signal: AbortSignal,
  ): Promise<Arrival | Obstacle> => {
    const { bare, authorization } = takeCredentials(url);
    const journey = {
      url: bare,
      headers: headersFor(request, userAgent, authorization),
      bodyBytes: request.maxBytes ?? limits.bodyBytes,
      robots,
      signal,
    };
    let before: Obstacle | null = null;
    for (let count = 1; ; count++) {
      const end = await travel(way, journey);
      if (end.kind === 'arrival') return end;
      // sent away on a second try: the first one's reason says more
      if (end.problem.code === 'fetch/wait' && before !== null)
        return { ...before, notBefore: end.notBefore };
      if (end.again === null || count >= limits.tries || signal.aborted) return end;
      if (end.again === 'page') await clock.wait(backOff(count, clock.random()), signal);
      before = end;
    }
  };

  const fetchWith = async (request: FetchRequest, robots: Robots | null): Promise<FetchResult> => {
    const url = readAddress(request.url, rule, limits);
    if (!(url instanceof URL)) {
      const { kind, code, message } = url;
      return kind === 'refused'
        ? { kind, url: request.url, code, message }
        : { kind, url: request.url, code, message, status: null, isGone: false, notBefore: null };
    }
    const stopping = new AbortController();
    const stop = (): void => stopping.abort();
    for (const signal of [closing.signal, request.signal]) {
      if (signal?.aborted) stop();
      signal?.addEventListener('abort', stop, { once: true });
    }
    try {
      return resultOf(request, await arrive(request, url, robots, stopping.signal), clock.now());
    } finally {
      for (const signal of [closing.signal, request.signal]) signal?.removeEventListener('abort', stop);
    }
  };

  const robots = makeRobots(
    url => fetchWith({ url, wants: 'any', maxBytes: ROBOTS_BYTES * 4 }, null),
    ROBOTS_NAME,
    clock,
  );

  return {
    fetch: request => fetchWith(request, request.obeysRobots === false ? null : robots),
    close: async () => {
      closing.abort();
      await connections.close();
    },
  };
};
