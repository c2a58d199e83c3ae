// The built program as a process of its own, and `serve` until it says where; for bench/ too, so nothing of vitest here.
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { packageDir } from '../../src/resources/package-dir.ts';

const CLI = process.env.SYNOPTIC_CLI ?? join(packageDir(), 'dist', 'cli.js');

export const start = (
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>> = {},
): ChildProcessWithoutNullStreams => {
  const { NO_COLOR: _, FORCE_COLOR: __, COLUMNS: ___, ...inherited } = process.env;
  return spawn(process.execPath, [CLI, ...args], { cwd, env: { ...inherited, ...env } });
};

export interface Serving {
  /** `http://127.0.0.1:4510`. */
  readonly address: string;
  /** What it wrote to standard error so far. */
  readonly said: () => string;
  /** Ctrl-C, or a signal; gives the exit code. Once it has ended it may be called again. */
  readonly stop: (signal?: NodeJS.Signals) => Promise<number | null>;
}

/** @param more words after `synoptic serve --port 0`. */
export const startServing = async (more: readonly string[], cwd: string): Promise<Serving> => {
  const child = start(['serve', '--port', '0', ...more], cwd);
  const ended = once(child, 'close') as Promise<[number | null]>;
  const said: string[] = [];
  child.stderr.on('data', chunk => said.push(String(chunk)));
  const address = await new Promise<string>((resolve, reject) => {
    let written = '';
    child.stdout.on('data', chunk => {
      written += String(chunk);
      const [, found] = /^(https?:\/\/\S+)\/\n/.exec(written) ?? [];
      if (found !== undefined) resolve(found);
    });
    child.once('close', code =>
      reject(new Error(`serve ended with ${code} before it served: ${said.join('')}`)),
    );
  });
  return {
    address,
    said: () => said.join(''),
    stop: async (signal = 'SIGINT') => {
      child.kill(signal);
      return (await ended)[0];
    },
  };
};
