// A folder of files to gather from, and what came of it: for the tests of stage 1.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll } from 'vitest';
import { type Gathered, type GatherOptions, gather } from '../../src/1-gather/index.ts';

export const folder = mkdtempSync(join(tmpdir(), 'synoptic-gather-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let count = 0;
export const write = (name: string, content: string | Uint8Array): string => {
  const path = join(folder, String(count++), name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  return path;
};

export const all = async (inputs: readonly string[], options: GatherOptions = {}): Promise<Gathered[]> => {
  const found: Gathered[] = [];
  for await (const item of gather(inputs, options)) found.push(item);
  return found;
};
export const reportsOf = (found: readonly Gathered[]) =>
  found.flatMap(item => (item.kind === 'report' ? [item.report] : []));
export const problemsOf = (found: readonly Gathered[]) =>
  found.flatMap(item =>
    item.kind === 'problem'
      ? [`${item.severity} ${item.code}${item.line === null ? '' : `:${item.line}`}`]
      : [],
  );
export const stream = async function* (...chunks: (string | Uint8Array)[]): AsyncGenerator<Uint8Array> {
  for (const chunk of chunks) yield Buffer.from(chunk as string);
};

export const TEXT = 'Two boats were stopped off the northern coast on Friday, the navy said.\n';
