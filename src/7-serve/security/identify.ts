// Finds out who asks, before anything else looks at the request.
import type { MiddlewareHandler } from 'hono';
import type { ServeContext, ServeEnv } from '../context.ts';
import { LOCAL_USER } from './identity.ts';

export const identify =
  (context: ServeContext): MiddlewareHandler<ServeEnv> =>
  async (c, next) => {
    c.set('identity', context.access.isLocal ? LOCAL_USER : null);
    await next();
  };
