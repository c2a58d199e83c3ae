// robots.txt of a site -> whether an address may be fetched and how long to wait between two (RFC 9309). Asked once and
// kept for a day; a site that has none may be fetched, one whose answer is a fault of its own is left alone for a while.
import robotsModule from 'robots-parser';
import type { Clock } from './clock.ts';
import { ROBOTS_BYTES } from './fetch-limits.ts';
import type { FetchFailed, FetchResult } from './fetch-result.ts';

type Missed = Exclude<FetchResult, { kind: 'fetched' | 'not-modified' }>;

type RobotsVerdict =
  | { readonly kind: 'may'; readonly delayMs: number }
  | { readonly kind: 'may-not'; readonly line: number | null }
  /** Not known now: the site has a fault or cannot be reached. */
  | { readonly kind: 'unknown'; readonly why: Missed; readonly until: number };

export interface Robots {
  readonly ask: (url: URL) => Promise<RobotsVerdict>;
}

/** Fetches a robots.txt, whose own robots.txt is not asked. */
export type FetchRobots = (url: string) => Promise<FetchResult>;

const HOUR = 3600_000;
const KEPT = 24 * HOUR;
/** After a fault the site is asked again no sooner. */
const KEPT_FAULT = 5 * 60_000;
const MOST_SITES = 2000;
/** Matching takes time by the lengths of rule and address together: no honest rule is longer. */
const LONGEST_LINE = 1000;
const LONGEST_ADDRESS = 2000;
const MOST_RULES = 10_000;
/** A longer crawl delay is cut: it would leave a day's news unread. */
const LONGEST_DELAY = 10 * 60_000;

// its types speak of a module's default, which at run time is the module itself
const robotsParser = robotsModule as unknown as typeof robotsModule.default;
type Rules = ReturnType<typeof robotsParser>;

interface Known {
  readonly rules: Rules | null;
  readonly problem: Missed | null;
  readonly until: number;
}

/** `User-agent: Synoptic/1.0 # ours` -> `synoptic`; null for any other line. */
const agentOf = (line: string): string | null => {
  const [, agent] = /^\s*user-agent\s*:([^#]*)/i.exec(line) ?? [];
  return agent === undefined ? null : (agent.trim().toLowerCase().split('/')[0] as string);
};

/**
 * The lines that concern this program, blank ones in place of others so that line numbers stay. The parser copies each
 * rule to every agent above it: of a thousand agents over a thousand rules it would make a million.
 */
const ourLines = (lines: readonly string[], name: string): string[] => {
  let agents = new Set<string>();
  let isAmongAgents = false;
  let rules = 0;
  return lines.map(line => {
    if (line.length > LONGEST_LINE || line.trim() === '' || /^\s*#/.test(line)) return '';
    const agent = agentOf(line);
    if (agent === null) {
      isAmongAgents = false;
      return ++rules > MOST_RULES ? '' : line;
    }
    if (!isAmongAgents) agents = new Set();
    isAmongAgents = true;
    const kept = agent === name || agent === '*' ? agent : 'another';
    if (agents.has(kept)) return '';
    agents.add(kept);
    return `user-agent: ${kept}`;
  });
};

const readRules = (address: string, body: Buffer, name: string): Rules => {
  const text = body
    .subarray(0, ROBOTS_BYTES)
    .toString('utf8')
    .replace(/^\ufeff/, '');
  return robotsParser(address, ourLines(text.split(/\r\n|\r|\n/), name).join('\n'));
};

/** 4xx: the site has no rules. 429 is no word on rules but on haste, and 5xx a fault: both are waited out. */
const isWithoutRules = ({ status }: FetchFailed): boolean =>
  status !== null && status >= 300 && status < 500 && status !== 429;

const known = (address: string, result: FetchResult, name: string, now: number): Known => {
  switch (result.kind) {
    case 'fetched':
      return { rules: readRules(address, result.body, name), problem: null, until: now + KEPT };
    case 'not-modified':
      return { rules: null, problem: null, until: now + KEPT };
    case 'failed':
      // not even asked: nothing to keep
      if (result.code === 'fetch/stopped' || result.code === 'fetch/wait')
        return { rules: null, problem: result, until: Date.parse(result.notBefore ?? '') || now };
      return isWithoutRules(result)
        ? { rules: null, problem: null, until: now + KEPT }
        : {
            rules: null,
            problem: result,
            until: Math.max(now + KEPT_FAULT, Date.parse(result.notBefore ?? '') || 0),
          };
    case 'refused':
      // a private address: the page itself will be refused, in its own words. Too large, in circles: no rules to keep to
      return {
        rules: null,
        problem: null,
        until: result.code === 'fetch/private-address' ? now : now + KEPT,
      };
  }
};

/** @param name by which the rules call this program: `synoptic`. */
export const makeRobots = (fetchRobots: FetchRobots, name: string, clock: Clock): Robots => {
  /** The promise is shared by all who ask meanwhile. */
  const sites = new Map<string, Promise<Known>>();
  const ends = new Map<string, number>();

  const look = async (origin: string): Promise<Known> => {
    const address = `${origin}/robots.txt`;
    const found = known(address, await fetchRobots(address), name, clock.now());
    ends.set(origin, found.until);
    return found;
  };

  const knownOf = (origin: string): Promise<Known> => {
    const end = ends.get(origin);
    const kept = sites.get(origin);
    if (kept !== undefined && (end === undefined || end > clock.now())) return kept;
    sites.delete(origin);
    ends.delete(origin);
    if (sites.size >= MOST_SITES) {
      const [oldest = ''] = sites.keys();
      sites.delete(oldest);
      ends.delete(oldest);
    }
    const found = look(origin);
    sites.set(origin, found);
    return found;
  };

  return {
    ask: async url => {
      const { rules, problem, until } = await knownOf(url.origin);
      if (problem !== null) return { kind: 'unknown', why: problem, until };
      if (rules === null) return { kind: 'may', delayMs: 0 };
      const address = url.href.slice(0, LONGEST_ADDRESS);
      if (rules.isAllowed(address, name) === false) {
        const line = rules.getMatchingLineNumber(address, name);
        return { kind: 'may-not', line: line > 0 ? line : null };
      }
      const delay = rules.getCrawlDelay(name) ?? 0;
      return { kind: 'may', delayMs: delay > 0 ? Math.min(delay * 1000, LONGEST_DELAY) : 0 };
    },
  };
};
