// A loopback server that serves every fault of the web, each at its own path: what is listed in FAULTS and in `respond`.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, createGzip, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';

export interface FaultServer {
  readonly port: number;
  /** `http://127.0.0.1:PORT`. */
  readonly origin: string;
  /** Paths in the order in which they were asked for, robots.txt among them. */
  readonly asked: string[];
  /** Headers of the last request for a path. */
  readonly headersOf: (path: string) => IncomingMessage['headers'] | undefined;
  /** How many connections were made. */
  readonly connections: () => number;
  readonly close: () => Promise<void>;
}

export interface FaultOptions {
  /** Null: there is none (404). */
  readonly robots?: string | number | null;
  readonly host?: string;
}

export const ARTICLE = `<!doctype html><html lang="en"><head><title>Shells fall on Tarsk</title>
<meta property="article:published_time" content="2025-03-04T08:00:00Z"></head><body><article><h1>Shells fall on Tarsk</h1>
<p>Norvian artillery shelled the town of Tarsk on Tuesday morning, the governor of the province said in a statement.</p>
<p>Two people were killed and five were injured when a shell hit the bus station, according to the hospital in the town.</p>
<p>The government in Norvia denied that its army had fired on the town and blamed armed groups in the hills.</p>
</article></body></html>`;

const item = (number: number): string =>
  `<item><title>Report ${number}</title><link>/articles/${number}</link><guid isPermaLink="false">r${number}</guid><pubDate>Tue, 04 Mar 2025 08:00:00 GMT</pubDate><description>Words of report ${number}.</description></item>`;

/** An RSS feed of `count` items, the newest (highest) first. */
export const rssOf = (count: number): string =>
  `<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>The Tarsk Gazette</title><language>en</language>${Array.from(
    { length: count },
    (_, index) => item(count - index),
  ).join('')}</channel></rss>`;

const send = (
  response: ServerResponse,
  type: string,
  body: string | Buffer,
  headers: Record<string, string> = {},
): void => {
  response.writeHead(200, { 'content-type': type, ...headers }).end(body);
};

/** Ten billion zero bytes in ten million, made as they are taken. */
const sendBomb = (response: ServerResponse): void => {
  response.writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip' });
  const gzip = createGzip({ level: 9 });
  const zeros = Buffer.alloc(1 << 20, 0x20);
  let left = 10_000;
  const fill = (): void => {
    while (left-- > 0) if (!gzip.write(zeros)) return void gzip.once('drain', fill);
    gzip.end();
  };
  response.on('close', () => gzip.destroy());
  gzip.on('error', () => {});
  gzip.pipe(response);
  fill();
};

const drip = (response: ServerResponse, piece: string): void => {
  const timer = setInterval(() => response.write(piece), 20);
  response.on('close', () => clearInterval(timer));
};

type Respond = (request: IncomingMessage, response: ServerResponse, rest: string) => void;

const RESPONSES: Readonly<Record<string, Respond>> = {
  '/articles/': (_, response) => send(response, 'text/html; charset=utf-8', ARTICLE),
  '/feed': (request, response) => {
    const etag = '"v1"';
    if (request.headers['if-none-match'] === etag) response.writeHead(304, { etag }).end();
    else send(response, 'application/rss+xml', rssOf(3), { etag });
  },
  '/feed-without-etag': (_, response) => send(response, 'application/rss+xml', rssOf(3)),
  '/feed-of/': (_, response, rest) => send(response, 'application/rss+xml', rssOf(Number(rest))),
  '/empty-feed': (_, response) =>
    send(response, 'application/rss+xml', '<rss version="2.0"><channel><title>Quiet</title></channel></rss>'),
  '/cut-feed': (_, response) => send(response, 'application/rss+xml', rssOf(5).slice(0, -250)),
  '/empty': (_, response) => send(response, 'text/html', ''),
  '/site': (_, response) =>
    send(
      response,
      'text/html',
      '<!doctype html><html><head><link rel="alternate" type="application/rss+xml" title="Comments" href="/comments/feed"><link rel="alternate" type="application/rss+xml" title="News" href="/feed"></head><body></body></html>',
    ),
  '/unasked-304': (_, response) => response.writeHead(304).end(),
  '/too-often': (_, response) => response.writeHead(429, { 'retry-after': '120' }).end(),
  '/too-often-until': (_, response) =>
    response.writeHead(429, { 'retry-after': 'Tue, 04 Mar 2025 09:00:00 GMT' }).end(),
  '/overloaded': (_, response) => response.writeHead(503).end(),
  '/fault': (_, response) => response.writeHead(500).end('stack trace'),
  '/gone': (_, response) => response.writeHead(410).end(),
  '/forbidden': (_, response) => response.writeHead(403).end(),
  '/no-answer': () => {},
  '/drip': (_, response) => {
    response.writeHead(200, { 'content-type': 'text/html' });
    drip(response, 'x');
  },
  '/dripping-header': request => {
    request.socket.write('HTTP/1.1 200 OK\r\n');
    const timer = setInterval(() => request.socket.write('x-a: b\r\n'), 20);
    request.socket.on('close', () => clearInterval(timer));
  },
  '/header-flood': request => {
    request.socket.write(
      `HTTP/1.1 200 OK\r\n${'x-flood: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\n'.repeat(20_000)}`,
    );
  },
  '/circle': (_, response) => response.writeHead(302, { location: '/circle-2' }).end(),
  '/circle-2': (_, response) => response.writeHead(302, { location: '/circle' }).end(),
  '/further/': (_, response, rest) =>
    response.writeHead(302, { location: `/further/${Number(rest) + 1}` }).end(),
  '/moved': (_, response) => response.writeHead(301, { location: '/feed' }).end(),
  '/to/': (_, response, rest) => response.writeHead(302, { location: decodeURIComponent(rest) }).end(),
  '/bomb': (_, response) => sendBomb(response),
  '/gzip': (_, response) => send(response, 'text/html', gzipSync(ARTICLE), { 'content-encoding': 'gzip' }),
  '/deflate': (_, response) =>
    send(response, 'text/html', deflateSync(ARTICLE), { 'content-encoding': 'deflate' }),
  '/bare-deflate': (_, response) =>
    send(response, 'text/html', deflateRawSync(ARTICLE), { 'content-encoding': 'deflate' }),
  '/brotli': (_, response) =>
    send(response, 'text/html', brotliCompressSync(ARTICLE), { 'content-encoding': 'br' }),
  '/empty-gzip': (_, response) => send(response, 'text/html', '', { 'content-encoding': 'gzip' }),
  '/broken-gzip': (_, response) => send(response, 'text/html', ARTICLE, { 'content-encoding': 'gzip' }),
  '/cut-gzip': (_, response) =>
    send(response, 'text/html', gzipSync(ARTICLE).subarray(0, 100), { 'content-encoding': 'gzip' }),
  '/odd-encoding': (_, response) => send(response, 'text/html', 'x', { 'content-encoding': 'lzma' }),
  '/many-encodings': (_, response) =>
    send(response, 'text/html', 'x', { 'content-encoding': 'gzip, gzip, gzip, gzip' }),
  '/reset': request => void request.socket.resetAndDestroy(),
  '/truncated': (_, response) => {
    response.writeHead(200, { 'content-type': 'text/html', 'content-length': String(ARTICLE.length) });
    response.write(ARTICLE.slice(0, 300));
    setTimeout(() => response.destroy(), 20);
  },
  '/short-length': request => {
    request.socket.end(`HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 100\r\n\r\n${ARTICLE}`);
  },
  '/not-http': request => void request.socket.end('220 mail.example ESMTP ready\r\n'),
  '/latin1': (_, response) =>
    send(response, 'text/html; charset=iso-8859-1', Buffer.from('<p>Caf\xe9 d\x92Orsk</p>', 'latin1')),
  '/no-charset': (_, response) =>
    send(response, 'text/html', Buffer.from('<meta charset="windows-1252"><p>Caf\xe9</p>', 'latin1')),
  '/wrong-charset': (_, response) =>
    send(response, 'text/html; charset=iso-8859-1', Buffer.from('<p>Café</p>', 'utf8')),
  '/invented-charset': (_, response) =>
    send(response, 'text/html; charset=x-tarsk', Buffer.from('<p>Café</p>', 'utf8')),
  '/wrong-type': (_, response) => send(response, 'image/png', ARTICLE),
  '/one-line': (_, response) =>
    send(
      response,
      'text/html',
      `<html><body><p>${'Shells fell on the town. '.repeat(800_000)}</p></body></html>`,
    ),
  '/too-large': (_, response) => send(response, 'text/html', Buffer.alloc(40_000_000, 0x20)),
};

/** The longest path that it begins with; one that ends in `/` takes what follows. */
const find = (path: string): [Respond, string] | null => {
  const exact = RESPONSES[path];
  if (exact !== undefined) return [exact, ''];
  const at = path.indexOf('/', 1) + 1;
  const prefixed = at > 0 ? RESPONSES[path.slice(0, at)] : undefined;
  return prefixed === undefined ? null : [prefixed, path.slice(at)];
};

const answerRobots = (response: ServerResponse, robots: string | number | null): void => {
  if (typeof robots === 'string') send(response, 'text/plain', robots);
  else response.writeHead(robots ?? 404).end();
};

export const startFaultServer = async ({
  robots = null,
  host = '127.0.0.1',
}: FaultOptions = {}): Promise<FaultServer> => {
  const asked: string[] = [];
  const headers = new Map<string, IncomingMessage['headers']>();
  let connections = 0;
  const server: Server = createServer((request, response) => {
    const path = request.url ?? '/';
    asked.push(path);
    headers.set(path, request.headers);
    response.on('error', () => {});
    if (path === '/robots.txt') return answerRobots(response, robots);
    const found = find(path);
    if (found === null) response.writeHead(404).end();
    else found[0](request, response, found[1]);
  });
  server.on('connection', socket => {
    connections++;
    socket.on('error', () => {});
  });
  await new Promise<void>(resolve => server.listen(0, host, resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    origin: `http://${host}:${port}`,
    asked,
    headersOf: path => headers.get(path),
    connections: () => connections,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
