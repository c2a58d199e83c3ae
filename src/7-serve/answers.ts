// Answers that are not sent twice (ETag, RFC 9110) and are sent small (gzip). What is large goes on as a stream.
import { Duplex } from 'node:stream';
import { promisify } from 'node:util';
import { createGzip, gzip } from 'node:zlib';
import type { MiddlewareHandler } from 'hono';
import type { ServeContext, ServeEnv } from './context.ts';
import { CACHE_CONTROL, etagOf, isKnown } from './etag.ts';
import { redact, shownAddress } from './request-log.ts';

const gzipBytes = promisify(gzip);

/** An answer up to this size is held to be hashed. */
const MOST_HELD = 4 * 1024 * 1024;
/** Less is not worth it. */
const LEAST_PACKED = 1024;
/** Half the time of the usual one, and a tenth larger. */
const LEVEL = 4;
const PACKABLE =
  /^(text\/(?!event-stream)|application\/([\w.+-]*\+)?(json|xml)|application\/(x-ndjson|jsonl|javascript)|image\/svg)/i;

interface Held {
  /** Null where there was more than is held. */
  readonly bytes: Uint8Array<ArrayBuffer> | null;
  readonly stream: () => ReadableStream<Uint8Array>;
  /** Nobody reads on: what makes the answer can stop. */
  readonly abandon: () => Promise<void>;
}

/** @param onFault what makes the answer failed in the middle of it. */
const hold = async (body: ReadableStream<Uint8Array>, onFault: (error: unknown) => void): Promise<Held> => {
  const reader = body.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) {
      const bytes = new Uint8Array(Buffer.concat(chunks));
      return { bytes, stream: () => new Blob([bytes]).stream(), abandon: async () => {} };
    }
    chunks.push(value);
    size += value.length;
    if (size <= MOST_HELD) continue;
    return {
      bytes: null,
      abandon: () => reader.cancel(),
      stream: () =>
        new ReadableStream({
          pull: async controller => {
            const first = chunks.shift();
            if (first) return controller.enqueue(first);
            try {
              const next = await reader.read();
              if (next.done) controller.close();
              else controller.enqueue(next.value);
            } catch (error) {
              onFault(error);
              // the adapter would write an error's message behind what was sent
              controller.close();
            }
          },
          cancel: reason => reader.cancel(reason),
        }),
    };
  }
};

const wantsGzip = (accept: string | undefined): boolean =>
  (accept ?? '').split(',').some(each => {
    const [coding = '', ...parameters] = each
      .trim()
      .toLowerCase()
      .split(/\s*;\s*/);
    return (
      (coding === 'gzip' || coding === '*') && !parameters.some(parameter => /^q=0(\.0*)?$/.test(parameter))
    );
  });

const addVary = (headers: Headers, name: string): void => {
  const vary = headers.get('vary') ?? '';
  if (!vary.toLowerCase().includes(name.toLowerCase()))
    headers.set('Vary', vary === '' ? name : `${vary}, ${name}`);
};

const notModified = (headers: Headers): Response => {
  for (const name of ['content-type', 'content-length', 'content-encoding', 'content-disposition'])
    headers.delete(name);
  return new Response(null, { status: 304, headers });
};

const isFinal = (response: Response): boolean =>
  response.body === null ||
  response.headers.has('content-encoding') ||
  /^text\/event-stream/i.test(response.headers.get('content-type') ?? '');

/** Hashes and packs what GET gives; leaves streams of events and what is packed already. */
export const shrinkAnswers =
  (context: ServeContext): MiddlewareHandler<ServeEnv> =>
  async (c, next) => {
    await next();
    const { res } = c;
    const headers = new Headers(res.headers);
    const cacheControl = headers.get('cache-control') ?? '';
    if (isFinal(res)) return;
    const isStorable = !cacheControl.includes('no-store');
    const held = await hold(res.body as ReadableStream<Uint8Array>, error => {
      const told = error instanceof Error ? (error.stack ?? error.message) : String(error);
      context.log(`fault within the answer to ${shownAddress(c.req.url)}: ${redact(told)}`);
      // half an answer must not look like a whole one
      c.env?.outgoing?.destroy();
    });
    // what is secret does not go through a packer beside what a stranger chose (BREACH)
    const mayPack = PACKABLE.test(headers.get('content-type') ?? '') && (isStorable || held.bytes === null);
    const isPacked =
      mayPack &&
      wantsGzip(c.req.header('accept-encoding')) &&
      (held.bytes === null || held.bytes.length >= LEAST_PACKED);
    if (mayPack) addVary(headers, 'Accept-Encoding');
    if (
      held.bytes !== null &&
      isStorable &&
      res.status === 200 &&
      (c.req.method === 'GET' || c.req.method === 'HEAD')
    ) {
      const tag = headers.get('etag') ?? etagOf(held.bytes);
      headers.set('ETag', tag);
      if (cacheControl === '') headers.set('Cache-Control', CACHE_CONTROL);
      if (isKnown(c.req.header('if-none-match'), tag)) {
        c.res = undefined;
        c.res = notModified(headers);
        return;
      }
    }
    if (isPacked) headers.set('Content-Encoding', 'gzip');
    headers.delete('content-length');
    if (c.req.method === 'HEAD' && held.bytes === null) {
      await held.abandon();
      c.res = undefined;
      c.res = new Response(null, { status: res.status, headers });
      return;
    }
    const body = await packed(held, isPacked);
    if (body instanceof Uint8Array) headers.set('Content-Length', String(body.length));
    c.res = undefined;
    c.res = new Response(body, { status: res.status, headers });
  };

const packed = async (
  held: Held,
  isPacked: boolean,
): Promise<Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>> => {
  if (held.bytes !== null)
    return isPacked ? new Uint8Array(await gzipBytes(held.bytes, { level: LEVEL })) : held.bytes;
  if (!isPacked) return held.stream();
  const gzipped = Duplex.toWeb(createGzip({ level: LEVEL }));
  return held.stream().pipeThrough(gzipped as unknown as TransformStream<Uint8Array, Uint8Array>);
};
