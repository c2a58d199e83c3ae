// `synoptic source test`: looks at an address as `source add` and `gather` would, and keeps nothing.
import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import type { Fetcher } from '../1-gather/fetch/index.ts';
import type { SourceTools } from '../1-gather/sources/index.ts';
import type { Report } from '../schema/report.ts';
import {
  NO_STATE,
  SOURCE_DEFAULTS,
  SOURCE_KINDS,
  SOURCE_WORDS,
  type Source,
  type SourceItem,
  type SourceKind,
  type SourceProblem,
  type SourceReading,
  type SourceWords,
} from '../schema/source.ts';
import { harmless } from '../synopsis/harmless.ts';
import { type Entry, paragraph, writeEntry } from './facts.ts';
import { addFetchOptions, type FetchOptions } from './live/live-options.ts';
import { withExamples } from './options.ts';

interface TestOptions extends FetchOptions {
  readonly kind?: SourceKind;
  readonly words: SourceWords;
  readonly robots: boolean;
  readonly json?: boolean;
}

interface Found {
  readonly kind: SourceKind;
  readonly address: string;
  readonly feeds: readonly { readonly address: string; readonly title: string | null }[];
}

/** What gathering would make of one item. */
interface FirstReport {
  readonly report: Report | null;
  readonly problem: string | null;
}

interface Tested {
  readonly given: string;
  readonly found: Found | null;
  readonly reading: SourceReading | null;
  readonly first: FirstReport | null;
  readonly problems: readonly SourceProblem[];
}

const isHttp = (address: string): boolean => /^https?:\/\//i.test(address);

const find = async (
  given: string,
  { kind, robots }: TestOptions,
  tools: SourceTools,
): Promise<Found | readonly SourceProblem[]> => {
  const address = isHttp(given) ? given : resolve(given);
  if (kind !== undefined) return { kind, address, feeds: [] };
  const { discoverSource } = await import('../1-gather/sources/index.ts');
  const found = await discoverSource(address, { ...tools, obeysRobots: robots });
  return found.kind === 'missing'
    ? found.problems
    : { kind: found.source, address: found.address, feeds: found.feeds };
};

/** A report is at hand: the rest of a long file need not be read. */
class Enough extends Error {}

const readFirst = async (source: Source, item: SourceItem, fetcher: Fetcher): Promise<FirstReport> => {
  const [{ readItem }, { loadResources }] = await Promise.all([
    import('../live/read-item.ts'),
    import('../resources/index.ts'),
  ]);
  let early: Report | null = null;
  const take = async ([report]: readonly Report[]): Promise<void> => {
    early ??= report ?? null;
    throw new Enough();
  };
  const outlets = () => loadResources({}).registry.outlets;
  try {
    const end = await readItem({ source, item, fetcher, outlets, take });
    switch (end.kind) {
      case 'read':
        return { report: end.reports[0] ?? null, problem: end.problem };
      case 'failed':
        return { report: null, problem: end.error };
      case 'postponed':
        return { report: null, problem: `its site is to be left alone until ${end.notBefore ?? 'later'}` };
    }
  } catch (error) {
    if (error instanceof Enough) return { report: early, problem: null };
    throw error;
  }
};

const look = async (given: string, options: TestOptions, fetcher: Fetcher): Promise<Tested> => {
  const tools = { fetcher, now: Date.now };
  const found = await find(given, options, tools);
  if (!('kind' in found)) return { given, found: null, reading: null, first: null, problems: found };
  const { readSource } = await import('../1-gather/sources/index.ts');
  const source: Source = {
    id: 'test',
    kind: found.kind,
    address: found.address,
    outlet: null,
    options: { ...SOURCE_DEFAULTS, words: options.words, obeysRobots: options.robots },
  };
  const reading = await readSource(source, NO_STATE, tools);
  const newest = reading.items.at(-1);
  const first = newest === undefined ? null : await readFirst(source, newest, fetcher);
  return { given, found, reading, first, problems: reading.problems };
};

const SHOWN_ITEMS = 5;

const counted = (count: number, one: string): string =>
  `${count.toLocaleString('en')} ${count === 1 ? one : `${one}s`}`;

const sourceEntry = ({ given, found, reading }: Tested): Entry[] => {
  if (found === null) return [];
  const { kind, address, feeds } = found;
  const about = reading?.about ?? null;
  const title = about?.title ?? null;
  const what = [
    about?.form ?? kind,
    ...(title === null ? [] : [`"${title}"`]),
    ...(about?.language ? [`in ${about.language}`] : []),
    ...(about === null ? [] : [counted(about.items, 'item')]),
  ];
  return [
    {
      head: `${address}: ${what.join(', ')}`,
      facts: [
        ...(address !== given && isHttp(given) ? [`${given} is a page that names it`] : []),
        ...feeds
          .filter(feed => feed.address !== address)
          .map(feed => `also named: ${feed.address}${feed.title === null ? '' : ` (${feed.title})`}`),
      ],
    },
  ];
};

const itemEntry = ({ title, address, key, publishedAt }: SourceItem): Entry => ({
  head: title ?? address ?? key,
  facts: [publishedAt ?? 'no date', ...(title === null || address === null ? [] : [address])],
});

const reportEntry = ({ report, problem }: FirstReport): Entry => {
  if (report === null)
    return { head: 'Nothing could be read of the newest item', facts: [problem ?? 'it holds no report'] };
  const { title, publishedAt, dateBasis, outlet, language, text } = report;
  const paragraphs = text.split(/\n\s*\n/).filter(block => block.trim() !== '');
  return {
    head: `As a report: ${title ?? 'no title'}`,
    facts: [
      `${publishedAt === null ? 'no date' : `${publishedAt} (${dateBasis})`}; ${outlet ?? 'no outlet'}; ${language}; ${counted(paragraphs.length, 'paragraph')}, ${counted(text.length, 'character')}`,
      ...(paragraphs[0] === undefined ? [] : [`begins: ${paragraphs[0].slice(0, 200)}`]),
      ...(problem === null ? [] : [problem]),
    ],
  };
};

const withoutHarm = ({ head, facts }: Entry): Entry => ({ head: harmless(head), facts: facts.map(harmless) });

const asText = (tested: Tested): string => {
  const items = [...(tested.reading?.items ?? [])].reverse().slice(0, SHOWN_ITEMS);
  const entries = [
    ...sourceEntry(tested),
    ...items.map(itemEntry),
    ...(tested.first === null ? [] : [reportEntry(tested.first)]),
  ];
  const said = tested.problems.flatMap(({ message, code }) => paragraph(harmless(`${message} [${code}]`)));
  return `${[...entries.map(withoutHarm).flatMap(writeEntry), ...said].join('\n')}\n`;
};

const asJson = ({ given, found, reading, first, problems }: Tested): string =>
  `${JSON.stringify(
    {
      given,
      kind: found?.kind ?? null,
      address: found?.address ?? null,
      feeds: found?.feeds ?? [],
      outcome: reading?.outcome ?? 'failed',
      about: reading?.about ?? null,
      newest: reading?.items.at(-1) ?? null,
      report: first?.report ?? null,
      problems,
    },
    null,
    2,
  )}\n`;

const test = async (given: string, options: TestOptions): Promise<void> => {
  const [{ openFetcher }, { openOutput }] = await Promise.all([
    import('./live/open-live.ts'),
    import('./output.ts'),
  ]);
  const fetcher = await openFetcher(options);
  try {
    const tested = await look(given, options, fetcher);
    await (await openOutput(null)).write(options.json === true ? asJson(tested) : asText(tested));
    const isFine =
      tested.reading?.outcome === 'read' && (tested.first === null || tested.first.report !== null);
    if (!isFine) process.exitCode = 1;
  } finally {
    await fetcher.close();
  }
};

export const addSourceTesting = (source: Command): void => {
  const command = source
    .command('test')
    .description(
      'look what would come from an address: its kind, its items, the newest as a report; keeps nothing',
    )
    .argument('<address>', 'http or https address, or the path of a folder or file')
    .addOption(
      new Option('--kind <kind>', 'what it is; then it is not looked at first').choices(SOURCE_KINDS),
    )
    .addOption(
      new Option('--words <where>', 'page: each item is fetched; feed: the words in the feed are the report')
        .choices(SOURCE_WORDS)
        .default('page'),
    )
    .addOption(new Option('--no-robots', 'do not ask robots.txt: only where the owner of the site allows it'))
    .addOption(new Option('--json', 'for a program'));
  withExamples(addFetchOptions(command).action(test), [
    ['synoptic source test https://gazette.example/', 'what would come from there'],
    ['synoptic source test https://gazette.example/rss --words feed --json', 'for a program'],
  ]);
};
