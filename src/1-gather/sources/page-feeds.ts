// A web page -> the feeds that it names in its head (RSS Advisory Board, "RSS Autodiscovery").
import { parsePage } from '../page.ts';
import { linkFrom } from './source-reader.ts';

export interface NamedFeed {
  readonly address: string;
  readonly title: string | null;
}

const FEED_TYPE = /^application\/(?:rss\+xml|atom\+xml|rdf\+xml|feed\+json|json)\b/i;
/** Comments on an article have feeds as well. */
const OF_COMMENTS = /comments?\b/i;
/** A page's head stands in its beginning; what follows need not be read. */
const HEAD_LENGTH = 500_000;

/** The site's own first, those of comments last. */
export const feedsOfPage = async (html: string, url: string): Promise<readonly NamedFeed[]> => {
  const head = html.slice(0, HEAD_LENGTH);
  const page = await parsePage(head);
  const base = page.querySelector('base[href]')?.getAttribute('href') ?? '';
  const from = URL.canParse(base, url) ? new URL(base, url).href : url;
  const found = new Map<string, NamedFeed>();
  for (const link of page.querySelectorAll('link[rel][type][href]')) {
    const rel = link.getAttribute('rel') ?? '';
    if (!/\balternate\b/i.test(rel) || !FEED_TYPE.test(link.getAttribute('type')?.trim() ?? '')) continue;
    const address = linkFrom(link.getAttribute('href') ?? '', from);
    const title = link.getAttribute('title')?.replace(/\s+/g, ' ').trim().slice(0, 200) || null;
    if (address !== null && !found.has(address)) found.set(address, { address, title });
  }
  const isOfComments = ({ address, title }: NamedFeed): boolean =>
    OF_COMMENTS.test(title ?? '') || OF_COMMENTS.test(new URL(address).pathname);
  const all = [...found.values()];
  return [...all.filter(feed => !isOfComments(feed)), ...all.filter(isOfComments)];
};
