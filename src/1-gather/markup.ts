// HTML as a string, before or instead of a tree: scripts taken out, tags counted, and the text of a page that is too
// large or too deep to find the article in. All linear in its length.
import { decodeEntities } from './page-things.ts';

const UNCLOSED = new Set(
  'area base br col embed hr img input link meta param source track wbr p li dt dd tr td th thead tbody tfoot option colgroup'.split(
    ' ',
  ),
);

/** Brackets and signs of entities: a tree has a piece of text for each of those that is none of a tag. */
const countSigns = (html: string): number => html.match(/[<&]/g)?.length ?? 0;

/** Counts tags, and what else makes pieces of a tree, without building one. */
export const measureMarkup = (html: string): { elements: number; depth: number; pieces: number } => {
  const tag = /<(\/?)([a-z][a-z0-9-]{0,30})(?=[\s/>])/gi;
  let elements = 0;
  let tags = 0;
  let level = 0;
  let depth = 0;
  for (let match = tag.exec(html); match !== null; match = tag.exec(html)) {
    tags++;
    const closes = match[1] === '/';
    if (!closes) elements++;
    if (UNCLOSED.has((match[2] as string).toLowerCase())) continue;
    level = Math.max(0, level + (closes ? -1 : 1));
    if (level > depth) depth = level;
  }
  return { elements, depth, pieces: countSigns(html) - tags };
};

/** What of a page is never read, from its beginning to its end. */
const UNREAD: readonly (readonly [open: RegExp, close: string])[] = [
  [/<script(?=[\s/>])(?![^>]{0,500}ld\+json)/gi, '</script'],
  [/<style(?=[\s/>])/gi, '</style'],
  [/<svg(?=[\s/>])/gi, '</svg'],
  [/<!--/g, '-->'],
];

const withoutElement = (html: string, open: RegExp, close: string): string => {
  const end = new RegExp(close, 'gi');
  const kept: string[] = [];
  let from = 0;
  for (;;) {
    open.lastIndex = from;
    const start = open.exec(html);
    if (start === null) break;
    end.lastIndex = start.index;
    const stop = end.exec(html);
    if (stop === null) break;
    kept.push(html.slice(from, start.index));
    const after = stop.index + stop[0].length;
    const bracket = close === '-->' ? after : html.indexOf('>', after) + 1;
    from = bracket <= 0 ? html.length : bracket;
  }
  kept.push(html.slice(from));
  return kept.join('');
};

/** Without scripts, styles, drawings and comments: they may be most of a page. JSON-LD stays. */
export const withoutScripts = (html: string): string =>
  UNREAD.reduce((rest, [open, close]) => withoutElement(rest, open, close), html);

const BLOCK =
  /^(?:address|article|aside|blockquote|body|center|dd|div|dl|dt|fieldset|figure|footer|form|h[1-6]|header|hr|html|li|main|nav|ol|p|pre|section|table|tbody|td|th|thead|tr|ul)$/;

/** All text of a page, a block a paragraph, without a tree. */
export const textOfMarkup = (html: string): string => {
  const blocks: string[] = [];
  let parts: string[] = [];
  const end = (): void => {
    const block = parts.join('').replace(/\s+/g, ' ').trim();
    if (block !== '') blocks.push(block);
    parts = [];
  };
  const rest = withoutScripts(html);
  let from = 0;
  while (from < rest.length) {
    const open = rest.indexOf('<', from);
    const text = rest.slice(from, open < 0 ? undefined : open);
    if (text !== '') parts.push(decodeEntities(text));
    if (open < 0) break;
    const head = rest.slice(open, open + 16);
    const name = /^<\/?([a-z][a-z0-9]{0,12})(?=[\s/>])/i.exec(head)?.[1]?.toLowerCase();
    if (name === undefined && !/^<[/!?]/.test(head)) {
      // a bracket that opens no tag is text
      parts.push('<');
      from = open + 1;
      continue;
    }
    const close = rest.indexOf('>', open);
    if (close < 0) break;
    if (name === 'br') parts.push(' ');
    else if (name !== undefined && BLOCK.test(name)) end();
    from = close + 1;
  }
  end();
  return blocks.join('\n\n');
};
