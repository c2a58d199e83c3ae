// What other clients of ACLED than acledR send: other ways of writing filters, pages, lists, CSV and XML.
import { parse } from 'csv-parse/sync';
import { XMLParser } from 'fast-xml-parser';
import { describe, expect, test } from 'vitest';
import { acledForTests, type Data } from '../support/acled-client.ts';
import { STORE_KINDS } from '../support/stores.ts';

describe.each(STORE_KINDS)('requests of other clients on %s', (_, make) => {
  const { ask, get } = acledForTests(make);

  const idsOf = async (query: string): Promise<(string | number | null | undefined)[]> =>
    (await ask(`/api/acled/read?${query}&limit=0`)).data.map(row => row.event_id_cnty);

  test('alternatives in three ways of writing', async () => {
    const now = await idsOf('country=Syria|Iraq');
    expect(now.length).toBeGreaterThan(20);
    expect(await idsOf('country=Syria:OR:Iraq')).toEqual(now);
    expect(await idsOf('country=Syria:OR:country=Iraq')).toEqual(now);
    expect(await idsOf('country=Syria&country=Iraq')).toEqual(now);
    const either = await idsOf('actor1=Islamic State:OR:actor2=Islamic State'.replaceAll(' ', '%20'));
    const first = await idsOf('actor1=Islamic%20State');
    const second = await idsOf('actor2=Islamic%20State');
    expect(new Set(either)).toEqual(new Set([...first, ...second]));
  });

  test('a column twice, each with its operator', async () => {
    const pairs = await idsOf(
      'event_date=2021-05-01&event_date_where=>=&event_date=2021-08-01&event_date_where=<=',
    );
    expect(pairs).toEqual(await idsOf('event_date=2021-05-01|2021-08-01&event_date_where=BETWEEN'));
    expect(pairs.length).toBeGreaterThan(3);
  });

  test('numbers and names of what has both; a year twice is either', async () => {
    expect(await idsOf('region=11')).toEqual(await idsOf('region=Middle%20East'));
    expect(await idsOf('inter1=1')).toEqual(await idsOf('inter1=State%20forces'));
    expect(await idsOf('interaction=18')).toEqual(
      await idsOf('interaction=81').then(() => idsOf('interaction=State%20forces-External/Other%20forces')),
    );
    const years = await ask('/api/acled/read?year=2021|2023&limit=0');
    expect(new Set(years.data.map(row => row.year))).toEqual(new Set([2021, 2023]));
  });

  test('% stands for anything, case does not count', async () => {
    const { data } = await ask('/api/acled/read?source=VELL%25post&limit=0');
    expect(data).toEqual([]);
    const sources = await ask('/api/acled/read?source=the%25vell&limit=0');
    expect(new Set(sources.data.map(row => row.source))).toEqual(new Set(['The Harbour Post; Vell Radio']));
    const umlaut = await ask(`/api/acled/read?admin1=${encodeURIComponent('ZÜRICH')}&limit=0`);
    expect(umlaut.count).toBeGreaterThan(0);
  });

  test('fields, in the order asked for', async () => {
    const { data } = await ask('/api/acled/read?fields=fatalities|country|event_date&limit=3');
    expect(Object.keys(data[0] ?? {})).toEqual(['fatalities', 'country', 'event_date']);
    const best = await ask('/api/acled/read?fields=location|population_best&limit=3');
    expect(Object.keys(best.data[0] ?? {})).toEqual(['location', 'population_best']);
  });

  test('pages, offsets and a page past the end', async () => {
    const all = await idsOf('country=Syria');
    const page = await ask('/api/acled/read?country=Syria&limit=10&page=2');
    expect(page.data.map(row => row.event_id_cnty)).toEqual(all.slice(10, 20));
    expect(page).toMatchObject({ count: 10, total_count: all.length });
    const skipped = await ask('/api/acled/read?country=Syria&limit=10&offset=5');
    expect(skipped.data.map(row => row.event_id_cnty)).toEqual(all.slice(5, 15));
    for (const end of ['limit=10&page=1000', 'limit=0&page=2'])
      expect(await ask(`/api/acled/read?country=Syria&${end}`)).toMatchObject({
        count: 0,
        total_count: all.length,
        data: [],
      });
  });

  test('parameters for other servers change nothing', async () => {
    const query = 'key=abc&email=a@b.example&terms=accept&with_total=true&maritime_pairs=true&country=Syria';
    expect(await idsOf(query)).toEqual(await idsOf('country=Syria'));
  });

  test('lists of actors, kinds of actors, countries and regions count the events', async () => {
    const { data } = await ask('/api/acled/read?limit=0');
    const monadic = await ask('/api/acled/read?export_type=monadic&limit=0');
    const countOf = (rows: Data, column: string): Record<string, number> => {
      const counts: Record<string, number> = {};
      for (const row of rows) counts[String(row[column])] = (counts[String(row[column])] ?? 0) + 1;
      return counts;
    };
    for (const [list, name, rows, column] of [
      ['actor', 'actor_name', monadic.data, 'actor1'],
      ['actortype', 'actor_type_name', monadic.data, 'inter1'],
      ['country', 'country', data, 'country'],
      ['region', 'region_name', data, 'region'],
    ] as const) {
      const listed = (await ask(`/api/${list}/read?limit=0`)).data;
      expect(Object.fromEntries(listed.map(row => [row[name], row.event_count]))).toEqual(
        countOf(rows, column),
      );
    }
    expect((await ask('/api/country/read?country=Syria')).data).toMatchObject([{ iso: 760, iso3: 'SYR' }]);
    expect((await ask('/api/actor/read?actor_name=police')).data).toMatchObject([
      { actor_name: 'Police Forces of Iraq (2014-)' },
    ]);
  });

  test('CSV and XML have what JSON has', async () => {
    const { data } = await ask('/api/acled/read?limit=50&population=true');
    const read = (form: string) => get(`/api/acled/read?limit=50&population=true&_format=${form}`);
    const csv = await read('csv');
    expect(csv.headers['content-type']).toMatch(/^text\/csv/);
    const rows = parse(csv.text, { columns: true }) as Record<string, string>[];
    const bare = (cell: string): string => cell.replace(/^'(?=[=+\-@])/, '');
    expect(rows.map(row => Object.fromEntries(Object.entries(row).map(([k, v]) => [k, bare(v)])))).toEqual(
      data.map(row => Object.fromEntries(Object.entries(row).map(([k, v]) => [k, String(v ?? '')]))),
    );
    const xml = await read('xml');
    expect(xml.headers['content-type']).toMatch(/^application\/xml/);
    const parser = new XMLParser({ parseTagValue: false, trimValues: false });
    const { response } = parser.parse(xml.text) as {
      response: { count: string; data: { item: Record<string, string>[] } };
    };
    expect(response.count).toBe('50');
    expect(response.data.item).toEqual(
      data.map(row => Object.fromEntries(Object.entries(row).map(([k, v]) => [k, String(v ?? '')]))),
    );
  });
});
