// A sitemap's text -> its pages, or the sitemaps that an index names (sitemaps.org, Google's news extension). Read piece
// by piece by fast-xml-parser: what is broken is left out and counted.
import { piecesOf, rootOf } from './xml-pieces.ts';

export interface SitemapEntry {
  readonly address: string;
  /** As written. */
  readonly changed: string | undefined;
  readonly published: string | undefined;
  readonly title: string | undefined;
  readonly outlet: string | undefined;
  readonly language: string | undefined;
}

export interface ReadSitemap {
  readonly kind: 'pages' | 'index';
  readonly entries: readonly SitemapEntry[];
  readonly broken: number;
}

type Node = Readonly<Record<string, unknown>>;
type Parse = (xml: string) => Node;

const parserOf = async (): Promise<Parse> => {
  const { XMLParser } = await import('fast-xml-parser');
  const parser = new XMLParser({
    ignoreAttributes: true,
    removeNSPrefix: true,
    parseTagValue: false,
    trimValues: true,
  });
  return xml => parser.parse(xml) as Node;
};

const nodeOf = (value: unknown): Node => {
  const one: unknown = Array.isArray(value) ? value[0] : value;
  return typeof one === 'object' && one !== null ? (one as Node) : {};
};

const textOf = (value: unknown): string | undefined => {
  const one: unknown = Array.isArray(value) ? value[0] : value;
  return typeof one === 'string' && one !== '' ? one : undefined;
};

const entryOf = (node: Node): SitemapEntry | null => {
  const address = textOf(node.loc);
  if (address === undefined) return null;
  const news = nodeOf(node.news);
  const publication = nodeOf(news.publication);
  return {
    address,
    changed: textOf(node.lastmod),
    published: textOf(news.publication_date),
    title: textOf(news.title),
    outlet: textOf(publication.name),
    language: textOf(publication.language),
  };
};

const parsePiece = (parse: Parse, piece: string, name: string): SitemapEntry | null => {
  try {
    return entryOf(nodeOf(parse(piece)[name]));
  } catch {
    // one entry that is no XML; it is counted with those that could not be read
    return null;
  }
};

/** The thread is lent to others in between. */
const PIECES_AT_ONCE = 500;

/** Null where the text is no sitemap. */
export const readSitemapText = async (text: string): Promise<ReadSitemap | null> => {
  const root = rootOf(text);
  const kind = root === null ? '' : root.name.toLowerCase();
  if (root === null || (kind !== 'urlset' && kind !== 'sitemapindex')) return null;
  const parse = await parserOf();
  const name = kind === 'urlset' ? 'url' : 'sitemap';
  const { pieces, unended } = piecesOf(text, root, name);
  const entries: SitemapEntry[] = [];
  let broken = unended;
  for (const [index, piece] of pieces.entries()) {
    const entry = parsePiece(parse, piece, name);
    if (entry === null) broken++;
    else entries.push(entry);
    if (index % PIECES_AT_ONCE === 0) await new Promise(setImmediate);
  }
  return { kind: kind === 'urlset' ? 'pages' : 'index', entries, broken };
};
