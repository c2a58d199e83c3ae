// Requests in ACLED's form that cannot be answered: refused with what is allowed, never by a fault.
import { describe, expect, test } from 'vitest';
import { ACLED_COLUMNS } from '../../src/6-record/acled/index.ts';
import { acledForTests } from '../support/acled-client.ts';
import { STORE_KINDS } from '../support/stores.ts';

describe.each(STORE_KINDS)('what cannot be answered on %s', (_, make) => {
  const { get } = acledForTests(make);

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
    const answer = await get(`/api/acled/read?${query}`);
    expect(answer.status).toBe(400);
    const told = JSON.parse(answer.text);
    expect(told).toMatchObject({ status: 400, success: false, error: [{ message: told.message }] });
    expect(told.message).toMatch(message);
  });

  test('tables that are not there, ways of asking that there are not', async () => {
    for (const [path, method, status] of [
      ['/api/cast/read', 'GET', 404],
      ['/api/nope/read', 'GET', 404],
      ['/api/acled/read', 'DELETE', 405],
    ] as const) {
      const answer = await get(path, method);
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
    let at = 1;
    const pick = <Item>(items: readonly Item[]): Item => {
      at = (at * 48271) % 2147483647;
      return items[at % items.length] as Item;
    };
    for (let i = 0; i < 300; i++) {
      const query = Array.from({ length: 3 }, () => {
        const column = pick(ACLED_COLUMNS);
        const where = pick(['', `&${column}_where=${pick(['=', '>', '<=', 'LIKE', 'BETWEEN', ...pieces])}`]);
        return `${column}=${pick(pieces)}${pick(['', '|', pick(pieces)])}${where}`;
      }).join('&');
      const path = `/api/${pick(['acled', 'acled', 'deleted'])}/read?${query}&limit=1${pick(['', '&export_type=monadic'])}`;
      const answer = await get(path);
      expect({ path, isAnswer: [200, 400].includes(answer.status) }).toEqual({ path, isAnswer: true });
    }
  }, 60_000);
});
