// An API in ACLED's form, for clients that read ACLED: its addresses, parameters and answers, never its data.
import type { Context, Hono } from 'hono';
import type { AcledState } from '../../6-record/acled/index.ts';
import type { ServeContext, ServeEnv } from '../context.ts';
import { Problem } from '../problem.ts';
import { requireRole } from '../security/identity.ts';
import { logInWithCookie, logOut } from './cookie.ts';
import { makeKeeper } from './keep-current.ts';
import type { Parameters } from './parse-filters.ts';
import { readGone } from './read-deleted.ts';
import { readEvents } from './read-events.ts';
import { LISTS, readList } from './read-list.ts';
import { giveToken, oauthProblem } from './token.ts';

const PATHS = /^\/(oauth|user|api\/(?!v\d))/;

/** True for paths that answer in ACLED's form, errors too. */
export const isAcledPath = (path: string): boolean => PATHS.test(path);

/** Clients look for the message in one of two places; those of OAuth have their own form. */
export const acledProblem = (path: string, problem: Problem): Response => {
  if (path.startsWith('/oauth')) return oauthProblem(problem);
  return new Response(
    JSON.stringify({
      status: problem.status,
      success: false,
      message: problem.message,
      error: [{ status: problem.status, message: problem.message }],
    }),
    {
      status: problem.status,
      headers: {
        'Content-Type': 'application/json',
        'Cache-Control': 'no-store',
        ...problem.headers,
        // on this word the client drops its token and asks for a new one
        ...(problem.status === 401 && { 'WWW-Authenticate': 'Bearer error="invalid_token"' }),
      },
    },
  );
};

type Read = (context: ServeContext, state: AcledState, parameters: Parameters) => Promise<Response>;

const TABLES: Readonly<Record<string, Read>> = {
  acled: readEvents,
  deleted: readGone,
  ...Object.fromEntries(
    LISTS.map((name): [string, Read] => [
      name,
      (context, state, parameters) => readList(context, state, parameters, name),
    ]),
  ),
};

export const mountAcled = (app: Hono<ServeEnv>, context: ServeContext): void => {
  const keepCurrent = makeKeeper(context);
  for (const [name, read] of Object.entries(TABLES))
    app.get(`/api/${name}/read`, requireRole('reader'), async (c: Context<ServeEnv>) => {
      const state = await keepCurrent();
      return read(context, state, [...new URL(c.req.url).searchParams]);
    });
  app.post('/oauth/token', c => giveToken(context, c));
  app.post('/user/login', c => logInWithCookie(context, c));
  app.post('/user/logout', c => logOut(context, c));
  app.get('/api/cast/read', requireRole('reader'), () => {
    throw new Problem(404, 'this server makes no forecasts; it has /api/acled/read and /api/deleted/read', {
      code: 'acled/no-table',
    });
  });
};
