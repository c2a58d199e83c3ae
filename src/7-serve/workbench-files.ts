// The built workbench as files. Until it is built: a page that says where the API is.
import { readdirSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.geojson': 'application/geo+json',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.mjs': 'text/javascript; charset=utf-8',
  '.mvt': 'application/vnd.mapbox-vector-tile',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
};

/** Vite puts a hash of the content into these names: `assets/index-Bx3k9d2f.js`. */
const HASHED = /^\/assets\/.*-[\w-]{8,}\.\w+$/;
const FOR_EVER = 'public, max-age=31536000, immutable';
const ASK_FIRST = 'no-cache';

const PLAIN_PAGE = `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Synoptic</title>
<h1>Synoptic</h1>
<p>The server runs. The workbench is not built here: <code>npm run build</code> makes it.</p>
<ul><li><a href="/api/v1/openapi.json">The API (OpenAPI 3.1)</a></li><li><a href="/api/v1/health">Whether all is well</a></li></ul>
</html>
`;

/** Paths that are never pages of the workbench. */
const NO_PAGE = /^\/(api|oauth|user|assets)(\/|$)/;

type Coding = 'br' | 'gzip';
const ENDINGS: Readonly<Record<Coding, string>> = { br: '.br', gzip: '.gz' };

/** Listed once at the start: what is not on the list is not read, whatever a path says. */
const listFiles = (folder: string | null): ReadonlySet<string> =>
  new Set(
    folder === null || !statSync(folder, { throwIfNoEntry: false })?.isDirectory()
      ? []
      : readdirSync(folder, { recursive: true, withFileTypes: true })
          .filter(entry => entry.isFile())
          .map(entry => join(entry.parentPath, entry.name).slice(folder.length).replaceAll(sep, '/')),
  );

const codingFor = (request: Request, path: string, files: ReadonlySet<string>): Coding | null => {
  const accepted = (request.headers.get('accept-encoding') ?? '')
    .split(',')
    .map(each => each.trim().split(';')[0]);
  return (
    (['br', 'gzip'] as const).find(each => accepted.includes(each) && files.has(path + ENDINGS[each])) ?? null
  );
};

const pageResponse = (body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string>): Response =>
  new Response(body, { headers });

/** @returns what answers a GET or HEAD of a file, or of a page of the workbench; null where neither is asked for. */
export const workbenchFiles = (
  folder: string | null,
): ((request: Request, path: string) => Promise<Response | null>) => {
  const files = listFiles(folder);
  const read = async (request: Request, path: string): Promise<Response> => {
    const coding = codingFor(request, path, files);
    const body = await readFile(join(folder as string, path + (coding === null ? '' : ENDINGS[coding])));
    return pageResponse(new Uint8Array(body), {
      'Content-Type': TYPES[extname(path)] ?? 'application/octet-stream',
      'Cache-Control': HASHED.test(path) ? FOR_EVER : ASK_FIRST,
      Vary: 'Accept-Encoding',
      ...(coding !== null && { 'Content-Encoding': coding }),
    });
  };
  return async (request, path) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return null;
    if (files.has(path)) return read(request, path);
    // a deep link may have dots: /actors/U.S., /reports/wire.txt
    if (NO_PAGE.test(path)) return null;
    if (files.has('/index.html')) return read(request, '/index.html');
    return path === '/'
      ? pageResponse(PLAIN_PAGE, { 'Content-Type': TYPES['.html'] as string, 'Cache-Control': ASK_FIRST })
      : null;
  };
};
