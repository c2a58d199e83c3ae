// A name and the first bytes -> which of the formats, or what the file looks like instead.
import { extname } from 'node:path';
import { guessUtf16, readByteOrderMark } from './decode.ts';
import { type Complaint, type Format, refuse } from './gathered.ts';

/** The formats of a folder's files; others in it are passed over. */
const EXTENSIONS: Readonly<Record<string, Format>> = {
  '.txt': 'text',
  '.text': 'text',
  '.html': 'html',
  '.htm': 'html',
  '.xhtml': 'html',
  '.jsonl': 'jsonl',
  '.ndjson': 'jsonl',
  '.csv': 'csv',
  '.tsv': 'csv',
  '.pdf': 'pdf',
  '.warc': 'warc',
};

/** Of a packed file by the name inside: `crawl.warc.gz`. */
export const formatOfName = (name: string): Format | null =>
  EXTENSIONS[extname(name.replace(/\.gz$/i, '')).toLowerCase()] ?? null;

export const isGzip = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x1f && bytes[1] === 0x8b && bytes[2] === 8;

/** Formats that are known by their first bytes. */
export const formatOfMagic = (bytes: Uint8Array): Format | null => {
  const start = Buffer.from(bytes.subarray(0, 8)).toString('latin1');
  return start.startsWith('%PDF-') ? 'pdf' : /^WARC\/\d/.test(start) ? 'warc' : null;
};

const latin = (text: string): number[] => [...text].map(letter => letter.charCodeAt(0));

/** Magic numbers, as file(1) knows them; `at` where they do not stand first. */
const MAGIC: readonly (readonly [bytes: readonly number[], what: string, at?: number])[] = [
  [latin('{\\rtf'), 'a rich text (RTF) document; save it as text first'],
  [[0xd0, 0xcf, 0x11, 0xe0], 'an old Word or Excel document; save it as text first'],
  [
    latin('PK\x03\x04'),
    'a zip archive or an office document (docx, odt, epub); unpack it, or save it as text',
  ],
  [[0x1f, 0x8b], 'gzip-compressed; unpack it first: gunzip -k FILE'],
  [latin('BZh'), 'bzip2-compressed; unpack it first'],
  [[0xfd, ...latin('7zXZ')], 'xz-compressed; unpack it first'],
  [[0x28, 0xb5, 0x2f, 0xfd], 'zstd-compressed; unpack it first'],
  [[...latin('7z'), 0xbc, 0xaf], 'a 7z archive; unpack it first'],
  [latin('Rar!\x1a'), 'a rar archive; unpack it first'],
  [latin('ustar'), 'a tar archive; unpack it first', 257],
  [[0x89, ...latin('PNG')], 'a PNG image'],
  [[0xff, 0xd8, 0xff], 'a JPEG image'],
  [latin('GIF8'), 'a GIF image'],
  [latin('WEBP'), 'a WebP image', 8],
  [[...latin('II*'), 0], 'a TIFF image'],
  [[...latin('MM'), 0, 0x2a], 'a TIFF image'],
  [latin('ftyp'), 'a video or an image (MP4, HEIC)', 4],
  [[0x1a, 0x45, 0xdf, 0xa3], 'a Matroska or WebM video'],
  [latin('RIFF'), 'an audio or video file'],
  [latin('ID3'), 'an MP3 sound file'],
  [latin('OggS'), 'an Ogg sound file'],
  [[0x7f, ...latin('ELF')], 'a program (ELF)'],
  [latin('SQLite format 3\0'), 'an SQLite database'],
  [latin('PAR1'), 'a Parquet table; export it as CSV or JSONL'],
  [[0, ...latin('asm')], 'a WebAssembly module'],
];

const stands = (bytes: Uint8Array, magic: readonly number[], at: number): boolean =>
  bytes.length >= at + magic.length && magic.every((byte, index) => bytes[at + index] === byte);

const isControl = (byte: number): boolean => byte < 9 || (byte > 13 && byte < 32 && byte !== 27);

/** A text may begin with the letters `RIFF` or `ID3`; it has no control characters among them. */
const isCertain = (bytes: Uint8Array, magic: readonly number[]): boolean =>
  magic.some(byte => byte > 126 || byte < 32) ||
  magic[0] === 0x25 ||
  magic[0] === 0x7b ||
  bytes.subarray(0, 1024).some(isControl);

/** What a binary file looks like; null for text. */
export const binaryKind = (bytes: Uint8Array): string | null => {
  const known = MAGIC.find(([magic, , at = 0]) => stands(bytes, magic, at) && isCertain(bytes, magic));
  if (known !== undefined) return known[1];
  if (readByteOrderMark(bytes) !== null || guessUtf16(bytes) !== null) return null;
  const zero = bytes.indexOf(0);
  return zero < 0 ? null : `a binary file of unknown kind (a zero byte at position ${zero})`;
};

export const refuseBinary = (kind: string): Complaint =>
  refuse(
    'gather/binary',
    `not text: it looks like ${kind}. Allowed: plain text, HTML, PDF, JSONL, CSV, WARC`,
  );

const MARKUP = /^<(?:!doctype\s+html|html|head|body|meta|title|article|main|div|p|h1)[\s>]/i;
const FEED = /^<(?:rss|feed|rdf:RDF|urlset)[\s>]/i;
const HEADER = /^\s*["']?[\w .-]+["']?(?:[,;\t|]\s*["']?[\w .-]+["']?)+\s*$/;
const TEXT_COLUMN = /(?:^|[,;\t|])\s*["']?(?:text|body|content)["']?\s*(?:$|[,;\t|])/i;

const isCsvHeader = (line: string): boolean => HEADER.test(line) && TEXT_COLUMN.test(line);

/** The head without an XML declaration and comments before the first element. */
const afterPreamble = (head: string): string => {
  let rest = head.trimStart();
  for (const [open, close] of [
    ['<?xml', '?>'],
    ['<!--', '-->'],
  ] as const) {
    while (rest.startsWith(open)) {
      const end = rest.indexOf(close);
      if (end < 0) return '';
      rest = rest.slice(end + close.length).trimStart();
    }
  }
  return rest;
};

/** `head` is the file's beginning, decoded; a refusal says what it looks like. */
export const formatOfContent = (head: string): Format | Complaint => {
  const markup = afterPreamble(head);
  if (FEED.test(markup)) {
    return refuse(
      'gather/format',
      'looks like a feed (RSS, Atom) or a sitemap; allowed: text, html, jsonl, csv. Save its reports one a file',
    );
  }
  if (MARKUP.test(markup)) return 'html';
  const first =
    head
      .slice(0, 4000)
      .trimStart()
      .split(/[\r\n]/, 1)[0] ?? '';
  if (/^\{\s*"/.test(first)) return 'jsonl';
  if (/^(?:\[\s*\{|[[{]\s*$)/.test(first) && /^[[{]\s*[{"]/.test(head.trimStart())) {
    return refuse(
      'gather/format',
      'looks like a JSON document; allowed: text, html, jsonl (one record a line), csv. Rewrite it: jq -c ".[]?" FILE',
    );
  }
  return isCsvHeader(first) ? 'csv' : 'text';
};
