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
import { measure } from './measure.ts';

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

const ask = async (
  store: Store,
  name: string,
  question: () => Promise<unknown>,
  rounds = asked,
): Promise<void> => {
  if (options.only === undefined || name.includes(options.only)) await measure(store, name, rounds, question);
};

const measureAll = async (store: Store): Promise<void> => {
  await ask(store, 'events: filters combined, 50', async () => {
    const filter = someFilter();
    const { items, next } = await listEvents(store, filter, { limit: 50 });
    return { filter, items: items.length, next };
  });
  await ask(store, 'events: the page after, 50', async () => {
    const filter = someFilter();
    const after = `${daysBefore(LAST_DAY, Math.floor(random() * 3000))}.${Math.floor(random() * count)}`;
    const { items } = await listEvents(store, filter, { limit: 50, after });
    return { filter, after, items: items.length };
  });
  await ask(
    store,
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
    await ask(store, `search: ${kind}s, 10`, async () => {
      const words = someWords();
      return { words, items: (await searchStore(store, words, [kind], 10)).length };
    });
  await ask(store, 'reports: filters combined, 50', async () => {
    const filter = {
      ...maybe(0.5, someDays),
      ...maybe(0.4, () => ({ outlets: [skewed(random, OUTLETS, 4)] })),
      ...maybe(0.4, () => ({ words: someWords() })),
    };
    return { filter, items: (await listReports(store, filter, { limit: 50 })).items.length };
  });
  await ask(store, 'statements: filters combined, 50', async () => {
    const filter = {
      ...maybe(0.5, someDays),
      ...maybe(0.4, () => ({ speaker: someActor(random).name })),
      ...maybe(0.4, () => ({ words: someWords() })),
    };
    return { filter, items: (await listStatements(store, filter, { limit: 50 })).items.length };
  });
  await ask(store, 'stories: days, 50', async () => {
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
