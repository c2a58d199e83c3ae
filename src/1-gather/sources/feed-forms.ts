// A feed's text -> its form, its head and its entries, by feedsmith. XML is read piece by piece: what is broken is left
// out and counted, what stands before and behind it is kept.
import type { AtomFeed, RssFeed } from 'feedsmith';
import { entryOfAtom, entryOfJson, entryOfRss, type FeedEntry, type FeedHead } from './feed-entry.ts';
import { piecesOf, rootOf, type XmlRoot } from './xml-pieces.ts';

export interface ReadFeed {
  readonly kind: 'feed';
  readonly form: string;
  readonly head: FeedHead;
  readonly entries: readonly FeedEntry[];
  /** Entries that could not be read. */
  readonly broken: number;
}

/** No feed: what it is instead. */
export interface OtherDocument {
  readonly kind: 'html' | 'sitemap' | 'json' | 'xml' | 'text' | 'empty';
}

type XmlKind = 'rss' | 'rdf' | 'atom';

const KINDS: Readonly<Record<string, XmlKind>> = { rss: 'rss', rdf: 'rdf', feed: 'atom' };

/** What an XML root of this name is of; null where it is no feed. */
const kindOfRoot = ({ name }: XmlRoot): XmlKind | null => KINDS[name.toLowerCase()] ?? null;

const attributeOf = (tag: string, name: string): string | undefined =>
  new RegExp(`\\s${name}\\s*=\\s*["']([^"']{0,1000})["']`).exec(tag)?.[1];

const formOf = (kind: XmlKind, { tag }: XmlRoot): string => {
  if (kind === 'atom') return 'Atom';
  if (kind === 'rdf') return 'RDF (RSS 1.0)';
  return `RSS ${attributeOf(tag, 'version') ?? ''}`.trim();
};

/** Parses what a few entries make between the root's tags. */
type ParsePart = (inner: string) => { head: FeedHead; entries: FeedEntry[] };

const parserOf = async (kind: XmlKind, { tag, name, prefix }: XmlRoot): Promise<ParsePart> => {
  const { parseAtomFeed, parseRdfFeed, parseRssFeed } = await import('feedsmith');
  const end = `</${prefix === '' ? '' : `${prefix}:`}${name}>`;
  const open = tag.replace(/\/>$/, '>');
  switch (kind) {
    case 'rss':
      return inner => {
        // without a title a channel of no entries would be no feed
        const feed = parseRssFeed(`${open}<channel>${inner}</channel>${end}`) as RssFeed.Feed<string>;
        const { title, language, dc, items = [], xml } = feed;
        return {
          head: { title, language: language ?? dc?.languages?.[0] ?? xml?.lang, base: xml?.base },
          entries: items.map(entryOfRss),
        };
      };
    case 'rdf':
      return inner => {
        const { title, dc, items = [], xml } = parseRdfFeed(`${open}${inner}${end}`);
        return {
          head: { title, language: dc?.languages?.[0] ?? xml?.lang, base: xml?.base },
          entries: items.map(item => entryOfRss(item as RssFeed.Item<string>)),
        };
      };
    case 'atom':
      return inner => {
        const { title, entries = [], xml } = parseAtomFeed(`${open}${inner}${end}`) as AtomFeed.Feed<string>;
        return {
          head: { title: title?.value, language: xml?.lang, base: xml?.base },
          entries: entries.map(entryOfAtom),
        };
      };
  }
};

/** The thread is lent to others in between. */
const PIECES_AT_ONCE = 250;
/** Searching for single broken entries costs a parse for each halving: beyond these the rest of a batch is given up. */
const MOST_BROKEN = 500;

/** Halves what cannot be parsed until the broken entry stands alone. */
const parsePieces = (
  parse: ParsePart,
  pieces: readonly string[],
  broken: { count: number },
): readonly FeedEntry[] => {
  if (pieces.length === 0) return [];
  try {
    const { entries } = parse(pieces.join(''));
    // an entry may swallow those behind it without an error
    if (entries.length === pieces.length || pieces.length === 1) return entries;
  } catch {
    // told apart below
  }
  if (pieces.length === 1 || broken.count > MOST_BROKEN) {
    broken.count += pieces.length;
    return [];
  }
  const middle = pieces.length >> 1;
  return [
    ...parsePieces(parse, pieces.slice(0, middle), broken),
    ...parsePieces(parse, pieces.slice(middle), broken),
  ];
};

const headOf = (parse: ParsePart, kind: XmlKind, head: string): FeedHead => {
  // RSS: the channel's tag is written anew around whatever is parsed
  const inner = kind === 'rss' ? head.replace(/^[\s\S]*?<channel(?:\s[^>]*)?>/i, '') : head;
  try {
    return parse(inner.replace(/<\/channel>[\s\S]*$/i, kind === 'rdf' ? '</channel>' : '')).head;
  } catch {
    // its items are read all the same
    return { title: undefined, language: undefined, base: undefined };
  }
};

const readXml = async (xml: string, root: XmlRoot, kind: XmlKind): Promise<ReadFeed> => {
  const parse = await parserOf(kind, root);
  const { head, pieces, unended } = piecesOf(xml, root, kind === 'atom' ? 'entry' : 'item');
  const broken = { count: unended };
  const entries: FeedEntry[] = [];
  for (let from = 0; from < pieces.length; from += PIECES_AT_ONCE) {
    entries.push(...parsePieces(parse, pieces.slice(from, from + PIECES_AT_ONCE), broken));
    await new Promise(setImmediate);
  }
  const lang = attributeOf(root.tag, 'xml:lang');
  const found = headOf(parse, kind, head);
  return {
    kind: 'feed',
    form: formOf(kind, root),
    head: {
      ...found,
      language: found.language ?? lang,
      base: found.base ?? attributeOf(root.tag, 'xml:base'),
    },
    entries,
    broken: broken.count,
  };
};

const readJson = async (text: string): Promise<ReadFeed | OtherDocument> => {
  const { parseJsonFeed } = await import('feedsmith');
  try {
    const {
      title,
      language,
      items = [],
    } = parseJsonFeed(JSON.parse(text)) as {
      title?: string;
      language?: string;
      items?: Parameters<typeof entryOfJson>[0][];
    };
    return {
      kind: 'feed',
      form: 'JSON Feed',
      head: { title, language, base: undefined },
      entries: items.map(entryOfJson),
      broken: 0,
    };
  } catch {
    return { kind: 'json' };
  }
};

const HTML = /^(?:html|head|body|title|meta|div|p|script|link|main|article)$/i;

/** By its beginning, before it is read through. */
const looksLike = (
  text: string,
): { form: XmlKind | 'json' | OtherDocument['kind']; root: XmlRoot | null } => {
  const start = text.search(/[^\s\ufeff]/);
  if (start < 0) return { form: 'empty', root: null };
  if (text[start] === '{' || text[start] === '[') return { form: 'json', root: null };
  if (text[start] !== '<') return { form: 'text', root: null };
  const root = rootOf(text);
  if (root === null) return { form: 'xml', root };
  const kind = kindOfRoot(root);
  if (kind !== null) return { form: kind, root };
  if (/^(?:urlset|sitemapindex)$/i.test(root.name)) return { form: 'sitemap', root };
  return { form: HTML.test(root.name) ? 'html' : 'xml', root };
};

const isFeedForm = (form: string): form is XmlKind => form === 'rss' || form === 'rdf' || form === 'atom';

export const readFeedText = async (text: string): Promise<ReadFeed | OtherDocument> => {
  const { form, root } = looksLike(text);
  if (form === 'json') return readJson(text.replace(/^[\s\ufeff]+/, ''));
  return isFeedForm(form) && root !== null
    ? readXml(text, root, form)
    : { kind: form as OtherDocument['kind'] };
};

/** What readFeedText would find, without its entries. */
export const formOfFeedText = (text: string): 'feed' | OtherDocument['kind'] => {
  const { form } = looksLike(text);
  if (form === 'json')
    return /"https?:\/\/(?:www\.)?jsonfeed\.org\/version/.test(text.slice(0, 5000)) ? 'feed' : 'json';
  return isFeedForm(form) ? 'feed' : form;
};
