// A web page -> the article's text and metadata: defuddle first, readability as second opinion. Offsets of all later
// stages point into the text made here, paragraphs parted by a blank line, not into the page's source.
import { type Complaint, refuse, shown, warn } from './gathered.ts';
import { type PageDocument, parsePage } from './page.ts';
import { type PageMetadata, readPageMetadata } from './page-metadata.ts';
import { textOfPage } from './page-text.ts';
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

const textOfHtml = async (html: string): Promise<string> => textOfPage((await parsePage(html)).body);

const byDefuddle = async (page: PageDocument): Promise<string> => {
  const { DefuddleClass } = await import('defuddle/node');
  // no page address: rules for single sites and requests to them stay out of it
  const options = { url: 'about:blank', useAsync: false };
  const { content } = new DefuddleClass(page as never, options).parse();
  return textOfHtml(content);
};

/** Changes the page it reads: it comes last. */
const byReadability = async (page: PageDocument): Promise<string> => {
  const { Readability } = await import('@mozilla/readability');
  const found = new Readability(page as never, { maxElemsToParse: MOST_ELEMENTS + 1 }).parse();
  return typeof found?.content === 'string' ? textOfHtml(found.content) : '';
};

const attempt = async (extract: () => Promise<string>): Promise<string> => {
  try {
    return await extract();
  } catch {
    // a page that one extractor stumbles over is left to the other
    return '';
  }
};

/** Characters in paragraphs that read as prose: long enough, and ended by a stop. */
const proseIn = (text: string): number =>
  text
    .split('\n\n')
    .filter(block => block.length >= 60 && /[.!?…]["'”’»)\]]*$/u.test(block))
    .reduce((sum, block) => sum + block.length, 0);

const sharesParagraph = (a: string, b: string): boolean => {
  const blocks = new Set(a.split('\n\n'));
  return b.split('\n\n').some(block => blocks.has(block));
};

const chooseText = (first: string, second: string): { text: string; complaints: readonly Complaint[] } => {
  if (first.trim() === '' || second.trim() === '')
    return { text: first.trim() === '' ? second : first, complaints: [] };
  const takesSecond = proseIn(second) > 2 * proseIn(first);
  const text = takesSecond ? second : first;
  if (!takesSecond && sharesParagraph(first, second)) return { text, complaints: [] };
  const message = `two ways of finding the article disagree (${first.length} and ${second.length} characters); the ${takesSecond ? 'second' : 'first'} was taken, beginning ${shown(text)}. Check it, or give the text itself`;
  return { text, complaints: [warn('gather/extraction-unsure', message)] };
};

const extractText = async (
  html: string,
  page: PageDocument,
): Promise<{ text: string; complaints: readonly Complaint[] }> => {
  const { elements, depth } = measureMarkup(html);
  if (elements > MOST_ELEMENTS || depth > DEEPEST) {
    const message = `too intricate to find the article in (${elements} elements, nested ${depth} deep; at most ${MOST_ELEMENTS} and ${DEEPEST}): all text of the page was read`;
    return { text: textOfPage(page.body), complaints: [warn('gather/whole-page', message)] };
  }
  const first = await attempt(() => byDefuddle(page));
  const second = await attempt(() => byReadability(page));
  return chooseText(first, second);
};

const fieldsOf = (found: PageMetadata): ReadPage['fields'] => ({
  outlet: found.outlet,
  title: found.title,
  url: found.url,
  publishedAt: found.publishedAt,
  dateBasis: found.publishedAt === null ? 'none' : 'page',
  language: found.language,
  metadata: found.metadata,
});

export const readPage = async (html: string): Promise<ReadPage> => {
  const page = await parsePage(html);
  const found = readPageMetadata(page);
  const complaints: Complaint[] = [];
  if (found.unreadDate !== null) {
    const message = `the page's date ${shown(found.unreadDate)} cannot be read and was left out; allowed: ISO 8601, RFC 2822, or a date in English words`;
    complaints.push(warn('gather/date', message));
  }
  const extracted = await extractText(html, page);
  complaints.push(...extracted.complaints);
  const text = extracted.text.trim() === '' ? (found.articleBody ?? '') : extracted.text;
  if (text.trim() !== '') return { text, fields: fieldsOf(found), complaints };
  const message =
    'no article was found in the page; needed: paragraphs of text. If scripts build the page, save it from the browser once it is shown, or give its text';
  return {
    text: null,
    fields: fieldsOf(found),
    complaints: [...complaints, refuse('gather/no-article', message)],
  };
};
