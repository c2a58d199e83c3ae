// The project's own API, under /api/v1: every endpoint, and the document and page that describe them.
import { Hono } from 'hono';
import type { ServeContext, ServeEnv } from '../context.ts';
import { DOCS_STYLE, docsPage } from './docs-page.ts';
import type { Endpoint } from './endpoint.ts';
import { mountEndpoint } from './mount-endpoint.ts';
import { openApiDocument } from './openapi.ts';
import { ABOUT } from './resources/about.ts';
import { ACCESS } from './resources/access.ts';
import { ACTORS } from './resources/actors.ts';
import { CODEBOOK } from './resources/codebook.ts';
import { DECIDE } from './resources/decide.ts';
import { EVENTS } from './resources/events.ts';
import { EXPORT } from './resources/export.ts';
import { JOBS } from './resources/jobs.ts';
import { RELEASES } from './resources/releases.ts';
import { REPORTS } from './resources/reports.ts';
import { REVIEW } from './resources/review.ts';
import { SEARCH } from './resources/search.ts';
import { SOURCES } from './resources/sources.ts';
import { STORIES } from './resources/stories.ts';
import { STREAM } from './resources/stream.ts';
import { WORDS } from './resources/words.ts';

/** In the order of the document. Of two paths that both fit, the first answers. */
export const ENDPOINTS: readonly Endpoint[] = [
  ...STORIES,
  ...REPORTS,
  ...JOBS,
  ...EVENTS,
  ...WORDS,
  ...ACTORS,
  ...SEARCH,
  ...REVIEW,
  ...DECIDE,
  ...RELEASES,
  ...EXPORT,
  ...SOURCES,
  ...CODEBOOK,
  ...ABOUT,
  ...STREAM,
  ...ACCESS,
];

const KEEP = 'public, max-age=300';

export const mountApi = (app: Hono<ServeEnv>, context: ServeContext): void => {
  const api = new Hono<ServeEnv>();
  api.get('/health', c => c.json({ software: context.store.software, status: 'ok' }));
  for (const own of ENDPOINTS) mountEndpoint(api, own, context);
  const document = openApiDocument(ENDPOINTS, context.store.software);
  api.get('/openapi.json', c => c.json(document, 200, { 'Cache-Control': KEEP }));
  api.get('/docs', c => c.html(docsPage(document), 200, { 'Cache-Control': KEEP }));
  api.get('/docs.css', c => c.body(DOCS_STYLE, 200, { 'Content-Type': 'text/css; charset=utf-8' }));
  app.route('/api/v1', api);
};
