// Pages written for the project, each with what a careful reader takes from it -> what gathering found of that.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Gathered, gather } from '../../src/1-gather/index.ts';

/** From the project's folder, where tests run. */
const PAGES = join('tests', 'gather', 'pages');

interface Expected {
  readonly title: string;
  /** ISO 8601; null where the page gives none. */
  readonly date: string | null;
  readonly byline: string | null;
  readonly outlet: string | null;
  readonly language: string;
  /** In order; each a block of the text by itself. */
  readonly paragraphs: readonly string[];
  /** Headings within the text and the like: right with and without. */
  readonly optional?: readonly string[];
  /** Words of boilerplate: none of them may be in the text. */
  readonly absent: readonly string[];
  /** Another byline that is right as well. */
  readonly bylineAlso?: string;
  /** True: a paragraph may stand within a longer block (a timeline's day before its text). */
  readonly loose?: boolean;
  readonly titleOptional?: boolean;
  /** The canonical address, where the page has one that matters. */
  readonly url?: string;
}

export interface PageScore {
  readonly page: string;
  readonly expected: number;
  readonly missed: readonly string[];
  /** Blocks that are neither expected nor optional. */
  readonly extra: readonly string[];
  readonly boilerplate: readonly string[];
  /** `date: 2024-05-14, not 2024-05-15`. */
  readonly wrong: readonly string[];
  readonly isDateRight: boolean;
  readonly problems: readonly string[];
}

const plain = (text: string): string => text.replace(/\s+/g, ' ').trim();

export const scorePage = async (name: string): Promise<PageScore> => {
  const expected = JSON.parse(readFileSync(join(PAGES, `${name}.json`), 'utf8')) as Expected;
  const found: Gathered[] = [];
  for await (const item of gather([join(PAGES, `${name}.html`)])) found.push(item);
  const report = found.flatMap(item => (item.kind === 'report' ? [item.report] : []))[0];
  const text = report?.text ?? '';
  const blocks = text.split('\n\n').map(plain);
  const wanted = expected.paragraphs.map(plain);
  const fits = (block: string, paragraph: string): boolean =>
    expected.loose === true ? block.includes(paragraph) : block === paragraph;
  const optional = (expected.optional ?? []).map(plain);
  const missed = wanted.filter(paragraph => !blocks.some(block => fits(block, paragraph)));
  const known = (block: string): boolean =>
    wanted.some(paragraph => fits(block, paragraph)) || optional.includes(block);
  const wrong: string[] = [];
  const check = (what: string, is: string | null | undefined, ...right: (string | null)[]): void => {
    if (!right.includes(is ?? null)) wrong.push(`${what}: ${is ?? 'none'}, not ${right.join(' or ')}`);
  };
  if (expected.titleOptional !== true) check('title', report?.title, expected.title);
  check('date', report?.publishedAt, expected.date);
  check('byline', report?.metadata.author, expected.byline, expected.bylineAlso ?? expected.byline);
  check('outlet', report?.outlet, expected.outlet);
  check('language', report?.language, expected.language);
  if (expected.url !== undefined) check('address', report?.url, expected.url);
  return {
    page: name,
    expected: wanted.length,
    missed,
    extra: blocks.filter(block => block !== '' && !known(block)),
    boilerplate: expected.absent.filter(words => plain(text).includes(plain(words))),
    wrong,
    isDateRight: (report?.publishedAt ?? null) === expected.date,
    problems: found.flatMap(item => (item.kind === 'problem' ? [`${item.code}: ${item.message}`] : [])),
  };
};

export const pageNames = (): readonly string[] =>
  readdirSync(PAGES)
    .filter(name => name.endsWith('.html'))
    .map(name => name.slice(0, -'.html'.length))
    .sort();
