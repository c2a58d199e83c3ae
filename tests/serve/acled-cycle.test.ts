// A copy kept as acledR keeps one: what is gone is deleted, what changed since the copy's last timestamp is read anew.
// Whatever happens to the store in between, the copy is then what a fresh reading of everything gives.
import { beforeAll, describe, expect, test } from 'vitest';
import { randomFrom } from '../../bench/made-reports.ts';
import type { AcledRow } from '../../src/6-record/acled/index.ts';
import {
  beginRun,
  bringTogether,
  decide,
  listEvents,
  recordReport,
  removeReport,
} from '../../src/6-record/index.ts';
import { buildApp } from '../../src/7-serve/app.ts';
import { ACLED_CLASSES } from '../../src/schema/acled.ts';
import type { RecordedEvent } from '../../src/schema/recorded-event.ts';
import type { CodedText } from '../../src/schema/story.ts';
import { ReportBuilder } from '../reconcile/builder.ts';
import { making } from '../support/making.ts';
import { testContext } from '../support/serving.ts';
import { SETUP, STORE_KINDS, storeForTests } from '../support/stores.ts';

const TOWNS = [
  ['Idlib', 'SYR', 35.93, 36.63],
  ['Mosul', 'IRQ', 36.33, 43.12],
  ['El Fasher', 'SDN', 13.63, 25.35],
] as const;

/** Of a shelling somewhere on a day, with its dead. */
const reportOf = (number: number): CodedText => {
  const [place, country, ...at] = TOWNS[number % TOWNS.length] as (typeof TOWNS)[number];
  const day = `2023-0${1 + (number % 5)}-1${number % 3}`;
  const text = `Report ${number}. Shells fell on ${place} and killed ${number} people, witnesses said. The mayor spoke of word${number} and thing${number * 7}.`;
  const { report, coded } = new ReportBuilder(`r${number}`, text, {
    outlet: number % 2 ? 'Vell Radio' : 'The Harbour Post',
    publishedAt: '2023-06-01',
  })
    .event('ASSAULT', 'fell', { place, country, at, day, counts: ['g1'] })
    .figure('killed', `${number} people`, number, { event: 'e1' })
    .build();
  const acled = ACLED_CLASSES.get('Shelling/artillery/missile attack') ?? null;
  return { report, coded: { ...coded, events: coded.events.map(event => ({ ...event, acled })) } };
};

const KEPT = { actor1: '', actor2: '' };

describe.each(STORE_KINDS)('a copy of %s', (_, make) => {
  const { store } = storeForTests(make, { now: () => new Date(now) });
  let ask: <Row>(path: string) => Promise<readonly Row[]>;
  let now = Date.parse('2024-01-01T00:00:00.000Z');

  beforeAll(async () => {
    const app = buildApp(testContext(store).context);
    ask = async path => {
      const response = await app.request(path);
      expect(response.status).toBe(200);
      return ((await response.json()) as { data: readonly never[] }).data;
    };
  }, 60_000);

  const add = async (numbers: readonly number[]): Promise<void> => {
    const run = await beginRun(store, SETUP);
    for (const number of numbers) await recordReport(store, reportOf(number), run);
    await bringTogether(store, making);
  };
  const remove = async (number: number): Promise<void> => {
    await removeReport(store, `r${number}`, null);
    await bringTogether(store, making);
  };
  const all = (form = ''): Promise<readonly AcledRow[]> =>
    ask(`/api/acled/read?_format=json&inter_num=0${form}&limit=0`);

  /** As acledR's acled_update does it. */
  const update = async (copy: readonly AcledRow[]): Promise<AcledRow[]> => {
    if (copy.length === 0) return [...(await all())];
    const last = Math.max(...copy.map(({ timestamp }) => timestamp));
    const gone = new Set(
      (
        await ask<{ event_id_cnty: string }>(
          `/api/deleted/read?_format=json&deleted_timestamp_where=%3E%3D&deleted_timestamp=${last}&limit=0`,
        )
      ).map(({ event_id_cnty }) => event_id_cnty),
    );
    const fresh = await ask<AcledRow>(
      `/api/acled/read?_format=json&timestamp_where=%3E%3D&timestamp=${last}&inter_num=0&limit=0`,
    );
    const replaced = new Set(fresh.map(({ event_id_cnty }) => event_id_cnty));
    return [...copy.filter(({ event_id_cnty: id }) => !gone.has(id) && !replaced.has(id)), ...fresh];
  };
  const byId = (rows: readonly AcledRow[]): AcledRow[] =>
    rows.toSorted((a, b) => a.event_id_cnty.localeCompare(b.event_id_cnty));
  const eventsNow = async (): Promise<readonly RecordedEvent[]> =>
    (await listEvents(store, {}, { limit: 1000 })).items.map(({ event }) => event);

  test('added, corrected, rejected, merged, removed, brought back: the copy follows', async () => {
    await add([1, 2, 3, 4, 5, 6, 7, 8]);
    let copy: readonly AcledRow[] = await all();
    expect(copy).toHaveLength(8);
    const rowOf = (rows: readonly AcledRow[], fatalities: number): AcledRow | undefined =>
      rows.find(row => row.fatalities === fatalities);
    const idOf = async (low: number): Promise<string> =>
      (await eventsNow()).find(({ killed }) => killed?.low === low)?.id as string;

    now += 60_000;
    const corrected = await idOf(5);
    const before = rowOf(copy, 5) as AcledRow;
    await decide(store, {
      action: 'correct',
      target: corrected,
      by: 'ana',
      correction: { killed: { low: 50, best: 50, high: null } },
    });
    const changed = await ask<AcledRow>(
      `/api/acled/read?timestamp=${Math.floor(now / 1000)}&timestamp_where=>=&limit=0`,
    );
    expect(changed.map(row => [row.event_id_cnty, row.fatalities])).toEqual([[before.event_id_cnty, 50]]);

    now += 60_000;
    const rejected = rowOf(copy, 6) as AcledRow;
    await decide(store, { action: 'reject', target: await idOf(6), by: 'ana', reason: 'not in the text' });
    const denied = rowOf(copy, 3) as AcledRow;
    await decide(store, {
      action: 'correct',
      target: await idOf(3),
      by: 'ana',
      correction: { status: 'denied' },
    });
    const merged = rowOf(copy, 7) as AcledRow;
    await decide(store, { action: 'merge', target: await idOf(7), into: await idOf(4), by: 'ana' });
    const removed = rowOf(copy, 8) as AcledRow;
    await remove(8);
    const gone = await ask<{ event_id_cnty: string; deleted_timestamp: number }>('/api/deleted/read?limit=0');
    expect(gone.map(row => Object.keys(row))).toEqual(gone.map(() => ['event_id_cnty', 'deleted_timestamp']));
    expect(new Set(gone.map(({ event_id_cnty }) => event_id_cnty))).toEqual(
      new Set([rejected, denied, merged, removed].map(({ event_id_cnty }) => event_id_cnty)),
    );

    copy = await update(copy);
    expect(byId(copy)).toEqual(byId(await all()));
    expect(copy).toHaveLength(4);

    now += 60_000;
    await decide(store, {
      action: 'accept',
      target: `e${rejected.event_id_cnty.slice(3)}`,
      by: 'bo',
    });
    copy = await update(copy);
    expect(byId(copy)).toEqual(byId(await all()));
    expect(rowOf(copy, 6)?.event_id_cnty).toBe(rejected.event_id_cnty);
    const left = await ask<{ event_id_cnty: string }>('/api/deleted/read?limit=0');
    expect(left.map(({ event_id_cnty }) => event_id_cnty)).not.toContain(rejected.event_id_cnty);
  }, 60_000);

  test('a decision that changes nothing of the row leaves it and its timestamp', async () => {
    const before = await all();
    now += 60_000;
    await decide(store, { action: 'accept', target: (await eventsNow())[0]?.id as string, by: 'bo' });
    expect(await all()).toEqual(before);
  });

  test('thirty changes by chance, some within a second', async () => {
    const random = randomFrom(3);
    let next = 20;
    let copy: readonly AcledRow[] = await all();
    for (let step = 0; step < 30; step++) {
      now += random() < 0.4 ? 0 : Math.floor(random() * 5000);
      const events = await eventsNow();
      const pick = (): string => (events[Math.floor(random() * events.length)] as RecordedEvent).id;
      const what = random();
      if (what < 0.35 || events.length < 5) await add([next++, next++]);
      else if (what < 0.5) await decide(store, { action: 'reject', target: pick(), by: 'ana' });
      else if (what < 0.7)
        await decide(store, {
          action: 'correct',
          target: pick(),
          by: 'ana',
          correction: random() < 0.8 ? { killed: { low: step, best: step, high: null } } : { place: null },
        });
      else if (what < 0.8) {
        const [target, into] = [pick(), pick()];
        if (target !== into) await decide(store, { action: 'merge', target, into, by: 'ana' });
      } else {
        const report = events.find(({ mentions }) => mentions.length > 0)?.mentions[0]?.report;
        if (report !== undefined) await remove(Number(report.slice(1)));
      }
      if (random() < 0.5) {
        copy = await update(copy);
        expect(byId(copy)).toEqual(byId(await all()));
      }
    }
    copy = await update(copy);
    expect(byId(copy)).toEqual(byId(await all()));
    expect(copy.length).toBeGreaterThan(3);
    const monadic = await all('&export_type=monadic');
    expect(monadic.length).toBeGreaterThanOrEqual(copy.length);
    for (const row of monadic) expect(row).toMatchObject({ ...KEPT, actor1: row.actor1 });
  }, 120_000);
});
