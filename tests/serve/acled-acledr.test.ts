// The requests that acledR sends, byte for byte as it sends them, and what it expects of the answers.
import { describe, expect, test } from 'vitest';
import { ACLED_COLUMNS } from '../../src/6-record/acled/index.ts';
import { acledForTests, type Data, typesOf } from '../support/acled-client.ts';
import { STORE_KINDS } from '../support/stores.ts';

/** Forty names as acledR puts a region's countries into one address. */
const MANY =
  'Syria|Iraq|Sudan|Chad|Ukraine|Ecuador|Switzerland|Democratic Republic of Congo|Cocos (Keeling) Islands|Virgin Islands, U.S.|Ivory Coast|eSwatini|East Timor|Saint-Martin|Turkey|Czech Republic|United Arab Emirates|Bahrain|Iran|Israel|Jordan|Kuwait|Lebanon|Oman|Palestine|Qatar|Saudi Arabia|Yemen|Guinea-Bissau|Sao Tome and Principe|Central African Republic|Equatorial Guinea|Republic of Congo|Burkina Faso|Cape Verde|Gambia|Ghana|Guinea|Liberia|Mali'.replaceAll(
    ' ',
    '%20',
  );

describe.each(STORE_KINDS)('requests of acledR on %s', (_, make) => {
  const { ask } = acledForTests(make);

  test('countries, a range of days, all rows', async () => {
    const path = `/api/acled/read?_format=json&country=${MANY}&event_date=2021-03-01|2022-03-01&event_date_where=BETWEEN&inter_num=0&limit=0`;
    const { data, count, total_count } = await ask(path);
    expect(count).toBe(data.length);
    expect(total_count).toBe(data.length);
    expect(data.length).toBeGreaterThan(20);
    for (const row of data) {
      expect(Object.keys(row)).toEqual([...ACLED_COLUMNS]);
      expect(String(row.event_date) >= '2021-03-01' && String(row.event_date) <= '2022-03-01').toBe(true);
    }
    const days = data.map(row => String(row.event_date));
    expect(days).toEqual(days.toSorted().reverse());
  });

  test('event types in capitals', async () => {
    const { data } = await ask(
      '/api/acled/read?_format=json&country=Syria|Iraq&event_date=2021-01-01|2023-12-31&event_date_where=BETWEEN&event_type=BATTLES|EXPLOSIONS/REMOTE%20VIOLENCE&inter_num=0&limit=0',
    );
    expect(new Set(data.map(row => row.event_type))).toEqual(
      new Set(['Battles', 'Explosions/Remote violence']),
    );
  });

  test('monadic: at least as many rows, the other actor left out', async () => {
    const range = 'event_date=2021-01-01|2023-12-31&event_date_where=BETWEEN&limit=0';
    const dyadic = await ask(`/api/acled/read?_format=json&${range}`);
    const monadic = await ask(`/api/acled/read?_format=json&export_type=monadic&${range}`);
    const two = dyadic.data.filter(row => row.actor2 !== '');
    expect(monadic.data.length).toBe(dyadic.data.length + two.length);
    expect(new Set(monadic.data.map(row => row.actor2))).toEqual(new Set(['']));
    expect(Object.keys(monadic.data[0] ?? {})).toEqual([...ACLED_COLUMNS]);
  });

  test('monadic: no rows where nothing is found', async () => {
    for (const form of ['', '&fields=event_date|country', '&limit=1'])
      expect((await ask(`/api/acled/read?_format=json&export_type=monadic&iso=10${form}`)).data).toEqual([]);
  });

  test('inter_num and further columns of the user', async () => {
    const { data } = await ask('/api/acled/read?_format=json&inter_num=1&iso=760&limit=0');
    expect(new Set(data.map(row => row.country))).toEqual(new Set(['Syria']));
    for (const column of ['inter1', 'inter2', 'interaction'])
      expect(typesOf(data, column)).toEqual(['number']);
    const names = await ask('/api/acled/read?_format=json&inter_num=0&iso=760&limit=0');
    for (const column of ['inter1', 'inter2', 'interaction'])
      expect(typesOf(names.data, column)).toEqual(['string']);
  });

  test('population columns appear on request', async () => {
    const best = await ask('/api/acled/read?_format=json&population=true&inter_num=0&limit=0');
    expect(Object.keys(best.data[0] ?? {})).toEqual([...ACLED_COLUMNS, 'population_best']);
    expect(best.data.find(row => row.location === 'Mosul')?.population_best).toBeGreaterThan(500_000);
    expect(best.data.find(row => row.location === 'northern Syria')?.population_best).toBeNull();
    const full = await ask('/api/acled/read?_format=json&population=full&inter_num=0&limit=0');
    expect(Object.keys(full.data[0] ?? {}).slice(31)).toEqual([
      'population_1km',
      'population_2km',
      'population_5km',
      'population_best',
    ]);
  });

  test("since a time: Unix seconds, R's own way of writing them, a day", async () => {
    const { data } = await ask('/api/acled/read?_format=json&limit=0');
    const stamps = data.map(row => Number(row.timestamp)).toSorted((a, b) => a - b);
    const middle = stamps[100] as number;
    const since = (written: string): string =>
      `/api/acled/read?_format=json&timestamp_where=%3E%3D&timestamp=${written}&inter_num=0&limit=0`;
    const later = stamps.filter(each => each >= middle).length;
    expect((await ask(since(String(middle)))).count).toBe(later);
    expect((await ask(since(`${middle / 1e9}e+09`))).count).toBe(later);
    expect((await ask(since('1e+09'))).count).toBe(data.length);
    expect((await ask(since('2024-01-01'))).count).toBe(data.length);
    expect((await ask(since('2024-01-02'))).count).toBe(0);
  });

  test('deleted events: two columns, since a time', async () => {
    const { data, count } = await ask(
      '/api/deleted/read?_format=json&deleted_timestamp_where=%3E%3D&deleted_timestamp=1658707200&limit=0',
    );
    expect({ data, count }).toEqual({ data: [], count: 0 });
  });

  test('the envelope', async () => {
    const { data, ...envelope } = await ask('/api/acled/read?_format=json&limit=2');
    expect(data).toHaveLength(2);
    expect(envelope).toEqual({
      status: 200,
      success: true,
      last_update: expect.any(Number),
      count: 2,
      total_count: expect.any(Number),
      messages: [],
      filename: expect.any(String),
      data_query_restrictions: {
        date_recency: { quantity: expect.any(Number), unit: 'Months', date: expect.any(String) },
      },
    });
  });

  test('one type a column in all rows, pages and forms', async () => {
    const numbers = ['year', 'time_precision', 'iso', 'latitude', 'longitude', 'geo_precision'];
    numbers.push('fatalities', 'timestamp');
    for (const form of ['', '&export_type=monadic']) {
      const all: Data[] = [];
      for (const page of [1, 2, 3, 4])
        all.push((await ask(`/api/acled/read?limit=60&page=${page}${form}`)).data);
      for (const column of ACLED_COLUMNS)
        expect({ column, types: typesOf(all.flat(), column) }).toEqual({
          column,
          types: [numbers.includes(column) ? 'number' : 'string'],
        });
    }
  });
});
