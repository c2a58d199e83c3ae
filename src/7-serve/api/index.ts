// The project's own API, under /api/v1.
import type { ServeContext } from '../context.ts';
import { makeRouter, type Router } from '../router.ts';

export const mountApi = (app: Router, context: ServeContext): void => {
  const api = makeRouter();
  api.get('/health', c => c.json({ software: context.store.software, status: 'ok' }));
  app.route('/api/v1', api);
};
