// Request in, answer out: what every request passes through, then the APIs, then the workbench's files.
import { methodNotAllowed } from 'hono/method-not-allowed';
import { acledProblem, isAcledPath, mountAcled } from './acled/index.ts';
import { mountApi } from './api/index.ts';
import type { ServeContext } from './context.ts';
import { Problem, problemOf, problemResponse } from './problem.ts';
import { makeRouter, type Router } from './router.ts';
import { securityHeaders } from './security/headers.ts';
import { identify } from './security/identify.ts';
import { workbenchFiles } from './workbench-files.ts';

const respond = (path: string, problem: Problem): Response =>
  isAcledPath(path) ? acledProblem(problem) : problemResponse(problem);

/** The whole server but for its connections: tests call it with `app.request(...)`. */
export const buildApp = (context: ServeContext): Router => {
  const app = makeRouter();
  const readFile = workbenchFiles(context.workbenchFolder);
  app.use(securityHeaders);
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
  app.use(identify(context));
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
    if (isFault) context.log(`fault at ${c.req.method} ${c.req.path}: ${error.stack ?? error.message}`);
    return respond(c.req.path, problem);
  });
  return app;
};
