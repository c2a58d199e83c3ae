// How much one may ask for: rates by user and by address, streams, what is sent once and small, what is noted.
import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { addUser, createToken } from '../../src/6-record/index.ts';
import { buildApp } from '../../src/7-serve/app.ts';
import { DEFAULT_LIMITS } from '../../src/7-serve/context.ts';
import { problemOf } from '../../src/7-serve/problem.ts';
import { addressOf } from '../../src/7-serve/security/address.ts';
import { makeBuckets } from '../../src/7-serve/security/buckets.ts';
import { makeLockOut } from '../../src/7-serve/security/lock-out.ts';
import { fillStore, REMOTE, testContext } from '../support/serving.ts';
import { pgliteStores, storeForTests } from '../support/stores.ts';

const { store, stores } = storeForTests(pgliteStores);
beforeAll(async () => {
  await fillStore(store);
});

describe('rates', () => {
  test('so many a minute, then as many as time allows', () => {
    let clock = 0;
    const buckets = makeBuckets(60, () => clock);
    const takes = (key: string, times: number) => Array.from({ length: times }, () => buckets.take(key));
    expect(takes('a', 60)).toEqual(Array(60).fill(0));
    expect(buckets.take('a')).toBe(1);
    expect(buckets.take('b')).toBe(0);
    clock += 2000;
    expect(takes('a', 3)).toEqual([0, 0, 1]);
  });

  test('memory of them is bounded, and what fails most is not forgotten for what asks once', () => {
    const buckets = makeBuckets(1, () => 0);
    buckets.take('first');
    for (let key = 0; key < 30_000; key++) buckets.take(`other ${key}`);
    expect(buckets.take('first')).toBe(0);
    const lockOut = makeLockOut(() => 0);
    for (let key = 0; key < 30_000; key++) lockOut.attempt(`name ${key}`, `address ${key}`);
    expect(lockOut.attempt('name 0', 'another')).toBe(0);
  });

  test('hold for each user, and for an address whoever it says it is', async () => {
    const limits = { ...DEFAULT_LIMITS, requestsPerMinute: 4 };
    const app = buildApp(testContext(store, { limits }).context);
    const statuses: number[] = [];
    for (let count = 0; count < 6; count++) statuses.push((await app.request('/api/v1/about')).status);
    expect(statuses).toEqual([200, 200, 200, 200, 429, 429]);
    const page = await app.request('/');
    expect(page.status).toBe(200);
    expect((await app.request('/')).status).toBe(200);
    const last = await app.request('/');
    expect(last.status).toBe(429);
    expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(0);
  });
});

describe('answers', () => {
  test('that a client has are not sent again; HEAD has the headers alone', async () => {
    const app = buildApp(testContext(store).context);
    for (const path of ['/api/v1/events', '/api/v1/openapi.json', '/']) {
      const first = await app.request(path);
      const tag = first.headers.get('etag') ?? '';
      expect(tag, path).toMatch(/^(W\/)?".+"$/);
      const second = await app.request(path, { headers: { 'If-None-Match': `"x", ${tag}` } });
      expect(second.status, path).toBe(304);
      expect(await second.text()).toBe('');
      const head = await app.request(path, { method: 'HEAD' });
      expect(head.status).toBe(200);
      expect(await head.text()).toBe('');
      expect(head.headers.get('etag')).toBe(tag);
      expect(head.headers.get('content-length')).toBe(String((await first.arrayBuffer()).byteLength));
    }
  });

  test('are packed for those who take it', async () => {
    const app = buildApp(testContext(store).context);
    const plain = await (await app.request('/api/v1/openapi.json')).text();
    const packed = await app.request('/api/v1/openapi.json', {
      headers: { 'Accept-Encoding': 'br;q=1, gzip' },
    });
    expect(packed.headers.get('content-encoding')).toBe('gzip');
    expect(packed.headers.get('vary')).toMatch(/accept-encoding/i);
    expect(gunzipSync(Buffer.from(await packed.arrayBuffer())).toString()).toBe(plain);
    const unwanted = await app.request('/api/v1/openapi.json', {
      headers: { 'Accept-Encoding': 'gzip;q=0' },
    });
    expect(unwanted.headers.get('content-encoding')).toBeNull();
  });
});

describe('long answers', () => {
  const MEGABYTE = 1024 * 1024;
  const longApp = (chunks: number, faultAt = -1) => {
    const { context, lines } = testContext(store);
    const app = buildApp(context);
    const state = { made: 0, isCancelled: false };
    app.get('/long', () => {
      const body = new ReadableStream<Uint8Array>(
        {
          pull: controller => {
            if (state.made === faultAt) controller.error(new Error('relation "secret" is broken'));
            else if (state.made === chunks) controller.close();
            else controller.enqueue(new Uint8Array(MEGABYTE).fill(97));
            state.made++;
          },
          cancel: () => {
            state.isCancelled = true;
          },
        },
        { highWaterMark: 0 },
      );
      return new Response(body, { headers: { 'Content-Type': 'text/csv' } });
    });
    return { app, state, lines };
  };

  test('go through without being held, packed or not; nobody waits for what HEAD does not want', async () => {
    const plain = longApp(12);
    expect((await (await plain.app.request('/long')).arrayBuffer()).byteLength).toBe(12 * MEGABYTE);
    const packed = longApp(12);
    const answer = await packed.app.request('/long', { headers: { 'Accept-Encoding': 'gzip' } });
    expect(packed.state.made).toBeLessThan(12);
    expect(gunzipSync(Buffer.from(await answer.arrayBuffer()))).toHaveLength(12 * MEGABYTE);
    const unread = longApp(12);
    expect((await unread.app.request('/long', { method: 'HEAD' })).status).toBe(200);
    expect(unread.state.isCancelled).toBe(true);
  });

  test('that fail in the middle tell nothing of why, and the log does', async () => {
    const { app, lines } = longApp(12, 8);
    const text = await (await app.request('/long')).text();
    expect(text).toHaveLength(8 * MEGABYTE);
    expect(text).not.toContain('secret');
    expect(lines.join('\n')).toMatch(/fault within the answer to \/long: Error: relation/);
  });
});

test('an address is that of the connection, unless a proxy was named; then the one that the proxy saw', async () => {
  const seen = async (publicUrl: URL | null, forwarded: string): Promise<string> => {
    const { context } = testContext(store, { access: { ...REMOTE, publicUrl } });
    const app = buildApp(context);
    app.get('/address', c => c.text(addressOf(context, c)));
    const connection = { incoming: { socket: { remoteAddress: '::ffff:10.0.0.1' } } } as never;
    const headers = { 'X-Forwarded-For': forwarded };
    return (await app.request('https://desk.example/address', { headers }, connection)).text();
  };
  const proxy = new URL('https://desk.example');
  // anybody can say that a request was forwarded
  expect(await seen(null, '1.2.3.4')).toBe('10.0.0.1');
  expect(await seen(proxy, '1.2.3.4, 5.6.7.8')).toBe('5.6.7.8');
  expect(await seen(proxy, 'nonsense')).toBe('10.0.0.1');
  // whoever has a network has all of its addresses
  expect(await seen(proxy, '2001:db8:1:2::1')).toBe('2001:db8:1:2::/64');
  expect(await seen(proxy, '2001:DB8:1:2:3:4:5:6')).toBe('2001:db8:1:2::/64');
});

describe('streams of events', () => {
  const readSome = async (answer: Response, until: RegExp): Promise<string> => {
    const reader = (answer.body as ReadableStream<Uint8Array>).getReader();
    let text = '';
    while (!until.test(text)) {
      const { done, value } = await reader.read();
      if (done) break;
      text += Buffer.from(value).toString();
    }
    await reader.cancel();
    return text;
  };

  test('tell what happens, by topic, and go on where they were cut off', async () => {
    const { context } = testContext(store);
    const app = buildApp(context);
    const answer = await app.request('/api/v1/stream?topic=stories&topic=reports', {
      headers: { 'Accept-Encoding': 'gzip' },
    });
    expect(answer.headers.get('content-type')).toBe('text/event-stream');
    expect(answer.headers.get('content-encoding')).toBeNull();
    context.events.publish('queue', { waiting: 1 });
    context.events.publish('reports', { id: 'wire-1' });
    context.events.publish('stories', { added: 2 });
    const told = await readSome(answer, /stories/);
    expect(told).toContain('event: reports\ndata: {"id":"wire-1"}\n\n');
    expect(told).not.toContain('waiting');
    const id = /id: (\S+)\nevent: reports/.exec(told)?.[1] as string;
    const again = await app.request('/api/v1/stream', { headers: { 'Last-Event-ID': id } });
    expect(await readSome(again, /stories/)).toBe(
      `retry: 3000\n\nid: ${context.events.epoch}-3\nevent: stories\ndata: {"added":2}\n\n`,
    );
    for (const unknown of ['ffff-1', `${context.events.epoch}-99`, 'nonsense\n\ndata: x']) {
      const reset = await app.request('/api/v1/stream', {
        headers: { 'Last-Event-ID': unknown.replaceAll('\n', ' ') },
      });
      expect(await readSome(reset, /data/), unknown).toMatch(/event: reset\ndata: \{\}/);
    }
  });

  test('are bounded in number, and give their place back', async () => {
    const { context } = testContext(store, { limits: { ...DEFAULT_LIMITS, streamsPerAddress: 2 } });
    const app = buildApp(context);
    const open = () => app.request('/api/v1/stream');
    const first = await open();
    const second = await open();
    expect((await open()).status).toBe(429);
    await first.body?.cancel();
    const third = await open();
    expect(third.status).toBe(200);
    context.events.end();
    for (const each of [second, third]) await expect(each.text()).resolves.toContain('retry');
    expect((await open()).status).toBe(200);
  });

  test('cut off a client that does not read, and hold no more for it', async () => {
    const { context } = testContext(store);
    const answer = await buildApp(context).request('/api/v1/stream');
    for (let count = 0; count < 5000; count++) context.events.publish('reports', { count });
    const text = await answer.text();
    expect(text).toContain('{"count":10}');
    expect(text).not.toContain('{"count":4000}');
  });
});

describe('the log', () => {
  test('has a line for each request and no secret', async () => {
    const own = await stores.open(await stores.makeLocation());
    const password = 'nine herons by the weir';
    await addUser(own, { name: 'ana', role: 'admin', password });
    const { secret } = await createToken(own, { owner: 'ana', kind: 'api', lifeSeconds: null });
    const { context, lines } = testContext(own, { access: REMOTE });
    const app = buildApp(context);
    const login = await app.request('/api/v1/session', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ name: 'ana', password }),
    });
    const cookie = login.headers.getSetCookie()[0]?.split(';')[0] as string;
    await app.request('/api/v1/events?limit=5', { headers: { Authorization: `Bearer ${secret}` } });
    await app.request('/api/v1/events', { headers: { Cookie: cookie } });
    await app.request(
      `/api/acled/read?key=hunter22&email=ana@desk.example&access_token=${secret}&country=Norvia`,
    );
    await app.request(`/api/v1/${secret}`);
    await app.request('/x%0a2025-06-01 forged%1b[2J');
    await app.request('/api/v1/session', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: `{"password":"${password}`,
    });
    const log = lines.join('\n');
    expect(lines).toHaveLength(7);
    expect(log).toMatch(/ ana GET \/api\/v1\/events\?limit=5 200 \d+ ms/);
    expect(log).toContain('country=Norvia');
    for (const each of [
      secret,
      secret.slice(4),
      cookie.split('=')[1] as string,
      password,
      'hunter22',
      'ana@desk',
    ])
      expect(log).not.toContain(each);
    expect(log).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
    expect(log).not.toMatch(/\n2025-06-01 forged/);
    await own.close();
  });

  test('has the fault that the answer does not tell', async () => {
    const { context, lines } = testContext(store, {
      events: undefined as never,
    });
    const answer = await buildApp(context).request('/api/v1/stream');
    expect(answer.status).toBe(500);
    const told = await answer.text();
    expect(told).not.toMatch(/TypeError|undefined|\.ts|node_modules|\bat\b .*:\d+/);
    expect(lines.join('\n')).toMatch(/fault at GET \/api\/v1\/stream: TypeError/);
    expect(problemOf(new Error('select secret from users')).problem.message).not.toContain('select');
  });
});
