// The app on a port, with bounds on what a connection may take.
import { once } from 'node:events';
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerOptions,
} from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { buildApp } from './app.ts';
import type { ServeContext } from './context.ts';
import { Problem, problemResponse } from './problem.ts';
import { SECURITY_HEADERS } from './security/headers.ts';

export interface ServeOptions {
  /** 0 takes a free one. */
  readonly port: number;
  readonly host: string;
  /** PEM: with them it speaks HTTPS. */
  readonly tls?: { readonly cert: Buffer; readonly key: Buffer } | undefined;
  /** For tests: how long a client may take, in milliseconds. */
  readonly patience?: Partial<Patience> | undefined;
}

interface Patience {
  readonly headers: number;
  readonly request: number;
  readonly check: number;
}

export interface Serving {
  readonly url: string;
  /** Lets requests at hand finish, then closes every connection. */
  readonly close: () => Promise<void>;
}

const MAX_CONNECTIONS = 512;
const CLOSE_AFTER_MS = 5000;
/** Slow clients: a request line and headers within ten seconds, an upload within five minutes. */
const PATIENCE: Patience = { headers: 10_000, request: 300_000, check: 2000 };

const withHeaders = (response: Response): Response => {
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.headers.set(name, value);
  return response;
};

/** What Hono's adapter cannot make a request of: a host or path that is no part of an address. */
const refuseUnreadable = (): Response =>
  withHeaders(
    problemResponse(
      new Problem(400, 'the address or the host of the request cannot be read', {
        code: 'serve/bad-address',
      }),
    ),
  );

/** What Node cannot read as HTTP at all, or what came too slowly. */
const refuseConnection = (error: NodeJS.ErrnoException, socket: Socket): void => {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const status =
    error.code === 'HPE_HEADER_OVERFLOW'
      ? '431 Request Header Fields Too Large'
      : error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
        ? '408 Request Timeout'
        : '400 Bad Request';
  const headers = Object.entries(SECURITY_HEADERS).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${status}\r\n${headers.join('')}Content-Length: 0\r\nConnection: close\r\n\r\n`);
};

/**
 * What came after the answer was known is read and thrown away: a body that is left standing makes the adapter cut the
 * connection half a second later, when the client may have the next request on it.
 */
const passOverRest = (incoming: IncomingMessage): void => {
  if (incoming.readableEnded) return;
  // whoever began to read it would hold it back
  incoming.removeAllListeners('data');
  incoming.resume();
};

const hostInUrl = (host: string): string => (host.includes(':') ? `[${host}]` : host);

const makeServer = (context: ServeContext, { tls, patience }: ServeOptions): Server => {
  const app = buildApp(context);
  const { headers, request, check } = { ...PATIENCE, ...patience };
  const listener = getRequestListener(app.fetch, {
    overrideGlobalObjects: false,
    errorHandler: refuseUnreadable,
  });
  const options: ServerOptions = {
    maxHeaderSize: 16 * 1024,
    headersTimeout: headers,
    requestTimeout: request,
    connectionsCheckingInterval: check,
    keepAliveTimeout: 10_000,
  };
  const answer: RequestListener = (incoming, outgoing) => {
    outgoing.once('finish', () => passOverRest(incoming));
    void listener(incoming, outgoing);
  };
  const server = tls ? createTlsServer({ ...options, ...tls }, answer) : createServer(options, answer);
  server.maxConnections = MAX_CONNECTIONS;
  // a client that stopped reading its answer
  server.timeout = request;
  server.on('clientError', refuseConnection);
  return server;
};

export const serve = async (context: ServeContext, options: ServeOptions): Promise<Serving> => {
  const server = makeServer(context, options);
  server.listen(options.port, options.host);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `${options.tls ? 'https' : 'http'}://${hostInUrl(options.host)}:${port}/`,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      context.events.end();
      server.closeIdleConnections();
      const timer = setTimeout(() => server.closeAllConnections(), CLOSE_AFTER_MS);
      await closed;
      clearTimeout(timer);
    },
  };
};
