// One line a request for whoever runs the server: when, who, what, how it ended, how long. Never a secret.
import type { MiddlewareHandler } from 'hono';
import { TOKEN_MARK } from '../6-record/index.ts';
import type { ServeContext, ServeEnv } from './context.ts';

/** Fields whose values are nobody's business. */
const SECRET_FIELD = /pass|pwd|secret|token|key|auth|session|cookie|csrf|code|email|user/i;
const TOKENS = new RegExp(`${TOKEN_MARK}[\\w-]{8,}`, 'g');
const LONGEST = 500;

/** Also what would move the cursor or forge a second line. */
const plain = (text: string): string =>
  text.replaceAll(
    /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g,
    character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

export const redact = (text: string): string => plain(text.replaceAll(TOKENS, `${TOKEN_MARK}***`));

/** `/api/acled/read?country=Norvia&key=***`. */
export const shownAddress = (url: string): string => {
  const { pathname, searchParams } = new URL(url);
  const query = [...searchParams].map(
    ([name, value]) => `${name}=${SECRET_FIELD.test(name) ? '***' : value}`,
  );
  return redact(pathname + (query.length > 0 ? `?${query.join('&')}` : '')).slice(0, LONGEST);
};

export const logRequests =
  ({ log, store }: ServeContext): MiddlewareHandler<ServeEnv> =>
  async (c, next) => {
    const began = performance.now();
    await next();
    const who = c.get('identity')?.user ?? '-';
    const ms = Math.round(performance.now() - began);
    log(
      `${store.now().toISOString()} ${redact(who)} ${redact(c.req.method)} ${shownAddress(c.req.url)} ${c.res.status} ${ms} ms`,
    );
  };
