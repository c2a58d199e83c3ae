// Log-in with name and password, and the cookie that keeps it.
import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import {
  beginSession,
  checkPassword,
  csrfOf,
  endSession,
  SESSION_SECONDS,
  type User,
} from '../../6-record/index.ts';
import type { ServeContext, ServeEnv } from '../context.ts';
import { Problem } from '../problem.ts';
import { addressOf } from './address.ts';
import { LOCAL_USER } from './identity.ts';

export interface Credentials {
  readonly name: string;
  readonly password: string;
}

/**
 * The user of these credentials. Throws a problem with code `serve/bad-log-in` (401), or `serve/locked-out` (429, with
 * Retry-After) after too many failures. An open server lets everybody in as its local user.
 */
export const logIn = async (
  context: ServeContext,
  c: Context<ServeEnv>,
  { name, password }: Credentials,
): Promise<Pick<User, 'name' | 'role'>> => {
  if (await context.isOpen()) return { name: LOCAL_USER.user, role: 'admin' };
  const { lockOut, turnstile, store } = context;
  const key = name.trim().toLowerCase().slice(0, 100);
  const address = addressOf(context, c);
  const wait = lockOut.attempt(key, address);
  if (wait > 0)
    throw new Problem(429, `too many failed log-ins. Try again in ${wait} s`, {
      code: 'serve/locked-out',
      headers: { 'Retry-After': String(wait) },
    });
  const user = await turnstile.pass(() => checkPassword(store, name, password));
  if (!user) throw new Problem(401, 'the name or the password is wrong', { code: 'serve/bad-log-in' });
  lockOut.succeed(key, address);
  return user;
};

/** `__Host-` binds the cookie to this very host; browsers take it over HTTPS only. */
const cookieName = ({ access }: ServeContext): string => (access.isHttps ? '__Host-synoptic' : 'synoptic');

export const sessionSecret = (context: ServeContext, c: Context<ServeEnv>): string | undefined =>
  getCookie(c, cookieName(context));

/** Begins a session and sets its cookie. @returns the token that goes with requests that change something. */
export const beginCookieSession = async (
  context: ServeContext,
  c: Context<ServeEnv>,
  user: string,
): Promise<string> => {
  const secret = await beginSession(context.store, user);
  setCookie(c, cookieName(context), secret, {
    httpOnly: true,
    sameSite: 'Strict',
    secure: context.access.isHttps,
    path: '/',
    maxAge: SESSION_SECONDS,
  });
  return csrfOf(secret);
};

export const endCookieSession = async (context: ServeContext, c: Context<ServeEnv>): Promise<void> => {
  const secret = sessionSecret(context, c);
  if (secret !== undefined) await endSession(context.store, secret);
  deleteCookie(c, cookieName(context), { path: '/', secure: context.access.isHttps });
};
