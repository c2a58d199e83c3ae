// When a page's article was published, by what says so. In order of trust: JSON-LD, meta elements, microdata, `time`
// elements, the address, the words round the headline; a date of change only where nothing else is given.
import { readDate, readDateAt } from './dates.ts';
import type { PageDocument, PageElement, PageNode } from './page.ts';
import { type Thing, textOf, webPageOf } from './page-things.ts';

/** What a date was read from. */
type DateSource = 'json-ld' | 'meta' | 'microdata' | 'time' | 'address' | 'text' | 'modified';

export interface PageDate {
  readonly iso: string;
  readonly from: DateSource;
}

export interface PageDates {
  readonly published: PageDate | null;
  readonly modified: string | null;
  /** Given and not readable, where none was read. */
  readonly unread: string | null;
}

const DATE_METAS =
  'article:published_time article:published og:published_time og:article:published_time datepublished date pubdate publishdate publish-date publish_date publication_date published published_at publishedtime originalpublicationdate article.published dc.date dc.date.issued dc.date.created dcterms.date dcterms.issued dcterms.created dcterms.available sailthru.date parsely-pub-date cxenseparse:recs:publishtime citation_publication_date citation_date rnews:datepublished prism.publicationdate hdl_date displaydate iso-8601-publish-date release_date cre_date lastpubdate'.split(
    ' ',
  );
const MODIFIED_METAS =
  'article:modified_time og:updated_time article:modified datemodified dcterms.modified dc.date.modified last-modified revised lastmod updated_time'.split(
    ' ',
  );

/** Seconds or milliseconds since 1970, as scripts write them, between 1990 and 2100. */
const readEpoch = (value: string): string | null => {
  const text = value.trim();
  if (!/^\d{9,10}$|^\d{12,13}$/.test(text)) return null;
  const milliseconds = Number(text) * (text.length <= 10 ? 1000 : 1);
  if (milliseconds < 631_152_000_000 || milliseconds > 4_102_444_800_000) return null;
  return new Date(milliseconds).toISOString().replace(/\.\d+Z$/, 'Z');
};

const NUMERIC = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?=\D|$)/;

/** `14.05.2024`; where day and month could be either, the page's region says which comes first. */
const readNumeric = (value: string, language: string | null): string | null => {
  const match = NUMERIC.exec(value.trim());
  if (match === null) return null;
  const [, a = '', b = '', year = ''] = match;
  const isClear = Number(a) > 12 || Number(b) > 12 || a === b;
  const region = language?.split('-')[1]?.toUpperCase();
  if (!isClear && region === undefined && !/[.]/.test(value.slice(0, 4))) return null;
  const monthFirst = Number(b) > 12 || (Number(a) <= 12 && region === 'US');
  const [month, day] = monthFirst ? [a, b] : [b, a];
  return readDate(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
};

const readAny = (value: string, language: string | null): string | null =>
  readDate(value) ?? readEpoch(value) ?? readNumeric(value, language);

const ADDRESS_DATES = [
  /\/((?:19|20)\d{2})[/-](\d{1,2})[/-](\d{1,2})(?=[/_.-]|$)/,
  /[/_-]((?:19|20)\d{2})-(\d{2})-(\d{2})(?=[/_.-]|$)/,
  /[/_-]((?:19|20)\d{2})(\d{2})(\d{2})(?=[/_.-]|$)/,
];
const ADDRESS_MONTH = /\/((?:19|20)\d{2})\/([a-z]{3,9})\/(\d{1,2})(?=\/|$)/i;

/** The day that an address holds: `/2024/05/14/`, `/2024/may/14/`, `-20240514`. */
const dateInAddress = (address: string): string | null => {
  const path = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*([^?#]*)/i.exec(address)?.[1] ?? '';
  for (const pattern of ADDRESS_DATES) {
    const [, year, month, day] = pattern.exec(path) ?? [];
    const read =
      year && month && day ? readDate(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`) : null;
    if (read !== null) return read;
  }
  const [, year, month, day] = ADDRESS_MONTH.exec(path) ?? [];
  return year ? readDate(`${day} ${month} ${year}`) : null;
};

const STARTS =
  /(?:\b(?:mon|tue|wed|thu|fri|sat|sun)|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|\b\d)/gi;
const CHANGED = /\b(?:updated|modified|changed|edited|revised|corrected)\b/i;

const dateWithin = (line: string, language: string | null): string | null => {
  for (const { index } of line.matchAll(STARTS)) {
    const read = readDateAt(line, index)?.iso ?? readNumeric(line.slice(index), language);
    if (read !== null) return read;
  }
  return null;
};

/** The first date that is not said to be one of change; the last resort is one that is. */
const dateInLines = (lines: readonly string[], language: string | null): string | null => {
  const parts = lines.flatMap(line =>
    line.split(/\s[|•·]\s|(?=\b(?:updated|last updated|last modified)\b)/i),
  );
  for (const part of parts) {
    if (CHANGED.test(part) && !/\b(?:published|posted)\b/i.test(part)) continue;
    const read = dateWithin(part, language);
    if (read !== null) return read;
  }
  return null;
};

const ELSEWHERE = /(?:comment|related|sidebar|recirc|recommend|teaser|card|popular|trending|next|more-)/i;

const isElsewhere = (element: PageElement): boolean => {
  for (let at: PageNode | null = element; at !== null && at.nodeType === 1; at = at.parentNode) {
    const part = at as PageElement;
    if (part.localName === 'aside' || part.localName === 'footer' || part.localName === 'nav') return true;
    if (part.localName === 'body' || part.localName === 'main') return false;
    if (ELSEWHERE.test(`${part.getAttribute('class') ?? ''} ${part.getAttribute('id') ?? ''}`)) return true;
  }
  return false;
};

const isChange = (element: PageElement): boolean =>
  CHANGED.test(`${element.getAttribute('class') ?? ''} ${element.getAttribute('itemprop') ?? ''}`) ||
  /\bdateModified\b/.test(element.getAttribute('itemprop') ?? '');

/** `time` elements of the article, those of publication first. */
const timeValues = (page: PageDocument): readonly string[] => {
  const times = [...page.querySelectorAll('time, abbr.published, [data-published-date], [data-publish-date]')]
    .slice(0, 200)
    .filter(element => !isElsewhere(element) && !isChange(element));
  const rank = (element: PageElement): number =>
    element.getAttribute('pubdate') !== null ||
    /publish|posted|entry-date/i.test(element.getAttribute('class') ?? '')
      ? 0
      : 1;
  return times
    .map((element, index) => ({ element, index }))
    .sort((a, b) => rank(a.element) - rank(b.element) || a.index - b.index)
    .flatMap(({ element }) =>
      [
        element.getAttribute('datetime'),
        element.getAttribute('data-published-date'),
        element.getAttribute('data-publish-date'),
        element.localName === 'abbr' ? element.getAttribute('title') : null,
        element.textContent,
      ].filter(value => value !== null && value.trim() !== ''),
    ) as string[];
};

const microdata = (page: PageDocument): readonly string[] => {
  const values: (string | null)[] = [];
  for (const element of page.querySelectorAll('[itemprop~="datePublished"]'))
    if (element.localName !== 'meta' && !isElsewhere(element))
      values.push(element.getAttribute('datetime') ?? element.getAttribute('content') ?? element.textContent);
  return values.filter(value => value !== null) as string[];
};

export interface DateClues {
  readonly page: PageDocument;
  readonly things: readonly Thing[];
  readonly article: Thing | null;
  readonly metas: ReadonlyMap<string, string>;
  readonly address: string | null;
  readonly lines: readonly string[];
  readonly language: string | null;
}

const dayOf = (iso: string): number => Date.parse(iso.slice(0, 10)) / 86_400_000;

/**
 * Pages made anew for each reader date themselves today: where the address names an earlier day and something else
 * agrees with it, the address is right.
 */
const mostTrusted = (dates: readonly PageDate[]): PageDate | null => {
  const [first] = dates;
  const address = dates.find(({ from }) => from === 'address');
  if (first === undefined || address === undefined || first === address) return first ?? null;
  if (dayOf(first.iso) - dayOf(address.iso) <= 3) return first;
  return (
    dates.find(date => date !== address && Math.abs(dayOf(date.iso) - dayOf(address.iso)) <= 1) ?? address
  );
};

export const readPageDates = (clues: DateClues): PageDates => {
  const { page, things, article, metas, address, lines, language } = clues;
  const found: PageDate[] = [];
  const given: string[] = [];
  const offer = (from: DateSource, values: readonly (string | null | undefined)[]): void => {
    for (const value of values) {
      if (value === null || value === undefined) continue;
      given.push(value);
      const iso = readAny(value, language);
      if (iso !== null) found.push({ iso, from });
    }
  };
  offer('json-ld', [textOf(article?.datePublished), textOf(article?.dateCreated)]);
  offer(
    'meta',
    DATE_METAS.map(name => metas.get(name)),
  );
  offer('microdata', microdata(page));
  offer('json-ld', [textOf(webPageOf(things)?.datePublished)]);
  offer('time', timeValues(page));
  const inAddress = address === null ? null : dateInAddress(address);
  if (inAddress !== null) found.push({ iso: inAddress, from: 'address' });
  const inLines = dateInLines(lines, language);
  if (inLines !== null) found.push({ iso: inLines, from: 'text' });
  const changes = [textOf(article?.dateModified), ...MODIFIED_METAS.map(name => metas.get(name) ?? null)];
  const modified =
    changes.flatMap(value => (value === null ? [] : (readAny(value, language) ?? []))).at(0) ?? null;
  const trusted = finer(mostTrusted(found), found);
  const published = trusted ?? (modified === null ? null : { iso: modified, from: 'modified' as const });
  return { published, modified, unread: published === null ? (given[0] ?? null) : null };
};

/** A bare day is made finer by a time of the same day. */
const finer = (date: PageDate | null, all: readonly PageDate[]): PageDate | null => {
  if (date === null || date.iso.length > 10) return date;
  return all.find(({ iso }) => iso.length > 19 && iso.startsWith(date.iso)) ?? date;
};
