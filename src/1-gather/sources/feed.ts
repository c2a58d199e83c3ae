// RSS, RDF, Atom and JSON feeds -> items. A page in place of a feed is not read as one, but tells where its feeds are.
import type { Source, SourceProblem, SourceReading } from '../../schema/source.ts';
import { readDate } from '../dates.ts';
import { refuse, shown, warn } from '../gathered.ts';
import type { FeedEntry } from './feed-entry.ts';
import { type OtherDocument, type ReadFeed, readFeedText } from './feed-forms.ts';
import { feedsOfPage } from './page-feeds.ts';
import { plainTitle } from './plain-title.ts';
import type { ItemDraft } from './seen.ts';
import { loadDocument, type SourceDocument, textOfDocument } from './source-document.ts';
import { contentOf, endedReading, linkFrom, type ReadSourceOfKind, readingOf } from './source-reader.ts';

const joinBase = (base: string | undefined, url: string): string =>
  base !== undefined && URL.canParse(base, url) ? new URL(base, url).href : url;

const LONGEST_KEY = 2000;

/** Written so by the feed, else what the entry says: an entry without a date of change changes with its words. */
const versionOf = (entry: FeedEntry): string =>
  entry.updated ?? JSON.stringify([entry.title, entry.html, entry.text, entry.published]);

interface Reading {
  readonly source: Source;
  readonly base: string;
  readonly feed: ReadFeed;
  /** Keys that more than one entry has: such a feed's ids say nothing. */
  readonly shared: ReadonlySet<string>;
}

const metadataOf = async (entry: FeedEntry): Promise<Record<string, string>> => {
  const byline = await plainTitle(entry.byline, true);
  const section = await plainTitle(entry.section, true);
  return { ...(byline === null ? {} : { byline }), ...(section === null ? {} : { section }) };
};

const draftOf = async (entry: FeedEntry, reading: Reading): Promise<ItemDraft | null> => {
  const { source, base, feed, shared } = reading;
  const address = linkFrom(entry.link, joinBase(entry.base, base));
  const content = contentOf(entry.html, 'html') ?? contentOf(entry.text, 'text');
  const isOwnText = source.options.words === 'feed' || address === null;
  if (address === null && content === null) return null;
  const id = entry.id?.trim().slice(0, LONGEST_KEY) ?? '';
  const title = await plainTitle(entry.title, entry.hasMarkupInTitle);
  const named = address ?? `${title} ${entry.published ?? ''}`;
  return {
    key: id === '' ? named : shared.has(id) ? `${id} ${named}` : id,
    version: versionOf(entry),
    address,
    content: isOwnText ? content : null,
    title,
    outlet: source.outlet ?? (await plainTitle(entry.outlet, true)),
    publishedAt: entry.published === undefined ? null : readDate(entry.published),
    language: entry.language ?? feed.head.language ?? null,
    metadata: await metadataOf(entry),
  };
};

const sharedIds = (entries: readonly FeedEntry[]): ReadonlySet<string> => {
  const first = new Map<string, string | undefined>();
  const shared = new Set<string>();
  for (const { id, link } of entries) {
    const key = id?.trim().slice(0, LONGEST_KEY) ?? '';
    if (key === '') continue;
    if (first.has(key) && first.get(key) !== link) shared.add(key);
    first.set(key, link);
  }
  return shared;
};

const problemsOf = (
  { address }: Source,
  { entries, broken }: ReadFeed,
  drafts: readonly ItemDraft[],
): SourceProblem[] => {
  const problems: SourceProblem[] = [];
  if (broken > 0) {
    const message = `${address}: the feed is broken; ${broken} of its items could not be read, ${entries.length} were. Tell the site's owner`;
    problems.push(warn('source/broken-feed', message));
  }
  const unnamed = entries.length - drafts.length;
  if (unnamed > 0) {
    const message = `${address}: ${unnamed} of ${entries.length} items have neither a web address nor words of their own and were left out`;
    problems.push(warn('source/no-address', message));
  }
  const undated = entries.filter(
    ({ published }) => published !== undefined && published.trim() !== '' && readDate(published) === null,
  );
  if (undated.length > 0) {
    const message = `${address}: ${undated.length} of ${entries.length} items have a date that cannot be read, the first ${shown(undated[0]?.published)}; it was left out`;
    problems.push(warn('source/date', message));
  }
  if (entries.length === 0 && broken === 0)
    problems.push(warn('source/empty', `${address}: the feed has no items at present`));
  return problems;
};

/** A page, a sitemap or something else where a feed was expected. */
const notAFeed = async (
  { address }: Source,
  { kind }: OtherDocument,
  text: string,
  document: SourceDocument,
): Promise<SourceProblem> => {
  const code = 'source/no-feed';
  switch (kind) {
    case 'html': {
      const [feed] = await feedsOfPage(text, document.url);
      const next =
        feed === undefined
          ? 'It names no feed; add it as a page: --kind page'
          : `It names its feed: ${feed.address}`;
      return refuse(code, `${address}: a web page, no feed. ${next}`);
    }
    case 'sitemap':
      return refuse(code, `${address}: a sitemap, no feed. Add it as one: --kind sitemap`);
    case 'empty':
      return refuse(code, `${address}: empty; needed: RSS, Atom, RDF or JSON Feed. Try again later`);
    case 'json':
      return refuse(code, `${address}: JSON, but no JSON Feed, or broken. Check the address`);
    case 'xml':
    case 'text':
      return refuse(
        code,
        `${address}: begins ${shown(text.trimStart())}, which is no feed; needed: RSS, Atom, RDF or JSON Feed. Check the address`,
      );
  }
};

/** The thread is lent to others in between: titles with markup in them take 0.2 ms each. */
const ENTRIES_AT_ONCE = 50;

const readDocument = async (
  source: Source,
  before: SourceReading['state'],
  document: SourceDocument,
): Promise<SourceReading> => {
  const { text, problems } = await textOfDocument(source.address, document, 'xml');
  if (text === null) return endedReading('failed', before, [...document.problems, ...problems]);
  const feed = await readFeedText(text);
  if (feed.kind !== 'feed')
    return endedReading('failed', before, [
      ...document.problems,
      await notAFeed(source, feed, text, document),
    ]);
  const reading = {
    source,
    base: joinBase(feed.head.base, document.url),
    feed,
    shared: sharedIds(feed.entries),
  };
  const drafts: ItemDraft[] = [];
  for (const [index, entry] of feed.entries.entries()) {
    if (index % ENTRIES_AT_ONCE === 0) await new Promise(setImmediate);
    const draft = await draftOf(entry, reading);
    if (draft !== null) drafts.push(draft);
  }
  return readingOf(source, before, {
    about: {
      form: feed.form,
      title: await plainTitle(feed.head.title, true),
      language: feed.head.language ?? null,
      items: feed.entries.length,
    },
    // the newest stands first
    drafts: drafts.reverse(),
    problems: [...document.problems, ...problems, ...problemsOf(source, feed, drafts)],
    state: document.state,
  });
};

export const readFeed: ReadSourceOfKind = async (source, state, tools) => {
  const loaded = await loadDocument(source, state, tools, 'feed');
  return loaded.kind === 'ended' ? loaded.reading : readDocument(source, state, loaded.document);
};
