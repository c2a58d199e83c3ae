// Events made by chance, the same on every run, written into a store without reports: what reads rows needs no more.
import { randomFrom } from '../../bench/made-reports.ts';
import { insertRows } from '../../src/6-record/database/database.ts';
import { eventColumns } from '../../src/6-record/event-row.ts';
import type { Store } from '../../src/6-record/index.ts';
import { ACLED_CLASSES } from '../../src/schema/acled.ts';
import { EVENT_STATUSES, type Participant } from '../../src/schema/coded-report.ts';
import { type EventType, eventTypeInfo, type Sector } from '../../src/schema/plover.ts';
import type { RecordedEvent } from '../../src/schema/recorded-event.ts';

/** Who did it or met with it; the code is country and sector joined. */
export const participant = (name: string, country: string | null, sector: Sector | null): Participant => ({
  entity: 'n1',
  start: 0,
  end: 4,
  name,
  country,
  sector,
  code: `${country ?? ''}${sector ?? ''}`,
});

const PLACES = [
  ['Idlib', 'SYR', 'Idlib', 35.93061, 36.63393, 1],
  ['Aleppo', 'SYR', 'Aleppo', 36.20124, 37.16117, 1],
  ['northern Syria', 'SYR', null, null, null, 3],
  ['Mosul', 'IRQ', 'Nineveh', 36.335, 43.11889, 1],
  ['El Fasher', 'SDN', 'North Darfur', 13.62793, 25.34936, 1],
  ['Sudan', 'SDN', null, 15, 30, 3],
  ["N'Djamena_50%", 'TCD', null, 12.10672, 15.0444, 2],
  ['Kherson', 'UKR', 'Kherson', 46.65581, 32.6178, 1],
  ['Zürich', 'CHE', 'Zürich', 47.36667, 8.55, 1],
  ['Quito', 'ECU', 'Pichincha', -0.22985, -78.52495, 1],
] as const;

const ACTORS: readonly (readonly [string, string | null, Sector | null])[] = [
  ['Syrian army', 'SYR', 'MIL'],
  ['Turkish military', 'TUR', 'MIL'],
  ['Iraqi police', 'IRQ', 'COP'],
  ['Islamic State', null, 'UAF'],
  ['farmers', 'SDN', 'AGR'],
  ['protesters', 'UKR', 'CVL'],
  ['gunmen', null, 'UAF'],
  ['Sudan', 'SDN', null],
];

const OUTLETS = ['Vell Radio', 'The Harbour Post', 'Wire & Sons', 'Öst Daily', 'North <Star>'];
const WORDS =
  'shells fell near the old mill at dawn 50% of homes "lost" =SUM(1) a_b, c;d strasse straße'.split(' ');

export const makeEvents = (count: number, seed = 7): RecordedEvent[] => {
  const random = randomFrom(seed);
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;
  const side = (most: number): Participant[] =>
    Array.from({ length: Math.floor(random() * (most + 1)) }, () => {
      return participant(...pick(ACTORS));
    });
  return Array.from({ length: count }, (_, i) => {
    const [name, country, admin1, latitude, longitude, precision] = pick(PLACES);
    const from = new Date(Date.UTC(2021, 0, 1) + Math.floor(random() * 900) * 86_400_000);
    const days = pick([1, 1, 1, 7, 30]);
    const to = new Date(from.getTime() + (days - 1) * 86_400_000);
    const type: EventType = pick(['ASSAULT', 'PROTEST', 'COERCE']);
    return {
      id: `e${i + 1}`,
      story: null,
      type,
      mode: null,
      contexts: [],
      cameo: null,
      quadClass: eventTypeInfo(type).quadClass,
      intensity: -5,
      status: random() < 0.8 ? 'happened' : pick(EVENT_STATUSES),
      actors: side(3),
      recipients: side(2),
      place: { entity: 'n2', start: 0, end: 4, name, country, admin1, latitude, longitude, precision },
      time: {
        from: from.toISOString().slice(0, 10),
        to: to.toISOString().slice(0, 10),
        precision: days === 1 ? 1 : days === 7 ? 2 : 3,
        start: 0,
        end: 1,
      },
      mentions: [{ report: `r${i}`, event: 'e1', trigger: { start: 0, end: 5 } }],
      standing: 'singleSource',
      differences: [],
      acled: pick([...ACLED_CLASSES.values()]),
      outlets: [...new Set([pick(OUTLETS), pick(OUTLETS)])].sort(),
      independentOutlets: 1,
      confidence: 0.5,
      words: Array.from({ length: 6 }, () => pick(WORDS)).join(' '),
      firstReported: null,
      killed: random() < 0.4 ? { low: Math.floor(random() * 40), best: 40, high: null } : null,
    } satisfies RecordedEvent;
  });
};

/** Each written a minute after the one before. */
export const writeMadeEvents = async (
  { database }: Store,
  events: readonly RecordedEvent[],
  start = '2024-01-01T00:00:00.000Z',
): Promise<void> => {
  const rows = events.map((event, i) => {
    const at = new Date(Date.parse(start) + i * 60_000).toISOString();
    return {
      ...eventColumns(event),
      acled_id: event.place?.country ? `${event.place.country}${event.id.slice(1)}` : null,
      coded: null,
      search: event.words,
      reviewed: null,
      created_at: at,
      updated_at: at,
      deleted_at: null,
      merged_into: null,
    };
  });
  await database.transaction(async queries => {
    await insertRows(queries, 'events', rows);
    await queries.query('insert into acled_waiting (number, at) select number, updated_at from events');
  });
};
