// Who asks, and what they may do. A role includes those before it.
import type { MiddlewareHandler } from 'hono';
import type { ServeEnv } from '../context.ts';
import { Problem } from '../problem.ts';

/** reader: reads everything; coder: hands in reports, decides; editor: removes, releases; admin: users and tokens. */
export const ROLES = ['reader', 'coder', 'editor', 'admin'] as const;
export type Role = (typeof ROLES)[number];

export interface Identity {
  /** Name of the user, as it stands in decisions. */
  readonly user: string;
  readonly roles: readonly Role[];
}

/** The user of a server on this machine that has no users. */
export const LOCAL_USER: Identity = { user: 'local', roles: ['admin'] };

export const hasRole = ({ roles }: Identity, needed: Role): boolean =>
  roles.some(role => ROLES.indexOf(role) >= ROLES.indexOf(needed));

/** Lets through who has the role, or a higher one. */
export const requireRole =
  (needed: Role): MiddlewareHandler<ServeEnv> =>
  async (c, next) => {
    const identity = c.get('identity');
    if (!identity)
      throw new Problem(401, 'log in, or send a token: Authorization: Bearer TOKEN', {
        code: 'serve/no-identity',
        headers: { 'WWW-Authenticate': 'Bearer' },
      });
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
