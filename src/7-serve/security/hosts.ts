// Whom a request names: by a name of ours (a page elsewhere whose name was made to point here, DNS rebinding, is
// refused), and from a page of ours: another site's may link here, but neither change anything (cross-site request
// forgery) nor load answers into itself, whose time alone would tell what is in the store.
import type { Context, MiddlewareHandler } from 'hono';
import type { ServeContext, ServeEnv } from '../context.ts';
import { Problem } from '../problem.ts';

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

const allowedHosts = ({ access }: ServeContext): readonly string[] | null => {
  const more = access.publicUrl === null ? [] : [access.publicUrl.hostname];
  if (access.isLoopback) return [...LOOPBACK, ...more];
  return more.length > 0 ? [...more, access.host, ...LOOPBACK] : null;
};

export const checkHost = (context: ServeContext): MiddlewareHandler<ServeEnv> => {
  const allowed = allowedHosts(context);
  return async (c, next) => {
    const { hostname } = new URL(c.req.url);
    if (allowed !== null && !allowed.includes(hostname))
      throw new Problem(
        421,
        `this server is not "${hostname.slice(0, 100)}". Allowed: ${allowed.join(', ')}`,
        {
          code: 'serve/other-host',
        },
      );
    await next();
  };
};

const READING = ['GET', 'HEAD', 'OPTIONS'];

export const isReading = (c: Context): boolean => READING.includes(c.req.method);

const isOwnPage = (c: Context): boolean => {
  const origin = c.req.header('origin');
  if (origin === undefined) {
    // programs send neither; a browser that leaves out the origin still says from where
    const site = c.req.header('sec-fetch-site');
    return site === undefined || site === 'same-origin' || site === 'none';
  }
  return URL.canParse(origin) && new URL(origin).host === new URL(c.req.url).host;
};

/** As an image, a script, a frame, by fetch: by anything but a link that is followed (Fetch Metadata). */
const isLoadedElsewhere = (c: Context): boolean =>
  /^(cross-site|same-site)$/.test(c.req.header('sec-fetch-site') ?? '') &&
  !(c.req.header('sec-fetch-mode') === 'navigate' && c.req.header('sec-fetch-dest') === 'document');

export const checkOrigin: MiddlewareHandler<ServeEnv> = async (c, next) => {
  const isAllowed = isReading(c) ? !isLoadedElsewhere(c) : isOwnPage(c);
  if (!isAllowed)
    throw new Problem(403, 'a page of another site may change nothing here, and load nothing into itself', {
      code: 'serve/other-origin',
    });
  await next();
};
