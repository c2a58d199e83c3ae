// One connection for many requests: a body that was refused unread costs the next request nothing.
import { Agent, request } from 'node:http';
import { beforeAll, expect, test } from 'vitest';
import { makeBuckets } from '../../src/7-serve/security/buckets.ts';
import { serve } from '../../src/7-serve/server.ts';
import { testContext } from '../support/serving.ts';
import { pgliteStores, storeForTests } from '../support/stores.ts';

const { store } = storeForTests(pgliteStores);
let url: URL;
let stop: () => Promise<void>;
beforeAll(async () => {
  const unlimited = makeBuckets(1e9);
  const { context } = testContext(store, { byUser: unlimited, byAddress: unlimited });
  const server = await serve(context, { port: 0, host: '127.0.0.1' });
  url = new URL(server.url);
  stop = server.close;
});

interface Answered {
  readonly status: number;
  readonly isReused: boolean;
}

test('a body too large is answered, and the connection goes on', async () => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const ask = (path: string, body: Buffer | null): Promise<Answered> =>
    new Promise((resolve, reject) => {
      const sent = request(new URL(path, url), {
        agent,
        method: body ? 'POST' : 'GET',
        headers: body
          ? { 'content-type': 'application/x-www-form-urlencoded', 'content-length': body.length }
          : {},
      });
      sent.on('response', answer => {
        answer.resume();
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, isReused: sent.reusedSocket }));
      });
      sent.on('error', reject);
      sent.end(body ?? undefined);
    });
  try {
    for (const size of [100_000, 500_000, 3_000_000]) {
      expect((await ask('/oauth/token', Buffer.alloc(size, 'a=b&'))).status).toBe(413);
      // longer than the adapter waits for what it did not read
      const until = Date.now() + 900;
      while (Date.now() < until)
        expect(await ask('/api/v1/about', null)).toMatchObject({ status: 200, isReused: true });
    }
  } finally {
    agent.destroy();
    await stop();
  }
});
