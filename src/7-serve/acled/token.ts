// POST /oauth/token: a name and a password, or a token that refreshes, for a token of a day (RFC 6749, 4.3 and 6).
import type { Context } from 'hono';
import { createToken, findToken, revokeToken, StoreRefusal } from '../../6-record/index.ts';
import type { ServeContext, ServeEnv } from '../context.ts';
import { Problem, problemOf } from '../problem.ts';
import { logIn } from '../security/log-in.ts';

const ACCESS_SECONDS = 24 * 3600;
const REFRESH_SECONDS = 14 * ACCESS_SECONDS;
const GRANTS = 'password, refresh_token';

/** A server that asks nobody who it is takes any token, this one as well. */
const NO_TOKEN_NEEDED = 'no-token-needed';

type Body = Readonly<Record<string, unknown>>;

/** A form, as one part or several, or JSON. */
const readBody = async (c: Context<ServeEnv>): Promise<Body> => {
  try {
    const isJson = (c.req.header('content-type') ?? '').includes('json');
    const body: unknown = isJson ? await c.req.json() : await c.req.parseBody();
    if (body !== null && typeof body === 'object') return body as Body;
  } catch {
    // what cannot be read says nothing
  }
  return {};
};

const refuse = (error: string, description: string, status: 400 | 401 = 400): Problem =>
  new Problem(status, description, { code: `oauth/${error}` });

const fieldOf = (body: Body, name: string): string => {
  const value = body[name];
  if (typeof value !== 'string' || value === '')
    throw refuse(
      'invalid_request',
      `the field ${name} is missing. Send a form: grant_type=password, username, password, client_id=acled`,
    );
  return value;
};

interface Granted {
  readonly access_token: string;
  readonly refresh_token: string;
}

const grant = async ({ store }: ServeContext, owner: string): Promise<Granted> => {
  const [access, refresh] = [
    await createToken(store, { owner, kind: 'access', role: 'reader', lifeSeconds: ACCESS_SECONDS }),
    await createToken(store, { owner, kind: 'refresh', role: 'reader', lifeSeconds: REFRESH_SECONDS }),
  ];
  return { access_token: access.secret, refresh_token: refresh.secret };
};

const byPassword = async (context: ServeContext, c: Context<ServeEnv>, body: Body): Promise<Granted> => {
  const user = await logIn(context, c, {
    name: fieldOf(body, 'username'),
    password: fieldOf(body, 'password'),
  });
  return grant(context, user.name);
};

/** Of two that come with the same token at once, the second is too late. */
const wasTaken = (error: unknown): false => {
  if (error instanceof StoreRefusal && error.code === 'record/no-token') return false;
  throw error;
};

/** A token that refreshes does so once: whoever stole it is found out by the owner's next try. */
const byRefreshing = async (context: ServeContext, body: Body): Promise<Granted> => {
  const { store } = context;
  const token = await findToken(store, fieldOf(body, 'refresh_token'), ['refresh']);
  const isTaken =
    token !== null && (await revokeToken(store, token.id, token.owner).then(() => true, wasTaken));
  if (!isTaken)
    throw refuse('invalid_grant', 'this refresh token is not known or has expired. Log in with the password');
  return grant(context, token.owner);
};

const tokenFor = async (context: ServeContext, c: Context<ServeEnv>, body: Body): Promise<Granted> => {
  const type = fieldOf(body, 'grant_type');
  if (type !== 'password' && type !== 'refresh_token')
    throw refuse(
      'unsupported_grant_type',
      `grant_type="${type.slice(0, 40)}" is not possible. Allowed: ${GRANTS}`,
    );
  if (await context.isOpen()) return { access_token: NO_TOKEN_NEEDED, refresh_token: NO_TOKEN_NEEDED };
  return type === 'password' ? byPassword(context, c, body) : byRefreshing(context, body);
};

export const giveToken = async (context: ServeContext, c: Context<ServeEnv>): Promise<Response> =>
  c.json(
    {
      token_type: 'Bearer',
      expires_in: ACCESS_SECONDS,
      ...(await tokenFor(context, c, await readBody(c))),
    },
    200,
    { 'Cache-Control': 'no-store' },
  );

/** Names of RFC 6749, 5.2. */
const oauthError = ({ code, status }: Problem): string => {
  if (code?.startsWith('oauth/')) return code.slice('oauth/'.length);
  if (code === 'serve/bad-log-in') return 'invalid_grant';
  return status >= 500 || status === 429 ? 'temporarily_unavailable' : 'invalid_request';
};

/** The form that OAuth clients read; wrong credentials are 400 there. */
export const oauthProblem = (error: unknown): Response => {
  const { problem } = problemOf(error);
  const status = problem.code === 'serve/bad-log-in' ? 400 : problem.status;
  return new Response(
    JSON.stringify({
      error: oauthError(problem),
      error_description: problem.message,
      message: problem.message,
    }),
    {
      status,
      headers: { 'Content-Type': 'application/json', 'Cache-Control': 'no-store', ...problem.headers },
    },
  );
};
