// An address that a user gives -> what kind of source it is: looked at once, never guessed. A site's front page leads to
// the feed that it names.
import { stat } from 'node:fs/promises';
import {
  NO_STATE,
  SOURCE_DEFAULTS,
  type Source,
  type SourceKind,
  type SourceProblem,
} from '../../schema/source.ts';
import { cannotOpen } from '../inputs.ts';
import { formOfFeedText } from './feed-forms.ts';
import { newestGdeltFile, readGdeltList } from './gdelt-lists.ts';
import { isAddressList } from './list.ts';
import { feedsOfPage, type NamedFeed } from './page-feeds.ts';
import { loadDocument, textOfDocument } from './source-document.ts';
import { isHttp, type SourceTools } from './source-reader.ts';

type Discovered =
  | {
      readonly kind: 'found';
      readonly source: SourceKind;
      /** Of the feed, where a page led to it. */
      readonly address: string;
      /** Feeds that the page names, `address` among them; empty where it was no page. */
      readonly feeds: readonly NamedFeed[];
    }
  | { readonly kind: 'missing'; readonly problems: readonly SourceProblem[] };

type Tools = SourceTools & Partial<Pick<Source['options'], 'obeysRobots'>>;

const kindOfText = async (text: string): Promise<SourceKind | 'html'> => {
  switch (formOfFeedText(text)) {
    case 'feed':
      return 'feed';
    case 'sitemap':
      return 'sitemap';
    case 'html':
      return 'html';
    default:
      if (isAddressList(text)) return 'list';
      return newestGdeltFile(text) !== null || (await readGdeltList(text)) !== null ? 'gdelt' : 'page';
  }
};

const discoverPath = async (address: string): Promise<Discovered> => {
  try {
    const kind = (await stat(address)).isDirectory() ? 'folder' : 'file';
    return { kind: 'found', source: kind, address, feeds: [] };
  } catch (error) {
    const { code, message } = cannotOpen(address, error);
    return { kind: 'missing', problems: [{ severity: 'error', code, message: `${address}: ${message}` }] };
  }
};

/** @param address http or https, or a path. */
export const discoverSource = async (address: string, tools: Tools): Promise<Discovered> => {
  if (!isHttp(address)) return discoverPath(address);
  const options = { ...SOURCE_DEFAULTS, obeysRobots: tools.obeysRobots ?? true };
  const source: Source = { id: 'new', kind: 'page', address, outlet: null, options };
  const loaded = await loadDocument(source, NO_STATE, tools, 'feed');
  if (loaded.kind === 'ended') return { kind: 'missing', problems: loaded.reading.problems };
  const { document } = loaded;
  const { text } = await textOfDocument(address, document, 'xml');
  const kind = text === null ? 'page' : await kindOfText(text);
  if (kind !== 'html') return { kind: 'found', source: kind, address, feeds: [] };
  const feeds = await feedsOfPage(text ?? '', document.url);
  const [first] = feeds;
  return first === undefined
    ? { kind: 'found', source: 'page', address, feeds }
    : { kind: 'found', source: 'feed', address: first.address, feeds };
};
