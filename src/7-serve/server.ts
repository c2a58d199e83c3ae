// The app on a port, with bounds on what a connection may take.
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { buildApp } from './app.ts';
import type { ServeContext } from './context.ts';
import { Problem, problemResponse } from './problem.ts';
import { SECURITY_HEADERS } from './security/headers.ts';

export interface ServeOptions {
  /** 0 takes a free one. */
  readonly port: number;
  readonly host: string;
}

export interface Serving {
  readonly url: string;
  /** Lets requests at hand finish, then closes every connection. */
  readonly close: () => Promise<void>;
}

const MAX_CONNECTIONS = 512;
const CLOSE_AFTER_MS = 5000;

const bounded = (server: Server): Server => {
  server.maxConnections = MAX_CONNECTIONS;
  server.headersTimeout = 10_000;
  server.requestTimeout = 120_000;
  server.keepAliveTimeout = 10_000;
  server.maxRequestsPerSocket = 10_000;
  return server;
};

/** What Hono's adapter cannot make a request of: a host or path that is no part of an address. */
const refuseUnreadable = (): Response => {
  const response = problemResponse(
    new Problem(400, 'the address or the host of the request cannot be read', { code: 'serve/bad-address' }),
  );
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.headers.set(name, value);
  return response;
};

const hostInUrl = (host: string): string => (host.includes(':') ? `[${host}]` : host);

export const serve = async (context: ServeContext, { port, host }: ServeOptions): Promise<Serving> => {
  const app = buildApp(context);
  const listener = getRequestListener(app.fetch, {
    overrideGlobalObjects: false,
    errorHandler: refuseUnreadable,
  });
  const server = bounded(
    createServer({ maxHeaderSize: 16 * 1024, connectionsCheckingInterval: 2000 }, listener),
  );
  server.listen(port, host);
  await once(server, 'listening');
  const { port: taken } = server.address() as AddressInfo;
  return {
    url: `http://${hostInUrl(host)}:${taken}/`,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeIdleConnections();
      const timer = setTimeout(() => server.closeAllConnections(), CLOSE_AFTER_MS);
      await closed;
      clearTimeout(timer);
    },
  };
};
