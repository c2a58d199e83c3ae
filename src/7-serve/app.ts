// Request in, answer out: what every request passes through, then the APIs, then the workbench's files.
import { Hono, type MiddlewareHandler } from 'hono';
import { methodNotAllowed } from 'hono/method-not-allowed';
import { acledProblem, isAcledPath, mountAcled } from './acled/index.ts';
import { shrinkAnswers } from './answers.ts';
import { mountApi } from './api/index.ts';
import type { ServeContext, ServeEnv } from './context.ts';
import { Problem, problemOf, problemResponse } from './problem.ts';
import { logRequests, redact, shownAddress } from './request-log.ts';
import { addressOf } from './security/address.ts';
import { readBodies } from './security/bodies.ts';
import { securityHeaders } from './security/headers.ts';
import { checkHost, checkOrigin } from './security/hosts.ts';
import { identify, tooMany } from './security/identify.ts';
import { workbenchFiles } from './workbench-files.ts';

const respond = (path: string, problem: Problem): Response =>
  isAcledPath(path) ? acledProblem(path, problem) : problemResponse(problem);

const limitAddresses =
  (context: ServeContext): MiddlewareHandler<ServeEnv> =>
  async (c, next) => {
    const wait = context.byAddress.take(addressOf(context, c));
    if (wait > 0) throw tooMany(wait);
    await next();
  };

/** The whole server but for its connections: tests call it with `app.request(...)`. */
export const buildApp = (context: ServeContext): Hono<ServeEnv> => {
  const app = new Hono<ServeEnv>();
  const readFile = workbenchFiles(context.workbenchFolder);
  app.use(securityHeaders(context));
  app.use(logRequests(context));
  app.use(checkHost(context));
  app.use(limitAddresses(context));
  app.use(shrinkAnswers(context));
  app.use(
    methodNotAllowed({
      app,
      onMethodNotAllowed: (c, methods) => {
        const headers = { Allow: [...methods, 'OPTIONS'].join(', ') };
        if (c.req.method === 'OPTIONS') return new Response(null, { status: 204, headers });
        const detail = `${c.req.method} is not possible here. Possible: ${methods.join(', ')}`;
        return respond(c.req.path, new Problem(405, detail, { code: 'serve/no-method', headers }));
      },
    }),
  );
  app.use(checkOrigin);
  app.use(identify(context));
  app.use(readBodies(context));
  mountApi(app, context);
  mountAcled(app, context);
  app.notFound(async c => {
    const file = await readFile(c.req.raw, c.req.path);
    return (
      file ??
      respond(
        c.req.path,
        new Problem(404, `there is nothing at ${c.req.path.slice(0, 200)}`, { code: 'serve/no-page' }),
      )
    );
  });
  app.onError((error, c) => {
    const { problem, isFault } = problemOf(error);
    if (isFault)
      context.log(
        `fault at ${redact(c.req.method)} ${shownAddress(c.req.url)}: ${redact(error.stack ?? error.message)}`,
      );
    return respond(c.req.path, problem);
  });
  return app;
};
