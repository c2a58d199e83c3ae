// One pass from an address to its end: robots.txt, one's turn at the host, the request, and the same again wherever a
// redirect leads. What the host should be spared of afterwards is noted in the queue.
import type { AddressRule } from './addresses.ts';
import { type Answer, ask } from './ask.ts';
import { backOff, readRetryAfter } from './back-off.ts';
import type { Clock } from './clock.ts';
import { type Connections, refuseLiteral } from './connections.ts';
import type { FetchLimits } from './fetch-limits.ts';
import type { HostQueue } from './host-queue.ts';
import {
  type FetchProblem,
  failed,
  Halted,
  problemOf,
  problemOfStatus,
  refused,
  shownUrl,
} from './problems.ts';
import type { Robots } from './robots.ts';

/** What every pass of a fetcher shares. */
export interface Way {
  readonly limits: FetchLimits;
  readonly rule: AddressRule;
  readonly clock: Clock;
  readonly connections: Connections;
  readonly queue: HostQueue;
  /** Failures in a row, by host. */
  readonly failures: Map<string, number>;
}

export interface Journey {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly bodyBytes: number;
  /** Null: robots.txt is not asked. */
  readonly robots: Robots | null;
  readonly signal: AbortSignal;
}

export interface Arrival {
  readonly kind: 'arrival';
  readonly url: URL;
  readonly movedTo: string | null;
  readonly answer: Answer;
}

export interface Obstacle {
  readonly kind: 'obstacle';
  readonly problem: FetchProblem;
  readonly status: number | null;
  /** Milliseconds since 1970; null where nobody said. */
  readonly notBefore: number | null;
  /** `host`: once the host's rest is over; `page`: after a pause of one's own; null: it is of no use now. */
  readonly again: 'host' | 'page' | null;
}

/** After these the whole host is spared for a while, not only the page. */
const TIRED = new Set([429, 502, 503, 504]);
const BROKEN_WAY = new Set(['fetch/no-such-host', 'fetch/no-connection', 'fetch/timeout', 'fetch/cut-short']);
/** A host that says "too often" without saying how long gets a longer rest. */
const STEPS_OF_HASTE = 3;
const MOST_FAILURES_KEPT = 5000;

const obstacle = (problem: FetchProblem, more: Partial<Obstacle> = {}): Obstacle => ({
  kind: 'obstacle',
  problem,
  status: null,
  notBefore: null,
  again: null,
  ...more,
});

/** Of one site under one name; the usual ports of http and https are one host. */
const hostOf = (url: URL): string => url.host;

/** The host's rest grows with every failure in a row; returns its end. */
const noteFailure = (way: Way, url: URL, status: number | null, retryAfter: number | null): number => {
  const { clock, failures, queue } = way;
  const host = hostOf(url);
  const count = (failures.get(host) ?? 0) + 1;
  if (failures.size >= MOST_FAILURES_KEPT) failures.delete(failures.keys().next().value ?? '');
  failures.set(host, count);
  const pause = backOff(count + (status === 429 ? STEPS_OF_HASTE : 0), clock.random());
  const until = clock.now() + Math.max(pause, retryAfter ?? 0);
  queue.rest(host, until);
  return until;
};

const afterAnswer = (way: Way, url: URL, answer: Answer): Obstacle | null => {
  const { status, header } = answer;
  if (!TIRED.has(status)) way.failures.delete(hostOf(url));
  if (status < 400) return null;
  const problem = problemOfStatus(url, status);
  const retryAfter = readRetryAfter(header('retry-after'), way.clock.now());
  if (TIRED.has(status)) {
    const notBefore = noteFailure(way, url, status, retryAfter);
    return obstacle(problem, { status, notBefore, again: 'host' });
  }
  const notBefore = retryAfter === null ? null : way.clock.now() + retryAfter;
  return obstacle(problem, {
    status,
    notBefore,
    again: status === 500 && notBefore === null ? 'page' : null,
  });
};

const afterError = (way: Way, url: URL, error: unknown): Obstacle => {
  const problem = problemOf(url, error, way.limits);
  if (!BROKEN_WAY.has(problem.code)) return obstacle(problem);
  const notBefore = noteFailure(way, url, null, null);
  // what took its whole time once would take it again
  return obstacle(problem, { notBefore, again: problem.code === 'fetch/timeout' ? null : 'host' });
};

const askRobots = async (url: URL, robots: Robots): Promise<number | Obstacle> => {
  const verdict = await robots.ask(url);
  switch (verdict.kind) {
    case 'may':
      return verdict.delayMs;
    case 'may-not': {
      const line = verdict.line === null ? '' : ` (line ${verdict.line})`;
      const message = `${shownUrl(url)}: its robots.txt${line} keeps this program out. Ask the site for leave; with it, add the source with --no-robots`;
      return obstacle(refused('fetch/robots', message));
    }
    case 'unknown': {
      const { why, until } = verdict;
      const status = why.kind === 'failed' ? why.status : null;
      const message = `${shownUrl(url)}: not fetched, since what the site allows could not be read. ${why.message}`;
      const problem = {
        ...why,
        code: status === null ? why.code : ('fetch/robots-unknown' as const),
        message,
      };
      return obstacle(problem, { status, notBefore: why.kind === 'failed' ? until : null });
    }
  }
};

type Step =
  | { readonly kind: 'answer'; readonly answer: Answer; readonly tookMs: number }
  | { readonly kind: 'obstacle'; readonly obstacle: Obstacle };

const takeStep = async (way: Way, journey: Journey, url: URL, remainingMs: number): Promise<Step> => {
  const { limits, queue, clock } = way;
  const delay = journey.robots === null ? 0 : await askRobots(url, journey.robots);
  if (typeof delay !== 'number') return { kind: 'obstacle', obstacle: delay };
  const turn = await queue.take(hostOf(url), Math.max(delay, limits.hostDelayMs), journey.signal);
  if (turn.kind === 'stopped')
    return { kind: 'obstacle', obstacle: afterError(way, url, new Halted('stopped')) };
  if (turn.kind === 'later') {
    const seconds = Math.ceil((turn.at - clock.now()) / 1000);
    const message = `${shownUrl(url)}: not asked yet, ${url.host} is to be left alone for another ${seconds} s (its wishes, failures before, or others first). It is tried again then`;
    return {
      kind: 'obstacle',
      obstacle: obstacle(failed('fetch/wait', message), { notBefore: turn.at }),
    };
  }
  const started = performance.now();
  try {
    const answer = await ask(way.connections, {
      url,
      headers: journey.headers,
      limits: { ...limits, bodyBytes: Math.min(limits.bodyBytes, journey.bodyBytes) },
      remainingMs,
      signal: journey.signal,
    });
    const hindered = afterAnswer(way, url, answer);
    if (hindered !== null) return { kind: 'obstacle', obstacle: hindered };
    return { kind: 'answer', answer, tookMs: performance.now() - started };
  } catch (error) {
    return { kind: 'obstacle', obstacle: afterError(way, url, error) };
  } finally {
    turn.release();
  }
};

const isRedirect = (status: number): boolean => [301, 302, 303, 307, 308].includes(status);

/** `Location` is often UTF-8, which a header's bytes are not read as. */
const targetOf = (location: string, from: URL): URL | null => {
  const utf8 = Buffer.from(location, 'latin1').toString('utf8');
  const written = utf8.includes('\ufffd') ? location : utf8;
  if (!URL.canParse(written, from.href)) return null;
  const target = new URL(written, from);
  target.hash = '';
  return target;
};

/** What speaks against following a redirect to `target`, null where nothing does. */
const whyNotThere = (
  way: Way,
  from: URL,
  target: URL | null,
  passed: ReadonlySet<string>,
): FetchProblem | null => {
  const source = shownUrl(from);
  if (target === null)
    return refused(
      'fetch/address',
      `${source}: redirects to what is no address. Check it in a browser, and give the address that you see there`,
    );
  if (target.protocol !== 'http:' && target.protocol !== 'https:')
    return refused(
      'fetch/scheme',
      `${source}: redirects to ${shownUrl(target)}; allowed: http and https. Check the address`,
    );
  if (target.username !== '' || target.password !== '')
    return refused(
      'fetch/address',
      `${source}: redirects to an address with a name or password in it, which is not followed. Check the address`,
    );
  if (passed.has(target.href))
    return refused(
      'fetch/redirect-loop',
      `${source}: redirects in a circle, back to ${shownUrl(target)}; it may want cookies, which are not kept. Give the address that a browser ends at`,
    );
  if (passed.size > way.limits.redirects)
    return refused(
      'fetch/too-many-redirects',
      `${source}: redirects more than ${way.limits.redirects} times. Give the address that a browser ends at`,
    );
  try {
    refuseLiteral(target, way.rule);
    return null;
  } catch (error) {
    const problem = problemOf(target, error, way.limits);
    return { ...problem, message: `${source} led to ${problem.message}` };
  }
};

/** `Authorization` goes to the origin that it was given for and nowhere else. */
const headersFor = ({ url, headers }: Journey, at: URL): Journey['headers'] => {
  if (at.origin === url.origin) return headers;
  const { authorization: _, ...others } = headers;
  return others;
};

export const travel = async (way: Way, journey: Journey): Promise<Arrival | Obstacle> => {
  const passed = new Set<string>();
  let remainingMs = way.limits.totalMs;
  let at = journey.url;
  let movedTo: string | null = null;
  let isForGood = true;
  /** What is said of a later address begins with the one that was asked for. */
  const stopped = (end: Obstacle): Obstacle => {
    if (at === journey.url) return end;
    const message = `${shownUrl(journey.url)} led to ${end.problem.message}`;
    return { ...end, problem: { ...end.problem, message } };
  };
  for (;;) {
    passed.add(at.href);
    const step = await takeStep(way, { ...journey, headers: headersFor(journey, at) }, at, remainingMs);
    if (step.kind === 'obstacle') return stopped(step.obstacle);
    const { answer, tookMs } = step;
    remainingMs -= tookMs;
    const location = isRedirect(answer.status) ? answer.header('location') : null;
    if (location === null) {
      const isDocument = answer.status === 304 || (answer.status >= 200 && answer.status <= 299);
      if (isDocument) return { kind: 'arrival', url: at, movedTo, answer };
      return stopped(obstacle(problemOfStatus(at, answer.status), { status: answer.status }));
    }
    const target = targetOf(location, at);
    const why = whyNotThere(way, at, target, passed);
    if (why !== null) return stopped(obstacle(why, { status: answer.status }));
    at = target as URL;
    isForGood &&= answer.status === 301 || answer.status === 308;
    if (isForGood) movedTo = at.href;
  }
};
