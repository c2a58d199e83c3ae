// An item of a source -> the reports in it: its page fetched, its file read, or the words that it carries itself.
import { createHash } from 'node:crypto';
import type { Fetched, Fetcher } from '../1-gather/fetch/index.ts';
import { type Format, type Gathered, gather, type ReadDocument } from '../1-gather/index.ts';
import type { Outlets } from '../schema/registry.ts';
import type { Report } from '../schema/report.ts';
import type { ItemContent, Source, SourceItem } from '../schema/source.ts';
import { whyTooLong } from './limits.ts';

export type ItemEnd =
  /** `reports` are the last; `problem` says what could not be read beside them. */
  | { readonly kind: 'read'; readonly reports: readonly Report[]; readonly problem: string | null }
  | {
      readonly kind: 'failed';
      readonly error: string;
      readonly isFinal: boolean;
      readonly notBefore: string | null;
    }
  /** It was no try: the server asked to wait, or the program is ending. */
  | { readonly kind: 'postponed'; readonly notBefore: string | null };

export interface ItemReading {
  readonly source: Source;
  readonly item: SourceItem;
  readonly fetcher: Fetcher;
  readonly outlets: () => Outlets;
  /** Reads what was fetched, or what the item carries. */
  readonly readDocument: ReadDocument;
  /** Of an item with many reports: takes some at a time, and resolves when there is room for more. */
  readonly take: (reports: readonly Report[]) => Promise<void>;
}

const AT_ONCE = 100;

/** `https://www.gazette.example/2025/03/shells-hit-tarsk.html` -> `gazette-example-shells-hit-tarsk`. */
const idFrom = ({ key, address }: SourceItem): string => {
  const named = address ?? key;
  if (!URL.canParse(named)) return `item-${createHash('sha256').update(key).digest('hex').slice(0, 12)}`;
  const { hostname, pathname } = new URL(named);
  const last = pathname.split('/').filter(Boolean).at(-1) ?? '';
  return `${hostname.replace(/^www\./, '')}-${decodeUri(last).replace(/\.\w{1,5}$/, '')}`
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .slice(0, 80)
    .replaceAll(/^-|-$/g, '');
};

const decodeUri = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

const fieldsOf = (source: Source, item: SourceItem, url: string | null) => ({
  outlet: item.outlet ?? source.outlet,
  title: item.title,
  url,
  publishedAt: item.publishedAt,
  dateBasis: item.publishedAt === null ? ('none' as const) : ('feed' as const),
  language: item.language,
  metadata: item.metadata,
});

/** Reports and problems of one item; more reports than fit at once go to `take` as they come. */
const collect = async (
  gathered: AsyncIterable<Gathered>,
  { source, take }: ItemReading,
  retrievedAt: string | null,
): Promise<ItemEnd> => {
  let reports: Report[] = [];
  let taken = 0;
  let lost = 0;
  let firstProblem: string | null = null;
  const lose = (message: string): void => {
    lost++;
    firstProblem ??= message;
  };
  for await (const found of gathered) {
    if (found.kind === 'problem') {
      const { severity, file, line, message, code } = found;
      if (severity === 'error') lose(`${line === null ? file : `${file}:${line}`}: ${message} [${code}]`);
      continue;
    }
    const tooLong = whyTooLong(found.report);
    if (tooLong !== null) {
      lose(`${found.file}: ${tooLong} [code/too-long]`);
      continue;
    }
    reports.push({ ...found.report, outlet: source.outlet ?? found.report.outlet, retrievedAt });
    if (reports.length < AT_ONCE) continue;
    await take(reports);
    taken += reports.length;
    reports = [];
  }
  if (firstProblem === null) return { kind: 'read', reports, problem: null };
  if (taken + reports.length === 0)
    return { kind: 'failed', error: firstProblem, isFinal: true, notBefore: null };
  const more = lost === 1 ? '' : ` (and ${(lost - 1).toLocaleString('en')} more)`;
  return { kind: 'read', reports, problem: `${firstProblem}${more}` };
};

/** What a media type says of the format; null where the content must tell. */
const formatOf = (mediaType: string): Format | null =>
  /html/.test(mediaType) ? 'html' : /ndjson|jsonl/.test(mediaType) ? 'jsonl' : null;

const readFetched = (reading: ItemReading, fetched: Fetched): Promise<ItemEnd> => {
  const { source, item, outlets, readDocument } = reading;
  const document = {
    name: fetched.finalUrl,
    id: idFrom(item),
    bytes: fetched.body,
    format: formatOf(fetched.mediaType),
    charset: fetched.charset,
    fields: fieldsOf(source, item, fetched.finalUrl),
  };
  return collect(readDocument(document, outlets), reading, fetched.retrievedAt);
};

const fetchItem = async (reading: ItemReading, url: string): Promise<ItemEnd> => {
  const { source, fetcher } = reading;
  const result = await fetcher.fetch({ url, wants: 'page', obeysRobots: source.options.obeysRobots });
  switch (result.kind) {
    case 'fetched':
      return readFetched(reading, result);
    case 'not-modified':
      return { kind: 'read', reports: [], problem: null };
    case 'refused':
      return { kind: 'failed', error: result.message, isFinal: true, notBefore: null };
    case 'failed': {
      const { code, message, isGone, notBefore } = result;
      if (code === 'fetch/stopped') return { kind: 'postponed', notBefore: null };
      if (code === 'fetch/wait') return { kind: 'postponed', notBefore };
      return { kind: 'failed', error: message, isFinal: isGone, notBefore };
    }
  }
};

const readContent = (reading: ItemReading, { kind, value }: ItemContent): Promise<ItemEnd> => {
  const { source, item, outlets, readDocument } = reading;
  const document = {
    name: item.address ?? item.key,
    id: idFrom(item),
    bytes: Buffer.from(value, 'utf8'),
    format: kind,
    charset: 'utf-8',
    fields: fieldsOf(source, item, item.address),
  };
  return collect(readDocument(document, outlets), reading, null);
};

/** Ends with data, whatever the item is. */
export const readItem = (reading: ItemReading): Promise<ItemEnd> => {
  const { content, address, key } = reading.item;
  if (content !== null) return readContent(reading, content);
  if (address === null)
    return Promise.resolve({
      kind: 'failed',
      error: `${key}: neither words nor an address`,
      isFinal: true,
      notBefore: null,
    });
  return /^https?:\/\//i.test(address)
    ? fetchItem(reading, address)
    : collect(gather([address], { outlets: reading.outlets }), reading, null);
};
