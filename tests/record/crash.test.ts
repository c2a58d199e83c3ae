// A store that is cut off: `add` killed at any moment, and a machine whose power fails. What was acknowledged is there.
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openPgliteFolder } from '../../src/6-record/database/pglite-folder.ts';
import { openStore, verifyStore } from '../../src/6-record/index.ts';
import { linesOf, makeFolder, run } from '../cli/run-cli.ts';
import { start } from '../support/program.ts';
import { makeStoreFolder } from '../support/stores.ts';

/** `SYNOPTIC_CRASHES=200` for the long run of docs/store.md. */
const CRASHES = Number(process.env.SYNOPTIC_CRASHES ?? 8);

const reportLine = (id: string): string =>
  `${JSON.stringify({ id, text: `Norvia accused Tarsk on Monday of shelling post ${id}.`, outlet: 'Wire', publishedAt: '2025-03-04' })}\n`;

interface Outcome {
  readonly outcome: string;
  readonly id: string;
}

/** Feeds reports to `add` and kills it some moments after the first acknowledgement; returns what was acknowledged. */
const addAndKill = (store: string, round: number): Promise<string[]> =>
  new Promise(resolve => {
    const child = start(
      ['add', '-', '--from', 'jsonl', '--to', 'jsonl', '--later', '--store', store],
      tmpdir(),
    );
    let out = '';
    let count = 0;
    child.stdin.on('error', () => {});
    const feed = setInterval(() => {
      for (let i = 0; i < 5; i++) child.stdin.write(reportLine(`r${round}-${count++}`));
    }, 5);
    // some rounds die before anything is acknowledged: while the store opens, or in its first transaction
    const early = round % 4 === 3;
    if (early) setTimeout(() => child.kill('SIGKILL'), 200 + Math.random() * 1500);
    child.stdout.on('data', chunk => {
      if (out === '' && !early) setTimeout(() => child.kill('SIGKILL'), Math.random() * 250);
      out += String(chunk);
    });
    child.on('close', () => {
      clearInterval(feed);
      // a line cut in two was not acknowledged
      const whole = out.slice(0, out.lastIndexOf('\n') + 1);
      resolve(linesOf(whole).map(line => (JSON.parse(line) as Outcome).id));
    });
  });

describe('a store in a folder', () => {
  test(
    `loses nothing acknowledged in ${CRASHES} kills of add, and opens after each`,
    async () => {
      const folder = await makeStoreFolder(makeFolder());
      const acknowledged: string[] = [];
      for (let round = 0; round < CRASHES; round++) acknowledged.push(...(await addAndKill(folder, round)));
      expect(acknowledged.length).toBeGreaterThan(CRASHES / 2);
      expect(new Set(acknowledged).size).toBe(acknowledged.length);

      const store = await openStore(folder, { software: '0.0.0-test' });
      const rows = await store.database.query<{ id: string }>('select id from reports');
      const kept = new Set(rows.map(({ id }) => id));
      expect(acknowledged.filter(id => !kept.has(id))).toEqual([]);
      expect((await verifyStore(store)).faults).toEqual([]);
      await store.close();

      // what was given again after a kill is known
      const again = acknowledged.slice(-2).map(reportLine).join('');
      const { out } = await run(['add', '-', '--from', 'jsonl', '--later', '--store', folder], tmpdir(), {
        input: again,
      });
      expect(linesOf(out).map(line => line.split(' ')[0])).toEqual(['known', 'known']);
    },
    CRASHES * 30_000,
  );

  test('is refused to a second program while one has it', async () => {
    const folder = await makeStoreFolder(makeFolder());
    const store = await openStore(folder, { software: '0.0.0-test' });
    const { code, err } = await run(['list', '--store', folder], tmpdir());
    expect(code).toBe(1);
    expect(err).toContain(`is held by process ${process.pid} since`);
    await store.close();
    expect((await run(['list', '--store', folder], tmpdir())).code).toBe(0);
  });

  test('holds after a power cut what was committed: only what was handed to the disk is left', async () => {
    const parent = mkdtempSync(join(tmpdir(), 'synoptic-power-'));
    const folder = join(parent, 'store');
    const disk = join(parent, 'disk');
    // what fsync of a file or a folder leaves on the disk
    const handOver = (path: string): void => {
      const there = join(disk, path.slice(folder.length));
      if (!statSync(path).isDirectory()) {
        mkdirSync(dirname(there), { recursive: true });
        copyFileSync(path, there);
        return;
      }
      mkdirSync(there, { recursive: true });
      const names = new Set(readdirSync(path));
      for (const name of readdirSync(there))
        if (!names.has(name)) rmSync(join(there, name), { recursive: true });
    };
    const database = await openPgliteFolder(folder, { isOnDisk: false, syncPath: handOver });
    await database.execute('create table kept (n integer primary key, words text)');
    for (let n = 1; n <= 40; n++)
      await database.transaction(async query => {
        await query("insert into kept select $1, repeat('word ', 2000)", [n]);
        if (n % 10 === 0) await query('delete from kept where n = $1', [n - 5]);
        if (n === 23) await query('checkpoint', []);
        if (n === 31) await query('create table late as select n, words from kept', []);
      });
    const after = await openPgliteFolder(disk, { isOnDisk: false });
    expect((await after.query('select count(*)::int, max(n) from kept', [])).rows).toEqual([[36, 40]]);
    expect((await after.query('select count(*)::int, sum(length(words))::int from late', [])).rows).toEqual([
      [28, 28 * 10_000],
    ]);
    await after.close();
    await database.close();
    rmSync(parent, { recursive: true, force: true });
    expect(existsSync(parent)).toBe(false);
  }, 180_000);
});
