// The server on a real port, and clients that mean no good: hosts, origins, paths, bodies, slow and broken requests.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DEFAULT_LIMITS } from '../../src/7-serve/context.ts';
import { serve } from '../../src/7-serve/server.ts';
import { keepingIngest } from '../support/ingest.ts';
import { testContext } from '../support/serving.ts';
import { pgliteStores, storeForTests } from '../support/stores.ts';

const KILOBYTE = 1024;
const LIMITS = { ...DEFAULT_LIMITS, bodyBytes: 8 * KILOBYTE, uploadBytes: 64 * KILOBYTE };

const { store } = storeForTests(pgliteStores);
let folder: string;
let url: URL;
let stop: () => Promise<void>;
const ingest = keepingIngest();

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'synoptic-workbench-'));
  const files = join(folder, 'workbench');
  mkdirSync(join(files, 'assets'), { recursive: true });
  writeFileSync(join(folder, 'secret.txt'), 'not for others');
  writeFileSync(join(files, 'index.html'), '<!doctype html><title>Workbench</title>');
  writeFileSync(join(files, 'assets', 'index-Bx3k9d2f.js'), 'plain();');
  writeFileSync(join(files, 'assets', 'index-Bx3k9d2f.js.gz'), gzipSync('plain();'));
  const { context } = testContext(store, { ingest, limits: LIMITS, workbenchFolder: files });
  const patience = { headers: 400, request: 1500, check: 100 };
  const server = await serve(context, { port: 0, host: '127.0.0.1', patience });
  url = new URL(server.url);
  stop = server.close;
});
afterAll(async () => {
  await stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Bytes to the port as they are; what comes back until the server closes. */
const raw = (text: string, { keepWriting = false } = {}): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = connect(Number(url.port), url.hostname);
    const chunks: Buffer[] = [];
    socket.on('data', chunk => chunks.push(chunk));
    socket.on('close', () => resolve(Buffer.concat(chunks).toString('latin1')));
    socket.on('error', error =>
      (error as NodeJS.ErrnoException).code === 'ECONNRESET' ? resolve('') : reject(error),
    );
    socket.write(text);
    if (keepWriting) {
      const drip = setInterval(() => (socket.writable ? socket.write('a') : clearInterval(drip)), 50);
      socket.on('close', () => clearInterval(drip));
    }
  });

const get = (path: string, headers: Readonly<Record<string, string>> = {}, method = 'GET'): Promise<string> =>
  raw(
    `${method} ${path} HTTP/1.1\r\n${Object.entries({ Host: url.host, Connection: 'close', ...headers })
      .map(([name, value]) => `${name}: ${value}\r\n`)
      .join('')}\r\n`,
  );

const statusOf = (answer: string): number => Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1] ?? 0);

const post = (
  path: string,
  body: NonNullable<RequestInit['body']>,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> => fetch(new URL(path, url), { method: 'POST', body, headers });

const PATH = '/api/v1/reports';
const JSONL = { 'Content-Type': 'application/x-ndjson' };

describe('hosts and origins', () => {
  test('a name that was made to point here is refused', async () => {
    for (const host of [
      'evil.example',
      `evil.example:${url.port}`,
      '169.254.169.254',
      'localhost.evil.example',
    ])
      expect(statusOf(await get('/api/v1/health', { Host: host })), host).toBe(421);
    for (const host of [`localhost:${url.port}`, `127.0.0.1:${url.port}`, 'localhost'])
      expect(statusOf(await get('/api/v1/health', { Host: host })), host).toBe(200);
  });

  test('a page of another site changes nothing', async () => {
    const line = '{"text":"A dam broke."}\n';
    const from = (origin: string) => post(PATH, line, { ...JSONL, Origin: origin });
    for (const origin of ['http://evil.example', 'null', 'http://127.0.0.1:1', 'not an origin'])
      expect((await from(origin)).status, origin).toBe(403);
    expect((await post(PATH, line, { ...JSONL, 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403);
    expect(ingest.lines).toEqual([]);
    expect((await from(url.origin)).status).toBeLessThan(300);
  });

  test('a page of another site loads nothing into itself; a link from there may be followed', async () => {
    const from = async (site: string, mode: string, dest: string, path = '/api/v1/reports?words=dam') =>
      statusOf(await get(path, { 'Sec-Fetch-Site': site, 'Sec-Fetch-Mode': mode, 'Sec-Fetch-Dest': dest }));
    for (const site of ['cross-site', 'same-site'])
      for (const [mode, dest] of [
        ['no-cors', 'image'],
        ['no-cors', 'script'],
        ['cors', 'empty'],
        ['navigate', 'iframe'],
        ['navigate', 'object'],
      ] as const)
        expect(await from(site, mode, dest), `${site} ${mode} ${dest}`).toBe(403);
    expect(await from('cross-site', 'navigate', 'document', '/stories/s1')).toBe(200);
    expect(await from('same-origin', 'cors', 'empty')).toBe(200);
    expect(await from('none', 'navigate', 'document')).toBe(200);
  });
});

describe('headers', () => {
  test('stand on every answer, whatever it is', async () => {
    const answers = [
      await get('/'),
      await get('/assets/index-Bx3k9d2f.js'),
      await get('/api/v1/health'),
      await get('/api/v1/nope'),
      await get('/api/acled/nope'),
      await get('/nothing.png'),
      await get('/api/v1/health', {}, 'DELETE'),
      await get('/api/v1/health', {}, 'OPTIONS'),
      await get('/api/v1/health', {}, 'HEAD'),
      await get('/api/v1/health', { Host: 'evil.example' }),
      await get('/api/v1/health', { Host: 'a b' }),
      await raw('NONSENSE\r\n\r\n'),
      await get(`/${'a'.repeat(20 * KILOBYTE)}`),
    ];
    for (const answer of answers) {
      const head = answer.slice(0, answer.indexOf('\r\n\r\n')).toLowerCase();
      expect(head, head).toMatch(/\r\ncontent-security-policy: default-src 'none'; .*frame-ancestors 'none'/);
      const [policy = ''] = /\r\ncontent-security-policy:.*/.exec(head) ?? [];
      expect(policy).not.toMatch(/unsafe-|strict-dynamic|https?:|\*/);
      expect(policy).toMatch(/script-src 'self';.*style-src 'self';.*worker-src 'self';/);
      expect(head).toContain('\r\nx-content-type-options: nosniff');
      expect(head).toContain('\r\nreferrer-policy: no-referrer');
      expect(head).toContain('\r\ncross-origin-resource-policy: same-origin');
      expect(head).not.toMatch(/\r\n(server|x-powered-by|access-control-allow-origin):/);
    }
  });
});

describe('files', () => {
  test('are served with their kind; hashed ones for ever, packed ones where wanted', async () => {
    const script = await get('/assets/index-Bx3k9d2f.js', { 'Accept-Encoding': 'gzip' });
    expect(script).toMatch(/content-type: text\/javascript/);
    expect(script).toMatch(/cache-control: public, max-age=31536000, immutable/);
    expect(script).toMatch(/content-encoding: gzip/);
    expect(await get('/assets/index-Bx3k9d2f.js')).toMatch(/\r\n\r\nplain\(\);$/);
    const deep = await get('/stories/s1?view=map');
    expect(deep).toMatch(/<title>Workbench<\/title>/);
    expect(deep).toMatch(/cache-control: no-cache/);
  });

  test('outside the folder are not there', async () => {
    const paths = [
      '/../secret.txt',
      '/assets/../../secret.txt',
      '/%2e%2e/secret.txt',
      '/..%2fsecret.txt',
      '/assets/..%2f..%2fsecret.txt',
      '/%252e%252e%252fsecret.txt',
      '/..%5csecret.txt',
      '/..\\secret.txt',
      '//secret.txt',
      '/%00/secret.txt',
      '/etc/passwd',
      '/index.html%00.png',
    ];
    for (const path of paths) {
      const answer = await get(path);
      expect(answer, path).not.toMatch(/not for others|root:/);
      expect([200, 400, 404], path).toContain(statusOf(answer));
    }
    expect(statusOf(await get('/assets/nothing.js'))).toBe(404);
  });
});

describe('bodies', () => {
  test('past their limit are refused, by what is said of them and by what comes', async () => {
    expect((await post(PATH, 'x'.repeat(65 * KILOBYTE), JSONL)).status).toBe(413);
    const endless = new ReadableStream({
      pull: controller => controller.enqueue(new TextEncoder().encode('y'.repeat(KILOBYTE))),
    });
    const sent = fetch(new URL(PATH, url), {
      method: 'POST',
      body: endless,
      headers: JSONL,
      duplex: 'half',
    } as RequestInit);
    // the server may close before all is sent, which a client sees as a broken connection
    expect(await sent.then(answer => answer.status).catch(() => 413)).toBe(413);
    expect(
      (await post('/api/v1/session', 'x'.repeat(9 * KILOBYTE), { 'Content-Type': 'application/json' }))
        .status,
    ).toBe(413);
  });

  test('of strangers are small, and take no place of an upload', async () => {
    const large = 'x'.repeat(20 * KILOBYTE);
    expect((await post('/oauth/token', large, { 'Content-Type': 'text/plain' })).status).toBe(413);
    expect((await post('/nowhere', gzipSync(large), { ...JSONL, 'Content-Encoding': 'gzip' })).status).toBe(
      413,
    );
    const head = `POST /nowhere HTTP/1.1\r\nHost: ${url.host}\r\nContent-Type: text/csv\r\nContent-Length: 900\r\n\r\n`;
    const open = Array.from({ length: 8 }, () => raw(head, { keepWriting: true }));
    await new Promise(resolve => setTimeout(resolve, 200));
    expect((await post(PATH, '{"text":"A dam broke."}\n', JSONL)).status).toBe(202);
    await Promise.all(open);
  });

  test('are unpacked within the same limit', async () => {
    const line = '{"text":"A dam broke at Odrin."}\n';
    const before = ingest.lines.length;
    const packed = await post(PATH, gzipSync(line), { ...JSONL, 'Content-Encoding': 'gzip' });
    expect(packed.status).toBeLessThan(300);
    expect(ingest.lines.slice(before)).toEqual([line]);
    const bomb = gzipSync(Buffer.alloc(50 * 1024 * KILOBYTE));
    expect(bomb.length).toBeLessThan(64 * KILOBYTE);
    expect((await post(PATH, bomb, { ...JSONL, 'Content-Encoding': 'gzip' })).status).toBe(413);
    expect((await post(PATH, 'no gzip', { ...JSONL, 'Content-Encoding': 'gzip' })).status).toBe(400);
    for (const coding of ['zstd', 'gzip, gzip', 'nonsense'])
      expect((await post(PATH, line, { ...JSONL, 'Content-Encoding': coding })).status, coding).toBe(415);
    expect(ingest.lines.length).toBe(before + 1);
  });

  test('that contradict themselves are refused', async () => {
    const smuggled = await raw(
      `POST ${PATH} HTTP/1.1\r\nHost: ${url.host}\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /api/v1/health HTTP/1.1\r\nHost: ${url.host}\r\n\r\n`,
    );
    expect(statusOf(smuggled)).toBe(400);
    expect(smuggled.match(/HTTP\/1\.1 /g)).toHaveLength(1);
  });
});

describe('slow clients', () => {
  test('lose their connection', async () => {
    const waits = [
      raw(`GET / HTTP/1.1\r\nHost: ${url.host}\r\nX-Drip: `, { keepWriting: true }),
      raw(
        `POST ${PATH} HTTP/1.1\r\nHost: ${url.host}\r\nContent-Type: application/x-ndjson\r\nContent-Length: 40000\r\n\r\n`,
        {
          keepWriting: true,
        },
      ),
    ];
    for (const answer of await Promise.all(waits))
      expect(answer === '' || statusOf(answer) === 408 || statusOf(answer) === 400).toBe(true);
    expect(statusOf(await get('/api/v1/health'))).toBe(200);
  });
});
