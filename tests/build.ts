// Vitest's global set-up: builds dist/ once where a source is newer than it, so that tests run the program as it ships.
import { execFileSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..');
const BUILT = join(ROOT, 'dist', 'cli.js');

const changedAt = (path: string): number => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;

const newestUnder = (folder: string): number =>
  Math.max(
    0,
    ...readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile() && !entry.name.endsWith('.test.ts'))
      .map(entry => changedAt(join(entry.parentPath, entry.name))),
  );

const isStale = (): boolean => {
  const sources = [
    ...['src', 'codebook', 'registry', 'workbench'].map(newestUnder),
    changedAt(join(ROOT, 'tsdown.config.ts')),
  ];
  return changedAt(BUILT) < Math.max(...sources);
};

/** `SYNOPTIC_CLI` names a program built elsewhere. */
export const setup = (): void => {
  if (process.env.SYNOPTIC_CLI || !isStale()) return;
  try {
    execFileSync('npm', ['run', '--silent', 'build'], { cwd: ROOT, stdio: 'pipe' });
  } catch (error) {
    const said = (error as { stderr?: Buffer; stdout?: Buffer }).stderr?.toString() ?? '';
    throw new Error(`the build failed, and tests/cli needs it: npm run build\n${said.slice(-2000)}`, {
      cause: error,
    });
  }
};
