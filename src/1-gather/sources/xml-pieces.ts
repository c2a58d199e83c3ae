// XML of a feed or sitemap, whole or broken -> its root, its head, and its items each by itself, so that one that is
// broken spoils no other. Entities that a document declares are never expanded: the declarations are left out.

export interface XmlRoot {
  /** `rss`, `feed`, `RDF`, `urlset`: without a prefix. */
  readonly name: string;
  readonly prefix: string;
  /** `<rss version="2.0" xmlns:...>`. */
  readonly tag: string;
  /** Where what is inside it begins. */
  readonly start: number;
}

const LONGEST_TAG = 20_000;

/** Where a declaration that begins at `at` ends; -1 where it does not. */
const endOfDeclaration = (xml: string, at: number): number => {
  const bracket = xml.indexOf('[', at);
  const end = xml.indexOf('>', at);
  if (bracket < 0 || end < bracket) return end;
  const close = /\]\s*>/g;
  close.lastIndex = bracket;
  return close.exec(xml) === null ? -1 : close.lastIndex - 1;
};

/** Null where no element begins. */
export const rootOf = (xml: string): XmlRoot | null => {
  for (let at = xml.indexOf('<'); at >= 0; at = xml.indexOf('<', at + 1)) {
    const end = xml.startsWith('<!--', at)
      ? xml.indexOf('-->', at) + 2
      : xml.startsWith('<?', at)
        ? xml.indexOf('?>', at) + 1
        : xml.startsWith('<!', at)
          ? endOfDeclaration(xml, at)
          : 0;
    if (end > at) at = end;
    else if (end !== 0) return null;
    else {
      const tag = /^<(?:([\w.-]{1,50}):)?([\w.-]{1,50})(?=[\s>/])[^>]*>/.exec(
        xml.slice(at, at + LONGEST_TAG),
      );
      if (tag === null) return null;
      return { name: tag[2] as string, prefix: tag[1] ?? '', tag: tag[0], start: at + tag[0].length };
    }
  }
  return null;
};

export interface XmlPieces {
  /** What stands before the first item. */
  readonly head: string;
  readonly pieces: readonly string[];
  /** Items without an end: in the middle, or where the document is cut off. */
  readonly unended: number;
}

/** @param name of an item: `item`, `entry`, `url`. With any prefix, since broken feeds take them as they like. */
export const piecesOf = (xml: string, { start }: XmlRoot, name: string): XmlPieces => {
  const mark = new RegExp(`<!\\[CDATA\\[|<!--|<(/?)(?:([\\w.-]{1,50}):)?${name}(?=[\\s>/])`, 'g');
  mark.lastIndex = start;
  const pieces: string[] = [];
  let head = -1;
  let open = -1;
  let unended = 0;
  /** Prefix of the first item: `<media:item>` among plain ones is none. */
  let prefix: string | undefined | null = null;
  for (let found = mark.exec(xml); found !== null; found = mark.exec(xml)) {
    if (found[0].startsWith('<!')) {
      const [close, length] = found[0] === '<!--' ? ['-->', 3] : [']]>', 3];
      const end = xml.indexOf(close as string, mark.lastIndex);
      if (end < 0) break;
      mark.lastIndex = end + (length as number);
      continue;
    }
    if (prefix === null) prefix = found[2];
    if (prefix !== found[2]) continue;
    const end = xml.indexOf('>', mark.lastIndex);
    if (end < 0) break;
    mark.lastIndex = end + 1;
    if (found[1] === '/') {
      if (open >= 0) pieces.push(xml.slice(open, end + 1));
      open = -1;
      continue;
    }
    if (open >= 0) unended++;
    if (head < 0) head = found.index;
    open = xml[end - 1] === '/' ? -1 : found.index;
  }
  if (open >= 0) unended++;
  return { head: xml.slice(start, head < 0 ? undefined : head), pieces, unended };
};
