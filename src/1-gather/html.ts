// A web page -> the article's text and metadata: an own reading of its parts, defuddle where that is unsure. Offsets of
// all later stages point into the text made here, paragraphs parted by a blank line, not into the page's source.
import { type Complaint, refuse, shown, warn } from './gathered.ts';
import { inMegabytes } from './limits.ts';
import { measureMarkup, textOfMarkup, withoutScripts } from './markup.ts';
import { type PageDocument, parsePage } from './page.ts';
import { articleBlocks, isProse } from './page-lines.ts';
import { findMain } from './page-main.ts';
import { type PageMetadata, readDateline, readPageMetadata } from './page-metadata.ts';
import { prunePage } from './page-prune.ts';
import { type Block, blocksOfPage, joinBlocks } from './page-text.ts';
import type { ReportFields } from './report.ts';

export interface ReadPage {
  /** Null exactly where `complaints` holds an error. */
  readonly text: string | null;
  readonly fields: ReportFields;
  readonly complaints: readonly Complaint[];
}

/** Beyond these the extractors' time grows with the square of the page; news pages have some 3,000 and 40. */
const MOST_ELEMENTS = 12_000;
const DEEPEST = 120;
/** Characters written as entities, and brackets that open no tag: each is a piece of text by itself. */
const MOST_PIECES = 30_000;
/** Of markup without scripts; a long news page has some 300,000 characters. */
const LONGEST = 2_000_000;

const byDefuddle = async (html: string, title: string | null): Promise<readonly Block[]> => {
  const { DefuddleClass } = await import('defuddle/node');
  // no page address: rules for single sites and requests to them stay out of it
  const options = { url: 'about:blank', useAsync: false };
  const page = await parsePage(html);
  // metadata is read elsewhere: its rules for it take long where a page is made for that, and complain aloud
  for (const element of [...page.querySelectorAll('script, meta, title, link')]) element.remove();
  const { content } = new DefuddleClass(page as never, options).parse();
  return articleBlocks(blocksOfPage((await parsePage(content)).body), title);
};

const attempt = async (extract: () => Promise<readonly Block[]>): Promise<readonly Block[]> => {
  try {
    return await extract();
  } catch {
    // a page that one extractor stumbles over is left to the other
    return [];
  }
};

const proseIn = (blocks: readonly Block[]): number =>
  blocks.reduce((sum, block) => sum + (isProse(block) ? block.text.length : 0), 0);

/** Less prose than this is a short report, or the wrong part of the page. */
const SURE = 600;

/** A second opinion is asked where little was found and much taken out, or where the prose stands in several places. */
const isSure = (found: number, pruned: number, whole: number): boolean =>
  found >= pruned * 0.5 && (found >= SURE || (found > 0 && found >= whole * 0.6));

interface Extracted {
  readonly text: string;
  readonly complaints: readonly Complaint[];
}

const extractText = async (html: string, page: PageDocument, title: string | null): Promise<Extracted> => {
  const whole = proseIn(blocksOfPage(page.body));
  prunePage(page);
  const pruned = proseIn(blocksOfPage(page.body));
  const first = articleBlocks(blocksOfPage(findMain(page, title)), title);
  if (isSure(proseIn(first), pruned, whole)) return { text: joinBlocks(first), complaints: [] };
  const second = await attempt(() => byDefuddle(html, title));
  return chooseText(first, second);
};

const sharesParagraph = (a: readonly Block[], b: readonly Block[]): boolean => {
  const texts = new Set(a.map(({ text }) => text));
  return b.some(({ text }) => texts.has(text));
};

const chooseText = (first: readonly Block[], second: readonly Block[]): Extracted => {
  if (first.length === 0 || second.length === 0)
    return { text: joinBlocks(first.length === 0 ? second : first), complaints: [] };
  const takesSecond = proseIn(second) > 2 * proseIn(first);
  const text = joinBlocks(takesSecond ? second : first);
  if (!takesSecond && sharesParagraph(first, second)) return { text, complaints: [] };
  const message = `two ways of finding the article disagree (${joinBlocks(first).length} and ${joinBlocks(second).length} characters); the ${takesSecond ? 'second' : 'first'} was taken, beginning ${shown(text)}. Check it, or give the text itself`;
  return { text, complaints: [warn('gather/extraction-unsure', message)] };
};

const fieldsOf = (found: PageMetadata): ReadPage['fields'] => ({
  outlet: found.outlet,
  title: found.title,
  url: found.url,
  publishedAt: found.published?.iso ?? null,
  dateBasis: found.published === null ? 'none' : found.published.from === 'text' ? 'inText' : 'page',
  language: found.language,
  metadata: found.metadata,
});

/** What keeps the article from being looked for: the size of the page. */
const intricacyOf = (html: string): string | null => {
  if (html.length > LONGEST) return `${inMegabytes(html.length)} of markup; at most ${inMegabytes(LONGEST)}`;
  const { elements, depth, pieces } = measureMarkup(html);
  if (elements > MOST_ELEMENTS || depth > DEEPEST)
    return `${elements} elements, nested ${depth} deep; at most ${MOST_ELEMENTS} and ${DEEPEST}`;
  return pieces > MOST_PIECES ? `${pieces} entities and single brackets; at most ${MOST_PIECES}` : null;
};

const HEAD = 200_000;

/** The head of a page that is too large for a tree. */
const headOf = (html: string): string => {
  const end = html.slice(0, HEAD).search(/<\/head\s*>|<body[\s>]/i);
  return end < 0 ? '' : `${html.slice(0, end)}</head><body></body></html>`;
};

const readWholePage = async (html: string, address: string | null, why: string): Promise<ReadPage> => {
  const found = readPageMetadata(await parsePage(headOf(html)), address);
  const complaints = [
    warn('gather/whole-page', `too intricate to find the article in (${why}): all text of the page was read`),
  ];
  return asReadPage(found, { text: textOfMarkup(html), complaints });
};

const asReadPage = (found: PageMetadata, { text, complaints }: Extracted): ReadPage => {
  const fields = fieldsOf(found);
  const undated =
    found.unreadDate === null
      ? []
      : [
          warn(
            'gather/date',
            `the page's date ${shown(found.unreadDate)} cannot be read and was left out; allowed: ISO 8601, RFC 2822, or a date in English words`,
          ),
        ];
  const words = text.trim() === '' ? (found.articleBody ?? '') : text;
  if (words.trim() !== '') {
    const metadata = { ...readDateline(words), ...fields.metadata };
    return { text: words, fields: { ...fields, metadata }, complaints: [...undated, ...complaints] };
  }
  const message =
    'no article was found in the page; needed: paragraphs of text. If scripts build the page, save it from the browser once it is shown, or give its text';
  return {
    text: null,
    fields,
    complaints: [...undated, ...complaints, refuse('gather/no-article', message)],
  };
};

/** @param address where the page was found, null where that is not known. */
export const readPage = async (whole: string, address: string | null = null): Promise<ReadPage> => {
  const html = withoutScripts(whole);
  const why = intricacyOf(html);
  if (why !== null) return readWholePage(html, address, why);
  const page = await parsePage(html);
  const found = readPageMetadata(page, address);
  return asReadPage(found, await extractText(html, page, found.title));
};
