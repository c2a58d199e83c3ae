// How the API in ACLED's form answers over a large store: the rows made, then filters as clients combine them, 5,000 rows
// an answer, from the request to the last byte, without the network. docs/performance.md has the table. Run:
//   npm run bench:acled -- --events 100000                        on PGlite, in a folder that is removed afterwards
//   npm run bench:acled -- --events 1000000 --store postgres://... in a database that bench:store filled, or an empty one
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openAcledMaker, refreshAcled } from '../src/6-record/acled/index.ts';
import { openStore } from '../src/6-record/index.ts';
import { buildApp } from '../src/7-serve/app.ts';
import { DEFAULT_LIMITS, makeContext } from '../src/7-serve/context.ts';
import { ACLED_CLASSES } from '../src/schema/acled.ts';
import { fillStore, LAST_DAY, OUTLETS, pick, randomFrom, skewed, someCountry } from './made-store.ts';
import { measure } from './measure.ts';

const { values: options } = parseArgs({
  options: {
    events: { type: 'string', default: '100000' },
    store: { type: 'string' },
    asked: { type: 'string', default: '100' },
  },
});
const count = Number(options.events);
const random = randomFrom(29);
const say = (line: string): void => void process.stdout.write(`${line}\n`);

const folder = options.store === undefined ? mkdtempSync(join(tmpdir(), 'synoptic-bench-acled-')) : null;
const store = await openStore(options.store ?? join(folder as string, 'store'), { software: '0.0.0-bench' });
const maker = openAcledMaker();

const TYPES = [...new Set([...ACLED_CLASSES.values()].map(({ eventType }) => eventType))];
const countryName = (): string =>
  encodeURIComponent(maker.registry.states.get(someCountry(random))?.name ?? 'Syria');
const someDays = (): string => {
  const end = new Date(Date.parse(LAST_DAY) - Math.floor(random() ** 2 * 3000) * 86_400_000);
  const start = new Date(end.getTime() - pick(random, [7, 31, 92, 366]) * 86_400_000);
  return `event_date=${start.toISOString().slice(0, 10)}|${end.toISOString().slice(0, 10)}&event_date_where=BETWEEN`;
};
const countries = (): string =>
  `country=${Array.from({ length: 1 + Math.floor(random() * 4) }, countryName).join('|')}`;
const type = (): string => `event_type=${encodeURIComponent(pick(random, TYPES).toUpperCase())}`;

/** One to three conditions, as analysts set them. */
const someFilter = (): string =>
  [
    ...(random() < 0.7 ? [countries()] : []),
    ...(random() < 0.6 ? [someDays()] : []),
    ...(random() < 0.3 ? [type()] : []),
    ...(random() < 0.15 ? ['fatalities=1&fatalities_where=%3E%3D'] : []),
  ].join('&');

const QUESTIONS: Readonly<Record<string, () => string>> = {
  'the newest': () => '',
  'filters combined': someFilter,
  'one country': countries,
  'type of event': type,
  'actor, by a part of its name': () => `actor1=${countryName()}`,
  'source, by a part of its name': () => `source=${encodeURIComponent(skewed(random, OUTLETS, 4))}`,
  'changed since': () => `timestamp=${2_000_000_000 - Math.floor(random() * 1e9)}&timestamp_where=%3E%3D`,
  'filters combined, monadic': () => `export_type=monadic&${someFilter()}`,
  'filters combined, inter_num': () => `inter_num=1&${someFilter()}`,
  'filters combined, population': () => `population=full&${someFilter()}`,
  'filters combined, some fields': () => `fields=event_id_cnty|event_date|country|fatalities&${someFilter()}`,
  'filters combined, CSV': () => `_format=csv&${someFilter()}`,
  'filters combined, XML': () => `_format=xml&${someFilter()}`,
  'a page far behind': () => `page=${2 + Math.floor(random() * 3)}&${type()}`,
};

try {
  const [held] = await store.database.query<{ n: number }>('select count(*)::int as n from events');
  if ((held?.n ?? 0) < count)
    await fillStore(store, count, done => {
      if (done % 100_000 === 0) say(`${done} events`);
    });
  const start = performance.now();
  await refreshAcled(store, maker);
  for (const table of ['acled_rows', 'acled_contents', 'acled_values'])
    await store.database.query(`vacuum analyze ${table}`);
  const [rows] = await store.database.query<{ n: number }>('select count(*)::int as n from acled_rows');
  say(`${rows?.n} rows made in ${((performance.now() - start) / 1000).toFixed(1)} s`);
  const limits = { ...DEFAULT_LIMITS, requestsPerMinute: 1e9 };
  const app = buildApp(makeContext(store, { acled: () => maker, limits }));
  for (const [name, question] of Object.entries(QUESTIONS))
    await measure(store, name, Number(options.asked), async () => {
      const address = `/api/acled/read?limit=5000&${question()}`;
      const answer = await app.request(address);
      const bytes = (await answer.arrayBuffer()).byteLength;
      if (answer.status !== 200) throw new Error(`${answer.status} for ${address}`);
      return { address, bytes };
    });
} finally {
  await store.close();
  if (folder !== null) rmSync(folder, { recursive: true, force: true });
}
