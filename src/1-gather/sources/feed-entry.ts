// An item of RSS, RDF, Atom or JSON Feed as feedsmith reads it -> one form for all four.
import type { AtomFeed, JsonFeed, RdfFeed, RssFeed } from 'feedsmith';

/** As written: dates unread, links relative, markup in place. */
export interface FeedEntry {
  readonly id: string | undefined;
  readonly link: string | undefined;
  readonly base: string | undefined;
  readonly title: string | undefined;
  /** True where the title's markup was written as text (`type="html"`, RSS). */
  readonly hasMarkupInTitle: boolean;
  readonly html: string | undefined;
  readonly text: string | undefined;
  readonly published: string | undefined;
  readonly updated: string | undefined;
  readonly language: string | undefined;
  readonly outlet: string | undefined;
  readonly byline: string | undefined;
  readonly section: string | undefined;
}

export interface FeedHead {
  readonly title: string | undefined;
  readonly language: string | undefined;
  readonly base: string | undefined;
}

const list = (values: readonly (string | undefined)[] | undefined): string | undefined => {
  const present = [...new Set(values?.map(value => value?.trim()).filter(Boolean))].slice(0, 5);
  return present.length === 0 ? undefined : present.join(', ');
};

/** What RDF's items have is what RSS's have, and an address of their own. */
type RssLike = RssFeed.Item<string> & Pick<RdfFeed.Item<string>, 'rdf'>;

export const entryOfRss = (item: RssLike): FeedEntry => ({
  id: item.guid?.value ?? item.rdf?.about,
  link:
    item.link ??
    item.atom?.links?.find(({ rel = 'alternate' }) => rel === 'alternate')?.href ??
    (item.guid?.isPermaLink === false ? undefined : item.guid?.value) ??
    item.rdf?.about,
  base: item.xml?.base,
  title: item.title ?? item.dc?.titles?.[0],
  hasMarkupInTitle: true,
  html: item.content?.encoded ?? item.description ?? item.dc?.descriptions?.[0],
  text: undefined,
  published: item.pubDate ?? item.dc?.dates?.[0] ?? item.atom?.published ?? item.dcterms?.issued?.[0],
  updated: item.atom?.updated ?? item.dcterms?.modified?.[0],
  language: item.dc?.languages?.[0] ?? item.xml?.lang,
  outlet: item.source?.title,
  byline: list([...(item.dc?.creators ?? []), ...(item.authors?.map(({ name }) => name) ?? [])]),
  section: list(item.categories?.map(({ name }) => name) ?? item.dc?.subjects),
});

export const entryOfAtom = (entry: AtomFeed.Entry<string>): FeedEntry => ({
  id: entry.id,
  link: entry.links?.find(({ rel = 'alternate' }) => rel === 'alternate')?.href ?? entry.content?.src,
  base: entry.xml?.base,
  title: entry.title?.value,
  hasMarkupInTitle: entry.title?.type === 'html' || entry.title?.type === 'xhtml',
  html: entry.content?.type === 'text' ? undefined : (entry.content?.value ?? entry.summary?.value),
  text: entry.content?.type === 'text' ? entry.content.value : undefined,
  published: entry.published ?? entry.dc?.dates?.[0] ?? entry.updated,
  updated: entry.updated,
  language: entry.xml?.lang,
  outlet: entry.source?.title?.value,
  byline: list(entry.authors?.map(({ name }) => name)),
  section: list(entry.categories?.map(({ label, term }) => label ?? term)),
});

export const entryOfJson = (item: JsonFeed.Item<string>): FeedEntry => ({
  id: item.id,
  link: item.url ?? item.external_url,
  base: undefined,
  title: item.title,
  hasMarkupInTitle: false,
  html: item.content_html,
  text: item.content_text ?? item.summary,
  published: item.date_published,
  updated: item.date_modified,
  language: item.language,
  outlet: undefined,
  byline: list(item.authors?.map(({ name }) => name)),
  section: list(item.tags),
});
