// Whatever bytes a server sends, a fetch ends with data, in bounded time; and proxies tunnel what is secret.
import { connect, createServer, type Server, type Socket } from 'node:net';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { readProxies } from '../../src/1-gather/fetch/index.ts';
import { testFetcher } from '../support/fetching.ts';

const open: Server[] = [];
afterEach(() => {
  for (const server of open.splice(0)) server.close();
});

const listen = async (onConnection: (socket: Socket) => void): Promise<number> => {
  const server = createServer(socket => {
    socket.on('error', () => {});
    onConnection(socket);
  });
  open.push(server);
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
};

/** Bits of an answer in any order, among them what contradicts itself. */
const answers = fc
  .tuple(
    fc.constantFrom(
      'HTTP/1.1 200 OK\r\n',
      'HTTP/1.1 302 Found\r\n',
      'HTTP/1.0 200\r\n',
      'HTTP/1.1 304 x\r\n',
      '',
    ),
    fc.array(
      fc.oneof(
        fc.constantFrom(
          'content-length: 5\r\n',
          'content-length: 99999999999999999999\r\n',
          'content-length: -1\r\n',
          'transfer-encoding: chunked\r\n',
          'transfer-encoding: gzip\r\n',
          'content-encoding: gzip\r\n',
          'content-encoding: deflate, br\r\n',
          'content-type: text/html; charset=\0\r\n',
          'location: //\r\n',
          'location: http://[\r\n',
          'location: ?\u00e9\r\n',
          'retry-after: soon\r\n',
          'HTTP/1.1 100 Continue\r\n\r\n',
          'connection: upgrade\r\nupgrade: websocket\r\n',
        ),
        fc.string().map(text => `x: ${text}\r\n`),
      ),
      { maxLength: 5 },
    ),
    fc.constantFrom('\r\n', '\n', ''),
    fc.oneof(fc.constantFrom('5\r\nhello\r\n0\r\n\r\n', 'hello', 'fffffffff\r\n', ''), fc.string()),
  )
  .map(([status, headers, blank, body]) => status + headers.join('') + blank + body);

describe('a fetch', () => {
  it('ends as data, whatever is answered', async () => {
    let answer = '';
    const port = await listen(socket => socket.once('data', () => socket.end(answer, 'latin1')));
    await fc.assert(
      fc.asyncProperty(answers, async text => {
        answer = text;
        const fetcher = testFetcher([port], { limits: { tries: 1 } });
        const result = await fetcher.fetch({ url: `http://127.0.0.1:${port}/`, obeysRobots: false });
        expect(['fetched', 'refused', 'failed', 'not-modified']).toContain(result.kind);
        if ('message' in result) expect(result.message).toContain(`http://127.0.0.1:${port}/`);
        await fetcher.close();
      }),
      { numRuns: 150 },
    );
  });

  it('through a proxy asks for https by a tunnel, and for the name, not its address', async () => {
    const asked: string[] = [];
    const inner = await listen(socket => socket.once('data', () => socket.end('no TLS here')));
    const proxy = await listen(socket =>
      socket.once('data', head => {
        asked.push(head.toString().split('\r\n')[0] as string);
        socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
        const through = connect(inner, '127.0.0.1');
        through.on('error', () => {});
        socket.pipe(through).pipe(socket);
      }),
    );
    const fetcher = testFetcher([], {
      proxies: readProxies({ HTTPS_PROXY: `http://127.0.0.1:${proxy}` }),
      resolve: async () => [{ address: '93.184.216.34', family: 4 }],
      limits: { tries: 1 },
    });
    const result = await fetcher.fetch({ url: 'https://gazette.example/news', obeysRobots: false });
    expect(asked).toEqual(['CONNECT gazette.example:443 HTTP/1.1']);
    expect(result).toMatchObject({ kind: 'failed' });
    await fetcher.close();
  });
});
