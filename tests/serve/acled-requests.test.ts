// The requests that acledR and other clients send, byte for byte as they send them, to a real server on this machine.
import { request as httpRequest } from 'node:http';
import { parse } from 'csv-parse/sync';
import { XMLParser } from 'fast-xml-parser';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ACLED_COLUMNS } from '../../src/6-record/acled/index.ts';
import { addUser, findToken } from '../../src/6-record/index.ts';
import { type Serving, serve } from '../../src/7-serve/server.ts';
import { makeEvents, writeMadeEvents } from '../support/acled-events.ts';
import { testContext } from '../support/serving.ts';
import { STORE_KINDS, storeForTests } from '../support/stores.ts';

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

interface Sent {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Sends the path as it is: acledR leaves | and / and parentheses unencoded. */
const send = (
  base: string,
  path: string,
  { method = 'GET', headers = {}, body }: Sent = {},
): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(base);
    const asked = httpRequest({ hostname, port, path, method, headers }, response => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (piece: string) => {
        text += piece;
      });
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text }),
      );
    });
    asked.on('error', reject);
    asked.end(body);
  });

type Data = readonly Readonly<Record<string, string | number | null>>[];

interface Envelope {
  readonly status: number;
  readonly success: boolean;
  readonly last_update: number | null;
  readonly count: number;
  readonly total_count: number;
  readonly messages: readonly string[];
  readonly data: Data;
  readonly filename: string;
  readonly data_query_restrictions: { readonly date_recency: Readonly<Record<string, unknown>> };
}

const PASSWORD = 'seven grey herons';
const FORM = { 'Content-Type': 'application/x-www-form-urlencoded', Accept: 'application/json' };

/** Forty names as acledR puts a region's countries into one address. */
const MANY =
  'Syria|Iraq|Sudan|Chad|Ukraine|Ecuador|Switzerland|Democratic Republic of Congo|Cocos (Keeling) Islands|Virgin Islands, U.S.|Ivory Coast|eSwatini|East Timor|Saint-Martin|Turkey|Czech Republic|United Arab Emirates|Bahrain|Iran|Israel|Jordan|Kuwait|Lebanon|Oman|Palestine|Qatar|Saudi Arabia|Yemen|Guinea-Bissau|Sao Tome and Principe|Central African Republic|Equatorial Guinea|Republic of Congo|Burkina Faso|Cape Verde|Gambia|Ghana|Guinea|Liberia|Mali'.replaceAll(
    ' ',
    '%20',
  );

const typesOf = (data: Data, column: string): string[] => [...new Set(data.map(row => typeof row[column]))];

describe.each(STORE_KINDS)('requests of clients on %s', (_, make) => {
  const { store } = storeForTests(make, { now: () => new Date(now) });
  let server: Serving;
  let token: string;
  let refresh: string;
  let now = Date.parse('2024-06-01T12:00:00Z');

  const ask = async (path: string): Promise<Envelope> => {
    const answer = await send(server.url, path, { headers: { Authorization: `Bearer ${token}` } });
    expect({ path, status: answer.status, text: answer.text.slice(0, 300) }).toMatchObject({ status: 200 });
    expect(answer.headers['content-type']).toBe('application/json');
    return JSON.parse(answer.text) as Envelope;
  };
  const oauth = (body: string): Promise<Answer> =>
    send(server.url, '/oauth/token', { method: 'POST', headers: FORM, body });

  beforeAll(async () => {
    await writeMadeEvents(store, makeEvents(200));
    await addUser(store, { name: 'bo', role: 'admin', password: 'nine white herons' });
    await addUser(store, { name: 'ana', role: 'coder', password: PASSWORD });
    server = await serve(testContext(store).context, { port: 0, host: '127.0.0.1' });
    const answer = await oauth(
      `grant_type=password&username=ana&password=${PASSWORD.replaceAll(' ', '+')}&client_id=acled`,
    );
    ({ access_token: token, refresh_token: refresh } = JSON.parse(answer.text) as {
      access_token: string;
      refresh_token: string;
    });
  }, 60_000);
  afterAll(async () => {
    await server.close();
  });

  describe('log-in', () => {
    test('a password gives a token of a day and one that refreshes it, once', async () => {
      const first = await oauth(
        `grant_type=password&username=ana&password=${encodeURIComponent(PASSWORD)}&client_id=acled&scope=authenticated`,
      );
      expect(first.headers['content-type']).toMatch(/^application\/json/);
      expect(first.headers['cache-control']).toBe('no-store');
      const granted = JSON.parse(first.text);
      expect(granted).toMatchObject({ token_type: 'Bearer', expires_in: 86_400 });
      const again = `grant_type=refresh_token&refresh_token=${granted.refresh_token}&client_id=acled`;
      const second = JSON.parse((await oauth(again)).text);
      expect(second).toMatchObject({ token_type: 'Bearer', expires_in: 86_400 });
      token = second.access_token;
      expect((await ask('/api/acled/read?limit=1')).count).toBe(1);
      const third = await oauth(again);
      expect(third.status).toBe(400);
      expect(JSON.parse(third.text)).toMatchObject({ error: 'invalid_grant' });
    });

    test('a form in parts is taken as well', async () => {
      const parts = { grant_type: 'password', username: 'ana', password: PASSWORD, client_id: 'acled' };
      const body = `${Object.entries(parts)
        .map(([name, value]) => `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`)
        .join('')}--x--\r\n`;
      const headers = { 'Content-Type': 'multipart/form-data; boundary=x' };
      const answer = await send(server.url, '/oauth/token', { method: 'POST', headers, body });
      expect(answer.status).toBe(200);
    });

    test.each([
      ['grant_type=password&username=ana&password=wrong-wrong-wrong&client_id=acled', 'invalid_grant'],
      ['grant_type=password&username=nobody&password=wrong-wrong-wrong', 'invalid_grant'],
      ['grant_type=password&username=ana', 'invalid_request'],
      ['grant_type=magic&username=ana&password=x', 'unsupported_grant_type'],
      ['grant_type=refresh_token&refresh_token=syn_nope', 'invalid_grant'],
      ['', 'invalid_request'],
      ['%%%=%&&&', 'invalid_request'],
    ])('%s is refused as OAuth refuses', async (body, error) => {
      const answer = await oauth(body);
      expect(answer.status).toBe(400);
      const told = JSON.parse(answer.text);
      expect(told.error).toBe(error);
      expect(told.error_description).toBe(told.message);
    });

    test('without a token, or with a dead one, 401 on which clients ask for a new one', async () => {
      for (const headers of [{}, { Authorization: 'Bearer nope' }, { Authorization: `Bearer ${refresh}` }]) {
        const answer = await send(server.url, '/api/acled/read?limit=1', { headers });
        expect(answer.status).toBe(401);
        expect(answer.headers['www-authenticate']).toBe('Bearer error="invalid_token"');
        expect(JSON.parse(answer.text)).toMatchObject({ success: false, message: expect.any(String) });
      }
    });

    test('a token ends after a day', async () => {
      now += 86_400_000 + 1000;
      const old = await send(server.url, '/api/acled/read?limit=1', {
        headers: { Authorization: `Bearer ${token}` },
      });
      expect(old.status).toBe(401);
      const renewed = JSON.parse(
        (await oauth(`grant_type=refresh_token&refresh_token=${refresh}&client_id=acled`)).text,
      );
      token = renewed.access_token;
      expect((await ask('/api/acled/read?limit=1')).count).toBe(1);
    });

    test('a token of this kind reads and does no more, whatever its owner may', async () => {
      expect(await findToken(store, token, ['access'])).toMatchObject({ owner: 'ana', role: 'reader' });
    });

    test('a cookie does as well, until logged out', async () => {
      const login = await send(server.url, '/user/login?_format=json', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ name: 'ana', pass: PASSWORD }),
      });
      expect(login.status).toBe(200);
      const told = JSON.parse(login.text);
      expect(told.current_user).toEqual({ uid: 'ana', name: 'ana', roles: ['authenticated', 'coder'] });
      const cookie = String(login.headers['set-cookie']).split(';')[0] as string;
      const headers = { Cookie: cookie, 'X-CSRF-Token': told.csrf_token };
      const path = '/api/acled/read?_format=json&limit=2';
      expect(JSON.parse((await send(server.url, path, { headers })).text).count).toBe(2);
      const logout = `/user/logout?_format=json&token=${told.logout_token}`;
      expect((await send(server.url, logout, { method: 'POST', headers })).status).toBe(204);
      expect((await send(server.url, path, { headers })).status).toBe(401);
      const wrong = await send(server.url, '/user/login?_format=json', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: '{"name":"ana","pass":"not it at all"}',
      });
      expect(wrong.status).toBe(400);
      expect(JSON.parse(wrong.text).message).toMatch(/name or the password/);
    });
  });

  describe('what acledR sends', () => {
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

  describe('what other clients send', () => {
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
      const query =
        'key=abc&email=a@b.example&terms=accept&with_total=true&maritime_pairs=true&country=Syria';
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
      const read = (form: string): Promise<Answer> =>
        send(server.url, `/api/acled/read?limit=50&population=true&_format=${form}`, {
          headers: { Authorization: `Bearer ${token}` },
        });
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

  describe('what cannot be answered', () => {
    test.each([
      ['event_date=yesterday', /event_date="yesterday".*2024-05-15/],
      ['event_date=2024-02-30', /2024-02-30/],
      ['event_date=2024-01-01&event_date_where=BETWEEN', /BETWEEN needs two values/],
      ['fatalities=many', /fatalities="many".*a number/],
      ['fatalities=1e999', /1e999/],
      ['year=2021&year_where=!=', /no operator.*BETWEEN/],
      ['year=2021&year_where=>=&year_where=<=', /1 values and 2 times/],
      ['inter1=Soldiers', /1 \(State forces\)/],
      ['region=Atlantis', /11 \(Middle East\)/],
      ['timestamp=soon', /Unix seconds/],
      ['limit=-1', /limit="-1"/],
      ['limit=ten', /0 asks for all/],
      ['limit=1.5', /whole number/],
      ['page=0', /page="0"/],
      ['page=1e300', /page="1e300"/],
      ['_format=yaml', /json, csv, xml/],
      ['export_type=triadic', /dyadic, monadic/],
      ['population=5', /false, true, full/],
      ['inter_num=2', /inter_num/],
      ['fields=country|nope', /no field "nope"/],
      ['contry=Syria', /did you mean country/],
      ['next_cursor=abc', /no parameter/],
    ])('%s is refused with what is allowed', async (query, message) => {
      const answer = await send(server.url, `/api/acled/read?${query}`, {
        headers: { Authorization: `Bearer ${token}` },
      });
      expect(answer.status).toBe(400);
      const told = JSON.parse(answer.text);
      expect(told).toMatchObject({ status: 400, success: false, error: [{ message: told.message }] });
      expect(told.message).toMatch(message);
    });

    test('tables that are not there, ways of asking that there are not', async () => {
      const headers = { Authorization: `Bearer ${token}` };
      for (const [path, method, status] of [
        ['/api/cast/read', 'GET', 404],
        ['/api/nope/read', 'GET', 404],
        ['/api/acled/read', 'DELETE', 405],
      ] as const) {
        const answer = await send(server.url, path, { headers, method });
        expect({ path, status: answer.status }).toEqual({ path, status });
        expect(JSON.parse(answer.text)).toMatchObject({ success: false, message: expect.any(String) });
      }
    });

    test('nonsense of any kind is answered, never by a fault', async () => {
      const pieces = [
        '%',
        '%00',
        '|',
        ':OR:',
        "'",
        '"',
        '\\',
        '--',
        'BETWEEN',
        '>=',
        'NaN',
        '-0',
        '9'.repeat(400),
      ];
      pieces.push('%F0%9F%98%80', '%ED%A0%80', '[]', '_where', '1e308', '-1e308', '2024-01-01', '%25%25%25');
      const headers = { Authorization: `Bearer ${token}` };
      let at = 1;
      const pick = <Item>(items: readonly Item[]): Item => {
        at = (at * 48271) % 2147483647;
        return items[at % items.length] as Item;
      };
      for (let i = 0; i < 300; i++) {
        const query = Array.from({ length: 3 }, () => {
          const column = pick(ACLED_COLUMNS);
          const where = pick([
            '',
            `&${column}_where=${pick(['=', '>', '<=', 'LIKE', 'BETWEEN', ...pieces])}`,
          ]);
          return `${column}=${pick(pieces)}${pick(['', '|', pick(pieces)])}${where}`;
        }).join('&');
        const path = `/api/${pick(['acled', 'acled', 'deleted'])}/read?${query}&limit=1${pick(['', '&export_type=monadic'])}`;
        const answer = await send(server.url, path, { headers });
        expect({ path, isAnswer: [200, 400].includes(answer.status) }).toEqual({ path, isAnswer: true });
      }
    }, 60_000);
  });
});
