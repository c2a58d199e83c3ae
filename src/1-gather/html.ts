// A web page -> the article's text and metadata: defuddle first, readability as second opinion. Offsets of all later
// stages point into the text made here, paragraphs parted by a blank line, not into the page's source.
import { type Complaint, refuse, shown, warn } from './gathered.ts';
import { type PageDocument, parsePage } from './page.ts';
import { articleBlocks, isProse } from './page-lines.ts';
import { findMain } from './page-main.ts';
import { type PageMetadata, readDateline, readPageMetadata } from './page-metadata.ts';
import { prunePage } from './page-prune.ts';
import { type Block, blocksOfPage, joinBlocks, textOfPage } from './page-text.ts';
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

const UNCLOSED = new Set(
  'area base br col embed hr img input link meta param source track wbr p li dt dd tr td th thead tbody tfoot option colgroup'.split(
    ' ',
  ),
);

/** Counts tags without building a tree. */
export const measureMarkup = (html: string): { elements: number; depth: number } => {
  const tag = /<(\/?)([a-z][a-z0-9-]{0,30})(?=[\s/>])/gi;
  let elements = 0;
  let level = 0;
  let depth = 0;
  for (let match = tag.exec(html); match !== null; match = tag.exec(html)) {
    const closes = match[1] === '/';
    if (!closes) elements++;
    if (UNCLOSED.has((match[2] as string).toLowerCase())) continue;
    level = Math.max(0, level + (closes ? -1 : 1));
    if (level > depth) depth = level;
  }
  return { elements, depth };
};

const byDefuddle = async (html: string, title: string | null): Promise<readonly Block[]> => {
  const { DefuddleClass } = await import('defuddle/node');
  // no page address: rules for single sites and requests to them stay out of it
  const options = { url: 'about:blank', useAsync: false };
  const page = await parsePage(html);
  // it complains aloud of what is no JSON, and metadata is read elsewhere
  for (const script of [...page.querySelectorAll('script[type^="application/ld+json"]')]) script.remove();
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

/** Less than this is a short report, or the wrong part of the page: a second opinion is asked. */
const SURE = 600;

const extractText = async (
  html: string,
  page: PageDocument,
  title: string | null,
): Promise<{ text: string; complaints: readonly Complaint[] }> => {
  const { elements, depth } = measureMarkup(html);
  if (elements > MOST_ELEMENTS || depth > DEEPEST) {
    const message = `too intricate to find the article in (${elements} elements, nested ${depth} deep; at most ${MOST_ELEMENTS} and ${DEEPEST}): all text of the page was read`;
    return { text: textOfPage(page.body), complaints: [warn('gather/whole-page', message)] };
  }
  prunePage(page);
  const whole = proseIn(blocksOfPage(page.body));
  const first = articleBlocks(blocksOfPage(findMain(page, title)), title);
  const found = proseIn(first);
  if (found >= SURE && found >= whole * 0.5) return { text: joinBlocks(first), complaints: [] };
  const second = await attempt(() => byDefuddle(html, title));
  return chooseText(first, second);
};

const sharesParagraph = (a: readonly Block[], b: readonly Block[]): boolean => {
  const texts = new Set(a.map(({ text }) => text));
  return b.some(({ text }) => texts.has(text));
};

const chooseText = (
  first: readonly Block[],
  second: readonly Block[],
): { text: string; complaints: readonly Complaint[] } => {
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

/** @param address where the page was found, null where that is not known. */
export const readPage = async (html: string, address: string | null = null): Promise<ReadPage> => {
  const page = await parsePage(html);
  const found = readPageMetadata(page, address);
  const complaints: Complaint[] = [];
  if (found.unreadDate !== null) {
    const message = `the page's date ${shown(found.unreadDate)} cannot be read and was left out; allowed: ISO 8601, RFC 2822, or a date in English words`;
    complaints.push(warn('gather/date', message));
  }
  const extracted = await extractText(html, page, found.title);
  complaints.push(...extracted.complaints);
  const text = extracted.text.trim() === '' ? (found.articleBody ?? '') : extracted.text;
  const fields = fieldsOf(found);
  if (text.trim() !== '')
    return {
      text,
      fields: { ...fields, metadata: { ...readDateline(text), ...fields.metadata } },
      complaints,
    };
  const message =
    'no article was found in the page; needed: paragraphs of text. If scripts build the page, save it from the browser once it is shown, or give its text';
  return {
    text: null,
    fields,
    complaints: [...complaints, refuse('gather/no-article', message)],
  };
};
