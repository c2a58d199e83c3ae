// A store as large as asked for, made without coding anything: stories with reports, statements, figures and events in
// the proportions of the news. A few countries, actors and words are in most of them, most in few.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { insertRows, type Row } from '../src/6-record/database/database.ts';
import { eventColumns } from '../src/6-record/event-row.ts';
import type { Store } from '../src/6-record/index.ts';
import { linkRows } from '../src/6-record/write-events.ts';
import { packageDir } from '../src/resources/index.ts';
import { ACLED_CLASSES } from '../src/schema/acled.ts';
import type { EventStatus } from '../src/schema/coded-report.ts';
import { EVENT_TYPES, type EventType, eventTypeInfo } from '../src/schema/plover.ts';
import type { RecordedEvent } from '../src/schema/recorded-event.ts';
import type { StoryEventMention } from '../src/schema/story.ts';

/** Numerical Recipes' generator: the same store on every run. */
export const randomFrom = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
};

type Random = () => number;

export const pick = <Item>(random: Random, items: readonly Item[]): Item =>
  items[Math.floor(random() * items.length)] as Item;

/** The nth has a share of about 1 / (n + head): a few in most, most in few. */
export const skewed = <Item>(random: Random, items: readonly Item[], head = 1): Item =>
  items[
    Math.min(items.length - 1, Math.floor(head * ((items.length + head) / head) ** random() - head))
  ] as Item;

const SYLLABLES = 'ba ke li mo nu ra se ti vo zu dar fen gol hin jor kas lem mir nol pas'.split(' ');
const made = randomFrom(5);
const word = (): string => pick(made, SYLLABLES) + pick(made, SYLLABLES) + pick(made, SYLLABLES);
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

export const VOCABULARY = Array.from({ length: 8000 }, word);
export const OUTLETS = Array.from(
  { length: 400 },
  () => `${capital(word())} ${pick(made, ['Post', 'Radio', 'Wire', 'Times'])}`,
);
const TYPES = Object.keys(EVENT_TYPES) as EventType[];
export const STATUSES: readonly EventStatus[] = [
  'happened',
  'ongoing',
  'planned',
  'demanded',
  'threatened',
  'denied',
];
export const ACLED = [...ACLED_CLASSES.values()];

export const COUNTRIES = readFileSync(join(packageDir(), 'registry/actors/states.tsv'), 'utf8')
  .split('\n')
  .map(line => line.slice(0, 3))
  .filter(code => /^[A-Z]{3}$/.test(code))
  // not by the alphabet
  .map(code => ({ code, place: made() }))
  .sort((a, b) => a.place - b.place)
  .map(({ code }) => code);

interface Actor {
  readonly name: string;
  readonly country: string;
  readonly sector: 'GOV' | 'MIL' | 'REB' | 'CVL';
}

interface Land {
  readonly country: string;
  readonly actors: readonly Actor[];
  readonly towns: readonly {
    readonly name: string;
    readonly admin1: string;
    readonly at: readonly [number, number];
  }[];
}

const LANDS: readonly Land[] = COUNTRIES.map(country => {
  const regions = Array.from({ length: 12 }, () => capital(word()));
  return {
    country,
    actors: Array.from({ length: 30 }, (_, i) => ({
      name:
        i < 3
          ? `${capital(word())} ${['government', 'army', 'police'][i]}`
          : `${capital(word())} ${capital(word())}`,
      country,
      sector: (['GOV', 'MIL', 'MIL', 'REB', 'CVL'] as const)[Math.min(i, 4)] ?? 'CVL',
    })),
    towns: Array.from({ length: 60 }, () => ({
      name: capital(word()),
      admin1: pick(made, regions),
      at: [made() * 140 - 60, made() * 340 - 170] as const,
    })),
  };
});

/** Types, more of those that the news are full of. */
export const someType = (random: Random): EventType => skewed(random, TYPES, 3);
export const someCountry = (random: Random): string => skewed(random, COUNTRIES, 4);
export const someWord = (random: Random): string => skewed(random, VOCABULARY, 25);
export const someActor = (random: Random): Actor => skewed(random, skewed(random, LANDS, 4).actors, 2);

const FIRST_DAY = Date.UTC(2014, 0, 1);
const DAYS = 4300;
export const LAST_DAY = new Date(FIRST_DAY + DAYS * 86_400_000).toISOString().slice(0, 10);
const dayAt = (number: number): string =>
  new Date(FIRST_DAY + number * 86_400_000).toISOString().slice(0, 10);

const words = (random: Random, count: number): string =>
  Array.from({ length: count }, () => someWord(random)).join(' ');

const participant = (actor: Actor) => ({
  entity: 'n1',
  start: 0,
  end: actor.name.length,
  ...actor,
  code: `${actor.country}${actor.sector}`,
});

/** Where, when and among whom a story plays. */
interface Scene {
  readonly land: Land;
  readonly other: Land;
  readonly day: number;
  readonly reports: readonly { readonly id: string; readonly outlet: string }[];
  readonly story: string;
}

const daysOf = (random: Random, day: number): RecordedEvent['time'] => {
  const chance = random();
  if (chance < 0.05) return null;
  const precision = chance < 0.85 ? 1 : chance < 0.93 ? 2 : chance < 0.98 ? 3 : 4;
  const length = [0, 0, 6, 29, 364][precision] as number;
  const from = day - Math.floor(random() * 3);
  return { from: chance > 0.995 ? null : dayAt(from), to: dayAt(from + length), precision, start: 0, end: 4 };
};

const makeEvent = (
  random: Random,
  number: number,
  { land, other, day, reports, story }: Scene,
): RecordedEvent => {
  const type = someType(random);
  const { quadClass, intensity } = eventTypeInfo(type);
  const town = random() < 0.75 ? skewed(random, land.towns, 3) : null;
  const held = reports.slice(0, 1 + Math.floor(random() ** 3 * reports.length));
  const mentions: StoryEventMention[] = held.map(({ id }) => ({
    report: id,
    event: `e${number}`,
    trigger: { start: 20, end: 26 },
  }));
  const outlets = [...new Set(held.map(({ outlet }) => outlet))].sort();
  const chance = random();
  const killed = random() < 0.15 ? Math.ceil(random() ** 4 * 60) : null;
  return {
    id: `e${number}`,
    story,
    type,
    mode: null,
    contexts: random() < 0.3 ? ['military'] : [],
    cameo: null,
    quadClass,
    intensity,
    status: random() < 0.7 ? 'happened' : pick(random, STATUSES),
    actors: [participant(skewed(random, land.actors, 2))],
    recipients:
      random() < 0.8 ? [participant(skewed(random, (random() < 0.7 ? land : other).actors, 2))] : [],
    place: town && {
      entity: 'n3',
      start: 0,
      end: town.name.length,
      name: town.name,
      country: land.country,
      admin1: town.admin1,
      latitude: Math.round(town.at[0] * 1e4) / 1e4,
      longitude: Math.round(town.at[1] * 1e4) / 1e4,
      precision: random() < 0.7 ? 1 : 2,
    },
    time: daysOf(random, day),
    mentions,
    standing: outlets.length < 2 ? 'singleSource' : chance < 0.2 ? 'disputed' : 'corroborated',
    differences: [],
    acled: random() < 0.45 ? skewed(random, ACLED, 3) : null,
    outlets,
    independentOutlets: outlets.length,
    confidence: Math.round((1 - random() ** 2 * 0.7) * 1000) / 1000,
    words: words(random, 25),
    firstReported: dayAt(day),
    killed: killed === null ? null : { low: killed, best: killed, high: killed + Math.floor(random() * 5) },
  };
};

type Tables = Record<
  'reports' | 'statements' | 'figures' | 'stories' | 'story_reports' | 'events' | 'event_links',
  Row[]
>;

const AT = '2025-10-01T00:00:00.000Z';

const reportRow = (random: Random, id: string, added: number, outlet: string, day: number): Row => ({
  id,
  outlet,
  title: capital(words(random, 8)),
  url: null,
  published_at: dayAt(day),
  published_on: dayAt(day),
  date_basis: 'given',
  language: 'en',
  text: `${capital(words(random, 180))}.`,
  verbatim: null,
  retrieved_at: null,
  content_hash: `h${added}`,
  identity: `i${added}`,
  non_prose: '[]',
  metadata: '{}',
  added,
  added_at: AT,
  run: 1,
  supersedes: null,
  superseded_by: null,
});

const statementRow = (
  random: Random,
  report: string,
  ordinal: number,
  { name, country, sector }: Actor,
): Row => ({
  report,
  id: `s${ordinal + 1}`,
  ordinal,
  added: Number(report.slice(1)),
  speaker: name,
  speaker_entity: 'n1',
  speaker_country: country,
  speaker_code: `${country}${sector}`,
  quotation: 'direct',
  act: 'says',
  venue: null,
  date_from: null,
  date_to: null,
  time_precision: null,
  within: null,
  content: words(random, 15),
});

const eventRow = (event: RecordedEvent): Row => ({
  ...eventColumns(event),
  coded: JSON.stringify(event),
  search: [event.type, ...event.actors.map(({ name }) => name), event.place?.name ?? '', event.words].join(
    '\n',
  ),
  reviewed: null,
  // in the order of numbers, as a store grows
  created_at: new Date(Date.parse(AT) + Number(event.id.slice(1)) * 10).toISOString(),
  updated_at: new Date(Date.parse(AT) + Number(event.id.slice(1)) * 10).toISOString(),
  deleted_at: null,
  merged_into: null,
  acled_id: event.place?.country ? `${event.place.country}${event.id.slice(1)}` : null,
});

/** One story after the other, in no order of days: stores are filled with archives too. */
function* makeStories(count: number): Generator<Tables> {
  const random = randomFrom(11);
  let [events, reports, stories] = [0, 0, 0];
  while (events < count) {
    const land = skewed(random, LANDS, 4);
    const day = Math.floor(random() ** 0.6 * DAYS);
    const story = `s${++stories}`;
    const scene: Scene = {
      land,
      other: skewed(random, LANDS, 4),
      day,
      story,
      reports: Array.from({ length: 1 + Math.floor(random() ** 4 * 12) }, () => ({
        id: `r${++reports}`,
        outlet: skewed(random, OUTLETS, 4),
      })),
    };
    const size = Math.min(count - events, 2 + Math.floor(random() * 9));
    const own = Array.from({ length: size }, () => makeEvent(random, ++events, scene));
    yield {
      reports: scene.reports.map(({ id, outlet }) => reportRow(random, id, Number(id.slice(1)), outlet, day)),
      statements: scene.reports.flatMap(({ id }) =>
        [0, 1].map(ordinal => statementRow(random, id, ordinal, skewed(random, land.actors, 2))),
      ),
      figures: [],
      stories: [
        {
          id: story,
          number: stories,
          title: capital(words(random, 8)),
          independent_outlets: new Set(scene.reports.map(({ outlet }) => outlet)).size,
          report_count: scene.reports.length,
          event_count: own.length,
          date_from: dayAt(day),
          date_to: dayAt(day + 1),
          document: '{}',
          created_at: AT,
          updated_at: AT,
        },
      ],
      story_reports: scene.reports.map(({ id }, ordinal) => ({ report: id, story, ordinal })),
      events: own.map(eventRow),
      event_links: linkRows(own),
    };
  }
}

const emptyTables = (): Tables => ({
  reports: [],
  statements: [],
  figures: [],
  stories: [],
  story_reports: [],
  events: [],
  event_links: [],
});

const TABLES = Object.keys(emptyTables()) as (keyof Tables)[];
/** Rows of events a transaction. */
const BATCH = 4000;

/** Without the indexes that no constraint needs: they are made when all is there. */
const takeIndexes = async ({ database }: Store): Promise<string[]> => {
  const rows = await database.query<{ name: string; made: string }>(
    `select indexname as name, indexdef as made from pg_indexes
    where schemaname = current_schema() and tablename = any($1)
      and indexname not in (select conname from pg_constraint) order by indexname`,
    [TABLES],
  );
  for (const { name } of rows) await database.execute(`drop index ${name}`);
  return rows.map(({ made }) => made);
};

/** Fills an empty store with `count` events and what they come from. */
export const fillStore = async (store: Store, count: number, say: (done: number) => void): Promise<void> => {
  const { database } = store;
  const indexes = await takeIndexes(store);
  await database.query(
    "insert into runs values (1, $1, '0', 'c', 'r', '{}', 'bench') on conflict do nothing",
    [AT],
  );
  let waiting = emptyTables();
  let done = 0;
  const flush = async (): Promise<void> => {
    await database.transaction(async queries => {
      for (const table of TABLES)
        if (waiting[table].length > 0) await insertRows(queries, table, waiting[table]);
    });
    done += waiting.events.length;
    waiting = emptyTables();
    say(done);
  };
  for (const story of makeStories(count)) {
    for (const table of TABLES) waiting[table].push(...story[table]);
    if (waiting.events.length >= BATCH) await flush();
  }
  await flush();
  for (const made of indexes) await database.execute(made);
  await database.query(
    `update counters set value = case name when 'event' then $1::bigint when 'report' then (select count(*) from reports)
      when 'story' then (select count(*) from stories) else value end`,
    [count],
  );
};
