// A client of the API in ACLED's form, over made events on a real server: it sends what it is given, byte for byte.
import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, expect } from 'vitest';
import { addUser, type Store } from '../../src/6-record/index.ts';
import { type Serving, serve } from '../../src/7-serve/server.ts';
import { makeEvents, writeMadeEvents } from './acled-events.ts';
import { testContext } from './serving.ts';
import { storeForTests, type TestStores } from './stores.ts';

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

interface Sent {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export type Data = readonly Readonly<Record<string, string | number | null>>[];

interface Envelope {
  readonly status: number;
  readonly success: boolean;
  readonly last_update: number | null;
  readonly count: number;
  readonly total_count: number;
  readonly messages: readonly string[];
  readonly data: Data;
  readonly filename: string;
  readonly data_query_restrictions: { readonly date_recency: Readonly<Record<string, unknown>> };
}

interface Granted {
  access_token: string;
  refresh_token: string;
}

/** Of the user ana, a coder. */
export const PASSWORD = 'seven grey herons';
const FORM = { 'Content-Type': 'application/x-www-form-urlencoded', Accept: 'application/json' };

/** Sends the path as it is: acledR leaves | and / and parentheses unencoded. */
const sendTo = (
  base: string,
  path: string,
  { method = 'GET', headers = {}, body }: Sent = {},
): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(base);
    const asked = httpRequest({ hostname, port, path, method, headers }, response => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (piece: string) => {
        text += piece;
      });
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text }),
      );
    });
    asked.on('error', reject);
    asked.end(body);
  });

/** The types that a column's values have. */
export const typesOf = (data: Data, column: string): string[] => [
  ...new Set(data.map(row => typeof row[column])),
];

export interface AcledClient {
  readonly store: Store;
  /** Epoch milliseconds of the store's clock. */
  readonly clock: { now: number };
  /** Of ana: given before the tests, and what they are given later. */
  readonly tokens: Granted;
  readonly send: (path: string, sent?: Sent) => Promise<Answer>;
  readonly oauth: (body: string) => Promise<Answer>;
  /** With the token. */
  readonly get: (path: string, method?: string) => Promise<Answer>;
  /** An answer that must be one, in JSON. */
  readonly ask: (path: string) => Promise<Envelope>;
}

/** Two hundred events, users bo and ana, a server while the tests of the file or `describe` run. */
export const acledForTests = (make: () => Promise<TestStores>): AcledClient => {
  const clock = { now: Date.parse('2024-06-01T12:00:00Z') };
  const { store } = storeForTests(make, { now: () => new Date(clock.now) });
  const tokens: Granted = { access_token: '', refresh_token: '' };
  let server: Serving;
  const send: AcledClient['send'] = (path, sent) => sendTo(server.url, path, sent);
  const oauth: AcledClient['oauth'] = body => send('/oauth/token', { method: 'POST', headers: FORM, body });
  const get: AcledClient['get'] = (path, method = 'GET') =>
    send(path, { method, headers: { Authorization: `Bearer ${tokens.access_token}` } });

  beforeAll(async () => {
    await writeMadeEvents(store, makeEvents(200));
    await addUser(store, { name: 'bo', role: 'admin', password: 'nine white herons' });
    await addUser(store, { name: 'ana', role: 'coder', password: PASSWORD });
    server = await serve(testContext(store).context, { port: 0, host: '127.0.0.1' });
    const answer = await oauth(
      `grant_type=password&username=ana&password=${PASSWORD.replaceAll(' ', '+')}&client_id=acled`,
    );
    Object.assign(tokens, JSON.parse(answer.text) as Granted);
  }, 60_000);
  afterAll(() => server.close());

  return {
    store,
    clock,
    tokens,
    send,
    oauth,
    get,
    ask: async path => {
      const answer = await get(path);
      expect({ path, status: answer.status, text: answer.text.slice(0, 300) }).toMatchObject({ status: 200 });
      expect(answer.headers['content-type']).toBe('application/json');
      return JSON.parse(answer.text) as Envelope;
    },
  };
};
