// Manners of fetching: robots.txt, one connection a host, pauses, turns between hosts, who we say we are, proxies.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { readProxies } from '../../src/1-gather/fetch/index.ts';
import { type FaultOptions, type FaultServer, startFaultServer } from '../support/fault-server.ts';
import { makeTestClock, testFetcher } from '../support/fetching.ts';

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

const serve = async (options: FaultOptions = {}): Promise<FaultServer> => {
  const server = await startFaultServer(options);
  open.push(server.close);
  return server;
};

const fetcherFor = (servers: readonly FaultServer[], options: Parameters<typeof testFetcher>[1] = {}) => {
  const fetcher = testFetcher(
    servers.map(({ port }) => port),
    options,
  );
  open.push(fetcher.close);
  return fetcher;
};

describe('robots.txt', () => {
  it('is asked once, kept to, and named with its line', async () => {
    const server = await serve({ robots: 'User-agent: *\nDisallow: /articles/\n' });
    const fetcher = fetcherFor([server]);
    for (const number of [1, 2])
      expect(await fetcher.fetch({ url: `${server.origin}/articles/${number}` })).toMatchObject({
        kind: 'refused',
        code: 'fetch/robots',
        message: expect.stringContaining('robots.txt (line 2) keeps this program out'),
      });
    expect(await fetcher.fetch({ url: `${server.origin}/feed` })).toMatchObject({ kind: 'fetched' });
    expect(server.asked).toEqual(['/robots.txt', '/feed']);
  });

  it('may name this program', async () => {
    const server = await serve({
      robots: 'User-agent: *\nAllow: /\n\nUser-agent: Synoptic\nDisallow: /feed',
    });
    expect(await fetcherFor([server]).fetch({ url: `${server.origin}/feed` })).toMatchObject({
      code: 'fetch/robots',
    });
  });

  it('is not asked where the site has given leave', async () => {
    const server = await serve({ robots: 'User-agent: *\nDisallow: /' });
    const result = await fetcherFor([server]).fetch({ url: `${server.origin}/feed`, obeysRobots: false });
    expect(result.kind).toBe('fetched');
    expect(server.asked).toEqual(['/feed']);
  });

  it('holds for where a redirect leads', async () => {
    const [first, second] = [await serve(), await serve({ robots: 'User-agent: *\nDisallow: /' })];
    const url = `${first.origin}/to/${encodeURIComponent(`${second.origin}/feed`)}`;
    expect(await fetcherFor([first, second]).fetch({ url })).toMatchObject({ code: 'fetch/robots' });
    expect(second.asked).toEqual(['/robots.txt']);
  });

  it('that cannot be read keeps the site waiting, one that is not there does not', async () => {
    const faulty = await serve({ robots: 503 });
    const result = await fetcherFor([faulty]).fetch({ url: `${faulty.origin}/feed` });
    expect(result).toMatchObject({
      kind: 'failed',
      code: 'fetch/robots-unknown',
      notBefore: expect.stringMatching(/^2025-03-04T08:05/),
    });
    const without = await serve({ robots: 403 });
    expect(await fetcherFor([without]).fetch({ url: `${without.origin}/feed` })).toMatchObject({
      kind: 'fetched',
    });
  });

  it('is asked again the next day', async () => {
    const clock = makeTestClock();
    const server = await serve({ robots: 'User-agent: *\nDisallow: /articles/' });
    const fetcher = fetcherFor([server], { clock });
    for (const hours of [0, 23, 2]) {
      clock.advance(hours * 3_600_000);
      await fetcher.fetch({ url: `${server.origin}/articles/1` });
    }
    expect(server.asked).toEqual(['/robots.txt', '/robots.txt']);
  });

  it('made to cost time and memory costs little', async () => {
    const agents = Array.from({ length: 15_000 }, (_, index) => `user-agent:${index}`).join('\n');
    const rules = Array.from({ length: 15_000 }, () => 'allow:/*a*a*').join('\n');
    const long = `disallow: /${'*a'.repeat(100_000)}$`;
    const server = await serve({ robots: `${agents}\nuser-agent: *\n${rules}\n${long}\ndisallow: /feed` });
    const url = `${server.origin}/articles/${'a'.repeat(1500)}`;
    expect(await fetcherFor([server]).fetch({ url })).toMatchObject({ kind: 'fetched' });
  });
});

describe('one host', () => {
  it('is asked one page at a time over one connection, a second apart', async () => {
    const server = await serve();
    const clock = makeTestClock();
    const fetcher = fetcherFor([server], { clock });
    const started = clock.now();
    await Promise.all(
      [1, 2, 3, 4].map(number => fetcher.fetch({ url: `${server.origin}/articles/${number}` })),
    );
    expect(server.connections()).toBe(1);
    expect(clock.now() - started).toBeGreaterThanOrEqual(4000);
  });

  it('is left the time between two pages that its robots.txt asks for', async () => {
    const server = await serve({ robots: 'User-agent: *\nCrawl-delay: 7' });
    const clock = makeTestClock();
    const fetcher = fetcherFor([server], { clock });
    const started = clock.now();
    for (const number of [1, 2, 3]) await fetcher.fetch({ url: `${server.origin}/articles/${number}` });
    expect(clock.now() - started).toBeGreaterThanOrEqual(14_000);
  });

  it('with more waiting than can be served soon sends the last away with a time', async () => {
    const server = await serve({ robots: 'User-agent: *\nCrawl-delay: 20' });
    const fetcher = fetcherFor([server]);
    const results = await Promise.all(
      [1, 2, 3, 4, 5].map(number => fetcher.fetch({ url: `${server.origin}/articles/${number}` })),
    );
    const codes = results.map(result =>
      result.kind === 'fetched' ? 'fetched' : result.kind === 'failed' && result.code,
    );
    expect(codes.slice(0, 2)).toEqual(['fetched', 'fetched']);
    expect(codes.slice(3)).toEqual(['fetch/wait', 'fetch/wait']);
    expect(results[4]).toMatchObject({ notBefore: expect.stringMatching(/^2025-03-04T08:0[01]/) });
  });
});

describe('many hosts', () => {
  it('get their turns one after another, however many wait for one of them', async () => {
    const [busy, quiet] = [await serve(), await serve()];
    const order: string[] = [];
    const fetcher = fetcherFor([busy, quiet], {
      limits: { concurrency: 1, hostDelayMs: 0, longestWaitMs: 600_000 },
    });
    const ask = (server: FaultServer, name: string, number: number) =>
      fetcher
        .fetch({ url: `${server.origin}/articles/${number}`, obeysRobots: false })
        .then(() => order.push(name));
    await Promise.all([
      ...[1, 2, 3, 4, 5, 6].map(number => ask(busy, 'busy', number)),
      ...[1, 2].map(number => ask(quiet, 'quiet', number)),
    ]);
    expect(order.slice(0, 5).filter(name => name === 'quiet')).toHaveLength(2);
  });

  it('are asked no more than so many at once', async () => {
    const servers = await Promise.all([1, 2, 3, 4, 5].map(() => serve()));
    const fetcher = fetcherFor(servers, { limits: { concurrency: 2, longestWaitMs: 600_000 } });
    const hung = servers.map(({ origin }) =>
      fetcher.fetch({ url: `${origin}/no-answer`, obeysRobots: false }),
    );
    await new Promise(resolve => setTimeout(resolve, 200));
    expect(servers.filter(({ asked }) => asked.length > 0)).toHaveLength(2);
    expect((await Promise.all(hung)).map(({ kind }) => kind)).toEqual(Array(5).fill('failed'));
  });
});

describe('what servers are told', () => {
  it('is who we are and whom to write to, and nothing that leads astray', async () => {
    const server = await serve();
    await fetcherFor([server], { contact: 'desk@monitor.example\r\nx: y' }).fetch({
      url: `${server.origin}/feed`,
    });
    const headers = server.headersOf('/feed');
    expect(headers?.['user-agent']).toBe('Synoptic/1.2.3 (reads news reports; desk@monitor.examplex: y)');
    expect(headers?.['accept-encoding']).toBe('gzip, deflate, br');
    expect(headers?.cookie).toBeUndefined();
  });

  it('a password goes to the host that it is for, and not where that one redirects', async () => {
    const [first, second] = [await serve(), await serve()];
    const fetcher = fetcherFor([first, second]);
    const target = encodeURIComponent(`${second.origin}/feed`);
    const url = `http://ana:se%20cret@127.0.0.1:${first.port}/to/${target}`;
    expect(await fetcher.fetch({ url })).toMatchObject({
      kind: 'fetched',
      finalUrl: `${second.origin}/feed`,
    });
    const basic = `Basic ${Buffer.from('ana:se cret').toString('base64')}`;
    expect(first.headersOf(`/to/${target}`)?.authorization).toBe(basic);
    expect(second.headersOf('/feed')?.authorization).toBeUndefined();
    const refused = await fetcher.fetch({ url: `http://ana:secret@127.0.0.1:${first.port}/gone` });
    expect(JSON.stringify({ ...refused, url: '' })).not.toContain('secret');
  });
});

/** A forward proxy for plain http that notes what it is asked for. */
const serveProxy = async (): Promise<{ address: string; asked: string[] }> => {
  const asked: string[] = [];
  const proxy = createServer((request, response) => {
    asked.push(request.url ?? '');
    if (request.url?.endsWith('/robots.txt')) response.writeHead(404).end();
    else response.end('through the proxy');
  });
  await new Promise<void>(resolve => proxy.listen(0, '127.0.0.1', resolve));
  open.push(
    () =>
      new Promise(resolve => {
        proxy.close(() => resolve());
        proxy.closeAllConnections();
      }),
  );
  return { address: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`, asked };
};

describe('a proxy', () => {
  it('is asked by the whole address, and for what NO_PROXY names not at all', async () => {
    const proxy = await serveProxy();
    const server = await serve();
    const proxies = readProxies({ HTTP_PROXY: proxy.address, NO_PROXY: '127.0.0.1' });
    const resolve = async () => [{ address: '93.184.216.34', family: 4 }];
    const fetcher = fetcherFor([server], { proxies, resolve });
    const result = await fetcher.fetch({ url: 'http://gazette.example/news' });
    expect(result.kind === 'fetched' && result.body.toString()).toBe('through the proxy');
    expect(proxy.asked).toEqual(['http://gazette.example/robots.txt', 'http://gazette.example/news']);
    expect(await fetcher.fetch({ url: `${server.origin}/feed` })).toMatchObject({ kind: 'fetched' });
    expect(proxy.asked).toHaveLength(2);
  });

  it('is not asked for private addresses, by number or by a name that resolves here', async () => {
    const proxy = await serveProxy();
    const proxies = readProxies({ http_proxy: proxy.address });
    const resolve = async () => [{ address: '10.1.2.3', family: 4 }];
    const fetcher = fetcherFor([], { proxies, resolve });
    for (const url of ['http://10.1.2.3/', 'http://[::1]/', 'http://inside.example/'])
      expect(await fetcher.fetch({ url, obeysRobots: false })).toMatchObject({
        code: 'fetch/private-address',
      });
    expect(proxy.asked).toEqual([]);
  });

  it('that is no address is refused when it is set up', () => {
    expect(() => readProxies({ HTTPS_PROXY: 'socks5://127.0.0.1' })).toThrow(/allowed: http:\/\/HOST:PORT/);
  });
});

describe('a name', () => {
  it('that resolves to a private address is refused, and connected to nowhere else', async () => {
    const server = await serve();
    const answers = [[{ address: '10.0.0.5', family: 4 }], [{ address: '::ffff:127.0.0.1', family: 6 }], []];
    for (const answer of answers) {
      const fetcher = fetcherFor([], { resolve: async () => answer });
      const result = await fetcher.fetch({ url: `http://rebind.example:${server.port}/feed` });
      expect(result.kind).not.toBe('fetched');
    }
    expect(server.asked).toEqual([]);
  });

  it('is connected to at the address that was checked, though it resolves anew to another', async () => {
    const server = await serve();
    let count = 0;
    const resolve = async () => [{ address: count++ === 0 ? '127.0.0.1' : '127.0.0.9', family: 4 }];
    const fetcher = fetcherFor([server], { resolve });
    const result = await fetcher.fetch({
      url: `http://news.example:${server.port}/feed`,
      obeysRobots: false,
    });
    expect(result.kind).toBe('fetched');
    expect(count).toBe(1);
  });

  it('with one public and one private address is reached at what is allowed', async () => {
    const server = await serve();
    const resolve = async () => [
      { address: '10.0.0.5', family: 4 },
      { address: '127.0.0.1', family: 4 },
    ];
    const fetcher = fetcherFor([server], { resolve });
    const url = `http://news.example:${server.port}/feed`;
    expect(await fetcher.fetch({ url })).toMatchObject({ kind: 'fetched' });
  });
});
