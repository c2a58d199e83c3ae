import { appendFileSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeFolderSync } from './sync-folder.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'synoptic-sync-'));
  mkdirSync(join(folder, 'wal'));
  writeFileSync(join(folder, 'wal', 'segment'), 'a');
  writeFileSync(join(folder, 'table'), 'b');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A clock by which nothing has changed just now. */
const later = (): number => Date.now() + 10_000;

const namesOf = (paths: readonly string[]): string[] =>
  paths.map(path => path.slice(folder.length + 1)).sort();

test('hands over every file and folder once, then what changed', () => {
  const handed: string[] = [];
  const files = makeFolderSync(folder, path => handed.push(path), later);
  expect(namesOf(files.sync())).toEqual(['', 'table', 'wal', 'wal/segment']);
  expect(files.sync()).toEqual([]);
  appendFileSync(join(folder, 'wal', 'segment'), 'c');
  expect(namesOf(files.sync())).toEqual(['wal/segment']);
  writeFileSync(join(folder, 'wal', 'next'), '');
  expect(namesOf(files.sync())).toEqual(['wal', 'wal/next']);
  expect(handed).toHaveLength(7);
});

test('sees a change of the same length that left the time as it was', () => {
  const files = makeFolderSync(folder, () => {}, later);
  utimesSync(join(folder, 'table'), 1, 1);
  files.sync();
  writeFileSync(join(folder, 'table'), 'x');
  utimesSync(join(folder, 'table'), 1, 1);
  expect(namesOf(files.sync())).toEqual(['table']);
});

test('goes by what is trusted, and passes over what is gone', () => {
  const files = makeFolderSync(folder, () => {}, later);
  files.trust();
  rmSync(join(folder, 'table'));
  expect(namesOf(files.sync())).toEqual(['']);
});

test('hands over a part alone, and tells what has changed', () => {
  const files = makeFolderSync(folder, () => {}, later);
  files.sync();
  writeFileSync(join(folder, 'table'), 'bb');
  appendFileSync(join(folder, 'wal', 'segment'), 'c');
  expect(files.hasChanged('table')).toBe(true);
  expect(namesOf(files.syncOnly('wal'))).toEqual(['wal/segment']);
  expect(files.syncOnly('wal')).toEqual([]);
  expect(namesOf(files.sync())).toEqual(['table']);
  expect(files.hasChanged('table')).toBe(false);
});

test('hands over once more what changed a moment before: it may change again and look the same', () => {
  let now = Date.now();
  const files = makeFolderSync(
    folder,
    () => {},
    () => now,
  );
  files.sync();
  now += 10_000;
  expect(namesOf(files.sync())).toContain('table');
  expect(files.sync()).toEqual([]);
});
