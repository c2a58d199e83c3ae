// Who asks, and what they may do. A role includes those before it: reader, coder, editor, admin.
import type { MiddlewareHandler } from 'hono';
import { includesRole, type Role } from '../../6-record/index.ts';
import type { ServeEnv } from '../context.ts';
import { Problem } from '../problem.ts';

export interface Identity {
  /** Name of the user, as it stands in decisions. */
  readonly user: string;
  readonly roles: readonly Role[];
  /** How it is known: a browser's session, a program's token, or an open server. */
  readonly by: 'session' | 'token' | 'open';
}

/** The user of a server on this machine that has no users. */
export const LOCAL_USER: Identity = { user: 'local', roles: ['admin'], by: 'open' };

const hasRole = ({ roles }: Identity, needed: Role): boolean =>
  roles.some(role => includesRole(role, needed));

export const noIdentity = (error?: 'invalid_token'): Problem =>
  new Problem(
    401,
    error === undefined
      ? 'log in, or send a token: Authorization: Bearer TOKEN'
      : 'this token is not known, has expired or was revoked. Make another: synoptic token create',
    {
      code: error === undefined ? 'serve/no-identity' : 'serve/bad-token',
      headers: { 'WWW-Authenticate': error === undefined ? 'Bearer' : `Bearer error="${error}"` },
    },
  );

/** Lets through who has the role, or a higher one. */
export const requireRole =
  (needed: Role): MiddlewareHandler<ServeEnv> =>
  async (c, next) => {
    const identity = c.get('identity');
    if (!identity) throw noIdentity();
    if (!hasRole(identity, needed))
      throw new Problem(
        403,
        `this needs the role ${needed}; you have ${identity.roles.join(', ') || 'none'}`,
        {
          code: 'serve/no-role',
        },
      );
    await next();
  };

/** A token must not make further tokens, nor users: whoever finds one would never be shut out again. */
export const requirePerson = (identity: Identity | null): Identity => {
  if (!identity) throw noIdentity();
  if (identity.by === 'token')
    throw new Problem(403, 'this needs a log-in with a password; a token does not do', {
      code: 'serve/no-person',
    });
  return identity;
};
