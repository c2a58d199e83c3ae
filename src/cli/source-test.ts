// `synoptic source test`: looks at an address as `source add` and `gather` would, and keeps nothing.
import { type Command, Option } from 'commander';
import type { Report } from '../schema/report.ts';
import {
  SOURCE_KINDS,
  SOURCE_WORDS,
  type SourceItem,
  type SourceKind,
  type SourceWords,
} from '../schema/source.ts';
import { harmless } from '../synopsis/harmless.ts';
import { counted } from './counted.ts';
import { type Entry, paragraph, writeEntry } from './facts.ts';
import { addFetchOptions, type FetchOptions } from './live/live-options.ts';
import { type FirstReport, type LookedAt, newestItems } from './live/look-at-source.ts';
import { isHttp } from './live/read-address.ts';
import { withExamples } from './options.ts';

interface TestOptions extends FetchOptions {
  readonly kind?: SourceKind;
  readonly words: SourceWords;
  readonly robots: boolean;
  readonly json?: boolean;
}

const sourceEntry = ({ given, found, reading }: LookedAt): Entry[] => {
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

/** Without the lines that say who and when. */
const proseOf = ({ text, nonProse }: Report): string => {
  let prose = '';
  let from = 0;
  for (const { start, end } of nonProse) {
    prose += text.slice(from, start);
    from = end;
  }
  return prose + text.slice(from);
};

const reportEntry = ({ report, problem }: FirstReport): Entry => {
  if (report === null)
    return { head: 'Nothing could be read of the newest item', facts: [problem ?? 'it holds no report'] };
  const { title, publishedAt, dateBasis, outlet, language, text } = report;
  const paragraphs = proseOf(report)
    .split(/\n\s*\n/)
    .filter(block => block.trim() !== '');
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

const asText = (tested: LookedAt): string => {
  const entries = [
    ...sourceEntry(tested),
    ...newestItems(tested).map(itemEntry),
    ...(tested.first === null ? [] : [reportEntry(tested.first)]),
  ];
  const said = tested.problems.flatMap(({ message, code }) => paragraph(harmless(`${message} [${code}]`)));
  return `${[...entries.map(withoutHarm).flatMap(writeEntry), ...said].join('\n')}\n`;
};

const asJson = ({ given, found, reading, first, problems }: LookedAt): string =>
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
  const [{ openFetcher }, { lookAtSource }, { openOutput }, { gatherDocument }] = await Promise.all([
    import('./live/open-live.ts'),
    import('./live/look-at-source.ts'),
    import('./output.ts'),
    import('../1-gather/index.ts'),
  ]);
  const fetcher = await openFetcher(options);
  try {
    const tested = await lookAtSource(
      given,
      { kind: options.kind ?? null, words: options.words, obeysRobots: options.robots },
      fetcher,
      gatherDocument,
    );
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
