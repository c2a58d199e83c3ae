// The threads that read documents: what is made to take long is given up, and holds up nobody.
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { type Gathered, type GivenDocument, gatherDocument, NO_FIELDS } from '../../src/1-gather/index.ts';
import { makeReadingPool, type ReadingPool } from '../../src/live/reading-pool.ts';
import { NO_OUTLETS } from '../../src/schema/registry.ts';
import { makeFolder } from '../cli/run-cli.ts';
import { ARTICLE } from '../support/fault-server.ts';

let pool: ReadingPool | null = null;
afterEach(() => pool?.close());

const documentOf = (html: string): GivenDocument => ({
  name: 'https://gazette.example/tarsk',
  id: 'tarsk',
  bytes: Buffer.from(html),
  format: 'html',
  charset: 'utf-8',
  fields: { ...NO_FIELDS, url: 'https://gazette.example/tarsk' },
});

const GAZETTE = { id: 'gazette', name: 'The Tarsk Gazette' };
const outlets = () => ({ ...NO_OUTLETS, at: () => GAZETTE as never });

const readAll = async (found: AsyncIterable<Gathered>): Promise<Gathered[]> => {
  const all: Gathered[] = [];
  for await (const each of found) all.push(each);
  return all;
};

test('a page is read as it would be here, with the outlet of its address', async () => {
  pool = makeReadingPool({ coding: 1 });
  const there = await readAll(pool.read(documentOf(ARTICLE), outlets));
  expect(there).toEqual(await readAll(gatherDocument(documentOf(ARTICLE), outlets)));
  expect(there).toMatchObject([{ kind: 'report', report: { outlet: 'The Tarsk Gazette' } }]);
}, 30_000);

/** A thread that never ends with one document, and gives no report of any other. */
const STRANGE_WORKER = `
import { parentPort } from 'node:worker_threads';
parentPort.on('message', ({ number, work }) => {
  if (work.id === 'trap') for (;;);
  parentPort.postMessage({ kind: 'done', number, result: [] });
});
parentPort.postMessage({ kind: 'ready' });
`;

test('a page made to take for ever is given up, the next one is read, and the program goes on meanwhile', async () => {
  const file = join(makeFolder({ 'strange.mjs': STRANGE_WORKER }), 'strange.mjs');
  pool = makeReadingPool({ coding: 1, file, secondsFor: () => 3 });
  let ticks = 0;
  const ticking = setInterval(() => ticks++, 20);
  const [trapped, good] = await Promise.all([
    readAll(pool.read({ ...documentOf(ARTICLE), id: 'trap' }, outlets)),
    readAll(pool.read(documentOf(ARTICLE), outlets)),
  ]);
  clearInterval(ticking);
  expect(trapped).toEqual([
    expect.objectContaining({
      kind: 'problem',
      severity: 'error',
      code: 'gather/given-up',
      message: expect.stringMatching(/^reading it was broken off after 3 s\. .*synoptic add/),
    }),
  ]);
  expect(good).toEqual([]);
  expect(ticks).toBeGreaterThan(20);
}, 60_000);
