// Exports: the columns that other programs load, cells that no spreadsheet runs, and corrected cells that come back.
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, test } from 'vitest';
import { ACLED_COLUMNS, makeAcledView } from '../../src/6-record/acled/index.ts';
import { bareCell, csvLine, tsvLine } from '../../src/6-record/export/csv.ts';
import {
  annotationsOf,
  EVENT_COLUMNS,
  featureOf,
  gdeltLine,
  headerOf,
  POLECAT_COLUMNS,
  rowOf,
} from '../../src/6-record/export/index.ts';
import {
  beginRun,
  bringTogether,
  importRow,
  listDecisions,
  readEvent,
  recordReport,
} from '../../src/6-record/index.ts';
import { loadResources } from '../../src/pipeline.ts';
import { ACLED_CLASSES } from '../../src/schema/acled.ts';
import type { EventRecord } from '../../src/schema/recorded-event.ts';
import { ReportBuilder } from '../reconcile/builder.ts';
import { STRIKES } from '../reconcile/fixtures.ts';
import { participant } from '../support/acled-events.ts';
import { making } from '../support/making.ts';
import { pgliteStores, storeForTests } from '../support/stores.ts';

const record = (event: Partial<EventRecord['event']>): EventRecord => ({
  event: {
    id: 'e7',
    story: 's1',
    type: 'ASSAULT',
    mode: null,
    contexts: [],
    cameo: '190',
    quadClass: 'materialConflict',
    intensity: -9,
    status: 'happened',
    actors: [],
    recipients: [],
    place: {
      entity: 'n2',
      start: 5,
      end: 9,
      name: 'Idlib',
      country: 'SYR',
      admin1: 'Idlib',
      latitude: 35.93061,
      longitude: 36.63393,
      precision: 1,
    },
    time: { from: '2023-07-04', to: '2023-07-04', precision: 1, start: 0, end: 1 },
    mentions: [{ report: 'r1', event: 'e1', trigger: { start: 0, end: 4 } }],
    standing: 'singleSource',
    differences: [],
    acled: ACLED_CLASSES.get('Air/drone strike') ?? null,
    outlets: ['Vell Radio', 'Wire'],
    independentOutlets: 2,
    confidence: 0.9,
    words: '=HYPERLINK("http://x.example")',
    firstReported: '2023-07-05',
    killed: { low: 3, best: 5, high: null },
    ...event,
  },
  createdAt: '2023-07-05T10:00:00.000Z',
  updatedAt: '2023-07-06T10:00:00.500Z',
  deletedAt: null,
  mergedInto: null,
  reviewed: null,
  acledId: 'SYR7',
});

describe('ACLED', () => {
  const { registry } = loadResources();
  const view = makeAcledView(registry);

  test('has its 31 columns in its order', () => {
    expect(ACLED_COLUMNS).toHaveLength(31);
    expect(ACLED_COLUMNS.slice(0, 3)).toEqual(['event_id_cnty', 'event_date', 'year']);
    expect(ACLED_COLUMNS.at(-1)).toBe('timestamp');
    expect(Object.keys(view(record({})) ?? {})).toEqual(ACLED_COLUMNS);
  });

  test('names sides, their kinds and their interaction', () => {
    const strike = view(
      record({
        actors: [participant('Syria', 'SYR', 'MIL'), participant('Russia', 'RUS', 'MIL')],
        recipients: [participant('families', 'SYR', 'CVL')],
      }),
    );
    expect(strike).toMatchObject({
      event_id_cnty: 'SYR7',
      event_date: '2023-07-04',
      inter1: 'State forces',
      assoc_actor_1: expect.stringMatching(/^Military Forces of Russia/),
      actor2: 'Civilians (Syria)',
      inter2: 'Civilians',
      interaction: 'State forces-Civilians',
      civilian_targeting: 'Civilian targeting',
      iso: 760,
      region: 'Middle East',
      country: 'Syria',
      latitude: 35.9306,
      fatalities: 3,
      source: 'Vell Radio; Wire',
      timestamp: 1688637600,
    });
    expect(strike?.actor1).toMatch(/^Military Forces of Syria/);
  });

  test('calls who demonstrates protesters, and who attacks unnamed an unidentified group', () => {
    const march = { acled: ACLED_CLASSES.get('Peaceful protest') ?? null, killed: null };
    expect(view(record({ ...march, actors: [participant('teachers', 'SYR', 'EDU')] }))).toMatchObject({
      actor1: 'Protesters (Syria)',
      interaction: 'Protesters only',
      fatalities: 0,
    });
    expect(view(record({}))).toMatchObject({ actor1: 'Unidentified Armed Group (Syria)', actor2: '' });
  });

  test('puts a week or a month on its middle day', () => {
    const month = { from: '2023-06-01', to: '2023-06-30', precision: 3 as const, start: 0, end: 1 };
    expect(view(record({ time: month }))).toMatchObject({ event_date: '2023-06-15', time_precision: 3 });
  });

  test.each<[string, Partial<EventRecord['event']>]>([
    ['statements', { acled: null }],
    ['what was only threatened', { status: 'threatened' }],
    ['what nobody dates', { time: null }],
    [
      'what is vaguer than a month',
      { time: { from: '2023-01-01', to: '2023-12-31', precision: 4, start: 0, end: 1 } },
    ],
    ['what nobody places', { place: null }],
  ])('leaves out %s', (_, event) => {
    expect(view(record(event))).toBeNull();
  });
});

test('cells that a spreadsheet would run are harmless, and come back as they were', () => {
  for (const bad of ['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\nx', '\uFF1D1+1', "'=1+1", "''-1"]) {
    const [[cell = '']] = parse(csvLine([bad])) as [string[]];
    expect(cell).toBe(`'${bad}`);
    expect(bareCell(cell)).toBe(bad);
    expect(tsvLine([bad, 1])).toMatch(/^'/);
  }
  for (const plain of ["'tis", "'", 'a=b', "O'Hara"]) {
    expect(csvLine([plain])).toBe(`${plain}\n`);
    expect(bareCell(plain)).toBe(plain);
  }
  expect(tsvLine([-1.5, null, 'x\ty'])).toBe('-1.5\t\tx y\n');
  expect(csvLine(['=a', -1.5, null, 'x,"y"\n'])).toBe('\'=a,-1.5,,"x,""y""\n"\n');
  expect(rowOf(EVENT_COLUMNS, record({}))).toContain('"\'=HYPERLINK(""http://x.example"")"');
});

test('POLECAT, GDELT and GeoJSON have the columns that their readers expect', () => {
  expect(POLECAT_COLUMNS).toHaveLength(40);
  expect(headerOf(POLECAT_COLUMNS)).toMatch(/^Event ID,Event Date,Event Type,Event Mode,Intensity,Quad Code/);
  const cells = gdeltLine(record({ actors: [participant('Syria', 'SYR', 'MIL')] }))
    ?.trimEnd()
    .split('\t');
  expect(gdeltLine(record({}))?.split('\t')).toHaveLength(61);
  expect(cells?.slice(0, 8)).toEqual([
    '7',
    '20230704',
    '202307',
    '2023',
    '2023.5027',
    'SYRMIL',
    'SYRIA',
    'SYR',
  ]);
  expect(gdeltLine(record({ time: null, firstReported: null }))).toBeNull();
  expect(featureOf(record({}))).toMatchObject({ geometry: { coordinates: [36.63393, 35.93061] } });
  expect(featureOf(record({ place: null }))).toBeNull();
});

test('annotations point into the text by position and by quotation', () => {
  const { report, coded } = new ReportBuilder('r 1', '🙂 Norvia struck Odrin.', {})
    .event('ASSAULT', 'struck', { actors: ['Norvia'] })
    .build();
  const [annotation] = annotationsOf(report, coded);
  expect(annotation).toMatchObject({
    id: 'urn:synoptic:event:r%201:e1',
    target: [
      {
        source: 'urn:synoptic:report:r%201',
        // the smiling face is one code point and two code units
        selector: [
          { start: 9, end: 15 },
          { exact: 'struck', prefix: '🙂 Norvia ' },
        ],
      },
      {},
    ],
  });
});

describe('a table that comes back', () => {
  const { store } = storeForTests(pgliteStores);

  beforeAll(async () => {
    const run = await beginRun(store, { software: 't', codebook: 'c', registry: 'r', models: {} });
    for (const text of STRIKES) await recordReport(store, text, run);
    await bringTogether(store, making);
  });

  const row = async (id: string): Promise<Record<string, string>> => {
    const event = (await readEvent(store, id)) as EventRecord;
    return Object.fromEntries(EVENT_COLUMNS.map(({ name, read }) => [name, String(read(event) ?? '')]));
  };

  test('changes nothing where nothing was changed', async () => {
    for (const id of ['e1', 'e2', 'e3'])
      expect(await importRow(store, await row(id), { by: 'ana' })).toBeNull();
    expect(await listDecisions(store)).toEqual([]);
  });

  test('makes each changed cell a correction, in one decision a row', async () => {
    const exported = await row('e1');
    const corrected = { ...exported, mode: 'drone', killed_best: '11', actors: "'-Norvian army [NRVMIL]" };
    expect(await importRow(store, corrected, { by: 'ana', reason: 'table' })).toMatchObject({
      target: 'e1',
      after: { mode: 'drone', killed: { best: 11 }, actors: [{ name: '-Norvian army', code: 'NRVMIL' }] },
    });
    expect(await row('e1')).toMatchObject({ mode: 'drone', killed_best: '11', reviewed: 'correct' });
    await expect(importRow(store, { ...exported, mode: 'aerial' }, { by: 'bo' })).rejects.toThrow(
      /e1 was changed on .* after the table was exported/,
    );
    expect(await importRow(store, { id: 'e1', mode: 'aerial' }, { by: 'bo' })).not.toBeNull();
  });

  test('takes a value written otherwise as the same, and one day for an event without any', async () => {
    const exported = await row('e2');
    const derived: string[] = [];
    const written = { ...exported, status: ' Happened', type: 'assault', standing: 'sure', outlets: 'mine' };
    const by = { by: 'ana', onDerived: (column: string) => derived.push(column) };
    expect(await importRow(store, written, by)).toBeNull();
    expect(derived).toEqual(['standing', 'outlets']);
    expect(await row('e3')).toMatchObject({ date_from: '', date_to: '' });
    await importRow(store, { id: 'e3', date_from: '2025-03-05' }, by);
    expect(await row('e3')).toMatchObject({ date_from: '2025-03-05', date_to: '2025-03-05' });
  });

  test('is refused by the row where a cell cannot be read', async () => {
    await expect(importRow(store, { id: 'e2', type: 'WAR' }, { by: 'ana' })).rejects.toThrow(
      /e2: type: "WAR"/,
    );
    await expect(importRow(store, { id: 'x' }, { by: 'ana' })).rejects.toThrow(/no event "x"/);
  });
});
