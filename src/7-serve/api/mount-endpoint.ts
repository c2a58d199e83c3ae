// An endpoint onto its route: who asks is checked, then what is asked; then the work; then how the answer is sent.
import type { Context, Hono, MiddlewareHandler } from 'hono';
import { z } from 'zod';
import { storeVersion } from '../../6-record/index.ts';
import type { ServeContext, ServeEnv } from '../context.ts';
import { CACHE_CONTROL, etagOf, isKnown } from '../etag.ts';
import { Problem } from '../problem.ts';
import { requireRole } from '../security/identity.ts';
import type { Asked, Endpoint } from './endpoint.ts';
import { fieldsQuery, pick, readFields } from './fields.ts';
import { afterOf, cursorOf, nextLink, pagingQuery } from './paging.ts';
import { readJson, readParams, readQuery } from './read-request.ts';

/** All parameters of the query, also those that several endpoints share. */
export const queryOf = ({ query, paging, fieldsOf }: Endpoint): z.ZodObject =>
  z.strictObject({
    ...query?.shape,
    ...(paging && pagingQuery(paging)),
    ...(fieldsOf && fieldsQuery),
  });

const NOT_KNOWN = 304;

const mediaTypeOf = (header: string | undefined): string =>
  (header ?? '').split(';')[0]?.trim().toLowerCase() ?? '';

const readBody = async (c: Context<ServeEnv>, { body }: Endpoint): Promise<unknown> => {
  if (body === undefined) return null;
  const type = mediaTypeOf(c.req.header('content-type'));
  const schema = body[type];
  if (schema === undefined)
    throw new Problem(
      415,
      `"${type.slice(0, 80)}" is no form of body that is read here. Allowed: ${Object.keys(body).join(', ')}`,
      { code: 'serve/bad-media-type' },
    );
  return schema === null
    ? { type, bytes: new Uint8Array(await c.req.arrayBuffer()) }
    : readJson(schema, await c.req.text());
};

const sendJson = (c: Context<ServeEnv>, own: Endpoint, answer: unknown, etag: string | null): Response => {
  const written = JSON.stringify(answer);
  const tag = own.known === 'content' ? etagOf(written) : etag;
  if (tag !== null) {
    c.header('ETag', tag);
    if (isKnown(c.req.header('if-none-match'), tag)) return c.body(null, NOT_KNOWN);
  }
  return c.body(written, (own.status ?? 200) as 200, { 'Content-Type': 'application/json' });
};

/** `next` of the store becomes a cursor, for the next page's address too. */
const withCursor = (c: Context<ServeEnv>, own: Endpoint, answer: unknown): unknown => {
  const { next } = answer as { readonly next?: string | null };
  if (!own.paging || typeof next !== 'string') return answer;
  const cursor = cursorOf(own, next);
  c.header('Link', nextLink(c.req.url, cursor));
  return { ...(answer as object), next: cursor };
};

const withFields = (own: Endpoint, answer: unknown, fields: string | undefined): unknown => {
  if (fields === undefined || !own.fieldsOf) return answer;
  const wanted = readFields(own.fieldsOf, fields);
  const { items } = answer as { readonly items?: unknown };
  return Array.isArray(items) ? { ...(answer as object), items: pick(items, wanted) } : pick(answer, wanted);
};

const answer = async (c: Context<ServeEnv>, own: Endpoint, context: ServeContext): Promise<Response> => {
  const params = own.params ? readParams(own.params, c.req.param()) : {};
  const { limit, cursor, fields, ...query } = readQuery(queryOf(own), c.req.queries()) as {
    readonly limit?: number;
    readonly cursor?: string;
    readonly fields?: string;
  };
  const after = own.paging ? afterOf(own, cursor) : null;
  if (fields !== undefined && own.fieldsOf) readFields(own.fieldsOf, fields);
  c.header('Cache-Control', own.method === 'get' && own.known !== 'never' ? CACHE_CONTROL : 'no-store');
  const etag =
    own.known === 'store' ? etagOf(JSON.stringify([await storeVersion(context.store), c.req.url])) : null;
  if (etag !== null && isKnown(c.req.header('if-none-match'), etag)) {
    c.header('ETag', etag);
    return c.body(null, NOT_KNOWN);
  }
  const body = await readBody(c, own);
  const asked: Asked<unknown, unknown, unknown> = {
    params,
    // a limit that is the endpoint's own is no page's
    query: own.paging ? query : { ...query, ...(limit !== undefined && { limit }) },
    body,
    page: { limit: limit ?? 0, after },
    context,
    user: c.get('identity')?.user ?? '',
    request: c.req,
    connection: c,
  };
  const given = await own.handle(asked as never);
  if (own.status === 204) return c.body(null, 204);
  if (given instanceof Response) {
    if (etag !== null) given.headers.set('ETag', etag);
    return given;
  }
  return sendJson(c, own, withFields(own, withCursor(c, own, given), fields), etag);
};

const anybody: MiddlewareHandler<ServeEnv> = (_, next) => next();

export const mountEndpoint = (api: Hono<ServeEnv>, own: Endpoint, context: ServeContext): void => {
  const path = own.path.replace(/\{(\w+)\}/g, ':$1');
  api.on(own.method.toUpperCase(), path, own.role === null ? anybody : requireRole(own.role), c =>
    answer(c, own, context),
  );
};
