import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { lockFolder } from './folder-lock.ts';

const folders: string[] = [];
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'synoptic-lock-'));
  folders.push(folder);
});
afterAll(() => {
  for (const each of folders) rmSync(each, { recursive: true, force: true });
});

const endedPid = (): Promise<number> =>
  new Promise(resolve => {
    const child = spawn(process.execPath, ['-e', '']);
    child.on('exit', () => resolve(child.pid as number));
  });

const leave = (lock: object, number = 1): void =>
  writeFileSync(
    join(folder, `lock-${number}`),
    JSON.stringify({ host: hostname(), started: null, boot: null, command: 'add', since: 'then', ...lock }),
  );

describe('lockFolder', () => {
  test('refuses a second holder and names the first', () => {
    const lock = lockFolder(folder);
    expect(() => lockFolder(folder)).toThrow(
      new RegExp(`is held by process ${process.pid} since .*kill ${process.pid}`),
    );
    lock.release(true);
    const next = lockFolder(folder);
    expect(next.wasLeftClean).toBe(true);
    next.release(false);
    expect(lockFolder(folder).wasLeftClean).toBe(false);
  });

  test('takes over from a process that is gone, and leaves one file', async () => {
    leave({ pid: await endedPid() });
    const lock = lockFolder(folder);
    expect(lock.wasLeftClean).toBe(false);
    expect(readdirSync(folder)).toEqual(['lock-2']);
  });

  test('takes over where the number now belongs to another process', () => {
    leave({ pid: process.pid, started: '1' });
    expect(() => lockFolder(folder)).not.toThrow();
  });

  test('takes over after the machine was started anew', () => {
    leave({ pid: process.pid, boot: 'another' });
    expect(() => lockFolder(folder)).not.toThrow();
  });

  test('does not judge a process on another machine', () => {
    leave({ pid: 1, host: 'elsewhere.example' });
    expect(() => lockFolder(folder)).toThrow(/on elsewhere\.example.*remove .*lock-1/);
  });

  test('takes over a lock that a failing disk emptied', () => {
    writeFileSync(join(folder, 'lock-7'), '');
    lockFolder(folder);
    expect(readdirSync(folder)).toEqual(['lock-8']);
  });
});
