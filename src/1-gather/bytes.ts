// A stream of bytes -> its beginning to look at, its whole within a limit, or its text piece by piece.
import { isUtf8 } from 'node:buffer';
import { decodeLegacy, guessUtf16, readByteOrderMark } from './decode.ts';
import type { Complaint } from './gathered.ts';

type Bytes = AsyncIterable<Uint8Array>;

/** The first bytes (`size`, or all there are), and a stream that still gives everything from the start. */
export const peek = async (
  bytes: Bytes,
  size: number,
): Promise<{ head: Buffer; all: AsyncGenerator<Uint8Array> }> => {
  const reader = bytes[Symbol.asyncIterator]();
  const chunks: Uint8Array[] = [];
  let length = 0;
  let ended = false;
  while (length < size && !ended) {
    const next = await reader.next();
    if (next.done === true) ended = true;
    else {
      chunks.push(next.value);
      length += next.value.length;
    }
  }
  async function* all(): AsyncGenerator<Uint8Array> {
    try {
      yield* chunks;
      while (!ended) {
        const next = await reader.next();
        if (next.done === true) return;
        yield next.value;
      }
    } finally {
      await reader.return?.();
    }
  }
  return { head: Buffer.concat(chunks), all: all() };
};

/** Everything, or null where it is more than `limit` bytes; reading stops there. */
export const readWhole = async (bytes: Bytes, limit: number): Promise<Buffer | null> => {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of bytes) {
    length += chunk.length;
    if (length > limit) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};

export interface TextPiece {
  readonly text: string;
  /** Of the piece's first line, from 1. */
  readonly line: number;
  readonly complaints: readonly Complaint[];
}

/** A run of bytes without a line break is cut here, at the end of a character. */
const LONGEST_RUN = 1024 * 1024;

/** Where bytes may be cut without parting a character: after the last line break, else after ASCII, else before a lead byte. */
const cutOf = (bytes: Buffer): number => {
  const line = bytes.lastIndexOf(0x0a);
  if (line >= 0) return line + 1;
  if (bytes.length < LONGEST_RUN) return 0;
  let at = bytes.length;
  while (at > bytes.length - 64 && (bytes[at - 1] as number) >= 0x80) at--;
  if (at > bytes.length - 64) return at;
  at = bytes.length - 1;
  while (at > bytes.length - 4 && ((bytes[at] as number) & 0xc0) === 0x80) at--;
  return at;
};

async function* cutAtLines(bytes: Bytes): AsyncGenerator<Buffer> {
  let rest: Buffer[] = [];
  let length = 0;
  for await (const chunk of bytes) {
    const next = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length);
    rest.push(next);
    length += next.length;
    if (length < LONGEST_RUN && !next.includes(0x0a)) continue;
    const whole = Buffer.concat(rest);
    const cut = cutOf(whole);
    if (cut > 0) yield whole.subarray(0, cut);
    rest = [whole.subarray(cut)];
    length = whole.length - cut;
  }
  if (length > 0) yield Buffer.concat(rest);
}

const linesIn = (bytes: Buffer): Buffer[] => {
  const lines: Buffer[] = [];
  let start = 0;
  for (let at = bytes.indexOf(0x0a); at >= 0; at = bytes.indexOf(0x0a, start)) {
    lines.push(bytes.subarray(start, at + 1));
    start = at + 1;
  }
  if (start < bytes.length) lines.push(bytes.subarray(start));
  return lines;
};

async function* decodeUtf16(bytes: Bytes, encoding: string): AsyncGenerator<TextPiece> {
  const { default: iconv } = await import('iconv-lite');
  const decoder = iconv.getDecoder(encoding, { stripBOM: true });
  for await (const chunk of bytes) {
    yield { text: decoder.write(Buffer.from(chunk)), line: 1, complaints: [] };
  }
  yield { text: decoder.end() ?? '', line: 1, complaints: [] };
}

/**
 * Decodes a stream of lines in bounded memory. Each line that is not UTF-8 is decoded by itself, since what comes later
 * cannot be known: the first such line settles the encoding of the others.
 */
export async function* decodeLines(bytes: Bytes, head: Uint8Array): AsyncGenerator<TextPiece> {
  const mark = readByteOrderMark(head);
  const wide = mark === null ? guessUtf16(head) : mark.encoding === 'utf-8' ? null : mark.encoding;
  if (wide !== null) {
    yield* decodeUtf16(bytes, wide);
    return;
  }
  let line = 1;
  let legacy: string | null = null;
  let skip = mark?.length ?? 0;
  for await (const whole of cutAtLines(bytes)) {
    const piece = whole.subarray(skip);
    skip = 0;
    for (const part of isUtf8(piece) ? [piece] : linesIn(piece)) {
      if (isUtf8(part)) yield { text: part.toString('utf8'), line, complaints: [] };
      else {
        const decoded = await decodeLegacy(part, legacy);
        if (decoded.encoding !== 'utf-8' && decoded.text !== null) legacy = decoded.encoding;
        // a line that cannot be decoded is left blank, so that those after it keep their numbers
        yield { text: decoded.text ?? '\n', line, complaints: decoded.complaints };
      }
      for (let at = part.indexOf(0x0a); at >= 0; at = part.indexOf(0x0a, at + 1)) line++;
    }
  }
}

/** Members one after another, as archives have them; what comes before a break is given. */
export async function* gunzipped(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const { constants, createGunzip } = await import('node:zlib');
  const { Readable } = await import('node:stream');
  const packed = Readable.from(bytes);
  // a stream that breaks off ends there: what reads it says what is missing
  const unpacked = createGunzip({ finishFlush: constants.Z_SYNC_FLUSH });
  packed.on('error', error => unpacked.destroy(error));
  try {
    yield* packed.pipe(unpacked);
  } finally {
    packed.destroy();
    unpacked.destroy();
  }
}
