// The pool of threads that code: what one report does to its thread, the others do not feel.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { BrokenResources, type CodingPool, makeCodingPool, type PoolOptions } from '../../src/live/index.ts';
import { codeReport, loadResources } from '../../src/pipeline.ts';
import { bareReport, type Report } from '../../src/schema/report.ts';
import { makeFolder } from '../cli/run-cli.ts';

/** A thread that does what the report's words say, in the manner of coding-worker.ts. */
const STRANGE_WORKER = `
import { parentPort } from 'node:worker_threads';
const kept = [];
const deeds = {
  loops: () => { for (;;); },
  throws: () => { throw new TypeError('no verb in sight'); },
  exits: () => process.exit(3),
  fills: () => { for (;;) kept.push(Array.from({ length: 1e5 }, (_, x) => ({ x }))); },
};
parentPort.on('message', ({ number, work }) => {
  try {
    deeds[work.text]?.();
    parentPort.postMessage({ kind: 'done', number, result: { id: work.id, thread: process.hrtime.bigint() } });
  } catch (error) {
    parentPort.postMessage({ kind: 'failed', number, message: error.message });
  }
});
parentPort.postMessage({ kind: 'ready' });
`;

let pool: CodingPool | null = null;
afterEach(() => pool?.close());

const strangePool = (options: Partial<PoolOptions> = {}): CodingPool => {
  const file = join(makeFolder({ 'strange.mjs': STRANGE_WORKER }), 'strange.mjs');
  pool = makeCodingPool({
    resources: {},
    file,
    threads: 1,
    secondsFor: () => 3,
    memoryMegabytes: 64,
    ...options,
  });
  return pool;
};
const report = (text: string): Report => bareReport(text, text);

describe('a pool of threads', () => {
  test.each([
    ['throws', /no verb in sight/],
    ['loops', /coding it was broken off after 3 s/],
    ['fills', /coding it needs more than 64 MB of memory/],
    ['exits', /the thread that coded it ended by itself with code 3/],
  ])('a report that %s fails alone', async (deed, said) => {
    const { code } = strangePool();
    const [bad, good] = await Promise.allSettled([code(report(deed)), code(report('well'))]);
    expect(bad).toMatchObject({ status: 'rejected', reason: { message: expect.stringMatching(said) } });
    expect(good).toMatchObject({ status: 'fulfilled', value: { id: 'well' } });
    expect(await code(report('after'))).toMatchObject({ id: 'after' });
  });

  test('a report that loops holds up no other thread', async () => {
    const { code } = strangePool({ threads: 2 });
    const done: string[] = [];
    const all = ['loops', 'a', 'b', 'c'].map(text =>
      code(report(text)).then(
        () => done.push(text),
        () => done.push(`${text} broken off`),
      ),
    );
    await Promise.all(all);
    expect(done).toEqual(['a', 'b', 'c', 'loops broken off']);
  });

  test('a codebook that cannot be loaded is not the fault of a report', async () => {
    pool = makeCodingPool({ resources: { codebookDirs: ['/nowhere'] }, threads: 1 });
    const refused = await pool.code(report('Norvia shelled Tarsk.')).catch(error => error);
    expect(refused).toBeInstanceOf(BrokenResources);
    expect(refused.message).toContain('/nowhere');
  });

  test('codes as the program itself does, to the byte', async () => {
    const text =
      'Norvian troops shelled the town of Tarsk on Monday, killing four people, the mayor said.\n\n"We will not leave," he told the Daily Gazette.';
    const own = bareReport('wire-1', text, { publishedAt: '2025-03-04', dateBasis: 'given', outlet: 'Wire' });
    pool = makeCodingPool({ resources: {}, threads: 1 });
    const coded = await pool.code(own);
    expect(JSON.stringify(coded)).toBe(JSON.stringify(codeReport(own, loadResources())));
  });
});

test('a file that is no worker is told, not waited for', async () => {
  const file = join(makeFolder(), 'none.mjs');
  writeFileSync(file, 'throw new Error("torn file")');
  pool = makeCodingPool({ resources: {}, file, threads: 1 });
  await expect(pool.code(report('well'))).rejects.toThrow('torn file');
});
