// What a page says about itself -> title, outlet, author, date, address: JSON-LD (schema.org), Open Graph, meta, HTML.
import { readDate } from './dates.ts';
import type { PageDocument } from './page.ts';

export interface PageMetadata {
  readonly title: string | null;
  readonly outlet: string | null;
  readonly url: string | null;
  readonly language: string | null;
  readonly publishedAt: string | null;
  /** A date that the page gives and that could not be read; null where one was read or none is given. */
  readonly unreadDate: string | null;
  /** The whole article as JSON-LD repeats it, null where it does not. */
  readonly articleBody: string | null;
  readonly metadata: Readonly<Record<string, string>>;
}

type Thing = Readonly<Record<string, unknown>>;

const ARTICLE = /Article|Report|BlogPosting|NewsStory/;
const MOST_THINGS = 500;

const clean = (value: string | null | undefined): string | null => {
  const text = value?.replace(/\s+/g, ' ').trim() ?? '';
  return text === '' ? null : text;
};

const NAMED_ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};

/** JSON-LD is not HTML, yet pages write `&amp;` and `&#8217;` in it. */
const decodeEntities = (text: string): string =>
  text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,6}));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return NAMED_ENTITIES[name.toLowerCase()] ?? whole;
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });

const isThing = (value: unknown): value is Thing =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** JSON-LD scripts; those that are not JSON are taken out, since defuddle complains of them aloud. */
const readThings = (page: PageDocument): readonly Thing[] => {
  const things: Thing[] = [];
  const queue: unknown[] = [];
  for (const script of page.querySelectorAll('script[type="application/ld+json"]')) {
    try {
      queue.push(JSON.parse(script.textContent ?? ''));
    } catch {
      script.remove();
    }
  }
  for (let at = 0; at < queue.length && things.length < MOST_THINGS; at++) {
    const value = queue[at];
    if (Array.isArray(value)) queue.push(...value.slice(0, MOST_THINGS));
    else if (isThing(value)) {
      things.push(value);
      if (Array.isArray(value['@graph'])) queue.push(...value['@graph'].slice(0, MOST_THINGS));
      if (isThing(value.mainEntity)) queue.push(value.mainEntity);
    }
  }
  return things;
};

const isArticle = (thing: Thing): boolean =>
  [thing['@type']].flat().some(type => typeof type === 'string' && ARTICLE.test(type));

const textOf = (value: unknown): string | null =>
  typeof value === 'string' ? clean(decodeEntities(value)) : null;

/** A name, `{ name }`, or a list of either. */
const namesOf = (value: unknown): string | null => {
  const names = [value]
    .flat()
    .slice(0, 20)
    .map(item => textOf(isThing(item) ? item.name : item))
    .filter(name => name !== null && !/^https?:/.test(name));
  return names.length === 0 ? null : names.join(', ');
};

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
  const before = /^(.+?)\s*[|–—·:-]\s*$/.exec(title.slice(0, cut).slice(0, 500));
  return before?.[1] ?? title;
};

const DATE_METAS =
  'article:published_time og:published_time datepublished date pubdate publishdate publish-date publication_date dc.date dc.date.issued dcterms.date dcterms.created sailthru.date parsely-pub-date cxenseparse:recs:publishtime'.split(
    ' ',
  );

const readDates = (
  page: PageDocument,
  article: Thing | null,
  metas: ReadonlyMap<string, string>,
): readonly string[] =>
  [
    textOf(article?.datePublished),
    ...DATE_METAS.map(name => metas.get(name) ?? null),
    attributeOf(page, '[itemprop="datePublished"]', 'datetime'),
    attributeOf(page, 'time[pubdate]', 'datetime'),
    attributeOf(page, 'article time[datetime], main time[datetime]', 'datetime'),
    attributeOf(page, 'time[datetime]', 'datetime'),
    textAt(page, 'article time, main time'),
    textOf(article?.dateCreated),
  ].filter(date => date !== null);

const absolute = (url: string | null | undefined): string | null =>
  url !== null && url !== undefined && /^https?:\/\/\S+$/i.test(url) ? url : null;

export const readPageMetadata = (page: PageDocument): PageMetadata => {
  const things = readThings(page);
  const article = things.find(isArticle) ?? null;
  const metas = readMetas(page);
  const outlet =
    metas.get('og:site_name') ??
    namesOf(article?.publisher) ??
    metas.get('dc.publisher') ??
    metas.get('application-name') ??
    null;
  const title =
    textOf(article?.headline) ??
    metas.get('og:title') ??
    metas.get('twitter:title') ??
    onlyHeading(page) ??
    textAt(page, 'title');
  const dates = readDates(page, article, metas);
  const publishedAt = dates.map(readDate).find(date => date !== null) ?? null;
  const author =
    namesOf(article?.author) ??
    metas.get('author') ??
    metas.get('dc.creator') ??
    textAt(page, '[itemprop="author"] [itemprop="name"], [itemprop="author"], [rel="author"]') ??
    [metas.get('article:author')].find(name => name !== undefined && absolute(name) === null);
  const metadata = {
    author,
    description: metas.get('og:description') ?? metas.get('description'),
    section: metas.get('article:section') ?? namesOf(article?.articleSection),
    updatedAt: readDate(textOf(article?.dateModified) ?? metas.get('article:modified_time') ?? ''),
  };
  return {
    title: withoutOutlet(title, outlet),
    outlet,
    url:
      absolute(attributeOf(page, 'link[rel="canonical"]', 'href')) ??
      absolute(metas.get('og:url')) ??
      absolute(textOf(article?.url)),
    language: readLanguage(
      page.documentElement.getAttribute('lang') ?? metas.get('og:locale') ?? textOf(article?.inLanguage),
    ),
    publishedAt,
    unreadDate: publishedAt === null ? (dates[0] ?? null) : null,
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
