// A record of JSONL or CSV (named values) -> what a report needs, with what had to be said about it.
import { readDate } from './dates.ts';
import { type Complaint, refuse, shown, warn } from './gathered.ts';
import type { ReportFields } from './report.ts';

export type NamedValues = Readonly<Record<string, unknown>>;

/** Names under which other programs export the same field; the first that is there counts. */
export const FIELD_NAMES = {
  id: ['id'],
  text: ['text', 'body', 'content'],
  html: ['html'],
  title: ['title', 'headline'],
  outlet: ['outlet', 'source', 'publisher'],
  url: ['url', 'link'],
  publishedAt: ['publishedAt', 'published_at', 'published', 'date', 'pubDate'],
  language: ['language', 'lang'],
} as const;
type FieldName = keyof typeof FIELD_NAMES;

/** What gathering sets itself: a report gathered before goes in again without them. */
const OWN_OUTPUT = ['dateBasis', 'contentHash', 'retrievedAt', 'nonProse'];

export interface ReadRecord {
  /** The record's own id, null where it has none. */
  readonly id: string | null;
  /** Null exactly where `complaints` holds an error. */
  readonly content: { readonly kind: 'text' | 'html'; readonly value: string } | null;
  readonly fields: ReportFields;
  readonly complaints: readonly Complaint[];
}

const isAbsent = (value: unknown): boolean => value === null || value === undefined || value === '';

const nameOf = (record: NamedValues, field: FieldName): string | null =>
  FIELD_NAMES[field].find(name => Object.hasOwn(record, name) && !isAbsent(record[name])) ?? null;

/** A number serves as an id or a title; a list or an object does not. */
const readString = (record: NamedValues, field: FieldName, complaints: Complaint[]): string | null => {
  const name = nameOf(record, field);
  const value = name === null ? null : record[name];
  if (value === null || typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  complaints.push(
    warn('gather/not-a-string', `"${name}" is ${shown(value)} and was left out; allowed: a string`),
  );
  return null;
};

const readPublishedAt = (record: NamedValues, complaints: Complaint[]): string | null => {
  const value = readString(record, 'publishedAt', complaints);
  const date = value === null ? null : readDate(value);
  if (value !== null && date === null) {
    const message = `the date ${shown(value)} cannot be read and was left out; allowed: ISO 8601 (2023-11-06, 2023-11-06T14:05:00Z) or RFC 2822 (Mon, 06 Nov 2023 14:05:00 GMT)`;
    complaints.push(warn('gather/date', message));
  }
  return date;
};

const readContent = (record: NamedValues): ReadRecord['content'] | Complaint => {
  const given = ([...FIELD_NAMES.text, ...FIELD_NAMES.html] as const).filter(
    name => Object.hasOwn(record, name) && record[name] !== null,
  );
  for (const name of given) {
    const value = record[name];
    if (typeof value === 'string' && value.trim() !== '')
      return { kind: name === 'html' ? 'html' : 'text', value };
  }
  const [name] = given;
  if (name === undefined) {
    const names = Object.keys(record).slice(0, 12).join(', ');
    return refuse(
      'gather/no-text',
      `no text: it has ${names || 'nothing'}; needed: "text" (or "body", "content", "html")`,
    );
  }
  const value = record[name];
  return typeof value === 'string'
    ? refuse('gather/empty', `"${name}" is empty or only white space; needed: the words of a report`)
    : refuse('gather/no-text', `"${name}" is ${shown(value)}; needed: a string`);
};

/** Every other value as a string; the entries of a `metadata` object stand beside them. */
const readMetadata = (record: NamedValues): Record<string, string> => {
  const fields = Object.keys(FIELD_NAMES) as FieldName[];
  const used = new Set([
    ...OWN_OUTPUT,
    ...FIELD_NAMES.text,
    'html',
    ...fields.map(field => nameOf(record, field)),
  ]);
  const { metadata, ...rest } = record;
  const isNested = typeof metadata === 'object' && metadata !== null && !Array.isArray(metadata);
  const others = isNested ? { ...metadata, ...rest } : record;
  return Object.fromEntries(
    Object.entries(others)
      .filter(([key, value]) => !isAbsent(value) && !used.has(key))
      .map(([key, value]) => [key, typeof value === 'string' ? value : JSON.stringify(value)]),
  );
};

export const readRecord = (record: NamedValues): ReadRecord => {
  const complaints: Complaint[] = [];
  const content = readContent(record);
  const isRefused = content !== null && 'code' in content;
  if (isRefused) complaints.push(content);
  const publishedAt = readPublishedAt(record, complaints);
  return {
    id: readString(record, 'id', complaints),
    content: isRefused ? null : content,
    fields: {
      outlet: readString(record, 'outlet', complaints),
      title: readString(record, 'title', complaints),
      url: readString(record, 'url', complaints),
      publishedAt,
      dateBasis: publishedAt === null ? 'none' : 'given',
      language: readString(record, 'language', complaints),
      metadata: readMetadata(record),
    },
    complaints,
  };
};
