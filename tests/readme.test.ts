// The README's commands are run as they stand, so that none of them can go stale.
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { startServing } from './support/program.ts';

const ROOT = join(import.meta.dirname, '..');
const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>;
};

/** Lines of the README's shell blocks, without their comments. */
const commands = [...readme.matchAll(/^```sh\n(.*?)^```/gms)]
  .flatMap(([, block]) => (block as string).split('\n'))
  .map(line => line.replace(/\s+#.*$/, '').trim())
  .filter(line => line !== '' && !line.startsWith('#'));

const run = (command: string) =>
  promisify(execFile)('bash', ['-ec', command], {
    cwd: ROOT,
    env: { ...process.env, NO_COLOR: '1', COLUMNS: '80' },
  });

describe('README', () => {
  test('gives the two commands that do all set-up', () => {
    expect(commands).toContain('npm ci && npm start');
    expect(commands).toContain('npm ci && npm test');
  });

  test('every npm script that it names exists', () => {
    const named = [...readme.matchAll(/npm (?:run ([\w:-]+)|(start|test))\b/g)].map(
      ([, script, short]) => script ?? short,
    );
    expect(named.filter(script => !((script as string) in scripts))).toEqual([]);
  });

  test('npm start reads the examples, and the excerpt is from what it shows', async () => {
    const { stdout } = await run(scripts.start as string);
    expect(stdout).toContain('Harbour Wire');
    // Row numbers move when a row is added elsewhere.
    const withoutNumbers = (text: string): string => text.replaceAll(/^ *\d+ (?!of)/gm, '');
    const shown = withoutNumbers(stdout);
    const [, excerpt = ''] = /^```text\n(.*?)^```/ms.exec(readme) ?? [];
    expect(excerpt).not.toBe('');
    for (const row of excerpt.trimEnd().split('\n\n'))
      expect(shown, 'the excerpt in the README').toContain(withoutNumbers(row));
  });

  const ofTheProgram = commands.filter(command => command.includes('node dist/cli.js'));
  const isServer = (command: string): boolean => / serve\b/.test(command);

  test.each(ofTheProgram.filter(isServer))('%s, on a store and port of its own', async command => {
    const folder = mkdtempSync(join(tmpdir(), 'synoptic-readme-'));
    const [, more = ''] = command.split(/ serve\b/);
    const { address, stop } = await startServing(
      [...more.split(' ').filter(Boolean), '--store', join(folder, 'desk')],
      ROOT,
    );
    try {
      const stories = await (await fetch(`${address}/api/v1/stories`)).json();
      expect((stories as { items: unknown[] }).items).toHaveLength(3);
    } finally {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    }
  });

  test.each(ofTheProgram.filter(command => !isServer(command)))('%s', async command => {
    const { stdout } = await run(command.replace(/\s*>\s*\S+$/, ''));
    expect(stdout.trim()).not.toBe('');
  });

  test('every file and folder that it links to is there', () => {
    const links = [...readme.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, link]) => link as string);
    expect(links.filter(link => !existsSync(join(ROOT, link)))).toEqual([]);
  });
});
