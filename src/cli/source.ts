// `synoptic source`: the places from which reports come by themselves.
import { type Command, InvalidArgumentError, Option } from 'commander';
import {
  SOURCE_DEFAULTS,
  SOURCE_KINDS,
  SOURCE_WORDS,
  type SourceKind,
  type SourceWords,
} from '../schema/source.ts';
import { addFetchOptions, type FetchOptions, readDuration } from './live/live-options.ts';
import { isHttp, readAddress } from './live/read-address.ts';
import { collect, outOption, withExamples } from './options.ts';
import { type ListForm, toOption } from './record/write-entries.ts';
import { Refusal } from './refusal.ts';
import { say } from './say.ts';
import { addSourceTesting } from './source-test.ts';
import { type StoreChoice, storeOption, withStore } from './store-option.ts';

interface AddOptions extends StoreChoice, FetchOptions {
  readonly name?: string;
  readonly kind?: SourceKind;
  readonly outlet?: string;
  readonly every?: number;
  readonly words: SourceWords;
  readonly only?: readonly string[];
  readonly since?: string;
  readonly robots: boolean;
}

interface ListOptions extends StoreChoice {
  readonly to: ListForm;
  readonly json?: boolean;
  readonly out?: string;
}

/** Not to be tried again as they are: another look would find the same. */
const NO_WAY = new Set(['fetch/address', 'fetch/private-address', 'gather/missing']);

const adviceOn = (code: string | undefined, address: string): string =>
  code !== undefined && NO_WAY.has(code)
    ? 'Nothing was added'
    : `Nothing was added; to add it without looking, say what it is: --kind ${isHttp(address) ? 'feed' : 'folder'}`;

/** Looks once what the address holds. */
const discover = async (
  address: string,
  options: AddOptions,
): Promise<{ kind: SourceKind; address: string }> => {
  const [{ discoverSource }, { openFetcher }] = await Promise.all([
    import('../1-gather/sources/index.ts'),
    import('./live/open-live.ts'),
  ]);
  const fetcher = await openFetcher(options);
  try {
    const found = await discoverSource(address, { fetcher, now: Date.now, obeysRobots: options.robots });
    if (found.kind === 'missing') {
      const [first] = found.problems;
      throw new Refusal(`${first?.message ?? address}. ${adviceOn(first?.code, address)}`);
    }
    if (found.address !== address) say(`${address} is a page that names a feed: ${found.address} is added`);
    for (const feed of found.feeds) if (feed.address !== found.address) say(`it also names ${feed.address}`);
    return { kind: found.source, address: found.address };
  } finally {
    await fetcher.close();
  }
};

const add = async (given: string, options: AddOptions): Promise<void> => {
  const address = readAddress(given);
  const found = options.kind ? { kind: options.kind, address } : await discover(address, options);
  await withStore(options, true, async store => {
    const { addSource } = await import('../6-record/sources/index.ts');
    const { id, kind } = await addSource(store, {
      id: options.name ?? null,
      ...found,
      outlet: options.outlet ?? null,
      options: {
        ...SOURCE_DEFAULTS,
        every: options.every ?? null,
        words: options.words,
        only: options.only ?? [],
        since: options.since ?? null,
        obeysRobots: options.robots,
      },
    });
    process.stdout.write(`added ${id} (${kind})\n`);
    say(`read it: synoptic gather`);
  });
};

const write = (options: ListOptions, what: 'sources' | 'health'): Promise<void> =>
  withStore(options, false, async store => {
    const [{ listSources, sourceHealth }, { writeEntries }, { healthEntry, sourceEntry }] = await Promise.all(
      [
        import('../6-record/sources/index.ts'),
        import('./record/write-entries.ts'),
        import('./record/live-entry.ts'),
      ],
    );
    const to = options.json === true ? 'json' : options.to;
    const nothing = 'the store has no sources. Add one: synoptic source add https://ADDRESS';
    const out = options.out ?? null;
    if (what === 'sources')
      await writeEntries(to, out, { items: await listSources(store.database), entry: sourceEntry, nothing });
    else await writeEntries(to, out, { items: await sourceHealth(store), entry: healthEntry, nothing });
  });

const change =
  (did: string, name: 'pauseSource' | 'resumeSource' | 'removeSource') =>
  (ids: readonly string[], options: StoreChoice): Promise<void> =>
    withStore(options, false, async store => {
      const sources = await import('../6-record/sources/index.ts');
      for (const id of ids) {
        await sources[name](store, id);
        process.stdout.write(`${did} ${id}\n`);
      }
    });

const readName = (value: string): string => {
  if (!/^[a-z0-9][a-z0-9._-]{0,59}$/i.test(value))
    throw new InvalidArgumentError('Allowed: letters, digits, - _ and ., at most 60.');
  return value;
};

const readDay = (value: string): string => {
  if (!/^\d{4}(-\d{2}(-\d{2})?)?$/.test(value))
    throw new InvalidArgumentError('Allowed: a day, a month or a year, as 2025-03-04.');
  return value;
};

const addAdding = (source: Command): void => {
  const command = source
    .command('add')
    .description(
      'add a source; what it is (a feed, a sitemap, a page, a folder, ...) is found by looking at it',
    )
    .argument('<address>', 'http or https address, or the path of a folder or file')
    .addOption(
      new Option('--name <id>', 'what to call it (without it: after its address)').argParser(readName),
    )
    .addOption(new Option('--kind <kind>', 'what it is; then it is not looked at').choices(SOURCE_KINDS))
    .addOption(new Option('--outlet <name>', 'who publishes its reports'))
    .addOption(new Option('--every <time>', 'between two readings: 90s, 15m, 2h, 1d').argParser(readDuration))
    .addOption(
      new Option('--words <where>', 'page: each item is fetched; feed: the words in the feed are the report')
        .choices(SOURCE_WORDS)
        .default('page'),
    )
    .addOption(
      new Option('--only <text>', 'only items whose address contains it (may be repeated)').argParser(
        collect,
      ),
    )
    .addOption(new Option('--since <day>', 'leave out items dated before').argParser(readDay))
    .addOption(new Option('--no-robots', 'do not ask robots.txt: only where the owner of the site allows it'))
    .addOption(storeOption());
  withExamples(addFetchOptions(command).action(add), [
    ['synoptic source add https://gazette.example/', 'the feed that the page names'],
    ['synoptic source add https://gazette.example/rss --name gazette --every 5m', 'a feed'],
    ['synoptic source add /var/spool/wire --outlet "The Wire"', 'a folder: what is put there is read'],
  ]);
};

export const addSourceCommand = (program: Command): void => {
  const source = program
    .command('source')
    .description('the places from which reports come by themselves: feeds, pages, sitemaps, folders');
  withExamples(source, [['synoptic source add https://gazette.example/', 'then: synoptic gather']]);
  addAdding(source);
  addSourceTesting(source);
  for (const [name, what, description] of [
    ['list', 'sources', 'list the sources and when each is read next'],
    ['health', 'health', 'how each source does: last success, last error, lag, reports a day'],
  ] as const)
    withExamples(
      source
        .command(name)
        .description(description)
        .addOption(storeOption())
        .addOption(toOption())
        .addOption(new Option('--json', 'the same as --to json'))
        .addOption(outOption())
        .action((options: ListOptions) => write(options, what)),
      [[`synoptic source ${name} --json`, 'for a program']],
    );
  for (const [name, did, call, description] of [
    ['pause', 'paused', 'pauseSource', 'read a source no more until it is resumed'],
    ['resume', 'resumed', 'resumeSource', 'read a paused source again; it is due at once'],
    ['remove', 'removed', 'removeSource', 'forget a source; reports that came from it stay'],
  ] as const)
    withExamples(
      source
        .command(name)
        .description(description)
        .argument('<ids...>', 'as `source list` shows them')
        .addOption(storeOption())
        .action(change(did, call)),
      [[`synoptic source ${name} gazette`, description]],
    );
};
