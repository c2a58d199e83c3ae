// Sources: a feed, a page, a sitemap, a folder and the like, and what was seen there -> new items and the state to keep.
import type { Source, SourceKind, SourceReading, SourceState } from '../../schema/source.ts';
import { readFeed } from './feed.ts';
import { readFolder } from './folder.ts';
import { readGdelt } from './gdelt.ts';
import { readList } from './list.ts';
import { readPageSource } from './page.ts';
import { readSitemap } from './sitemap.ts';
import type { ReadSourceOfKind, SourceTools } from './source-reader.ts';

export { discoverSource } from './discover.ts';
export type { SourceTools } from './source-reader.ts';

const READERS: Readonly<Record<SourceKind, ReadSourceOfKind>> = {
  feed: readFeed,
  page: readPageSource,
  sitemap: readSitemap,
  gdelt: readGdelt,
  list: readList,
  folder: readFolder,
  file: readFolder,
};

/** Keep the items and the state in one step: then a stop loses nothing and gives nothing twice. */
export const readSource = (source: Source, state: SourceState, tools: SourceTools): Promise<SourceReading> =>
  READERS[source.kind](source, state, tools);
