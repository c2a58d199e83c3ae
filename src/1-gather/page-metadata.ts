// What a page says about itself -> title, outlet, author, date, address: JSON-LD (schema.org), Open Graph, meta, HTML.

import { canonicalAddress, trustedCanonical } from '../schema/address.ts';
import type { PageDocument, PageElement, PageNode } from './page.ts';
import { type PageDate, readPageDates } from './page-dates.ts';
import { bylineIn, headLines, namesIn, readByline } from './page-head.ts';
import { following } from './page-prune.ts';
import { articleOf, clean, decodeEntities, namesOf, readThings, type Thing, textOf } from './page-things.ts';

export interface PageMetadata {
  readonly title: string | null;
  readonly outlet: string | null;
  readonly url: string | null;
  readonly language: string | null;
  readonly published: PageDate | null;
  /** A date that the page gives and that could not be read; null where one was read or none is given. */
  readonly unreadDate: string | null;
  /** The whole article as JSON-LD repeats it, null where it does not. */
  readonly articleBody: string | null;
  readonly metadata: Readonly<Record<string, string>>;
}

const readMetas = (page: PageDocument): ReadonlyMap<string, string> => {
  const metas = new Map<string, string>();
  for (const meta of page.querySelectorAll('meta')) {
    const name = (
      meta.getAttribute('property') ??
      meta.getAttribute('name') ??
      meta.getAttribute('itemprop')
    )?.toLowerCase();
    const content = clean(meta.getAttribute('content'));
    if (name !== undefined && content !== null && !metas.has(name)) metas.set(name, content);
  }
  return metas;
};

const attributeOf = (page: PageDocument, selector: string, name: string): string | null =>
  clean(page.querySelector(selector)?.getAttribute(name));

const textAt = (page: PageDocument, selector: string): string | null =>
  clean(page.querySelector(selector)?.textContent);

const onlyHeading = (page: PageDocument): string | null => {
  const headings = [...page.querySelectorAll('h1')];
  return headings.length === 1 ? clean(headings[0]?.textContent) : textAt(page, 'article h1, main h1');
};

/** `Crossing reopens | The Valley Courier` -> `Crossing reopens`, where the outlet is known. */
const withoutOutlet = (title: string | null, outlet: string | null): string | null => {
  if (title === null || outlet === null) return title;
  const cut = title.length - outlet.length;
  if (!title.toLowerCase().endsWith(outlet.toLowerCase())) return title;
  const before = /^(.+?)\s*(?:[|–—·:-]|::)\s*$/.exec(title.slice(0, cut).slice(0, 500));
  return before?.[1] ?? title;
};

/** `Crossing reopens - Printer friendly version` -> the heading that it begins with. */
const asHeading = (page: PageDocument, title: string | null): string | null => {
  if (title === null) return null;
  const lower = title.toLowerCase();
  for (const heading of [...page.querySelectorAll('h1, h2, h3')].slice(0, 50)) {
    const text = clean(heading.textContent);
    if (
      text !== null &&
      text.length >= 15 &&
      text.length < title.length &&
      lower.startsWith(text.toLowerCase())
    )
      return text;
  }
  return title;
};

const absolute = (url: string | null | undefined, base: string | null = null): string | null => {
  if (url === null || url === undefined) return null;
  if (/^https?:\/\/\S+$/i.test(url)) return url;
  if (base === null || /^[a-z][a-z0-9+.-]*:/i.test(url) || /\s/.test(url)) return null;
  return URL.canParse(url, base) ? new URL(url, base).href : null;
};

const AUTHOR_METAS =
  'author parsely-author sailthru.author dc.creator dcterms.creator byl article:author_name'.split(' ');
const AUTHOR_PLACES =
  '[itemprop="author"] [itemprop="name"], [itemprop="author"], [rel="author"], .vcard .fn, .byline .author, .author-name, .byline, .author, [class*="byline"], [class*="Byline"], [class*="author"], [class*="Author"]';

const isName = (text: string | null | undefined): text is string =>
  text !== null &&
  text !== undefined &&
  text.length <= 120 &&
  absolute(text) === null &&
  !/^@|^(?:admin|editor|staff|root|webmaster|guest)$/i.test(text);

/** Text of an element with a space between its parts: `<span>Chidi Baro</span><span>21.02.2024</span>`. */
const spacedText = (element: PageElement): string => {
  const parts: string[] = [];
  for (
    let node: PageNode | null = element;
    node !== null && parts.length < 40;
    node = following(node, element)
  )
    if (node.nodeType === 3) parts.push(node.textContent ?? '');
  return parts.join(' ');
};

/** Where a page prints its author by its own marks: "By Lidia Stern", "Danica Orel". */
const markedAuthor = (page: PageDocument): string | null => {
  for (const element of [...page.querySelectorAll(AUTHOR_PLACES)].slice(0, 12)) {
    const text = clean(spacedText(element));
    if (text === null || text.length > 120) continue;
    const name = readByline(text) ?? namesIn(text);
    if (name !== null) return name;
  }
  return null;
};

const authorOf = (
  page: PageDocument,
  article: Thing | null,
  things: readonly Thing[],
  metas: ReadonlyMap<string, string>,
  lines: readonly string[],
): string | null => {
  const given = [
    namesOf(article?.author, things),
    ...AUTHOR_METAS.map(name => metas.get(name)),
    namesOf(article?.creator, things),
    metas.get('article:author'),
  ].find(isName);
  if (given !== undefined) return readByline(given) ?? given.replace(/^by\s+/i, '');
  return markedAuthor(page) ?? bylineIn(lines);
};

const DATELINE =
  /^((?!UPDATE|BREAKING|LIVE|EXCLUSIVE)\p{Lu}[\p{Lu}\p{M}.'’-]+(?:[ /]\p{Lu}[\p{Lu}\p{M}.'’-]+){0,3}(?:, [\p{L}. ]{2,24}?)?(?:, [A-Z][a-z]{2,8}\.? \d{1,2})?)\s*(?:\(([^()]{2,40})\))?\s*[-–—]{1,2}\s/u;

/** `HERM, July 2 (Midland Wire) - ` at the beginning of the words: where it was written, and whose text it is. */
export const readDateline = (text: string): Readonly<Record<string, string>> => {
  const [, dateline, agency] = DATELINE.exec(text.slice(0, 200)) ?? [];
  return { ...(dateline && { dateline }), ...(agency && { agency }) };
};

/** @param address where the page was found, null where that is not known. */
export const readPageMetadata = (page: PageDocument, address: string | null): PageMetadata => {
  const things = readThings(page);
  const metas = readMetas(page);
  const article = articleOf(things, onlyHeading(page));
  const outlet =
    metas.get('og:site_name') ??
    namesOf(article?.publisher, things) ??
    metas.get('dc.publisher') ??
    metas.get('dcterms.publisher') ??
    metas.get('publisher') ??
    metas.get('application-name') ??
    null;
  const title = withoutOutlet(
    textOf(article?.headline) ??
      metas.get('og:title') ??
      metas.get('twitter:title') ??
      onlyHeading(page) ??
      textAt(page, 'title'),
    outlet,
  );
  const language = readLanguage(
    page.documentElement.getAttribute('lang') ?? metas.get('og:locale') ?? textOf(article?.inLanguage),
  );
  const headline = asHeading(page, title);
  const lines = headLines(page, headline);
  const own =
    absolute(attributeOf(page, 'link[rel="canonical"]', 'href'), address) ??
    absolute(metas.get('og:url'), address) ??
    absolute(textOf(article?.url), address);
  const trusted = trustedCanonical(own, address);
  const url = trusted === null ? null : canonicalAddress(trusted);
  const dates = readPageDates({ page, things, article, metas, address: url ?? address, lines, language });
  const metadata = {
    author: authorOf(page, article, things, metas, lines),
    description: metas.get('og:description') ?? metas.get('description'),
    section: metas.get('article:section') ?? namesOf(article?.articleSection),
    agency: namesOf(article?.sourceOrganization, things) ?? namesOf(article?.provider, things),
    updatedAt: dates.modified,
    // a copy that says whose it is
    originalAddress: own !== null && own !== trusted ? own : null,
    dateFrom: dates.published?.from,
  };
  return {
    title: headline,
    outlet,
    url,
    language,
    published: dates.published,
    unreadDate: dates.unread,
    articleBody:
      typeof article?.articleBody === 'string' ? decodeEntities(article.articleBody).trim() || null : null,
    metadata: Object.fromEntries(
      Object.entries(metadata).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
    ),
  };
};

/** BCP 47; `en_GB` of Open Graph is `en-GB`. */
const readLanguage = (value: string | null): string | null => {
  const tag = value?.trim().replaceAll('_', '-') ?? '';
  return /^[a-z]{2,3}(?:-[a-z0-9]{2,8}){0,3}$/i.test(tag) ? tag : null;
};
