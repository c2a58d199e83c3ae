// Lists walked to their end while reports are added, and answers that a client has already, on both stores.
import { beforeAll, describe, expect, test } from 'vitest';
import { beginRun, bringTogether, recordReport } from '../../src/6-record/index.ts';
import { ReportBuilder } from '../reconcile/builder.ts';
import { type Client, fillWithSpeech, makeClient } from '../support/api.ts';
import { making } from '../support/making.ts';
import { SETUP, STORE_KINDS, storeForTests } from '../support/stores.ts';

/** Reports of as many days, each a story of its own with one event. */
const dated = (from: number, count: number) =>
  Array.from({ length: count }, (_, i) =>
    new ReportBuilder(
      `day-${from + i}`,
      `Quell warned Norvia about dam number ${from + i} in district ${(from + i) * 7919} again.`,
      {
        outlet: `Paper ${(from + i) % 5}`,
        publishedAt: `2024-03-${String(1 + ((from + i) % 28)).padStart(2, '0')}`,
      },
    )
      .event('THREATEN', 'warned', {
        actors: ['Quell'],
        recipients: ['Norvia'],
        ...((from + i) % 3 > 0 && { day: `2024-03-${String(1 + ((from + i) % 28)).padStart(2, '0')}` }),
      })
      .statement('indirect', 'warned Norvia', 'Quell')
      .figure('buildings', `number ${from + i}`, from + i)
      .build(),
  );

type Row = Readonly<Record<string, unknown>>;

const keyOf = (row: Row): string => {
  const event = row.event as { readonly id: string } | undefined;
  return event?.id ?? `${(row.report as string | undefined) ?? ''} ${row.id}`;
};

describe.each(STORE_KINDS)('lists on %s', (_, make) => {
  const { store } = storeForTests(make);
  let client: Client;
  let added = 0;

  const addMore = async (count: number): Promise<void> => {
    const run = await beginRun(store, SETUP);
    for (const text of dated(added, count)) await recordReport(store, text, run);
    added += count;
    await bringTogether(store, making);
  };

  beforeAll(async () => {
    await fillWithSpeech(store);
    await addMore(20);
    client = makeClient(store);
  });

  const keysOf = async (path: string, between: () => Promise<void> = async () => {}): Promise<string[]> => {
    const keys: string[] = [];
    for (let next: string | null = `/api/v1${path}`; next !== null; ) {
      const { json, headers, status } = await client.get(next.slice('/api/v1'.length));
      expect(status).toBe(200);
      keys.push(...json.items.map(keyOf));
      expect(json.next === null).toBe(headers.get('link') === null);
      next = /<(.*)>; rel="next"/.exec(headers.get('link') ?? '')?.[1] ?? null;
      if (keys.length < 8) await between();
    }
    return keys;
  };

  const LISTS = [
    '/reports?limit=7',
    '/stories?limit=3',
    '/statements?limit=7',
    '/figures?limit=7',
    '/events?limit=7',
    ...[
      'date',
      '-updated',
      'updated',
      'type',
      '-country',
      '-confidence',
      'confidence',
      '-outlets',
      'reports',
      '-killed',
    ].map(sort => `/events?limit=7&sort=${sort}`),
  ];

  test.each(LISTS)('%s gives every row exactly once', async path => {
    const paged = await keysOf(path);
    const { json } = await client.get(path.replace(/limit=\d/, 'limit=200'));
    expect(paged).toEqual(json.items.map(keyOf));
    expect(new Set(paged).size).toBe(paged.length);
    expect(paged.length).toBeGreaterThan(path.startsWith('/stories') ? 3 : 12);
  });

  test.each(['/reports?limit=7', '/events?limit=7', '/statements?limit=7'])(
    '%s neither leaves out nor repeats what was there, while rows are added',
    async path => {
      const before = (await client.get(path.replace('limit=7', 'limit=200'))).json.items.map(keyOf);
      const paged = await keysOf(path, () => addMore(2));
      expect(new Set(paged).size).toBe(paged.length);
      expect(before.filter((key: string) => !paged.includes(key))).toEqual([]);
    },
  );

  test('a table that is scrolled far goes on from any row', async () => {
    const all = (await client.get('/events?limit=200&sort=-outlets')).json.items.map(keyOf);
    const from = (await client.get('/events?limit=5&sort=-outlets&skip=9')).json.items.map(keyOf);
    expect(from).toEqual(all.slice(9, 14));
  });

  test.each([
    ['/reports', 'x'],
    ['/events', 'bGlzdFJlcG9ydHMgMjAyNA'],
    ['/events', Buffer.from('listEvents -date 2024-99-99.1').toString('base64url')],
    ['/events', Buffer.from('listEvents -date 2024-02-30.1').toString('base64url')],
    ['/events?sort=confidence', Buffer.from('listEvents confidence 3 =many').toString('base64url')],
    ['/events?sort=-updated', Buffer.from('listEvents -updated 3 =2024-99-99').toString('base64url')],
    ['/events?sort=date', Buffer.from('listEvents -date 2024-01-01.1').toString('base64url')],
    ['/statements', Buffer.from("listStatements 1' or 1=1").toString('base64url')],
    ['/decisions', Buffer.from('listDecisions x').toString('base64url')],
    ['/stories/s1/texts', Buffer.from('listStoryTexts -4').toString('base64url')],
  ])('%s refuses a cursor that it did not give', async (path, cursor) => {
    const { status, json } = await client.get(`${path}${path.includes('?') ? '&' : '?'}cursor=${cursor}`);
    expect([status, json.status]).toEqual([400, 400]);
  });

  test('an answer is known again until the store changes', async () => {
    for (const path of ['/events?limit=3', '/events/facets', '/stories', '/export/events?to=csv']) {
      const first = await client.get(path);
      const etag = first.headers.get('etag') ?? '';
      expect(first.headers.get('cache-control')).toContain('private');
      const again = await client.get(path, { 'if-none-match': `"other", ${etag}` });
      expect([again.status, again.text]).toEqual([304, '']);
      expect(again.headers.get('etag')).toBe(etag);
      await addMore(1);
      const changed = await client.get(path, { 'if-none-match': etag });
      expect(changed.status).toBe(200);
      expect(changed.headers.get('etag')).not.toBe(etag);
    }
  });
});
