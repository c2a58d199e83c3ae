// A WARC archive (ISO 28500) -> its pages, one record at a time in bounded memory; every record is counted, and what
// could not be read is said.
import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate, inflateRaw } from 'node:zlib';
import { inMegabytes, MAX_HTML_BYTES } from './limits.ts';

export interface ArchivedPage {
  /** Of the archive, from 1. */
  readonly record: number;
  readonly address: string | null;
  /** ISO 8601, when it was fetched. */
  readonly fetchedAt: string | null;
  readonly mediaType: string;
  readonly charset: string | null;
  readonly body: Uint8Array;
}

export interface ArchiveCounts {
  records: number;
  pages: number;
  /** Records of other kinds: requests, notes of the crawler. */
  others: number;
  /** Pages that the crawler found unchanged; their words stand in an earlier archive. */
  revisits: number;
  /** Answers that are no page: errors, redirects, pictures. */
  passedOver: number;
  /** What could not be read, with the reason. */
  lost: number;
  firstLoss: string | null;
  /** Why the archive ended before its end; null where it did not. */
  cut: string | null;
}

export const newCounts = (): ArchiveCounts => ({
  records: 0,
  pages: 0,
  others: 0,
  revisits: 0,
  passedOver: 0,
  lost: 0,
  firstLoss: null,
  cut: null,
});

const MAX_HEADERS = 64 * 1024;
const MAX_RECORD = MAX_HTML_BYTES * 2;

/** Bytes of a stream, taken as they are asked for. */
class Taker {
  readonly #bytes: AsyncIterator<Uint8Array>;
  #chunks: Buffer[] = [];
  #length = 0;
  #ended = false;

  constructor(bytes: AsyncIterable<Uint8Array>) {
    this.#bytes = bytes[Symbol.asyncIterator]();
  }

  async #more(): Promise<boolean> {
    if (this.#ended) return false;
    const next = await this.#bytes.next();
    if (next.done === true) {
      this.#ended = true;
      return false;
    }
    this.#chunks.push(Buffer.from(next.value.buffer, next.value.byteOffset, next.value.length));
    this.#length += next.value.length;
    return true;
  }

  #joined(): Buffer {
    const whole = this.#chunks.length === 1 ? (this.#chunks[0] as Buffer) : Buffer.concat(this.#chunks);
    this.#chunks = [whole];
    return whole;
  }

  #drop(length: number): void {
    this.#chunks = [this.#joined().subarray(length)];
    this.#length -= length;
  }

  /** Up to and with `mark`; null where it does not come within `most` bytes. */
  async upTo(mark: string, most: number): Promise<Buffer | null> {
    for (;;) {
      const whole = this.#joined();
      const at = whole.indexOf(mark);
      if (at >= 0) {
        const taken = whole.subarray(0, at + mark.length);
        this.#drop(at + mark.length);
        return taken;
      }
      if (this.#length > most || !(await this.#more())) return null;
    }
  }

  /** Just so many; null where the stream ends before. */
  async take(length: number): Promise<Buffer | null> {
    while (this.#length < length) if (!(await this.#more())) return null;
    const taken = this.#joined().subarray(0, length);
    this.#drop(length);
    return taken;
  }

  async skip(length: number): Promise<boolean> {
    let left = length;
    for (;;) {
      const now = Math.min(left, this.#length);
      this.#drop(now);
      left -= now;
      if (left === 0) return true;
      if (!(await this.#more())) return false;
    }
  }

  get isEmpty(): boolean {
    return this.#ended && this.#length === 0;
  }

  /** Whether anything but white space is left at all. */
  async atEnd(): Promise<boolean> {
    for (;;) {
      const whole = this.#joined();
      const at = whole.findIndex(byte => byte !== 0x0d && byte !== 0x0a && byte !== 0x20);
      if (at >= 0) {
        if (at > 0) this.#drop(at);
        return false;
      }
      this.#drop(whole.length);
      if (!(await this.#more())) return true;
    }
  }

  async close(): Promise<void> {
    await this.#bytes.return?.();
  }
}

type Headers = ReadonlyMap<string, string>;

const readHeaders = (text: string): Headers => {
  const headers = new Map<string, string>();
  for (const line of text.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)) {
    const colon = line.indexOf(':');
    if (colon > 0) headers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
  }
  return headers;
};

/** Chunked transfer (RFC 9112), as archives keep it; null where it is broken. */
const dechunk = (body: Buffer): Buffer | null => {
  const parts: Buffer[] = [];
  for (let at = 0; at < body.length; ) {
    const end = body.indexOf('\r\n', at);
    if (end < 0) return null;
    const length = Number.parseInt(body.toString('latin1', at, end), 16);
    if (!(length >= 0)) return null;
    if (length === 0) return Buffer.concat(parts);
    parts.push(body.subarray(end + 2, end + 2 + length));
    at = end + 2 + length + 2;
  }
  return parts.length > 0 ? Buffer.concat(parts) : null;
};

const limit = { maxOutputLength: MAX_HTML_BYTES };
const unpack: Readonly<Record<string, (body: Buffer) => Promise<Buffer>>> = {
  gzip: body => promisify(gunzip)(body, limit) as Promise<Buffer>,
  'x-gzip': body => promisify(gunzip)(body, limit) as Promise<Buffer>,
  br: body => promisify(brotliDecompress)(body, limit) as Promise<Buffer>,
  deflate: body =>
    ((body[0] ?? 0) & 0x0f) === 8
      ? (promisify(inflate)(body, limit) as Promise<Buffer>)
      : (promisify(inflateRaw)(body, limit) as Promise<Buffer>),
};

/** Some crawlers keep the packed body, some unpack it and leave the header: a body that is no gzip stands as it is. */
const unpacked = async (body: Buffer, coding: string): Promise<Buffer> => {
  let rest = body;
  for (const name of coding
    .toLowerCase()
    .split(/\s*,\s*/)
    .reverse()) {
    const open = unpack[name];
    const isPacked = !name.endsWith('gzip') || (rest[0] === 0x1f && rest[1] === 0x8b);
    if (open && isPacked) rest = await open(rest);
  }
  return rest;
};

const READ_TYPES = /^(?:text\/html|application\/xhtml\+xml|text\/plain|application\/pdf)\b/i;

type Content = Pick<ArchivedPage, 'mediaType' | 'charset' | 'body'>;

const withType = (type: string, body: Uint8Array): Content => ({
  mediaType: type.split(';', 1)[0]?.trim().toLowerCase() ?? '',
  charset: /charset\s*=\s*["']?([\w:.-]+)/i.exec(type)?.[1] ?? null,
  body,
});

/** The page of an HTTP answer; null where it holds none. */
const readAnswer = async (record: Buffer): Promise<Content | null> => {
  const end = record.indexOf('\r\n\r\n');
  const gap = end < 0 ? record.indexOf('\n\n') : end;
  if (gap < 0) throw new Error('an HTTP answer without an end to its headers');
  const head = record.toString('latin1', 0, gap);
  if (!/^HTTP\/\d(?:\.\d)? 200\b/.test(head)) return null;
  const headers = readHeaders(head);
  const type = headers.get('content-type') ?? 'text/html';
  if (!READ_TYPES.test(type)) return null;
  const raw = record.subarray(gap + (end < 0 ? 2 : 4));
  const isChunked = /chunked/i.test(headers.get('transfer-encoding') ?? '');
  // crawlers that joined the chunks leave the header: then the body is no chunked one
  const body =
    isChunked && /^[0-9a-f]{1,8}\s*(?:;[^\r\n]*)?\r\n/i.test(raw.toString('latin1', 0, 40))
      ? (dechunk(raw) ?? raw)
      : raw;
  return withType(type, await unpacked(body, headers.get('content-encoding') ?? ''));
};

const readContent = async (headers: Headers, kind: string, record: Buffer): Promise<Content | null> => {
  const type = headers.get('content-type') ?? '';
  if (kind === 'response' && /^application\/http/i.test(type)) return readAnswer(record);
  return READ_TYPES.test(type) ? withType(type, record) : null;
};

/** `<https://a.example/>` of old archives. */
const bare = (address: string | undefined): string | null => address?.replace(/^<|>$/g, '') ?? null;

const lose = (counts: ArchiveCounts, why: string): void => {
  counts.lost++;
  counts.firstLoss ??= why;
};

/** @param counts filled as the archive is read. */
export async function* readArchive(
  bytes: AsyncIterable<Uint8Array>,
  counts: ArchiveCounts,
): AsyncGenerator<ArchivedPage> {
  const taker = new Taker(bytes);
  try {
    while (!(await taker.atEnd())) {
      const head = await taker.upTo('\r\n\r\n', MAX_HEADERS);
      const text = head?.toString('utf8') ?? '';
      if (!text.startsWith('WARC/')) {
        counts.cut = head === null ? 'it ends within the headers of a record' : 'what follows is no record';
        return;
      }
      counts.records++;
      const headers = readHeaders(text);
      const kind = headers.get('warc-type') ?? '';
      const length = Number(headers.get('content-length'));
      if (!Number.isSafeInteger(length) || length < 0) {
        counts.cut = `record ${counts.records} does not say how long it is`;
        return;
      }
      const isWanted = kind === 'response' || kind === 'resource' || kind === 'conversion';
      if (!isWanted || length > MAX_RECORD) {
        if (kind === 'revisit') counts.revisits++;
        else if (isWanted)
          lose(
            counts,
            `record ${counts.records} has ${inMegabytes(length)}; at most ${inMegabytes(MAX_RECORD)}`,
          );
        else counts.others++;
        if (!(await taker.skip(length))) counts.cut = `it ends within record ${counts.records}`;
        continue;
      }
      const record = await taker.take(length);
      if (record === null) {
        counts.cut = `it ends within record ${counts.records}`;
        return;
      }
      let content: Content | null = null;
      try {
        content = await readContent(headers, kind, record);
        if (content === null) counts.passedOver++;
      } catch (error) {
        lose(counts, `record ${counts.records}: ${error instanceof Error ? error.message : String(error)}`);
      }
      if (content === null) continue;
      counts.pages++;
      yield {
        record: counts.records,
        address: bare(headers.get('warc-target-uri')),
        fetchedAt: headers.get('warc-date') ?? null,
        ...content,
      };
    }
  } catch (error) {
    // a gzip stream that breaks off
    counts.cut = error instanceof Error ? error.message : String(error);
  } finally {
    await taker.close();
  }
}

/** `12 records: 9 pages, 1 revisit, 2 others`. */
export const tellCounts = (counts: ArchiveCounts): string => {
  const { records, pages, revisits, passedOver, others, lost } = counts;
  const part = (count: number, what: string): string =>
    count === 0 ? '' : `, ${count.toLocaleString('en')} ${what}`;
  return `${records.toLocaleString('en')} records: ${pages.toLocaleString('en')} pages${part(revisits, 'unchanged since an earlier crawl')}${part(passedOver, 'that are no page')}${part(others, 'of other kinds')}${part(lost, 'lost')}`;
};
