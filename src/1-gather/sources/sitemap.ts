// Sitemaps and indexes of sitemaps -> items. Of an index only those sitemaps are fetched that it says have changed.
import type { Source, SourceProblem, SourceReading, SourceState } from '../../schema/source.ts';
import { readDate } from '../dates.ts';
import { refuse, shown, warn } from '../gathered.ts';
import { plainTitle } from './plain-title.ts';
import { type ItemDraft, wasSeen } from './seen.ts';
import { type ReadSitemap, readSitemapText, type SitemapEntry } from './sitemap-text.ts';
import { loadDocument, type SourceDocument, textOfDocument } from './source-document.ts';
import {
  bareItem,
  endedReading,
  linkFrom,
  type ReadSourceOfKind,
  readingOf,
  type SourceTools,
} from './source-reader.ts';

/** Sitemaps of an index that one reading fetches; the rest comes with the next. */
const MOST_CHILDREN = 50;
const MOST_VALIDATORS = 1000;

const draftOf = async (entry: SitemapEntry, base: string, source: Source): Promise<ItemDraft | null> => {
  const address = linkFrom(entry.address, base);
  if (address === null) return null;
  const published = entry.published === undefined ? null : readDate(entry.published);
  return {
    ...bareItem(address, source),
    version: entry.changed ?? entry.published ?? '',
    title: await plainTitle(entry.title, false),
    outlet: source.outlet ?? (await plainTitle(entry.outlet, false)),
    publishedAt: published,
    language: entry.language ?? null,
    metadata: entry.changed === undefined ? {} : { lastModified: entry.changed },
  };
};

/** A sitemap has no dates of publication but in its news extension: the day of change stands in for choosing. */
const isSince = ({ since }: Source['options'], entry: SitemapEntry): boolean => {
  const day = readDate(entry.published ?? entry.changed ?? '');
  return since === null || day === null || day.slice(0, since.length) >= since;
};

const draftsOf = async (
  { entries }: ReadSitemap,
  base: string,
  source: Source,
): Promise<{ drafts: ItemDraft[]; unread: number }> => {
  const drafts: ItemDraft[] = [];
  let unread = 0;
  for (const entry of entries) {
    if (!isSince(source.options, entry)) continue;
    const draft = await draftOf(entry, base, source);
    if (draft === null) unread++;
    else drafts.push(draft);
  }
  return { drafts, unread };
};

const brokenIn = (address: string, sitemap: ReadSitemap, unread: number): SourceProblem[] =>
  sitemap.broken + unread === 0
    ? []
    : [
        warn(
          'source/broken-sitemap',
          `${address}: ${sitemap.broken + unread} of its entries could not be read, ${sitemap.entries.length - unread} were. Tell the site's owner`,
        ),
      ];

type Parsed =
  | { readonly sitemap: ReadSitemap; readonly problems: readonly SourceProblem[] }
  | { readonly sitemap: null; readonly problems: readonly SourceProblem[] };

const parse = async (address: string, document: SourceDocument): Promise<Parsed> => {
  const { text, problems } = await textOfDocument(address, document, 'xml');
  if (text === null) return { sitemap: null, problems: [...document.problems, ...problems] };
  const sitemap = await readSitemapText(text);
  if (sitemap !== null) return { sitemap, problems: [...document.problems, ...problems] };
  const message = `${address}: begins ${shown(text.trimStart())}, which is no sitemap; needed: <urlset> or <sitemapindex>. Check the address`;
  return { sitemap: null, problems: [refuse('source/no-sitemap', message)] };
};

const bounded = (state: SourceState): SourceState => ({
  ...state,
  validators: Object.fromEntries(Object.entries(state.validators).slice(-MOST_VALIDATORS)),
});

/** Whether and how an index's sitemap is known: by its date of change, kept like an item's. */
const childKey = (address: string): string => `sitemap ${address}`;

interface Child {
  readonly address: string;
  readonly changed: string | undefined;
}

const childrenToRead = (
  index: ReadSitemap,
  base: string,
  source: Source,
  state: SourceState,
): { children: readonly Child[]; left: number } => {
  const seen = new Set(state.seen);
  const changed = index.entries.flatMap((entry): Child[] => {
    const address = linkFrom(entry.address, base);
    if (address === null || !isSince(source.options, entry)) return [];
    if (entry.changed !== undefined && wasSeen(seen, childKey(address), entry.changed)) return [];
    return [{ address, changed: entry.changed }];
  });
  const isDated = changed.every(child => child.changed !== undefined);
  const first = isDated
    ? changed.sort((a, b) => ((a.changed as string) < (b.changed as string) ? 1 : -1))
    : [
        ...changed.filter(({ address }) => !(address in state.validators)),
        ...changed.filter(({ address }) => address in state.validators),
      ];
  return { children: first.slice(0, MOST_CHILDREN), left: Math.max(0, first.length - MOST_CHILDREN) };
};

interface Gathering {
  state: SourceState;
  items: number;
  readonly drafts: ItemDraft[];
  readonly problems: SourceProblem[];
  failed: number;
  /** All that was not read is to be asked for later. */
  isPostponed: boolean;
  notBefore: string | null;
}

const readChild = async (
  child: Child,
  source: Source,
  tools: SourceTools,
  into: Gathering,
): Promise<void> => {
  const { address } = child;
  const loaded = await loadDocument(source, into.state, tools, 'any', address);
  if (loaded.kind === 'ended') {
    const { outcome, state, problems, notBefore } = loaded.reading;
    into.state = state;
    into.problems.push(...problems.map(each => ({ ...each, severity: 'warning' as const })));
    if (outcome !== 'unchanged') into.failed++;
    if (outcome !== 'postponed') into.isPostponed = false;
    into.notBefore ??= notBefore;
    return;
  }
  const { sitemap, problems } = await parse(address, loaded.document);
  into.problems.push(...problems);
  if (sitemap === null || sitemap.kind === 'index') {
    into.failed++;
    if (sitemap !== null)
      into.problems.push(
        warn('source/no-sitemap', `${address}: an index within an index, which is not followed`),
      );
    return;
  }
  const { drafts, unread } = await draftsOf(sitemap, loaded.document.url, source);
  into.problems.push(...brokenIn(address, sitemap, unread));
  into.items += sitemap.entries.length;
  into.state = loaded.document.state;
  into.drafts.push(...drafts);
  if (child.changed !== undefined)
    into.drafts.push({ ...bareItem(address, source), key: childKey(address), version: child.changed });
};

const isChildMark = ({ key }: { readonly key: string }): boolean => key.startsWith('sitemap ');

const readIndex = async (
  index: ReadSitemap,
  document: SourceDocument,
  source: Source,
  before: SourceState,
  tools: SourceTools,
  problems: readonly SourceProblem[],
): Promise<SourceReading> => {
  const { children, left } = childrenToRead(index, document.url, source, before);
  const into: Gathering = {
    state: document.state,
    items: 0,
    drafts: [],
    problems: [...problems, ...brokenIn(source.address, index, 0)],
    failed: 0,
    isPostponed: true,
    notBefore: null,
  };
  for (const child of children) {
    if (tools.signal?.aborted) break;
    await readChild(child, source, tools, into);
  }
  if (left > 0)
    into.problems.push(
      warn(
        'source/more',
        `${source.address}: ${children.length} of its sitemaps were read; ${left} more come with the next reading`,
      ),
    );
  if (children.length > 0 && into.failed === children.length)
    return endedReading(into.isPostponed ? 'postponed' : 'failed', before, into.problems, into.notBefore);
  const isWhole = left === 0 && into.failed === 0;
  const reading = readingOf(source, before, {
    about: { form: 'sitemap index', title: null, language: null, items: into.items },
    drafts: into.drafts,
    problems: into.problems,
    // unread sitemaps: the index must come again next time, not "unchanged"
    state: isWhole ? into.state : withoutOwn(into.state, source.address),
    notBefore: into.notBefore,
  });
  return { ...reading, items: reading.items.filter(item => !isChildMark(item)) };
};

const withoutOwn = (state: SourceState, address: string): SourceState => {
  const { [address]: _, ...validators } = state.validators;
  return { ...state, validators };
};

export const readSitemap: ReadSourceOfKind = async (source, state, tools) => {
  const loaded = await loadDocument(source, state, tools, 'any');
  if (loaded.kind === 'ended') return loaded.reading;
  const { document } = loaded;
  const { sitemap, problems } = await parse(source.address, document);
  if (sitemap === null) return endedReading('failed', state, problems);
  if (sitemap.kind === 'index') {
    const reading = await readIndex(sitemap, document, source, state, tools, problems);
    return { ...reading, state: bounded(reading.state) };
  }
  const { drafts, unread } = await draftsOf(sitemap, document.url, source);
  return readingOf(source, state, {
    about: { form: 'sitemap', title: null, language: null, items: sitemap.entries.length },
    drafts,
    problems: [...problems, ...brokenIn(source.address, sitemap, unread)],
    state: document.state,
  });
};
