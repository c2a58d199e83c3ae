// The head of a text -> what it says about itself: ` date 2023-11-06 `, `By ...`, `Source: ...`, a headline.
// Only the very start is read, and only lines that are nothing but metadata; the text itself is never changed.
import type { Span } from '../schema/span.ts';
import { readDate, readDateAt } from './dates.ts';

export interface InTextMetadata {
  readonly publishedAt: string | null;
  readonly outlet: string | null;
  readonly title: string | null;
  readonly url: string | null;
  readonly language: string | null;
  readonly nonProse: readonly Span[];
  readonly metadata: Readonly<Record<string, string>>;
}

type Field = 'publishedAt' | 'updatedAt' | 'author' | 'outlet' | 'title' | 'url' | 'language';
type Found = Partial<Record<Field, string>>;

interface Line extends Span {
  readonly content: string;
  /** Where the next line with content begins, the text's length where none does. */
  readonly next: number;
  readonly blankAfter: boolean;
}

const MAX_LINES = 12;
const MAX_LINE = 300;
const MAX_HEADLINE = 150;

const LABELS: Readonly<Record<string, Field>> = Object.fromEntries(
  (
    [
      [
        'publishedAt',
        'date|published|published on|published at|first published|publication date|pub date|posted|posted on',
      ],
      ['updatedAt', 'updated|last updated|last modified|modified'],
      ['author', 'author|authors|byline|reporter|written by'],
      ['outlet', 'outlet|source|publisher|publication|newspaper|agency'],
      ['title', 'title|headline'],
      ['url', 'url|link|permalink'],
      ['language', 'language|lang'],
    ] as const
  ).flatMap(([field, labels]) => labels.split('|').map(label => [label, field])),
);
const LABELLED = /^([A-Za-z][A-Za-z ]{1,20}?)\s{0,3}:\s*(\S.*)$/s;
const DATE_LABEL = /^(date|(?:first )?published(?: on| at)?|posted(?: on)?|(?:last )?updated)\s{1,3}(?=\S)/i;
const INLINE_DATE_LABEL = /date\s{0,2}[:=-]?\s{1,3}/iy;

const NAME_PARTICLES = new Set(
  'and & de del der den van von bin ibn bint al el la le di da du dos ter'.split(' '),
);
const NOT_A_NAME =
  /^(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august|september|october|november|december|\d)/i;

const keepFirst = (found: Found, more: Found): void => {
  Object.assign(found, { ...more, ...found });
};

const lineAt = (text: string, from: number): Line | null => {
  const blank = /\s*/y;
  blank.lastIndex = from;
  const start = from + (blank.exec(text)?.[0].length ?? 0);
  if (start >= text.length) return null;
  const head = text.slice(start, start + MAX_LINE + 1);
  const ending = /[\n\r\u2028\u2029]/.exec(head);
  if (ending === null && head.length > MAX_LINE) return null;
  const content = head.slice(0, ending?.index ?? head.length).trimEnd();
  const gap = /\s*/y;
  gap.lastIndex = start + content.length;
  const space = gap.exec(text)?.[0] ?? '';
  return {
    start,
    end: start + content.length,
    content,
    next: start + content.length + space.length,
    blankAfter: (space.match(/\r\n|[\n\r\u2028\u2029]/g)?.length ?? 0) > 1,
  };
};

const isNameWord = (word: string): boolean =>
  /^[\p{Lu}\p{Lo}]/u.test(word) || /^(?:al|el|a[dnrstz])-\p{Lu}/u.test(word) || NAME_PARTICLES.has(word);

/** `By Anna Kessler in Beirut`, `By Anna Kessler and Tom Reid` -> the names. */
const readByline = (segment: string, certain: boolean): string | null => {
  const match = /^by\s+(.+)$/i.exec(segment);
  if (match?.[1] === undefined || segment.length > MAX_HEADLINE || /[.!?;:]$/.test(segment)) return null;
  const [names = '', place = ''] = match[1].split(/\s+(?:in|for|at)\s+/, 2);
  const words = names.split(/[\s,]+/).filter(word => word !== '');
  const first = words[0];
  if (first === undefined || NOT_A_NAME.test(first) || words.length > 12) return null;
  const isNamed =
    words.every(isNameWord) && !NAME_PARTICLES.has(first) && (place === '' || /^\P{Ll}/u.test(place));
  return isNamed && (words.length > 1 || certain) ? names : null;
};

const readLabelled = (label: string, value: string): Found | null => {
  const field = LABELS[label.toLowerCase().replace(/\s+/g, ' ').trim()];
  if (field === undefined) return null;
  switch (field) {
    case 'publishedAt':
    case 'updatedAt': {
      const iso = readDate(value);
      return iso === null ? null : { [field]: iso };
    }
    case 'url':
      return /^https?:\/\/\S+$/.test(value) ? { url: value } : null;
    case 'language':
      return /^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}$/.test(value) ? { language: value } : null;
    case 'author':
    case 'outlet':
      return value.split(/\s+/).length <= 12 ? { [field]: value } : null;
    case 'title':
      return { title: value };
  }
};

const readSegment = (segment: string, certain: boolean): Found | null => {
  const labelled = LABELLED.exec(segment);
  if (labelled?.[1] !== undefined && labelled[2] !== undefined) {
    const found = readLabelled(labelled[1], labelled[2]);
    if (found !== null) return found;
  }
  const dateLabel = DATE_LABEL.exec(segment);
  if (dateLabel?.[1] !== undefined) return readLabelled(dateLabel[1], segment.slice(dateLabel[0].length));
  const date = readDate(segment);
  if (date !== null) return { publishedAt: date };
  const author = readByline(segment, certain);
  return author === null ? null : { author };
};

/** A line is metadata only if every part of it is: `By Anna Kessler | Published: 6 November 2023`. */
const readMetadataLine = (line: Line): Found | null => {
  const found: Found = {};
  for (const segment of line.content.split(/\s[|•·]\s|\s{3,}|\t/)) {
    const part = readSegment(segment.trim(), line.blankAfter);
    if (part === null) return null;
    keepFirst(found, part);
  }
  return found;
};

const isHeadline = (content: string): boolean =>
  content.length <= MAX_HEADLINE &&
  /\S\s+\S/.test(content) &&
  /^[\p{L}\p{N}"'“‘«¿¡$€£]/u.test(content) &&
  !/[.;:,…—–-]["'”’»)\]]?$/u.test(content);

/** ` date 2023-11-06 Syrian President ...`: the prefix ends where a capitalised word begins the prose. */
const readInlineDate = (text: string, start: number): { iso: string; end: number } | null => {
  INLINE_DATE_LABEL.lastIndex = start;
  const label = INLINE_DATE_LABEL.exec(text)?.[0].length ?? 0;
  const date = readDateAt(text.slice(0, start + label + 60), start + label);
  const isBareIso = /\d{4}-/y;
  isBareIso.lastIndex = start;
  if (date === null || (label === 0 && !isBareIso.test(text))) return null;
  const after = text.slice(date.end, date.end + 10);
  return /^\s*[-–—:|]?\s+[\p{Lu}\p{Lo}\p{N}"'“‘«(]/u.test(after) ? date : null;
};

const NOTHING: InTextMetadata = {
  publishedAt: null,
  outlet: null,
  title: null,
  url: null,
  language: null,
  nonProse: [],
  metadata: {},
};

/** Reads the metadata at the start of a text; linear in the few lines it looks at. */
export const readInTextMetadata = (text: string): InTextMetadata => {
  const found: Found = {};
  const nonProse: Span[] = [];
  let headline: Line | null = null;
  let line = lineAt(text, 0);
  let rest = 0;
  for (let count = 0; line !== null && count < MAX_LINES; count++) {
    const here = readMetadataLine(line);
    if (here !== null) {
      keepFirst(found, here);
      nonProse.push({ start: line.start, end: line.end });
    } else if (
      headline === null &&
      nonProse.length === 0 &&
      isHeadline(line.content) &&
      line.next < text.length
    ) {
      headline = line;
    } else {
      break;
    }
    rest = line.next;
    line = lineAt(text, rest);
  }
  // a head without a body is no head: a lone date is what the text says
  if (rest >= text.length) return NOTHING;
  // a headline is set off by a blank line or by the byline and date lines under it
  if (headline !== null && !headline.blankAfter && nonProse.length === 0) headline = null;
  if (nonProse.length === 0 && headline === null) {
    const start = text.search(/\S/);
    const date = start < 0 ? null : readInlineDate(text, start);
    if (date !== null) {
      found.publishedAt = date.iso;
      nonProse.push({ start, end: date.end });
    }
  }
  const { publishedAt = null, outlet = null, title = null, url = null, language = null, ...metadata } = found;
  return {
    publishedAt,
    outlet,
    title: title ?? headline?.content ?? null,
    url,
    language,
    nonProse,
    metadata,
  };
};
