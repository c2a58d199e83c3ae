// A response's body -> its bytes, decompressed piece by piece so that what swells without end is stopped at the limit,
// in bounded memory.
import { pipeline, type Readable, type Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib';

/** Why a body was not read to its end. */
export class BodyRefused extends Error {
  readonly what: 'too-large' | 'transfer-too-large' | 'encoding';

  constructor(what: BodyRefused['what'], message: string) {
    super(message);
    this.name = 'BodyRefused';
    this.what = what;
  }
}

type Bytes = AsyncIterable<Buffer>;

/** More than two would only be sent to do harm. */
const MOST_ENCODINGS = 2;

async function* counted(bytes: Bytes, limit: number, what: BodyRefused['what']): AsyncGenerator<Buffer> {
  let length = 0;
  for await (const chunk of bytes) {
    length += chunk.length;
    if (length > limit) throw new BodyRefused(what, `more than ${limit} bytes`);
    yield chunk;
  }
}

const decompressorFor = (encoding: string, firstByte: number): Transform => {
  switch (encoding) {
    case 'gzip':
    case 'x-gzip':
      return createGunzip();
    case 'br':
      return createBrotliDecompress();
    case 'deflate':
      // zlib's format by the standard, bare deflate from some servers
      return (firstByte & 0x0f) === 8 ? createInflate() : createInflateRaw();
    default:
      throw new BodyRefused('encoding', `compressed as ${encoding.slice(0, 40)}`);
  }
};

/** Nothing at all is an empty body under any encoding. */
async function* decompressed(bytes: Bytes, encoding: string): AsyncGenerator<Buffer> {
  const reader = bytes[Symbol.asyncIterator]();
  const first = await reader.next();
  if (first.done === true) return;
  async function* all(): AsyncGenerator<Buffer> {
    yield first.value;
    for (let next = await reader.next(); next.done !== true; next = await reader.next()) yield next.value;
  }
  // what breaks the source breaks what is read here, and an early end here ends the source
  yield* pipeline(all(), decompressorFor(encoding, first.value[0] ?? 0), () => {}) as Bytes;
}

/** `gzip, br`: what was applied, in its order; what changes nothing is left out. */
const encodingsOf = (header: string): string[] =>
  header
    .toLowerCase()
    .split(',')
    .map(part => part.trim())
    .filter(part => part !== '' && part !== 'identity' && part !== 'none' && part !== 'utf-8');

/** Copied into one buffer that grows: a body sent byte by byte would otherwise be as many objects. */
const joined = async (bytes: Bytes): Promise<Buffer> => {
  let whole = Buffer.allocUnsafeSlow(16_384);
  let length = 0;
  for await (const chunk of bytes) {
    if (length + chunk.length > whole.length) {
      const larger = Buffer.allocUnsafeSlow(Math.max(whole.length * 2, length + chunk.length));
      whole.copy(larger, 0, 0, length);
      whole = larger;
    }
    chunk.copy(whole, length);
    length += chunk.length;
  }
  return whole.subarray(0, length);
};

export interface BodyLimits {
  readonly transferBytes: number;
  readonly bodyBytes: number;
}

/** Throws `BodyRefused`, or what the connection or the decompressor throws. */
export const readBody = async (
  body: Readable,
  contentEncoding: string,
  limits: BodyLimits,
): Promise<Buffer> => {
  try {
    const encodings = encodingsOf(contentEncoding);
    if (encodings.length > MOST_ENCODINGS)
      throw new BodyRefused('encoding', `compressed ${encodings.length} times over`);
    let bytes: Bytes = counted(body, limits.transferBytes, 'transfer-too-large');
    for (const encoding of encodings.reverse()) bytes = decompressed(bytes, encoding);
    return await joined(counted(bytes, limits.bodyBytes, 'too-large'));
  } finally {
    // an end before the body's own closes the connection
    body.destroy();
  }
};
