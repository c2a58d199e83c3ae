// Looks at an address as `source add` and `gather` would, and keeps nothing: its kind, its items, the newest as a report.
import type { Fetcher } from '../../1-gather/fetch/index.ts';
import type { ReadDocument } from '../../1-gather/index.ts';
import type { SourceTools } from '../../1-gather/sources/index.ts';
import type { SourceLook } from '../../7-serve/index.ts';
import type { Report } from '../../schema/report.ts';
import {
  NO_STATE,
  SOURCE_DEFAULTS,
  type Source,
  type SourceItem,
  type SourceKind,
  type SourceProblem,
  type SourceReading,
  type SourceWords,
} from '../../schema/source.ts';
import { readAddress } from './read-address.ts';

interface LookOptions {
  /** Null: it is found out. */
  readonly kind: SourceKind | null;
  readonly words: SourceWords;
  readonly obeysRobots: boolean;
}

interface Found {
  readonly kind: SourceKind;
  readonly address: string;
  readonly feeds: readonly { readonly address: string; readonly title: string | null }[];
}

/** What gathering would make of one item. */
export interface FirstReport {
  readonly report: Report | null;
  readonly problem: string | null;
}

export interface LookedAt {
  readonly given: string;
  readonly found: Found | null;
  readonly reading: SourceReading | null;
  readonly first: FirstReport | null;
  readonly problems: readonly SourceProblem[];
}

const find = async (
  given: string,
  { kind, obeysRobots }: LookOptions,
  tools: SourceTools,
): Promise<Found | readonly SourceProblem[]> => {
  const address = readAddress(given);
  if (kind !== null) return { kind, address, feeds: [] };
  const { discoverSource } = await import('../../1-gather/sources/index.ts');
  const found = await discoverSource(address, { ...tools, obeysRobots });
  return found.kind === 'missing'
    ? found.problems
    : { kind: found.source, address: found.address, feeds: found.feeds };
};

/** A report is at hand: the rest of a long file need not be read. */
class Enough extends Error {}

const readFirst = async (
  source: Source,
  item: SourceItem,
  fetcher: Fetcher,
  readDocument: ReadDocument,
): Promise<FirstReport> => {
  const [{ readItem }, { loadResources }] = await Promise.all([
    import('../../live/read-item.ts'),
    import('../../resources/index.ts'),
  ]);
  let early: Report | null = null;
  const take = async ([report]: readonly Report[]): Promise<void> => {
    early ??= report ?? null;
    throw new Enough();
  };
  const outlets = () => loadResources({}).registry.outlets;
  try {
    const end = await readItem({ source, item, fetcher, outlets, readDocument, take });
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

export const lookAtSource = async (
  given: string,
  options: LookOptions,
  fetcher: Fetcher,
  readDocument: ReadDocument,
): Promise<LookedAt> => {
  const tools = { fetcher, now: Date.now };
  const found = await find(given, options, tools);
  if (!('kind' in found)) return { given, found: null, reading: null, first: null, problems: found };
  const { readSource } = await import('../../1-gather/sources/index.ts');
  const source: Source = {
    id: 'test',
    kind: found.kind,
    address: found.address,
    outlet: null,
    options: { ...SOURCE_DEFAULTS, words: options.words, obeysRobots: options.obeysRobots },
  };
  const reading = await readSource(source, NO_STATE, tools);
  const newest = reading.items.at(-1);
  const first = newest === undefined ? null : await readFirst(source, newest, fetcher, readDocument);
  return { given, found, reading, first, problems: reading.problems };
};

const SHOWN_ITEMS = 5;

export const newestItems = ({ reading }: LookedAt): readonly SourceItem[] =>
  [...(reading?.items ?? [])].reverse().slice(0, SHOWN_ITEMS);

const BEGINNING = 300;

const reportIn = ({ report }: FirstReport): SourceLook['report'] =>
  report && {
    title: report.title,
    outlet: report.outlet,
    publishedAt: report.publishedAt,
    language: report.language,
    characters: report.text.length,
    beginning: report.text.slice(0, BEGINNING),
  };

/** As a client of the server is told of it. */
export const tellLook = (looked: LookedAt): SourceLook => {
  const { found, reading, first, problems } = looked;
  return {
    kind: found?.kind ?? null,
    address: found?.address ?? null,
    feeds: found?.feeds ?? [],
    form: reading?.about?.form ?? null,
    title: reading?.about?.title ?? null,
    items: reading?.about?.items ?? reading?.items.length ?? 0,
    newest: newestItems(looked).map(({ title, address, publishedAt }) => ({ title, address, publishedAt })),
    report: first && reportIn(first),
    problems: [...problems.map(({ message }) => message), ...(first?.problem ? [first.problem] : [])],
  };
};
