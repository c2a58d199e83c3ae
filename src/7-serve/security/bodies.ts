// Bodies of requests, read and unpacked within bounds before anything looks at them.
import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';
import type { MiddlewareHandler } from 'hono';
import type { ServeContext, ServeEnv } from '../context.ts';
import { Problem } from '../problem.ts';

type Unpack = (bytes: Uint8Array, options: { maxOutputLength: number }) => Promise<Buffer>;

const CODINGS: Readonly<Record<string, Unpack>> = {
  gzip: promisify(gunzip),
  'x-gzip': promisify(gunzip),
  deflate: promisify(inflate),
  br: promisify(brotliDecompress),
};

/** Reports by the line and tables may be large; anything else is small. */
const UPLOADS =
  /^(application\/(x-ndjson|ndjson|jsonl|json-lines|x-jsonlines|jsonlines|pdf)|text\/(csv|tab-separated-values|plain|html))\b/i;
/** Of somebody who has not said who it is: a name and a password. */
const STRANGERS_BYTES = 64 * 1024;
/** Large bodies in memory at once. */
const MOST_UPLOADS = 4;

const inMegabytes = (bytes: number): string =>
  `${(bytes / 1024 / 1024).toLocaleString('en', { maximumFractionDigits: 1 })} MB`;

const tooLarge = (limit: number, unpacked: boolean): Problem =>
  new Problem(
    413,
    `the body is larger than ${inMegabytes(limit)}${unpacked ? ' when unpacked' : ''}. Send it in parts`,
    {
      code: 'serve/too-large',
    },
  );

const readAll = async (body: ReadableStream<Uint8Array>, limit: number): Promise<Uint8Array<ArrayBuffer>> => {
  const reader = body.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read().catch(() => {
      throw new Problem(400, 'the body was cut off', { code: 'serve/cut-off' });
    });
    if (done) return new Uint8Array(Buffer.concat(chunks));
    size += value.length;
    if (size > limit) {
      await reader.cancel().catch(() => {});
      throw tooLarge(limit, false);
    }
    chunks.push(value);
  }
};

const unpack = async (bytes: Uint8Array, coding: string, limit: number): Promise<Uint8Array<ArrayBuffer>> => {
  const decompress = CODINGS[coding];
  if (!decompress)
    throw new Problem(
      415,
      `"${coding.slice(0, 40)}" is no content coding known here. Allowed: gzip, deflate, br, or none`,
      {
        code: 'serve/bad-coding',
        headers: { 'Accept-Encoding': 'gzip, deflate, br' },
      },
    );
  try {
    return new Uint8Array(await decompress(bytes, { maxOutputLength: limit }));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(limit, true);
    throw new Problem(400, `the body is not ${coding}, as it is said to be`, { code: 'serve/bad-body' });
  }
};

export const readBodies = ({ limits }: ServeContext): MiddlewareHandler<ServeEnv> => {
  let uploads = 0;
  return async (c, next) => {
    const { raw } = c.req;
    if (raw.method === 'GET' || raw.method === 'HEAD' || raw.body === null) return next();
    const isKnown = c.get('identity') !== null;
    const isUpload = isKnown && UPLOADS.test(c.req.header('content-type') ?? '');
    const own = isUpload ? limits.uploadBytes : limits.bodyBytes;
    const limit = isKnown ? own : Math.min(own, STRANGERS_BYTES);
    if (Number(c.req.header('content-length') ?? 0) > limit) throw tooLarge(limit, false);
    if (isUpload && uploads >= MOST_UPLOADS)
      throw new Problem(503, 'too many uploads at once. Try again soon', {
        code: 'serve/busy',
        headers: { 'Retry-After': '5' },
      });
    if (isUpload) uploads++;
    try {
      const sent = await readAll(raw.body, limit);
      const coding = (c.req.header('content-encoding') ?? 'identity').trim().toLowerCase();
      const body = coding === 'identity' || coding === '' ? sent : await unpack(sent, coding, limit);
      const headers = new Headers(c.req.header());
      headers.delete('content-encoding');
      headers.delete('content-length');
      headers.delete('transfer-encoding');
      c.req.raw = new Request(raw.url, { method: raw.method, headers, body });
      await next();
    } finally {
      if (isUpload) uploads--;
    }
  };
};
