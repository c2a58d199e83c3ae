// How a large store answers: filters as users combine them, searches, pages. docs/performance.md has the table. Run:
//   npm run bench:store -- --events 100000                        on PGlite, in a folder that is removed afterwards
//   npm run bench:store -- --events 1000000 --store postgres://... in an empty database, which keeps what was made
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import {
  type EventFilter,
  listEvents,
  listReports,
  listStatements,
  listStories,
  openStore,
  type Store,
  searchStore,
} from '../src/6-record/index.ts';
import {
  fillStore,
  LAST_DAY,
  OUTLETS,
  pick,
  randomFrom,
  STATUSES,
  skewed,
  someActor,
  someCountry,
  someType,
  someWord,
} from './made-store.ts';

const { values: options } = parseArgs({
  options: {
    events: { type: 'string', default: '100000' },
    store: { type: 'string' },
    asked: { type: 'string', default: '300' },
    only: { type: 'string' },
  },
});
const count = Number(options.events);
const asked = Number(options.asked);
const random = randomFrom(23);
const say = (line: string): void => void process.stdout.write(`${line}\n`);

const daysBefore = (day: string, days: number): string =>
  new Date(Date.parse(day) - days * 86_400_000).toISOString().slice(0, 10);

const someDays = (): Pick<EventFilter, 'since' | 'until'> => {
  const end = daysBefore(LAST_DAY, Math.floor(random() ** 2 * 4000));
  const chance = random();
  if (chance < 0.3) return { since: daysBefore(LAST_DAY, pick(random, [7, 31, 92, 366])) };
  if (chance < 0.4) return { until: end };
  return { since: daysBefore(end, pick(random, [0, 7, 31, 92, 366])), until: end };
};

const maybe = <Part extends object>(share: number, make: () => Part): Part | Record<string, never> =>
  random() < share ? make() : {};

/** One to four conditions, as a user sets them one after the other. */
const someFilter = (): EventFilter => ({
  ...maybe(0.55, () => ({
    countries: random() < 0.8 ? [someCountry(random)] : [someCountry(random), someCountry(random)],
  })),
  ...maybe(0.5, someDays),
  ...maybe(0.35, () => ({ types: [someType(random)] })),
  ...maybe(0.2, () => ({ statuses: [pick(random, STATUSES)] })),
  ...maybe(0.15, () => ({ standings: [pick(random, ['corroborated', 'disputed', 'singleSource'])] })),
  ...maybe(0.15, () => ({ name: someActor(random).name.slice(0, 3 + Math.floor(random() * 12)) })),
  ...maybe(0.1, () => ({ outlets: [skewed(random, OUTLETS, 4)] })),
  ...maybe(0.15, () => ({
    words: Array.from({ length: 1 + Math.floor(random() * 2) }, () => someWord(random)).join(' '),
  })),
});

const measure = async (
  name: string,
  ask: (round: number) => Promise<unknown>,
  rounds = asked,
): Promise<void> => {
  if (options.only !== undefined && !name.includes(options.only)) return;
  const times: { took: number; what: unknown }[] = [];
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    const what = await ask(round);
    times.push({ took: performance.now() - start, what });
  }
  times.sort((a, b) => a.took - b.took);
  const at = (share: number): string =>
    (times[Math.min(times.length - 1, Math.floor(times.length * share))]?.took ?? 0).toFixed(1).padStart(8);
  say(`${name.padEnd(42)} p50${at(0.5)} ms   p95${at(0.95)} ms   max${at(1)} ms`);
  if (process.env.SLOWEST)
    for (const { took, what } of times.slice(-5)) say(`    ${took.toFixed(0)} ms ${JSON.stringify(what)}`);
};

const measureAll = async (store: Store): Promise<void> => {
  await measure('events: filters combined, 50', async () => {
    const filter = someFilter();
    const { items, next } = await listEvents(store, filter, { limit: 50 });
    return { filter, items: items.length, next };
  });
  await measure('events: the page after, 50', async () => {
    const filter = someFilter();
    const after = `${daysBefore(LAST_DAY, Math.floor(random() * 3000))}.${Math.floor(random() * count)}`;
    const { items } = await listEvents(store, filter, { limit: 50, after });
    return { filter, after, items: items.length };
  });
  await measure(
    'events: filters combined, 5,000',
    async () => {
      const filter = someFilter();
      const { items } = await listEvents(store, filter, { limit: 5000 });
      return { filter, items: items.length };
    },
    Math.ceil(asked / 5),
  );
  const someWords = (): string =>
    Array.from({ length: 1 + Math.floor(random() * 3) }, () => someWord(random)).join(' ');
  for (const kind of ['event', 'report', 'statement'] as const)
    await measure(`search: ${kind}s, 10`, async () => {
      const words = someWords();
      return { words, items: (await searchStore(store, words, [kind], 10)).length };
    });
  await measure('reports: filters combined, 50', async () => {
    const filter = {
      ...maybe(0.5, someDays),
      ...maybe(0.4, () => ({ outlets: [skewed(random, OUTLETS, 4)] })),
      ...maybe(0.4, () => ({ words: someWords() })),
    };
    return { filter, items: (await listReports(store, filter, { limit: 50 })).items.length };
  });
  await measure('statements: filters combined, 50', async () => {
    const filter = {
      ...maybe(0.5, someDays),
      ...maybe(0.4, () => ({ speaker: someActor(random).name })),
      ...maybe(0.4, () => ({ words: someWords() })),
    };
    return { filter, items: (await listStatements(store, filter, { limit: 50 })).items.length };
  });
  await measure('stories: days, 50', async () => {
    const filter = someDays();
    return { filter, items: (await listStories(store, filter, { limit: 50 })).items.length };
  });
};

const folder = options.store === undefined ? mkdtempSync(join(tmpdir(), 'synoptic-bench-store-')) : null;
const store = await openStore(options.store ?? join(folder as string, 'store'), { software: '0.0.0-bench' });
try {
  const [held] = await store.database.query<{ n: number }>('select count(*)::int as n from events');
  if ((held?.n ?? 0) < count) {
    const start = performance.now();
    await fillStore(store, count, done => {
      if (done % 50_000 < 4000) process.stderr.write(`${done} events\n`);
    });
    say(`made ${count} events in ${((performance.now() - start) / 1000).toFixed(0)} s`);
  }
  await store.database.query('vacuum analyze').catch(() => store.database.query('analyze'));
  await measureAll(store);
} finally {
  await store.close();
  if (folder !== null) rmSync(folder, { recursive: true, force: true });
}
