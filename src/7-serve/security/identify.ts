// Finds out who asks, before anything else looks at the request: a token, a session's cookie, or nobody.
import { timingSafeEqual } from 'node:crypto';
import type { Context, MiddlewareHandler } from 'hono';
import { csrfOf, findSession, findToken } from '../../6-record/index.ts';
import type { ServeContext, ServeEnv } from '../context.ts';
import { Problem } from '../problem.ts';
import { isReading } from './hosts.ts';
import { type Identity, LOCAL_USER, noIdentity } from './identity.ts';
import { sessionSecret } from './log-in.ts';

/** Here nobody is asked who it is. */
const PUBLIC = /^\/api\/v1\/(health|openapi\.json)$/;
/** Here nobody need say: it is where one logs in. */
const LOG_IN = /^\/api\/v1\/session$/;
/** All of this asks, whether there is anything at the path or not. */
const GUARDED = /^\/api(\/|$)/;

const CSRF_HEADER = 'x-csrf-token';

const isEqual = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a, 'latin1'), Buffer.from(b, 'latin1'));

const byToken = async ({ store }: ServeContext, c: Context<ServeEnv>): Promise<Identity | null> => {
  const [, secret] = /^Bearer +([\w.~+/=-]+) *$/i.exec(c.req.header('authorization') ?? '') ?? [];
  if (secret === undefined) return null;
  const token = await findToken(store, secret, ['api', 'access']);
  if (!token) throw noIdentity('invalid_token');
  return { user: token.owner, roles: [token.role], by: 'token' };
};

const bySession = async (context: ServeContext, c: Context<ServeEnv>): Promise<Identity | null> => {
  const secret = sessionSecret(context, c);
  const session = secret === undefined ? null : await findSession(context.store, secret);
  if (secret === undefined || !session) return null;
  const isLogIn = c.req.method === 'POST' && LOG_IN.test(c.req.path);
  if (!isReading(c) && !isLogIn && !isEqual(c.req.header(CSRF_HEADER) ?? '', csrfOf(secret)))
    throw new Problem(
      403,
      `the header ${CSRF_HEADER} is missing or wrong. GET /api/v1/session gives it as csrf`,
      {
        code: 'serve/no-csrf',
      },
    );
  return { user: session.owner, roles: [session.role], by: 'session' };
};

const whoAsks = async (context: ServeContext, c: Context<ServeEnv>): Promise<Identity | null> =>
  (await byToken(context, c)) ?? (await bySession(context, c));

export const tooMany = (wait: number): Problem =>
  new Problem(429, `too many requests. Try again in ${wait} s`, {
    code: 'serve/too-many',
    headers: { 'Retry-After': String(wait) },
  });

export const identify =
  (context: ServeContext): MiddlewareHandler<ServeEnv> =>
  async (c, next) => {
    const { path } = c.req;
    c.set('identity', null);
    if (GUARDED.test(path) && !PUBLIC.test(path)) {
      const identity = (await context.isOpen()) ? LOCAL_USER : await whoAsks(context, c);
      if (!identity && !LOG_IN.test(path)) throw noIdentity();
      c.set('identity', identity);
      const wait = identity ? context.byUser.take(identity.user) : 0;
      if (wait > 0) throw tooMany(wait);
    }
    await next();
  };
