// `synoptic export`: the store's content in the forms that analysts load today.
import { Argument, type Command, Option } from 'commander';
import { eventFilterOf, reportFilterOf } from '../6-record/filter-specs.ts';
import type { Store } from '../6-record/index.ts';
import type { EventRecord } from '../schema/recorded-event.ts';
import { addFilterOptions, type FilterOptions } from './filter-options.ts';
import { pages } from './list.ts';
import { outOption, withExamples } from './options.ts';
import { checkOutput, type Output, withOutput } from './output.ts';
import { Refusal } from './refusal.ts';
import { type StoreChoice, storeOption, withStore } from './store-option.ts';

const KINDS = ['events', 'statements', 'figures', 'stories', 'evidence'] as const;
type Kind = (typeof KINDS)[number];

const FORMS = ['csv', 'jsonl', 'geojson', 'acled', 'polecat', 'gdelt', 'annotations'] as const;
type Form = (typeof FORMS)[number];

/** The first is taken where none is asked for. */
const ALLOWED: Readonly<Record<Kind, readonly Form[]>> = {
  events: ['csv', 'jsonl', 'geojson', 'acled', 'polecat', 'gdelt'],
  statements: ['csv', 'jsonl'],
  figures: ['csv', 'jsonl'],
  stories: ['csv', 'jsonl'],
  evidence: ['annotations'],
};

interface ExportOptions extends StoreChoice, FilterOptions {
  readonly to?: Form;
  readonly out?: string;
  readonly release?: string;
}

/** Of a release: as it was then; its day stands for every event's. */
async function* releasedRecords(store: Store, name: string): AsyncGenerator<EventRecord> {
  const { readRelease, releasedEvents } = await import('../6-record/index.ts');
  const { at } = await readRelease(store, name);
  const fixed = {
    createdAt: at,
    updatedAt: at,
    deletedAt: null,
    mergedInto: null,
    reviewed: null,
    acledId: null,
  };
  for await (const event of releasedEvents(store, name)) yield { event, ...fixed };
}

const eventsOf = async (store: Store, options: ExportOptions): Promise<AsyncIterable<EventRecord>> => {
  if (options.release !== undefined) return releasedRecords(store, options.release);
  const { listEvents } = await import('../6-record/index.ts');
  return pages(0, page => listEvents(store, eventFilterOf(options), page));
};

const writeEach = async <Item>(
  output: Output,
  items: AsyncIterable<Item>,
  line: (item: Item) => string | null,
): Promise<void> => {
  for await (const item of items) {
    const written = line(item);
    if (written !== null) await output.write(written);
  }
};

const jsonLine = (value: unknown): string => `${JSON.stringify(value)}\n`;

const writeGeoJson = async (output: Output, records: AsyncIterable<EventRecord>): Promise<void> => {
  const { featureOf } = await import('../6-record/export/index.ts');
  let before = '{"type":"FeatureCollection","features":[\n';
  for await (const record of records) {
    const feature = featureOf(record);
    if (feature === null) continue;
    await output.write(before + JSON.stringify(feature));
    before = ',\n';
  }
  await output.write(before === ',\n' ? '\n]}\n' : `${before}]}\n`);
};

const ACLED_BATCH = 500;

/** Of a release the rows are made at once; those of the store are kept, with the day on which each last changed. */
const writeAcled = async (
  store: Store,
  { release }: ExportOptions,
  output: Output,
  records: AsyncIterable<EventRecord>,
): Promise<void> => {
  const [
    { acledColumns, acledRowsOf, makeAcledMaker, refreshAcled },
    { headerOf, rowOf },
    { loadResources },
  ] = await Promise.all([
    import('../6-record/acled/index.ts'),
    import('../6-record/export/index.ts'),
    import('../pipeline.ts'),
  ]);
  const { fingerprintRegistry } = await import('../resources/fingerprint.ts');
  const maker = makeAcledMaker(loadResources().registry, fingerprintRegistry());
  await output.write(headerOf(acledColumns));
  if (release !== undefined)
    return writeEach(output, records, record => {
      const row = maker.view(record);
      return row && rowOf(acledColumns, row);
    });
  await refreshAcled(store, maker);
  let ids: string[] = [];
  const flush = async (): Promise<void> => {
    const rows = await acledRowsOf(store, ids);
    for (const row of ids.flatMap(id => rows.get(id) ?? [])) await output.write(rowOf(acledColumns, row));
    ids = [];
  };
  for await (const { event } of records) if (ids.push(event.id) >= ACLED_BATCH) await flush();
  await flush();
};

const exportEvents = async (
  store: Store,
  to: Form,
  options: ExportOptions,
  output: Output,
): Promise<void> => {
  const { EVENT_COLUMNS, gdeltLine, headerOf, POLECAT_COLUMNS, rowOf } = await import(
    '../6-record/export/index.ts'
  );
  const records = await eventsOf(store, options);
  if (to === 'geojson') return writeGeoJson(output, records);
  if (to === 'acled') return writeAcled(store, options, output, records);
  if (to === 'gdelt') return writeEach(output, records, gdeltLine);
  if (to === 'jsonl') return writeEach(output, records, jsonLine);
  const columns = to === 'polecat' ? POLECAT_COLUMNS : EVENT_COLUMNS;
  await output.write(headerOf(columns));
  await writeEach(output, records, record => rowOf(columns, record));
};

const exportRows = async (
  store: Store,
  kind: Exclude<Kind, 'events' | 'evidence'>,
  to: Form,
  options: ExportOptions,
  output: Output,
): Promise<void> => {
  const [record, { FIGURE_COLUMNS, headerOf, rowOf, STATEMENT_COLUMNS, STORY_COLUMNS }] = await Promise.all([
    import('../6-record/index.ts'),
    import('../6-record/export/index.ts'),
  ]);
  const reports = reportFilterOf(options);
  if (kind === 'stories') {
    const stories = pages(0, page => record.listStories(store, options, page));
    if (to === 'csv') await output.write(headerOf(STORY_COLUMNS));
    for await (const story of stories)
      await output.write(
        to === 'csv' ? rowOf(STORY_COLUMNS, story) : jsonLine(await record.readStory(store, story.id)),
      );
    return;
  }
  if (kind === 'statements') {
    const rows = pages(0, page => record.listStatements(store, { ...reports, speaker: options.name }, page));
    if (to === 'jsonl') return writeEach(output, rows, jsonLine);
    await output.write(headerOf(STATEMENT_COLUMNS));
    return writeEach(output, rows, row => rowOf(STATEMENT_COLUMNS, row));
  }
  const rows = pages(0, page => record.listFigures(store, reports, page));
  if (to === 'jsonl') return writeEach(output, rows, jsonLine);
  await output.write(headerOf(FIGURE_COLUMNS));
  return writeEach(output, rows, row => rowOf(FIGURE_COLUMNS, row));
};

/** A page of annotations, one a line within it. */
const exportEvidence = async (store: Store, options: ExportOptions, output: Output): Promise<void> => {
  const [{ listReports, readText }, { annotationsOf }] = await Promise.all([
    import('../6-record/index.ts'),
    import('../6-record/export/index.ts'),
  ]);
  let before = '[\n';
  for await (const { id } of pages(0, page => listReports(store, reportFilterOf(options), page))) {
    const text = await readText(store.database, id);
    for (const annotation of text ? annotationsOf(text.report, text.coded) : []) {
      await output.write(before + JSON.stringify(annotation));
      before = ',\n';
    }
  }
  await output.write(before === '[\n' ? '[]\n' : '\n]\n');
};

const BY_EXTENSION: Readonly<Record<string, Form>> = {
  '.csv': 'csv',
  '.jsonl': 'jsonl',
  '.geojson': 'geojson',
};

const exportAs = async (kind: Kind, options: ExportOptions): Promise<void> => {
  const allowed = ALLOWED[kind];
  const told = BY_EXTENSION[/\.[a-z]+$/.exec(options.out ?? '')?.[0] ?? ''];
  const to = options.to ?? (told && allowed.includes(told) ? told : allowed[0]);
  if (to === undefined || !allowed.includes(to))
    throw new Refusal(`${kind} are not written as ${to}. Allowed: ${allowed.join(', ')}`, 2);
  if (options.release !== undefined && kind !== 'events')
    throw new Refusal(
      `a release holds events, not ${kind}: synoptic export events --release ${options.release}`,
      2,
    );
  const out = options.out ?? null;
  await checkOutput(out);
  await withStore(options, false, store =>
    withOutput(out, output => {
      if (kind === 'events') return exportEvents(store, to, options, output);
      if (kind === 'evidence') return exportEvidence(store, options, output);
      return exportRows(store, kind, to, options, output);
    }),
  );
};

export const addExportCommand = (program: Command): void => {
  const command = program
    .command('export')
    .description('write what the store holds in the forms that other programs load')
    .addArgument(new Argument('<kind>', 'what to write').choices(KINDS))
    .addOption(storeOption())
    .addOption(
      new Option('--to <form>', 'form; without it told by --out, else csv (evidence: annotations)').choices(
        FORMS,
      ),
    )
    .addOption(outOption())
    .addOption(new Option('--release <name>', 'events as a release has them, without filters'));
  addFilterOptions(command).action(exportAs);
  withExamples(command, [
    ['synoptic export events --out events.csv', 'a table; corrected cells come back with review import'],
    ['synoptic export events --to acled --country SDN --out sudan.csv', "ACLED's 31 columns"],
    ['synoptic export evidence --story s3 --out s3.jsonld', 'W3C Web Annotations of the words coded'],
  ]);
};
