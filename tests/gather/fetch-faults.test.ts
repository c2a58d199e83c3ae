// Every fault that a server can have ends in bounded time, as data, in words that name the address and what to do.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Fetcher, FetchResult } from '../../src/1-gather/fetch/index.ts';
import { ARTICLE, type FaultServer, startFaultServer } from '../support/fault-server.ts';
import { makeTestClock, testFetcher } from '../support/fetching.ts';

let server: FaultServer;
let other: FaultServer;

beforeAll(async () => {
  server = await startFaultServer();
  other = await startFaultServer();
});
afterAll(() => Promise.all([server.close(), other.close()]));

/** A fetcher of its own each: what one fault leaves behind would meet the next. */
const fetchPath = async (
  path: string,
  options: Parameters<typeof testFetcher>[1] = {},
): Promise<FetchResult> => {
  const fetcher = testFetcher([server.port], options);
  try {
    return await fetcher.fetch({ url: server.origin + path });
  } finally {
    await fetcher.close();
  }
};

const PATIENT = { limits: { totalMs: 30_000, answerMs: 20_000 } };

describe('a fault of the server', () => {
  it.concurrent.each([
    ['/no-answer', 'failed', 'fetch/timeout', 'no answer within 1.5 s'],
    ['/drip', 'failed', 'fetch/timeout', 'not finished within 3 s'],
    ['/dripping-header', 'failed', 'fetch/timeout', 'no answer within 1.5 s'],
    ['/header-flood', 'refused', 'fetch/too-large', 'the header alone'],
    ['/circle', 'refused', 'fetch/redirect-loop', 'in a circle'],
    ['/further/1', 'refused', 'fetch/too-many-redirects', 'more than 10 times'],
    ['/to/http%3A%2F%2F169.254.169.254%2Flatest', 'refused', 'fetch/private-address', '169.254.169.254'],
    ['/to/http%3A%2F%2Flocalhost%3A1%2F', 'refused', 'fetch/private-address', 'localhost is 127.0.0.1'],
    ['/to/http%3A%2F%2F0x7f.1%3A1%2F', 'refused', 'fetch/private-address', '127.0.0.1'],
    ['/to/file%3A%2F%2F%2Fetc%2Fpasswd', 'refused', 'fetch/scheme', 'allowed: http and https'],
    ['/to/http%3A%2F%2Fa%3Ab%40example.org%2F', 'refused', 'fetch/address', 'name or password'],
    ['/to/http%3A%2F%2F', 'refused', 'fetch/address', 'no address'],
    ['/reset', 'failed', 'fetch/cut-short', 'ended before the document did'],
    ['/truncated', 'failed', 'fetch/cut-short', 'ended before the document did'],
    ['/cut-gzip', 'failed', 'fetch/cut-short', 'ended before the document did'],
    ['/broken-gzip', 'refused', 'fetch/encoding', 'its compression is broken'],
    ['/odd-encoding', 'refused', 'fetch/encoding', 'compressed as lzma'],
    ['/many-encodings', 'refused', 'fetch/encoding', 'compressed 4 times over'],
    ['/not-http', 'failed', 'fetch/not-http', 'not HTTP'],
    ['/fault', 'failed', 'fetch/status', 'answered 500'],
    ['/overloaded', 'failed', 'fetch/status', 'answered 503'],
    ['/forbidden', 'failed', 'fetch/status', 'answered 403'],
    ['/gone', 'failed', 'fetch/gone', 'answered 410'],
    ['/nowhere', 'failed', 'fetch/gone', 'answered 404'],
    ['/unasked-304', 'failed', 'fetch/status', 'answered 304'],
  ])('%s ends %s with %s', async (path, kind, code, words) => {
    const result = await fetchPath(path);
    expect(result).toMatchObject({ kind, code });
    const { message } = result as { message: string };
    expect(message).toContain(server.origin + path.slice(0, 20));
    expect(message).toContain(words);
    // what to do stands at the end, a sentence of its own
    expect(message).toMatch(/\. [A-Z][^.]+(?:\.\S[^.]*)*$/);
  });

  it('a bomb of ten gigabytes stops at the limit, in bounded memory', async () => {
    const before = process.memoryUsage().rss;
    const result = await fetchPath('/bomb', PATIENT);
    expect(result).toMatchObject({ kind: 'refused', code: 'fetch/too-large' });
    expect(process.memoryUsage().rss - before).toBeLessThan(400_000_000);
  });

  it('a body beyond the limit is not read to its end', async () => {
    expect(await fetchPath('/too-large', PATIENT)).toMatchObject({
      kind: 'refused',
      code: 'fetch/too-large',
      message: expect.stringContaining('larger than 30 MB'),
    });
  });

  it('one page of one line of 20 MB is a page', async () => {
    const result = await fetchPath('/one-line', PATIENT);
    expect(result).toMatchObject({ kind: 'fetched' });
  });

  it.each(['/gzip', '/deflate', '/bare-deflate', '/brotli'])('%s is unpacked', async path => {
    const result = await fetchPath(path);
    expect(result.kind === 'fetched' && result.body.toString()).toBe(ARTICLE);
  });

  it('an empty body is one, packed or not', async () => {
    for (const path of ['/empty', '/empty-gzip'])
      expect(await fetchPath(path)).toMatchObject({ kind: 'fetched', body: Buffer.alloc(0) });
  });

  it('more than the stated length is left', async () => {
    const result = await fetchPath('/short-length');
    expect(result.kind === 'fetched' && result.body.length).toBe(100);
  });

  it('type and charset are given as stated', async () => {
    expect(await fetchPath('/latin1')).toMatchObject({ mediaType: 'text/html', charset: 'iso-8859-1' });
    expect(await fetchPath('/wrong-type')).toMatchObject({ mediaType: 'image/png', charset: null });
  });

  it('a host that is not there, or takes no connection', async () => {
    const fetcher = testFetcher([1]);
    expect(await fetcher.fetch({ url: 'http://127.0.0.1:1/' })).toMatchObject({
      kind: 'failed',
      code: 'fetch/no-connection',
    });
    expect(await fetcher.fetch({ url: 'http://tarsk.invalid/' })).toMatchObject({
      kind: 'failed',
      code: 'fetch/no-such-host',
    });
    await fetcher.close();
  });

  it('does not keep the others from being fetched', async () => {
    const fetcher = testFetcher([server.port, other.port]);
    const hung = fetcher.fetch({ url: `${server.origin}/no-answer` });
    const fine = await Promise.all(
      [1, 2, 3].map(number => fetcher.fetch({ url: `${other.origin}/articles/${number}` })),
    );
    expect(fine.map(({ kind }) => kind)).toEqual(['fetched', 'fetched', 'fetched']);
    expect(await hung).toMatchObject({ kind: 'failed' });
    await fetcher.close();
  });
});

describe('asking again', () => {
  it('a document that has not changed is not sent anew', async () => {
    const fetcher = testFetcher([server.port]);
    const url = `${server.origin}/feed`;
    const first = await fetcher.fetch({ url });
    expect(first).toMatchObject({ kind: 'fetched', validators: { etag: '"v1"' } });
    const { validators } = first as Extract<FetchResult, { kind: 'fetched' }>;
    expect(await fetcher.fetch({ url, validators })).toMatchObject({ kind: 'not-modified', validators });
    await fetcher.close();
  });

  it('the same bytes again are no change where the server gives no validators', async () => {
    const fetcher = testFetcher([server.port]);
    const url = `${server.origin}/feed-without-etag`;
    const first = (await fetcher.fetch({ url })) as Extract<FetchResult, { kind: 'fetched' }>;
    expect(await fetcher.fetch({ url, validators: first.validators })).toMatchObject({
      kind: 'not-modified',
    });
    await fetcher.close();
  });

  it('waits as long as the server asks, or says until when', async () => {
    const clock = makeTestClock();
    // a second after robots.txt, and two minutes from then on
    expect(await fetchPath('/too-often', { clock })).toMatchObject({
      kind: 'failed',
      status: 429,
      notBefore: '2025-03-04T08:02:01.000Z',
    });
    expect(await fetchPath('/too-often-until', { clock: makeTestClock() })).toMatchObject({
      notBefore: '2025-03-04T09:00:00.000Z',
    });
  });

  it('a host that asked for rest is not asked for another page either', async () => {
    const clock = makeTestClock();
    const fetcher = testFetcher([server.port], { clock });
    await fetcher.fetch({ url: `${server.origin}/too-often` });
    const asked = server.asked.length;
    expect(await fetcher.fetch({ url: `${server.origin}/articles/1` })).toMatchObject({
      kind: 'failed',
      code: 'fetch/wait',
      notBefore: expect.stringMatching(/^2025-03-04T08:0/),
    });
    expect(server.asked.length).toBe(asked);
    clock.advance(121_000);
    expect(await fetcher.fetch({ url: `${server.origin}/articles/1` })).toMatchObject({ kind: 'fetched' });
    await fetcher.close();
  });

  it('a fault is tried three times, with growing pauses', async () => {
    const clock = makeTestClock();
    const before = server.asked.filter(path => path === '/overloaded').length;
    await fetchPath('/overloaded', { clock });
    expect(server.asked.filter(path => path === '/overloaded').length - before).toBe(3);
    // one second, then two, and the host's own pause between two fetches within them
    expect(clock.waited()).toBeGreaterThanOrEqual(3000);
    expect(clock.waited()).toBeLessThan(8000);
  });

  it('an address that moved for good is told', async () => {
    expect(await fetchPath('/moved')).toMatchObject({
      kind: 'fetched',
      finalUrl: `${server.origin}/feed`,
      movedTo: `${server.origin}/feed`,
    });
    expect(await fetchPath('/to/%2Ffeed')).toMatchObject({
      finalUrl: `${server.origin}/feed`,
      movedTo: null,
    });
  });
});

describe('the end of the program', () => {
  it('ends what is under way at once, and what comes after', async () => {
    const fetcher: Fetcher = testFetcher([server.port], { limits: { answerMs: 60_000, totalMs: 60_000 } });
    const hung = fetcher.fetch({ url: `${server.origin}/no-answer` });
    await new Promise(resolve => setTimeout(resolve, 50));
    await fetcher.close();
    expect(await hung).toMatchObject({ kind: 'failed', code: 'fetch/stopped' });
    expect(await fetcher.fetch({ url: `${server.origin}/feed` })).toMatchObject({ code: 'fetch/stopped' });
  });

  it('or one fetch alone, when its caller gives up', async () => {
    const fetcher = testFetcher([server.port], { limits: { answerMs: 60_000, totalMs: 60_000 } });
    const controller = new AbortController();
    const hung = fetcher.fetch({ url: `${server.origin}/no-answer`, signal: controller.signal });
    setTimeout(() => controller.abort(), 50);
    expect(await hung).toMatchObject({ code: 'fetch/stopped' });
    expect(await fetcher.fetch({ url: `${server.origin}/feed` })).toMatchObject({ kind: 'fetched' });
    await fetcher.close();
  });
});
