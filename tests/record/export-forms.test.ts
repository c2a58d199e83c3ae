// Exports in pieces from a store: Parquet that a reader opens with its types, UCDP's columns, ids in releases, and every
// form of every kind without a fault.
import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { beforeAll, describe, expect, test } from 'vitest';
import { openAcledMaker } from '../../src/6-record/acled/index.ts';
import { EVENT_COLUMNS } from '../../src/6-record/export/event-columns.ts';
import {
  EXPORT_FORMS,
  EXPORT_KINDS,
  type ExportForm,
  type ExportKind,
  exportForm,
} from '../../src/6-record/export/forms.ts';
import { parquetPieces } from '../../src/6-record/export/parquet.ts';
import { makeUcdpColumns, typeOfViolence } from '../../src/6-record/export/ucdp.ts';
import { exportPieces } from '../../src/6-record/export/write-export.ts';
import { createRelease } from '../../src/6-record/index.ts';
import type { Participant } from '../../src/schema/coded-report.ts';
import type { Sector } from '../../src/schema/plover.ts';
import type { RecordedEvent } from '../../src/schema/recorded-event.ts';
import { makeEvents, participant, writeMadeEvents } from '../support/acled-events.ts';
import { fillStore } from '../support/serving.ts';
import { STORE_KINDS, storeForTests } from '../support/stores.ts';

const maker = openAcledMaker();

const gathered = async (pieces: AsyncIterable<string | Uint8Array>): Promise<Buffer> => {
  const parts: Buffer[] = [];
  for await (const piece of pieces) parts.push(Buffer.from(piece as Uint8Array));
  return Buffer.concat(parts);
};

const bytesOf = (buffer: Buffer): ArrayBuffer =>
  buffer.buffer.slice(buffer.byteOffset, buffer.byteOffset + buffer.length) as ArrayBuffer;

describe.each(STORE_KINDS)('exports of %s', (_, make) => {
  const { store } = storeForTests(make);
  const written = (kind: ExportKind, form: ExportForm, release?: string): Promise<Buffer> =>
    gathered(exportPieces(store, { kind, form, filter: {}, release }, () => maker));
  const lines = async (kind: ExportKind, form: ExportForm, release?: string): Promise<string[]> =>
    (await written(kind, form, release)).toString('utf8').trimEnd().split('\n');

  beforeAll(async () => {
    await fillStore(store);
  }, 60_000);

  test.each(['events', 'statements', 'figures', 'stories'] as const)(
    '%s as Parquet hold what CSV holds, with types',
    async kind => {
      const file = bytesOf(await written(kind, 'parquet'));
      const rows = (await parquetReadObjects({ file })) as Record<string, unknown>[];
      const csv = await lines(kind, 'csv');
      expect(rows).toHaveLength(csv.length - 1);
      expect(Object.keys(rows[0] ?? {})).toEqual(rows.length > 0 ? csv[0]?.split(',') : []);
    },
  );

  test('days are days, numbers numbers, what is not known is null', async () => {
    const file = bytesOf(await written('events', 'parquet'));
    const rows = (await parquetReadObjects({ file })) as Record<string, unknown>[];
    const strike = rows.find(row => row.killed_best === 12);
    expect(strike).toMatchObject({
      type: 'ASSAULT',
      mode: 'aerial',
      date_from: new Date('2025-03-02'),
      reports: expect.any(Number),
      confidence: 1,
      latitude: null,
      updated_at: expect.any(Date),
    });
    const { schema } = parquetMetadata(file);
    expect(schema.find(({ name }) => name === 'date_from')).toMatchObject({ converted_type: 'DATE' });
    expect(schema).toHaveLength(EVENT_COLUMNS.length + 1);
  });

  test('a store without statements gives a Parquet file without rows', async () => {
    expect(await parquetReadObjects({ file: bytesOf(await written('statements', 'parquet')) })).toEqual([]);
  });

  test("UCDP's columns: lethal events only, counts low, best and high", async () => {
    const [header, ...rows] = await lines('events', 'ucdp');
    const names = (header as string).split(',');
    expect(names).toHaveLength(49);
    expect(names.slice(0, 6)).toEqual([
      'id',
      'relid',
      'year',
      'active_year',
      'code_status',
      'type_of_violence',
    ]);
    expect(names.slice(40)).toEqual(
      'deaths_a,deaths_b,deaths_civilians,deaths_unknown,best,high,low,gwnoa,gwnob'.split(','),
    );
    expect(rows).toHaveLength(1);
    const cells = Object.fromEntries(names.map((name, i) => [name, rows[0]?.split(',')[i]]));
    expect(cells).toMatchObject({ date_start: '2025-03-02', date_prec: '1', best: '12', low: '10' });
  });

  test('every form of every kind, and no other', async () => {
    for (const kind of EXPORT_KINDS)
      for (const form of EXPORT_FORMS) {
        let allowed = true;
        try {
          exportForm(kind, form, {});
        } catch {
          allowed = false;
        }
        if (allowed) await written(kind, form);
      }
    expect(exportForm('figures', undefined, { fileName: 'a.parquet' })).toBe('parquet');
    expect(() => exportForm('evidence', 'parquet', {})).toThrow(/evidence are not written as parquet/);
  });

  test('a release has the ids of ACLED rows that the store has', async () => {
    await writeMadeEvents(
      store,
      makeEvents(40).map(made => ({ ...made, id: `e${Number(made.id.slice(1)) + 500}` })),
    );
    await createRelease(store, 'a', null);
    const idOf = (line: string): string | undefined => line.split(',')[0];
    const now = (await lines('events', 'acled')).map(idOf).toSorted();
    expect(now.length).toBeGreaterThan(20);
    expect((await lines('events', 'acled', 'a')).map(idOf).toSorted()).toEqual(now);
  });
});

describe('Parquet', () => {
  test('many groups of rows are one file, told in pieces', async () => {
    const columns = [
      { name: 'n', read: (n: number) => n, type: 'whole' },
      { name: 'word', read: (n: number) => (n % 3 === 0 ? null : `word ${n} ü🙂`) },
      { name: 'share', read: (n: number) => n / 4, type: 'decimal' },
    ] as const;
    const items = (async function* () {
      for (let n = 0; n < 25_000; n++) yield n;
    })();
    const sizes: number[] = [];
    const parts: Uint8Array[] = [];
    for await (const piece of parquetPieces(columns, items)) {
      sizes.push(piece.length);
      parts.push(piece);
    }
    expect(sizes.length).toBe(3);
    const rows = await parquetReadObjects({ file: bytesOf(Buffer.concat(parts)) });
    expect(rows).toHaveLength(25_000);
    expect(rows[24_998]).toEqual({ n: 24_998, word: 'word 24998 ü🙂', share: 6249.5 });
    expect(rows[3]).toEqual({ n: 3, word: null, share: 0.75 });
  });
});

describe('the type of violence', () => {
  const who = (sector: Sector | null, country: string | null = 'SYR') => participant('x', country, sector);
  const [made] = makeEvents(1) as [RecordedEvent];
  const between = (a: Participant[], b: Participant[]): RecordedEvent => ({
    ...made,
    acled: null,
    actors: a,
    recipients: b,
  });

  test.each([
    ['a state and rebels', between([who('MIL')], [who('REB')]), 1],
    ['rebels and the police', between([who('REB')], [who('COP')]), 1],
    ['two states', between([who(null)], [who('MIL', 'IRQ')]), 1],
    ['two groups', between([who('UAF')], [who('REB')]), 2],
    ['a group and farmers', between([who('UAF')], [who('AGR')]), 3],
    ['a group and nobody named', between([who('UAF')], []), null],
    ['protesters and the police', between([who('CVL')], [who('COP')]), null],
  ] as const)('%s', (__, event, type) => {
    expect(typeOfViolence(event)).toBe(type);
  });

  test('has its column', () => {
    expect(makeUcdpColumns(maker.registry).map(({ name }) => name)).toContain('type_of_violence');
  });
});
