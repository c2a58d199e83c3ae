// How the server answers over HTTP: eight clients at once, in a thread of their own, ask on a socket of this machine, and
// each answer counts from the question to its last byte. docs/performance.md has the table. Run:
//   npm run bench:http -- --events 100000                        on PGlite, in a folder that is removed afterwards
//   npm run bench:http -- --events 1000000 --store postgres://... in a database that bench:store filled
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { openAcledMaker, refreshAcled } from '../src/6-record/acled/index.ts';
import { openStore } from '../src/6-record/index.ts';
import { DEFAULT_LIMITS, makeContext } from '../src/7-serve/context.ts';
import { serve } from '../src/7-serve/index.ts';
import {
  fillStore,
  LAST_DAY,
  pick,
  randomFrom,
  someActor,
  someCountry,
  someType,
  someWord,
} from './made-store.ts';
import { spread } from './measure.ts';

const CLIENTS = 8;

interface Asked {
  readonly addresses: readonly string[];
}

/** In the clients' thread: milliseconds of each answer. */
const askAll = async ({ addresses }: Asked): Promise<number[]> => {
  const times: number[] = [];
  let next = 0;
  const client = async (): Promise<void> => {
    for (;;) {
      const address = addresses[next++];
      if (address === undefined) return;
      const start = performance.now();
      const answer = await fetch(address);
      await answer.arrayBuffer();
      if (answer.status !== 200) throw new Error(`${answer.status} for ${address}`);
      times.push(performance.now() - start);
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, client));
  return times;
};

const random = randomFrom(31);
const daysBefore = (days: number): string =>
  new Date(Date.parse(LAST_DAY) - days * 86_400_000).toISOString().slice(0, 10);

/** One to three conditions. */
const someFilter = (): string => {
  const end = Math.floor(random() ** 2 * 3000);
  return [
    ...(random() < 0.6 ? [`country=${someCountry(random)}`] : []),
    ...(random() < 0.5
      ? [`since=${daysBefore(end + pick(random, [7, 31, 366]))}&until=${daysBefore(end)}`]
      : []),
    ...(random() < 0.3 ? [`type=${someType(random)}`] : []),
    ...(random() < 0.15 ? [`name=${encodeURIComponent(someActor(random).name.slice(0, 8))}`] : []),
  ].join('&');
};

const QUESTIONS: Readonly<Record<string, () => string>> = {
  '/api/v1/events, filtered, 50': () => `/api/v1/events?limit=50&${someFilter()}`,
  '/api/v1/reports, by words, 50': () => `/api/v1/reports?limit=50&words=${someWord(random)}`,
  '/api/v1/search': () => `/api/v1/search?words=${someWord(random)}+${someWord(random)}`,
  '/api/v1/stories, 50': () => `/api/v1/stories?limit=50&until=${daysBefore(Math.floor(random() * 3000))}`,
  '/api/acled/read, 5,000': () => {
    const end = Math.floor(random() ** 2 * 3000);
    return `/api/acled/read?limit=5000&event_date=${daysBefore(end + 366)}|${daysBefore(end)}&event_date_where=BETWEEN`;
  },
};

const measureAll = async (location: string, count: number, asked: number): Promise<void> => {
  const store = await openStore(location, { software: '0.0.0-bench' });
  try {
    const [held] = await store.database.query<{ n: number }>('select count(*)::int as n from events');
    if ((held?.n ?? 0) < count) await fillStore(store, count, () => {});
    const maker = openAcledMaker();
    await refreshAcled(store, maker);
    const limits = { ...DEFAULT_LIMITS, requestsPerMinute: 1e9 };
    const server = await serve(makeContext(store, { acled: () => maker, limits }), {
      port: 0,
      host: '127.0.0.1',
    });
    for (const [name, question] of Object.entries(QUESTIONS)) {
      const addresses = Array.from({ length: asked }, () => new URL(question(), server.url).href);
      const before = process.cpuUsage();
      const start = performance.now();
      const clients = new Worker(new URL(import.meta.url), { workerData: { addresses } satisfies Asked });
      const [times] = (await once(clients, 'message')) as [number[]];
      const seconds = (performance.now() - start) / 1000;
      const { user, system } = process.cpuUsage(before);
      const work = ((user + system) / 1000 / asked).toFixed(0);
      process.stdout.write(
        `${name.padEnd(32)} by the clock ${spread(times)}   ${(asked / seconds).toFixed(0).padStart(5)} a second, ${work} ms of processor an answer, clients' included\n`,
      );
    }
    await server.close();
  } finally {
    await store.close();
  }
};

if (parentPort && !isMainThread) parentPort.postMessage(await askAll(workerData as Asked));
else {
  const { values: options } = parseArgs({
    options: {
      events: { type: 'string', default: '100000' },
      store: { type: 'string' },
      asked: { type: 'string', default: '400' },
    },
  });
  const folder = options.store === undefined ? mkdtempSync(join(tmpdir(), 'synoptic-bench-http-')) : null;
  try {
    await measureAll(
      options.store ?? join(folder as string, 'store'),
      Number(options.events),
      Number(options.asked),
    );
  } finally {
    if (folder !== null) rmSync(folder, { recursive: true, force: true });
  }
}
