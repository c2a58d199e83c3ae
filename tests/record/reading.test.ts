// What is in a store comes out on both: lists and their filters, search, verification, backups, differences of runs.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hashOf } from '../../src/6-record/hash.ts';
import {
  beginRun,
  bringTogether,
  diffRuns,
  type EventFilter,
  listEvents,
  listFigures,
  listReports,
  listStatements,
  listStories,
  MARK,
  readBackup,
  recodeReports,
  recordReport,
  removeReport,
  type Store,
  searchStore,
  verifyStore,
  writeBackup,
} from '../../src/6-record/index.ts';
import { MIGRATIONS } from '../../src/6-record/migrations/index.ts';
import type { CodedText } from '../../src/schema/story.ts';
import { ReportBuilder } from '../reconcile/builder.ts';
import { STRIKES, WIRE } from '../reconcile/fixtures.ts';
import { making } from '../support/making.ts';
import { emptyStore, SETUP, STORE_KINDS, storeForTests } from '../support/stores.ts';

const SPOKEN = new ReportBuilder(
  'spoken',
  'Mira Sol said the "dam will be opened" by spring; the flood of \ud800 May took 40 houses.',
  { outlet: 'Vell Radio', publishedAt: '2025-06-02' },
)
  .statement('direct', 'dam will be opened', 'Mira Sol')
  .figure('buildings', '40 houses', 40)
  .event('THREATEN', 'said', { actors: ['Mira Sol'], status: 'threatened' })
  .build();

async function* linesOf(text: string): AsyncGenerator<string> {
  if (text !== '') yield* text.trimEnd().split('\n');
}

const collect = async <Item>(items: AsyncIterable<Item>): Promise<Item[]> => {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
};

describe.each(STORE_KINDS)('reading a store on %s', (_, make) => {
  const { store, stores } = storeForTests(make);
  let other: Store;
  let run: number;

  beforeAll(async () => {
    other = await stores.open(await stores.makeLocation());
    run = await beginRun(store, SETUP);
    for (const text of [...STRIKES, ...WIRE, SPOKEN]) await recordReport(store, text, run);
    await bringTogether(store, making);
  });
  afterAll(() => other.close());

  describe('lists', () => {
    const found = async (filter: EventFilter): Promise<string[]> =>
      (await listEvents(store, filter, { limit: 100 })).items.map(({ event }) =>
        [event.type, event.time?.from ?? 'undated'].join(' '),
      );

    test.each([
      [{ types: ['ACCUSE'] }, ['ACCUSE undated']],
      [{ types: ['ACCUSE', 'THREATEN'] }, ['THREATEN undated', 'ACCUSE undated']],
      [{ statuses: ['threatened'] }, ['THREATEN undated']],
      [{ since: '2025-03-03', until: '2025-03-09' }, ['ASSAULT 2025-03-03']],
      [{ until: '2025-03-02' }, ['ASSAULT 2025-03-02']],
      [{ countries: ['QLL'], types: ['CONSULT'] }, ['CONSULT undated']],
      [{ name: 'norv odr' }, ['ASSAULT 2025-03-03', 'ASSAULT 2025-03-02']],
      [{ name: 'mira' }, ['THREATEN undated']],
      [{ name: '!&|' }, []],
      [{ outlets: ['The Harbour Post'] }, ['ASSAULT 2025-03-03', 'ASSAULT 2025-03-02']],
      [{ words: 'blamed -bridge' }, ['ACCUSE undated']],
      [{ standings: ['corroborated'], types: ['ASSAULT'] }, ['ASSAULT 2025-03-03', 'ASSAULT 2025-03-02']],
      [{ types: ["'; drop table events"] }, []],
    ] as const)('events by %j', async (filter, expected) => {
      expect(await found(filter)).toEqual(expected);
    });

    test('go on where the page before ended', async () => {
      const all = (await listEvents(store, {}, { limit: 100 })).items.map(({ event }) => event.id);
      const paged: string[] = [];
      for (let after: string | null = null, more = true; more; ) {
        const page = await listEvents(store, {}, { limit: 2, after });
        paged.push(...page.items.map(({ event }) => event.id));
        after = page.next;
        more = after !== null;
      }
      expect(paged).toEqual(all);
      await expect(listEvents(store, {}, { limit: 2, after: 'x' })).rejects.toThrow(/no place to go on/);
    });

    test('reports, with what was coded in them', async () => {
      const { items } = await listReports(store, { since: '2025-03-04', words: 'bridge' }, { limit: 10 });
      expect(items.map(({ id, events, figures }) => [id, events, figures])).toEqual([
        ['strike-4', 2, 1],
        ['strike-3', 2, 1],
      ]);
      const page = await listReports(store, {}, { limit: 3 });
      const next = await listReports(store, {}, { limit: 3, after: page.next });
      expect(next.items[0]?.id).not.toBe(page.items[0]?.id);
    });

    test('stories, statements and figures', async () => {
      expect((await listStories(store, { since: '2025-03-01' }, { limit: 10 })).items).toMatchObject([
        { reports: 4, independentOutlets: 2, events: 3 },
      ]);
      expect((await listStatements(store, { speaker: 'mira' }, { limit: 10 })).items).toMatchObject([
        { report: 'spoken', id: 't1', speaker: 'Mira Sol', content: 'dam will be opened' },
      ]);
      expect((await listFigures(store, { measures: ['buildings'] }, { limit: 10 })).items).toMatchObject([
        { report: 'spoken', value: 40, words: '40 houses' },
      ]);
    });
  });

  test('search finds reports, statements and events, and marks the words', async () => {
    const hits = await searchStore(store, 'dam', ['report', 'statement', 'event'], 5);
    expect(hits.map(({ kind, id }) => [kind, id])).toContainEqual(['statement', 't1']);
    expect(hits.find(({ kind }) => kind === 'report')?.excerpt).toContain(`${MARK}dam${MARK}`);
    const [event] = await searchStore(store, 'assault', ['event'], 1);
    expect(event?.title).toMatch(/^[A-Z]+( \([\w-]+\))? \S.* -> \S/);
    expect(await searchStore(store, '"; drop', ['report'], 5)).toEqual([]);
  });

  test('a whole store has no faults; a changed text and a lost coding are found', async () => {
    expect(await verifyStore(store)).toMatchObject({ reports: 8, faults: [] });
    await store.database.query("update reports set text = text || 'x' where id = 'strike-1'");
    const { faults } = await verifyStore(store);
    expect(faults.map(({ what }) => what)).toEqual(['report strike-1']);
    await store.database.query(
      "update reports set text = left(text, length(text) - 1) where id = 'strike-1'",
    );
  });

  const backUp = async (from: Store): Promise<string> => {
    let text = '';
    await writeBackup(from, async line => {
      text += line;
    });
    return text;
  };

  test('a backup restores to the same backup, in an empty store only', async () => {
    const text = await backUp(store);
    await readBackup(other, linesOf(text));
    expect(await backUp(other)).toBe(text);
    expect((await verifyStore(other)).faults).toEqual([]);
    await expect(readBackup(other, linesOf(text))).rejects.toThrow(/holds 8 reports already/);
    await emptyStore(other);
    // what is numbered goes on from there
    await readBackup(other, linesOf(text));
    expect(
      (await recordReport(other, { ...SPOKEN, report: { ...SPOKEN.report, outlet: 'X' } }, run)).id,
    ).toBe('spoken-2');
    await emptyStore(other);
  });

  /** The backup that the schema of the first release would have written: its tables and columns alone. */
  const asFirstSchema = (text: string): string => {
    const [first = '', ...lines] = text.trimEnd().split('\n');
    const header = JSON.parse(first);
    const first4 = MIGRATIONS.filter(({ version }) => version <= 4)
      .map(({ sql }) => sql)
      .join('');
    const kept = header.tables
      .map(({ table, columns }: { table: string; columns: { name: string }[] }, at: number) => ({
        at,
        table,
        made: new RegExp(`create table ${table} \\(([^]*?)\\n\\);`).exec(first4)?.[1] ?? null,
        columns,
      }))
      .filter(({ made }: { made: string | null }) => made !== null)
      .map(
        ({
          at,
          table,
          made,
          columns,
        }: {
          at: number;
          table: string;
          made: string;
          columns: { name: string }[];
        }) => ({
          at,
          table,
          places: columns.flatMap(({ name }, i) => (new RegExp(`^\\s+${name} `, 'm').test(made) ? i : [])),
          columns,
        }),
      );
    const numbers = new Map<number, number>(kept.map(({ at }: { at: number }, to: number) => [at, to]));
    const body = [
      JSON.stringify({
        ...header,
        schema: 4,
        tables: kept.map(
          ({ table, places, columns }: { table: string; places: number[]; columns: object[] }) => ({
            table,
            columns: places.map(i => columns[i]),
          }),
        ),
      }),
      ...lines.slice(0, -1).flatMap(line => {
        const [at, cells] = JSON.parse(line);
        const to = numbers.get(at);
        if (to === undefined) return [];
        // rows that later steps begin with
        const isOwn =
          !['counters', 'store_state'].includes(kept[to].table) || first4.includes(`('${cells[0]}', `);
        if (!isOwn) return [];
        return JSON.stringify([to, kept[to].places.map((i: number) => cells[i])]);
      }),
    ];
    const content = body.map(line => `${line}\n`).join('');
    const end = { end: 'synoptic-backup', rows: body.length - 1, hash: hashOf(content) };
    return `${content}${JSON.stringify(end)}\n`;
  };

  test('a backup of an older schema is restored and brought up to date; one of a newer schema is refused', async () => {
    const text = await backUp(store);
    await readBackup(other, linesOf(asFirstSchema(text)));
    expect((await verifyStore(other)).faults).toEqual([]);
    const statements = (from: Store) => listStatements(from, {}, { limit: 100 });
    expect(await statements(other)).toEqual(await statements(store));
    // what the older one did not keep is made again, and gives the stories that it had
    const changes = await bringTogether(other, making);
    expect(changes.stories).toEqual({ added: 0, changed: 0, deleted: 0 });
    await emptyStore(other);
    const newer = text.replace(/"schema":\d+/, '"schema":999');
    await expect(readBackup(other, linesOf(newer))).rejects.toThrow(/has schema 999.*Use synoptic/);
  });

  test.each([
    ['nothing', () => '', /is empty/],
    ['another file', () => '{"a":1}\n', /does not begin as one/],
    ['a cut one', (text: string) => text.split('\n').slice(0, -3).join('\n'), /its end is missing/],
    [
      'a changed one',
      (text: string) => text.replace('Norvian jets', 'Norvian boats'),
      /its end says otherwise/,
    ],
  ])('a backup that is %s restores nothing', async (_name, spoil, message) => {
    await expect(readBackup(other, linesOf(spoil(await backUp(store))))).rejects.toThrow(message);
    expect((await listReports(other, {}, { limit: 1 })).items).toEqual([]);
  });

  test('coded anew with another codebook, and the runs compared event by event', async () => {
    const next = await beginRun(store, { ...SETUP, codebook: 'c2' });
    const codings = new Map<string, CodedText>(STRIKES.map(text => [text.report.id, text]));
    const recoded = await collect(
      recodeReports(store, next, report => {
        const text = codings.get(report.id);
        if (!text) return { ...SPOKEN.coded, id: report.id, events: [], statements: [], figures: [] };
        const [first, ...rest] = text.coded.events;
        return { ...text.coded, events: first ? [{ ...first, mode: 'drone' }, ...rest] : [] };
      }),
    );
    expect(recoded).toHaveLength(8);
    expect(await collect(recodeReports(store, next, () => SPOKEN.coded))).toEqual([]);
    const differences = await collect(diffRuns(store, run, next));
    expect(differences.filter(({ report }) => report === 'strike-1')).toEqual([
      {
        report: 'strike-1',
        trigger: 'struck',
        type: 'ASSAULT',
        kind: 'changed',
        fields: [{ field: 'mode', before: 'aerial', after: 'drone' }],
      },
    ]);
    expect(differences.filter(({ report }) => report === 'spoken')).toMatchObject([{ kind: 'removed' }]);
    await expect(collect(diffRuns(store, run, 77))).rejects.toThrow(/no run 77; there are 1, 2/);
    await removeReport(store, 'spoken', null);
  });
});
