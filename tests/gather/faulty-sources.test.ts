// Twenty sources at once, each with a fault of its own: every one ends in bounded time with its reason, and the sound
// ones give their items meanwhile.
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Fetcher } from '../../src/1-gather/fetch/index.ts';
import { readSource } from '../../src/1-gather/sources/index.ts';
import { NO_STATE, SOURCE_DEFAULTS, type SourceKind } from '../../src/schema/source.ts';
import { type FaultServer, startFaultServer } from '../support/fault-server.ts';
import { testFetcher } from '../support/fetching.ts';

interface Case {
  readonly path: string;
  readonly kind?: SourceKind;
  readonly robots?: string | number;
  readonly ends: 'read' | 'refused' | 'failed';
  readonly items?: number;
  readonly code?: string;
}

const CASES: readonly Case[] = [
  { path: '/feed', ends: 'read', items: 3 },
  { path: '/feed-of/2000', ends: 'read', items: 2000 },
  { path: '/moved', ends: 'read', items: 3, code: 'source/moved' },
  { path: '/cut-feed', ends: 'read', code: 'source/broken-feed' },
  { path: '/empty-feed', ends: 'read', items: 0, code: 'source/empty' },
  { path: '/one-line', kind: 'page', ends: 'read', items: 1 },
  { path: '/latin1', kind: 'page', ends: 'read', items: 1 },
  { path: '/empty', ends: 'failed', code: 'source/no-feed' },
  { path: '/articles/1', ends: 'failed', code: 'source/no-feed' },
  { path: '/too-often', ends: 'failed', code: 'fetch/status' },
  { path: '/overloaded', ends: 'failed', code: 'fetch/status' },
  { path: '/fault', ends: 'failed', code: 'fetch/status' },
  { path: '/no-answer', ends: 'failed', code: 'fetch/timeout' },
  { path: '/drip', ends: 'failed', code: 'fetch/timeout' },
  { path: '/circle', ends: 'refused', code: 'fetch/redirect-loop' },
  { path: '/to/http%3A%2F%2F10.0.0.1%2F', ends: 'refused', code: 'fetch/private-address' },
  { path: '/too-large', ends: 'refused', code: 'fetch/too-large' },
  { path: '/reset', ends: 'failed', code: 'fetch/cut-short' },
  { path: '/feed', robots: 'User-agent: *\nDisallow: /', ends: 'refused', code: 'fetch/robots' },
  { path: '/feed', robots: 500, ends: 'failed', code: 'fetch/robots-unknown' },
];

let servers: readonly FaultServer[];
let fetcher: Fetcher;

beforeAll(async () => {
  servers = await Promise.all(CASES.map(({ robots = null }) => startFaultServer({ robots })));
  fetcher = testFetcher(
    servers.map(({ port }) => port),
    { limits: { answerMs: 4000, totalMs: 8000, longestWaitMs: 600_000 } },
  );
});
afterAll(async () => {
  await fetcher.close();
  await Promise.all(servers.map(server => server.close()));
});

it('end each by itself', async () => {
  const order: string[] = [];
  const readings = await Promise.all(
    CASES.map(async ({ path, kind = 'feed' }, index) => {
      const address = (servers[index] as FaultServer).origin + path;
      const source = { id: path, kind, address, outlet: null, options: SOURCE_DEFAULTS };
      const reading = await readSource(source, NO_STATE, { fetcher, now: Date.now });
      order.push(path);
      return reading;
    }),
  );
  for (const [index, { path, ends, items, code }] of CASES.entries()) {
    const { outcome, items: given, problems, state } = readings[index]!;
    expect([path, outcome]).toEqual([path, ends]);
    if (items !== undefined) expect([path, given.length]).toEqual([path, items]);
    if (code !== undefined) expect([path, ...problems.map(problem => problem.code)]).toContain(code);
    for (const { message } of problems) expect(message).toContain(servers[index]!.origin);
    if (ends !== 'read') expect(state).toEqual(NO_STATE);
  }
  // whoever never ends holds nobody up
  expect(order.indexOf('/drip')).toBeGreaterThan(order.indexOf('/feed-of/2000'));
});
