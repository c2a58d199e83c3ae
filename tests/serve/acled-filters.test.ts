// Filters of the API in ACLED's form: whatever is asked, the store's SQL answers as a plain look at every row would.
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  ACLED_COLUMNS,
  type AcledColumn,
  type AcledRow,
  makeAcledView,
} from '../../src/6-record/acled/index.ts';
import { buildApp } from '../../src/7-serve/app.ts';
import { makeContext } from '../../src/7-serve/context.ts';
import { loadResources } from '../../src/pipeline.ts';
import { makeEvents, writeMadeEvents } from '../support/acled-events.ts';
import { STORE_KINDS, storeForTests } from '../support/stores.ts';

const EVENTS = makeEvents(300);
const RUNS = Number(process.env.SYNOPTIC_RUNS ?? 60);

type Row = Readonly<Record<AcledColumn, string | number>>;

const NUMBERS = new Map<string, number>(
  Object.entries({
    'State forces': 1,
    'Rebel group': 2,
    'Political militia': 3,
    'Identity militia': 4,
    Rioters: 5,
    Protesters: 6,
    Civilians: 7,
    'External/Other forces': 8,
    'Northern Africa': 5,
    'Middle Africa': 2,
    'Middle East': 11,
    Europe: 12,
    'South America': 15,
    '': 0,
  }),
);

/** The number of "Rebel group-Civilians", of "Rioters only", of "Middle East". */
const numberOf = (column: AcledColumn, name: string): number => {
  if (column !== 'interaction') return NUMBERS.get(name) ?? Number.NaN;
  if (name.endsWith(' only')) return (NUMBERS.get(name.slice(0, -5)) ?? 0) * 10;
  const [a = 0, b = 0] = name.split('-').map(each => NUMBERS.get(each) ?? Number.NaN);
  return Math.min(a, b) * 10 + Math.max(a, b);
};

const CODED: readonly AcledColumn[] = ['inter1', 'inter2', 'interaction', 'region'];
const LIKE: readonly AcledColumn[] = [
  'event_id_cnty',
  'disorder_type',
  'event_type',
  'sub_event_type',
  'actor1',
  'assoc_actor_1',
  'actor2',
  'assoc_actor_2',
  'civilian_targeting',
  'admin1',
  'admin2',
  'admin3',
  'location',
  'source',
  'source_scale',
  'notes',
  'tags',
];

type Operator = '=' | '>' | '<' | '>=' | '<=' | 'LIKE' | 'BETWEEN';

interface Filter {
  readonly column: AcledColumn;
  readonly operator: Operator | null;
  readonly values: readonly string[];
}

/** As ACLED describes it, one row at a time. */
const plainly = (row: Row, { column, operator, values }: Filter): boolean => {
  const by = operator ?? (LIKE.includes(column) ? 'LIKE' : '=');
  const name = String(row[column]).toLowerCase();
  const own = CODED.includes(column) && by !== 'LIKE' ? numberOf(column, String(row[column])) : row[column];
  const compare = (value: string): number =>
    typeof own === 'number'
      ? own - Number(value)
      : Buffer.compare(Buffer.from(own.toLowerCase()), Buffer.from(value.toLowerCase()));
  switch (by) {
    case 'LIKE':
      return values.some(
        value =>
          name.includes(value.toLowerCase()) ||
          (CODED.includes(column) && String(numberOf(column, String(row[column]))).includes(value)),
      );
    case 'BETWEEN':
      return compare(values[0] as string) >= 0 && compare(values[1] as string) <= 0;
    case '=':
      return values.some(value => compare(value) === 0);
    case '>':
      return values.some(value => compare(value) > 0);
    case '>=':
      return values.some(value => compare(value) >= 0);
    case '<':
      return values.some(value => compare(value) < 0);
    case '<=':
      return values.some(value => compare(value) <= 0);
  }
};

const sidesOf = (row: Row): Row[] => {
  const none = { actor2: '', assoc_actor_2: '', inter2: '' };
  const first = { ...row, ...none };
  const second = { ...first, actor1: row.actor2, assoc_actor_1: row.assoc_actor_2, inter1: row.inter2 };
  return row.actor2 === '' ? [first] : [first, second];
};

const registry = loadResources().registry;
const view = makeAcledView(registry);
const ROWS: readonly Row[] = EVENTS.flatMap((event, i) => {
  const updatedAt = new Date(Date.UTC(2024, 0, 1) + i * 60_000).toISOString();
  const acledId = event.place?.country ? `${event.place.country}${event.id.slice(1)}` : null;
  return (view({ event, acledId, updatedAt }) as Row | null) ?? [];
}).sort(
  (a, b) =>
    String(b.event_date).localeCompare(String(a.event_date)) ||
    Number(String(b.event_id_cnty).slice(3)) - Number(String(a.event_id_cnty).slice(3)),
);

const operators: readonly (Operator | null)[] = [null, null, '=', '>', '<', '>=', '<=', 'LIKE', 'BETWEEN'];

const filterOf = (
  column: AcledColumn,
  operator: Operator | null,
  picks: readonly number[],
  cut: number,
): Filter => {
  const by = operator ?? (LIKE.includes(column) ? 'LIKE' : '=');
  const values = (by === 'BETWEEN' ? [picks[0] ?? 0, picks[1] ?? picks[0] ?? 0] : picks).map(at => {
    const cell = (ROWS[at % ROWS.length] as Row)[column];
    if (CODED.includes(column) && by !== 'LIKE') return String(numberOf(column, String(cell)));
    const text = String(cell);
    return by === 'LIKE' ? text.slice(cut % 3, (cut % 3) + 4) : text;
  });
  return { column, operator, values };
};

/** A sign that parts values, or stands for others, has no place in this comparison. */
const isAskable = ({ operator, values }: Filter): boolean =>
  values.every(value => !/[|%=]/.test(value) && (value !== '' || operator === '='));

const addressOf = (filters: readonly Filter[], rest: string): string =>
  `/api/acled/read?${filters
    .map(({ column, operator, values }) => {
      const value = `${column}=${values.map(encodeURIComponent).join('|')}`;
      return operator === null ? value : `${value}&${column}_where=${encodeURIComponent(operator)}`;
    })
    .join('&')}&${rest}`;

const queries = fc
  .array(
    fc
      .tuple(
        fc.constantFrom(...ACLED_COLUMNS),
        fc.constantFrom(...operators),
        fc.array(fc.nat(999), { minLength: 1, maxLength: 3 }),
        fc.nat(9),
      )
      .map(parts => filterOf(...parts))
      .filter(isAskable),
    { minLength: 1, maxLength: 3 },
  )
  .filter(filters => new Set(filters.map(({ column }) => column)).size === filters.length);

const named = ({ event_id_cnty, actor1 }: Row | AcledRow): string => `${event_id_cnty} ${actor1}`;

describe.each(STORE_KINDS)('%s', (_, openStores) => {
  const { store } = storeForTests(openStores);
  let ask: (address: string) => Promise<{ readonly total_count: number; readonly data: readonly AcledRow[] }>;

  beforeAll(async () => {
    await writeMadeEvents(store, EVENTS);
    const app = buildApp(makeContext(store));
    ask = async address => {
      const response = await app.request(address);
      expect({ address, status: response.status }).toEqual({ address, status: 200 });
      return (await response.json()) as Awaited<ReturnType<typeof ask>>;
    };
  }, 60_000);

  test('without a filter, every row that the export has', async () => {
    const { data, total_count } = await ask('/api/acled/read?limit=0');
    expect(data).toEqual(ROWS);
    expect(total_count).toBe(ROWS.length);
    expect(ROWS.length).toBeGreaterThan(150);
  });

  test(`${RUNS} questions made by chance`, async () => {
    await fc.assert(
      fc.asyncProperty(queries, fc.boolean(), async (filters, monadic) => {
        const { data } = await ask(addressOf(filters, `limit=0${monadic ? '&export_type=monadic' : ''}`));
        const rows = monadic ? ROWS.flatMap(sidesOf) : ROWS;
        const expected = rows.filter(row => filters.every(filter => plainly(row, filter)));
        expect(data.map(named)).toEqual(expected.map(named));
        expect(data).toEqual(expected);
      }),
      { numRuns: RUNS, seed: 20261122 },
    );
  }, 60_000);

  test('pages put together are the whole, each row once', async () => {
    for (const form of ['', '&export_type=monadic']) {
      const whole = await ask(`/api/acled/read?limit=0${form}`);
      const pages = [];
      for (let page = 1; page <= 20; page++)
        pages.push(...(await ask(`/api/acled/read?limit=37&page=${page}${form}`)).data);
      expect(pages).toEqual(whole.data);
    }
  });
});
