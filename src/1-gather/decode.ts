// Bytes -> text: byte order mark, declared charset (HTML), UTF-8 if valid, then jschardet; decoded by iconv-lite,
// because Node 20's TextDecoder misreads windows-1252. Every change made to the words is stated, never silent.
import { isUtf8 } from 'node:buffer';
import { type Complaint, refuse, warn } from './gathered.ts';

export interface Decoded {
  /** Null where the bytes could not be read as text. */
  readonly text: string | null;
  /** `utf-8` or the encoding that was found, as iconv-lite names it. */
  readonly encoding: string;
  readonly complaints: readonly Complaint[];
}

/** Enough for jschardet to decide; its cost grows with the sample. */
const SAMPLE = 64 * 1024;

const BYTE_ORDER_MARKS: readonly (readonly [mark: readonly number[], encoding: string])[] = [
  [[0xef, 0xbb, 0xbf], 'utf-8'],
  // UTF-32 first: its little-endian mark begins with that of UTF-16
  [[0xff, 0xfe, 0, 0], 'utf-32le'],
  [[0, 0, 0xfe, 0xff], 'utf-32be'],
  [[0xff, 0xfe], 'utf-16le'],
  [[0xfe, 0xff], 'utf-16be'],
];

export interface Mark {
  readonly encoding: string;
  readonly length: number;
}

export const readByteOrderMark = (bytes: Uint8Array): Mark | null => {
  const found = BYTE_ORDER_MARKS.find(([mark]) => mark.every((byte, index) => bytes[index] === byte));
  return found === undefined ? null : { encoding: found[1], length: found[0].length };
};

/**
 * UTF-16 without a mark, told by where the zero bytes stand: Western text has one in every pair, always on the same
 * side. Null for anything else.
 */
export const guessUtf16 = (bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null => {
  const length = Math.min(bytes.length, SAMPLE) & ~1;
  if (length < 4) return null;
  let even = 0;
  let odd = 0;
  for (let i = 0; i < length; i += 2) {
    if (bytes[i] === 0) even++;
    if (bytes[i + 1] === 0) odd++;
  }
  const pairs = length / 2;
  if (odd > pairs * 0.4 && even < pairs * 0.02) return 'utf-16le';
  if (even > pairs * 0.4 && odd < pairs * 0.02) return 'utf-16be';
  return null;
};

/** Multi-byte sequences that are valid UTF-8, and bytes that are not. */
const countUtf8 = (bytes: Uint8Array): { valid: number; invalid: number } => {
  let valid = 0;
  let invalid = 0;
  for (let i = 0; i < bytes.length; ) {
    const byte = bytes[i] as number;
    if (byte < 0x80) {
      i++;
      continue;
    }
    const length =
      byte >= 0xc2 && byte < 0xe0 ? 2 : byte >= 0xe0 && byte < 0xf0 ? 3 : byte >= 0xf0 && byte < 0xf5 ? 4 : 0;
    let follows = 0;
    while (follows + 1 < length && ((bytes[i + follows + 1] ?? 0) & 0xc0) === 0x80) follows++;
    if (length > 0 && follows === length - 1) {
      valid++;
      i += length;
    } else {
      invalid++;
      i += 1 + follows;
    }
  }
  return { valid, invalid };
};

/** ESC sequences that switch character sets: 7-bit, so it would pass for ASCII, and no decoder here reads it. */
const isIso2022 = (bytes: Uint8Array): boolean => {
  for (let i = 0; i + 2 < Math.min(bytes.length, SAMPLE); i++) {
    if (
      bytes[i] === 0x1b &&
      bytes[i + 1] === 0x24 &&
      [0x40, 0x41, 0x42, 0x29].includes(bytes[i + 2] as number)
    )
      return true;
  }
  return false;
};

/** A sample round the first byte past ASCII, where the evidence is. */
const sampleOf = (bytes: Uint8Array): Uint8Array => {
  if (bytes.length <= SAMPLE) return bytes;
  const first = bytes.findIndex(byte => byte >= 0x80);
  const start = Math.max(0, Math.min(first - 1024, bytes.length - SAMPLE));
  return bytes.subarray(start, start + SAMPLE);
};

const isOtherScript = (encoding: string): boolean =>
  /^(?:windows-125[1356]|iso-8859-[5-8]|koi8|maccyrillic|macgreek|cp(?:737|855|862|864|866|869))/.test(
    encoding,
  );

/** Cyrillic, Greek, Hebrew and Arabic words stand above 0x80 whole; a café among English words does not make Greek. */
const isMostlyBeyondAscii = (bytes: Uint8Array): boolean => {
  let letters = 0;
  let high = 0;
  for (const byte of sampleOf(bytes)) {
    if (byte >= 0x80) high++;
    else if ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a) letters++;
  }
  return high > letters * 0.25;
};

const guessLegacy = async (bytes: Uint8Array): Promise<string | null> => {
  const { detect } = await import('jschardet');
  const { encoding } = detect(sampleOf(bytes));
  const name = encoding?.toLowerCase() ?? null;
  // an ASCII or UTF-8 verdict on bytes that are not valid UTF-8 says nothing
  if (name === null || name === 'ascii' || name === 'utf-8') return null;
  return isOtherScript(name) && !isMostlyBeyondAscii(bytes) ? 'windows-1252' : name;
};

/** No charsets: ways of writing bytes down, which iconv-lite knows as well. */
const NOTATIONS = new Set([
  'base64',
  'base64url',
  'hex',
  'binary',
  'utf7',
  'utf7imap',
  'utf-7',
  'utf-7-imap',
]);

const isCharset = async (name: string): Promise<boolean> => {
  const { default: iconv } = await import('iconv-lite');
  return !NOTATIONS.has(name.toLowerCase()) && iconv.encodingExists(name);
};

const decodeAs = async (bytes: Uint8Array, encoding: string): Promise<string | null> => {
  const { default: iconv } = await import('iconv-lite');
  return (await isCharset(encoding)) ? iconv.decode(bytes, encoding, { stripBOM: false }) : null;
};

const replaced = (text: string): number => {
  let count = 0;
  for (let at = text.indexOf('\ufffd'); at >= 0; at = text.indexOf('\ufffd', at + 1)) count++;
  return count;
};

const cannotRead = (encoding: string): Decoded => ({
  text: null,
  encoding,
  complaints: [
    refuse(
      'gather/encoding',
      `encoded as ${encoding}, which is not read here; allowed: UTF-8, UTF-16, or any single encoding of the web. Convert it first: iconv -f ${encoding} -t utf-8`,
    ),
  ],
});

const stated = (text: string, encoding: string, complaints: readonly Complaint[]): Decoded => {
  const lost = replaced(text);
  if (lost === 0) return { text, encoding, complaints };
  const message = `${lost} ${lost === 1 ? 'byte sequence is' : 'byte sequences are'} not ${encoding} and ${lost === 1 ? 'was' : 'were'} replaced by U+FFFD; check the file's encoding`;
  return { text, encoding, complaints: [...complaints, warn('gather/replaced-bytes', message)] };
};

const plain = (text: string): Decoded => ({ text, encoding: 'utf-8', complaints: [] });

/** Bytes that are not valid UTF-8: a legacy encoding, or UTF-8 with damage. `known` is what was found earlier in the file. */
export const decodeLegacy = async (bytes: Uint8Array, known: string | null = null): Promise<Decoded> => {
  const { valid, invalid } = countUtf8(bytes);
  if (valid > invalid) return stated(Buffer.from(bytes).toString('utf8'), 'utf-8', []);
  const encoding = known ?? (await guessLegacy(bytes));
  const text = encoding === null ? null : await decodeAs(bytes, encoding);
  if (encoding === null || text === null) return cannotRead(encoding ?? 'something that is no text encoding');
  const message = `not UTF-8; read as ${encoding}, which the bytes resemble most. If letters look wrong, convert the file to UTF-8`;
  return stated(text, encoding, known === null ? [warn('gather/encoding-guessed', message)] : []);
};

/** The charset that a page's `meta` element declares, by the HTML standard's prescan. */
const declaredCharset = async (bytes: Uint8Array): Promise<string | null> => {
  const { default: sniff } = await import('html-encoding-sniffer');
  const name = sniff(bytes.subarray(0, 1024), { defaultEncoding: 'none' }).toLowerCase();
  return name === 'none' ? null : name;
};

const isSingleByte = (encoding: string): boolean =>
  /^(?:windows|iso-8859|ibm|koi8|macintosh|x-mac)/.test(encoding);

const decodeDeclared = async (bytes: Uint8Array, declared: string): Promise<Decoded | null> => {
  const isPlain = isUtf8(bytes);
  if (declared === 'utf-8') return isPlain ? plain(Buffer.from(bytes).toString('utf8')) : null;
  if (isPlain && isSingleByte(declared)) {
    const isAscii = !bytes.some(byte => byte >= 0x80);
    const message = `declares ${declared} but its bytes are UTF-8; read as UTF-8`;
    return {
      ...plain(Buffer.from(bytes).toString('utf8')),
      complaints: isAscii ? [] : [warn('gather/encoding-declared', message)],
    };
  }
  const text = await decodeAs(bytes, declared);
  return text === null ? cannotRead(declared) : stated(text, declared, []);
};

/** `<?xml version="1.0" encoding="windows-1251"?>`. */
const declaredInXml = (bytes: Uint8Array): string | null =>
  /^\s*<\?xml[^>]{1,200}?encoding\s*=\s*["']([\w.:-]{1,40})["']/
    .exec(Buffer.from(bytes.subarray(0, 300)).toString('latin1'))?.[1]
    ?.toLowerCase() ?? null;

const declaredIn = async (bytes: Uint8Array, kind: TextKind): Promise<string | null> => {
  if (kind === 'text') return null;
  return kind === 'xml' ? declaredInXml(bytes) : declaredCharset(bytes);
};

/** What a server calls it, unless nothing here is called so. */
const toldCharset = async (told: string | null): Promise<string | null> => {
  if (told === null) return null;
  const name = told.toLowerCase();
  return name === 'utf8' ? 'utf-8' : (await isCharset(name)) ? name : null;
};

export type TextKind = 'text' | 'html' | 'xml';

/**
 * Decodes a whole file. `html` and `xml` look for a declared charset as well.
 * @param told by the server, in Content-Type: it goes before what the file declares.
 */
export const decodeBytes = async (
  bytes: Uint8Array,
  kind: TextKind,
  told: string | null = null,
): Promise<Decoded> => {
  const mark = readByteOrderMark(bytes);
  const body = mark === null ? bytes : bytes.subarray(mark.length);
  const wide = mark?.encoding ?? guessUtf16(bytes);
  if (wide !== null && wide !== 'utf-8') {
    const text = await decodeAs(body, wide);
    return text === null ? cannotRead(wide) : stated(text, wide, []);
  }
  if (isIso2022(body)) return cannotRead('iso-2022-jp');
  const declared = mark === null ? [await toldCharset(told), await declaredIn(body, kind)] : [];
  for (const encoding of declared) {
    const asDeclared = encoding === null ? null : await decodeDeclared(body, encoding);
    if (asDeclared !== null) return asDeclared;
  }
  return isUtf8(body) ? plain(Buffer.from(body).toString('utf8')) : decodeLegacy(body);
};
