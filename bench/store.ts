// How the store answers when it is large: events generated and loaded, then each filter and search asked many times.
// docs/performance.md has the table. Run: npm run bench:store -- 100000 FOLDER-OR-ADDRESS
import { insertRows } from '../src/6-record/database/database.ts';
import { eventColumns } from '../src/6-record/event-row.ts';
import { type EventFilter, listEvents, openStore, type Store, searchStore } from '../src/6-record/index.ts';
import { ACLED_CLASSES } from '../src/schema/acled.ts';
import { EVENT_STATUSES } from '../src/schema/coded-report.ts';
import { EVENT_TYPES, type EventType, eventTypeInfo } from '../src/schema/plover.ts';
import type { RecordedEvent } from '../src/schema/recorded-event.ts';

/** Numerical Recipes' generator: the same events on every run. */
const randomFrom = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
};

const random = randomFrom(11);
const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;
/** Small numbers are more frequent, as with countries and words in the news. */
const skewed = <Item>(items: readonly Item[]): Item =>
  items[Math.floor(random() ** 3 * items.length)] as Item;

const SYLLABLES = 'ba ke li mo nu ra se ti vo zu dar fen gol hin jor kas lem mir nol pas'.split(' ');
const word = (): string => pick(SYLLABLES) + pick(SYLLABLES) + pick(SYLLABLES);
const VOCABULARY = Array.from({ length: 20_000 }, word);
const COUNTRIES = Array.from({ length: 180 }, (_, i) =>
  [i / 26, i]
    .map(n => String.fromCharCode(65 + (Math.floor(n) % 26)))
    .join('')
    .padStart(3, 'X'),
);
const NAMES = Array.from({ length: 5000 }, () => `${word()} ${word()}`);
const TYPES = Object.keys(EVENT_TYPES) as EventType[];
const ACLED = [...ACLED_CLASSES.values()];

const participant = () => {
  const country = skewed(COUNTRIES);
  return {
    entity: 'n1',
    start: 0,
    end: 5,
    name: skewed(NAMES),
    country,
    sector: 'GOV' as const,
    code: `${country}GOV`,
  };
};

const makeEvent = (number: number): RecordedEvent => {
  const type = skewed(TYPES);
  const day = new Date(Date.UTC(2015, 0, 1) + Math.floor(random() * 4000) * 86_400_000)
    .toISOString()
    .slice(0, 10);
  const { quadClass, intensity } = eventTypeInfo(type);
  return {
    id: `e${number}`,
    story: null,
    type,
    mode: null,
    contexts: [],
    cameo: null,
    quadClass,
    intensity,
    status: skewed(EVENT_STATUSES),
    actors: [participant()],
    recipients: [participant()],
    place: {
      entity: 'n3',
      start: 0,
      end: 4,
      name: skewed(VOCABULARY),
      country: skewed(COUNTRIES),
      admin1: null,
      latitude: 10,
      longitude: 10,
      precision: 1,
    },
    time: { from: day, to: day, precision: 1, start: 0, end: 4 },
    mentions: [{ report: `r${number}`, event: 'e1', trigger: { start: 0, end: 5 } }],
    standing: random() < 0.1 ? 'disputed' : 'singleSource',
    differences: [],
    acled: random() < 0.4 ? pick(ACLED) : null,
    outlets: [skewed(VOCABULARY)],
    independentOutlets: 1,
    confidence: random(),
    words: Array.from({ length: 25 }, () => skewed(VOCABULARY)).join(' '),
    firstReported: day,
    killed: null,
  };
};

const load = async (store: Store, count: number): Promise<void> => {
  const at = new Date().toISOString();
  for (let from = 1; from <= count; from += 5000) {
    const events = Array.from({ length: Math.min(5000, count - from + 1) }, (_, i) => makeEvent(from + i));
    await store.database.transaction(queries =>
      insertRows(
        queries,
        'events',
        events.map(event => ({
          ...eventColumns(event),
          coded: null,
          search: [event.type, ...event.actors.map(({ name }) => name), event.words].join('\n'),
          reviewed: null,
          created_at: at,
          updated_at: at,
          deleted_at: null,
          merged_into: null,
        })),
      ),
    );
  }
  await store.database.query('analyze events');
};

const ROUNDS = 60;

const measure = async (name: string, ask: () => Promise<unknown>): Promise<void> => {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    await ask();
    times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  const at = (share: number): string => (times[Math.floor(times.length * share)] as number).toFixed(1);
  process.stdout.write(
    `${name.padEnd(34)} median ${at(0.5).padStart(7)} ms   p95 ${at(0.95).padStart(7)} ms\n`,
  );
};

const FILTERS: Readonly<Record<string, () => EventFilter>> = {
  'the newest': () => ({}),
  'type and status': () => ({ types: [pick(TYPES)], statuses: ['happened'] }),
  'country and days': () => ({ countries: [skewed(COUNTRIES)], since: '2020-01-01', until: '2020-12-31' }),
  'rare country': () => ({ countries: [COUNTRIES.at(-1) as string] }),
  'name by its beginning': () => ({ name: skewed(NAMES).slice(0, 8) }),
  outlet: () => ({ outlets: [skewed(VOCABULARY)] }),
  'disputed, of a type': () => ({ standings: ['disputed'], types: [pick(TYPES)] }),
  'two words': () => ({ words: `${skewed(VOCABULARY)} ${skewed(VOCABULARY)}` }),
};

const [count = '100000', location = '/tmp/synoptic-bench-store'] = process.argv.slice(2);
const store = await openStore(location, { software: '0.0.0-bench' });
const [held] = await store.database.query<{ n: number }>('select count(*)::int as n from events');
if ((held?.n ?? 0) < Number(count)) {
  const start = performance.now();
  await store.database.query('truncate events cascade');
  await load(store, Number(count));
  process.stdout.write(`loaded ${count} events in ${((performance.now() - start) / 1000).toFixed(1)} s\n`);
}
for (const [name, filter] of Object.entries(FILTERS))
  await measure(name, () => listEvents(store, filter(), { limit: 50 }));
await measure('one country, 5,000 events', () =>
  listEvents(store, { countries: [COUNTRIES[0] as string] }, { limit: 5000 }),
);
await measure('search, a frequent word', () => searchStore(store, VOCABULARY[3] as string, ['event'], 10));
await measure('search, two words', () =>
  searchStore(store, `${skewed(VOCABULARY)} ${skewed(VOCABULARY)}`, ['event'], 10),
);
await store.close();
