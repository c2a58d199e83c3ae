// POST /user/login and /user/logout: the log-in that keeps a cookie, as Drupal has it.
import type { Context } from 'hono';
import type { ServeContext, ServeEnv } from '../context.ts';
import { Problem } from '../problem.ts';
import { beginCookieSession, endCookieSession, logIn } from '../security/log-in.ts';

const readCredentials = async (c: Context<ServeEnv>): Promise<{ name: string; password: string }> => {
  const body: unknown = await c.req.json().catch(() => null);
  const { name, pass } = (body ?? {}) as Readonly<Record<string, unknown>>;
  if (typeof name !== 'string' || typeof pass !== 'string')
    throw new Problem(400, 'send your name and password as JSON: {"name": "...", "pass": "..."}', {
      code: 'acled/bad-value',
    });
  return { name, password: pass };
};

export const logInWithCookie = async (context: ServeContext, c: Context<ServeEnv>): Promise<Response> => {
  const credentials = await readCredentials(c);
  const user = await logIn(context, c, credentials).catch((error: unknown) => {
    // wrong credentials are 400 there
    if (error instanceof Problem && error.code === 'serve/bad-log-in')
      throw new Problem(400, error.message, { code: 'acled/bad-log-in' });
    throw error;
  });
  const csrf = (await context.isOpen()) ? '' : await beginCookieSession(context, c, user.name);
  return c.json(
    {
      current_user: { uid: user.name, name: user.name, roles: ['authenticated', user.role] },
      csrf_token: csrf,
      logout_token: csrf,
    },
    200,
    { 'Cache-Control': 'no-store' },
  );
};

export const logOut = async (context: ServeContext, c: Context<ServeEnv>): Promise<Response> => {
  await endCookieSession(context, c);
  return c.body(null, 204);
};
