// `synoptic list`: what the store holds, narrowed by filters, newest first.
import { Argument, type Command, Option } from 'commander';
import { eventFilterOf, LANGUAGE_FILTER, reportFilterOf } from '../6-record/filter-specs.ts';
import type { Listed, Page, Store } from '../6-record/index.ts';
import { addFilterOptions, type FilterOptions, filterOption } from './filter-options.ts';
import { collect, outOption, readCount, withExamples } from './options.ts';
import { type ListForm, toOption, type Written } from './record/write-entries.ts';
import { type StoreChoice, storeOption, withStore } from './store-option.ts';

const KINDS = ['reports', 'events', 'stories', 'statements', 'figures', 'runs'] as const;
type Kind = (typeof KINDS)[number];

interface ListOptions extends StoreChoice, FilterOptions {
  readonly act?: readonly string[];
  readonly measure?: readonly string[];
  readonly limit: number;
  readonly to: ListForm;
  readonly out?: string;
}

const NOTHING = 'nothing is listed: the store holds nothing that fits. See all: synoptic list KIND';

const listed = async (store: Store, kind: Kind, options: ListOptions): Promise<Written<never>> => {
  const record = await import('../6-record/index.ts');
  const { pages } = await import('../6-record/export/index.ts');
  const entry = await import('./record/entry.ts');
  const reports = reportFilterOf(options);
  const { limit } = options;
  const all = <Item>(list: (page: Page) => Promise<Listed<Item>>) => pages(limit, list);
  const written = <Item>(items: Written<Item>['items'], make: Written<Item>['entry']) =>
    ({ items, entry: make, nothing: NOTHING }) as unknown as Written<never>;
  switch (kind) {
    case 'reports':
      return written(
        all(page => record.listReports(store, reports, page)),
        entry.reportEntry,
      );
    case 'events':
      return written(
        all(page => record.listEvents(store, eventFilterOf(options), page)),
        entry.eventEntry,
      );
    case 'stories':
      return written(
        all(page => record.listStories(store, options, page)),
        entry.storyEntry,
      );
    case 'statements':
      return written(
        all(page =>
          record.listStatements(store, { ...reports, speaker: options.name, acts: options.act }, page),
        ),
        entry.statementEntry,
      );
    case 'figures':
      return written(
        all(page => record.listFigures(store, { ...reports, measures: options.measure }, page)),
        entry.figureEntry,
      );
    case 'runs':
      return written(await record.listRuns(store), entry.runEntry);
  }
};

const list = (kind: Kind, options: ListOptions): Promise<void> =>
  withStore(options, false, async store => {
    const { areStoriesCurrent, countEvents } = await import('../6-record/index.ts');
    const { writeEntries } = await import('./record/write-entries.ts');
    if ((kind === 'events' || kind === 'stories') && !(await areStoriesCurrent(store.database)))
      process.stderr.write(
        'the reports have changed since the stories were made. Bring them up to date: synoptic recode\n',
      );
    const count = await writeEntries(options.to, options.out ?? null, await listed(store, kind, options));
    if (kind === 'events' && count > 0 && count === options.limit) {
      const all = await countEvents(store, eventFilterOf(options));
      if (all > count)
        process.stderr.write(
          `${count} of ${all.toLocaleString('en')} events; more with --limit, 0 for all\n`,
        );
    }
  });

export const addListCommand = (program: Command): void => {
  const command = program
    .command('list')
    .description('list what the store holds, newest first')
    .addArgument(new Argument('[kind]', 'what to list').choices(KINDS).default('reports'))
    .addOption(storeOption())
    .addOption(toOption())
    .addOption(outOption());
  addFilterOptions(command)
    .addOption(new Option('--deleted', 'events that were deleted too'))
    .addOption(
      new Option('--act <act>', 'of statements: says, accuses, denies, ... (may be repeated)').argParser(
        collect,
      ),
    )
    .addOption(
      new Option('--measure <measure>', 'of figures: killed, displaced, ... (may be repeated)').argParser(
        collect,
      ),
    )
    .addOption(filterOption(LANGUAGE_FILTER))
    .addOption(
      new Option('--unsupported', 'of reports: those in a language that is not read, kept and not coded'),
    )
    .addOption(new Option('--limit <count>', 'at most so many; 0: all').argParser(readCount).default(50))
    .action(list);
  withExamples(command, [
    ['synoptic list', 'the reports added last'],
    ['synoptic list reports --unsupported', 'those that were kept and not coded, with their language'],
    ['synoptic list events --country SYR --since 2024-05-01 --standing disputed', 'events by place and day'],
    ['synoptic list statements --name assad --to jsonl --limit 0', 'all that one person is quoted with'],
  ]);
};
