// PGlite computes in a thread of its own: what the program sees of that, and what it does not.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../src/6-record/database/database.ts';
import { openPglite } from '../../src/6-record/database/pglite.ts';
import { makeStoreFolder } from '../support/stores.ts';

describe('a store in a folder', () => {
  const parent = mkdtempSync(join(tmpdir(), 'synoptic-pglite-'));
  let folder: string;
  let database: Database;
  beforeAll(async () => {
    folder = await makeStoreFolder(parent);
    database = await openPglite(folder);
    await database.execute('create table kept (n integer primary key, words text)');
  });
  afterAll(async () => {
    await database.close();
    rmSync(parent, { recursive: true, force: true });
  });

  test('lets the program go on while it computes', async () => {
    let ticks = 0;
    const ticking = setInterval(() => ticks++, 1);
    await database.query('select count(*) from generate_series(1, 1000000)');
    clearInterval(ticking);
    expect(ticks).toBeGreaterThan(2);
  });

  test('gives many wide rows whole and in order, and other work its turn between them', async () => {
    const answers: string[] = [];
    const many = database
      .query<{ n: number; words: string; no: null; bytes: Uint8Array; list: string[] }>(
        "select n, repeat('words ', 200) as words, null as no, '\\x0102'::bytea as bytes, array['a', 'b'] as list from generate_series(1, 3000) n",
      )
      .then(rows => {
        answers.push('many');
        return rows;
      });
    const one = database.query('select 1').then(() => answers.push('one'));
    const [rows] = await Promise.all([many, one]);
    expect(answers).toEqual(['one', 'many']);
    expect(rows.map(({ n }) => n)).toEqual(Array.from({ length: 3000 }, (_, i) => i + 1));
    const { words, no, bytes, list } = rows[2999] as (typeof rows)[number];
    expect([words.length, no, [...bytes], list]).toEqual([1200, null, [1, 2], ['a', 'b']]);
    expect(await database.query('select 1 as n where false')).toEqual([]);
  });

  test('knows what is in a table that has grown, without being told to look', async () => {
    await database.execute(
      'create table grown as select n, repeat(chr(65 + n % 3), 100) as words from generate_series(1, 3000) n',
    );
    await database.close();
    database = await openPglite(folder);
    const known = "select 1 from pg_stats where tablename = 'grown' and attname = 'words' and n_distinct = 3";
    await expect.poll(() => database.query(known), { timeout: 20_000 }).toHaveLength(1);
  });

  test('gives errors with their codes', async () => {
    await database.query("insert into kept values (1, 'a')");
    await expect(database.query("insert into kept values (1, 'b')")).rejects.toMatchObject({
      code: '23505',
      constraint: 'kept_pkey',
      message: expect.stringContaining('duplicate key'),
    });
    await expect(database.execute('select * from nothing')).rejects.toMatchObject({ code: '42P01' });
  });

  test('runs transactions one by one, whole or not at all', async () => {
    const order: string[] = [];
    const add = (n: number, fail: boolean): Promise<void> =>
      database.transaction(async queries => {
        order.push(`begin ${n}`);
        await queries.query('insert into kept values ($1, $2)', [n, 'in']);
        await new Promise(resolve => setTimeout(resolve, 5));
        order.push(`end ${n}`);
        if (fail) throw new Error('not this one');
      });
    const results = await Promise.allSettled([add(10, false), add(11, true), add(12, false)]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(order).toEqual(['begin 10', 'end 10', 'begin 11', 'end 11', 'begin 12', 'end 12']);
    expect(await database.query('select n from kept where n >= 10 order by n')).toEqual([
      { n: 10 },
      { n: 12 },
    ]);
  });

  test('answers after a transaction that PostgreSQL broke off', async () => {
    const broken = database.transaction(async queries => {
      await queries.query('select 1/0').catch(() => {});
      return queries.query('select 1');
    });
    await expect(broken).rejects.toMatchObject({ code: '25P02' });
    expect(await database.query('select 1 as n')).toEqual([{ n: 1 }]);
  });

  test('is closed once, answers nothing after it, and may be opened again', async () => {
    await Promise.all([database.close(), database.close()]);
    await expect(database.query('select 1')).rejects.toThrow('the store was closed');
    database = await openPglite(folder);
    expect(await database.query('select count(*) as n from kept')).toEqual([{ n: 3 }]);
  });
});
