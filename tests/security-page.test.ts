// Each promise of docs/security.md names the tests that hold it: they are there, under that name.
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { globSync } from 'tinyglobby';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
const page = readFileSync(join(ROOT, 'docs', 'security.md'), 'utf8');

/** The cells of each promise: promise, how, test. */
const promises = page
  .split('\n')
  .filter(line => /^\| .* \|$/.test(line) && line.includes('.test.ts'))
  .map(line => line.slice(2, -2).split(' | '));

const files = new Map(
  globSync(['src/**/*.test.ts', 'tests/**/*.test.ts'], { cwd: ROOT }).map(file => [
    file,
    readFileSync(join(ROOT, file), 'utf8'),
  ]),
);

/** In tests/serve/ unless said otherwise; said once, the name alone will do. */
const textOf = (named: string): string | undefined =>
  files.get(named) ??
  files.get(`tests/serve/${named}`) ??
  [...files].find(([file]) => basename(file) === named)?.[1];

test('every test that the page names exists', () => {
  expect(promises.length).toBeGreaterThan(30);
  const missing: string[] = [];
  for (const [promise, , tests = ''] of promises) {
    let file = '';
    for (const [, named, title] of tests.matchAll(/([\w/-]+\.test\.ts)|"([^"]+)"/g)) {
      file = named ?? file;
      const text = textOf(file)?.replaceAll("\\'", "'");
      if (text === undefined) missing.push(`${promise}: no ${file}`);
      else if (title !== undefined && !text.includes(title))
        missing.push(`${promise}: no "${title}" in ${file}`);
    }
  }
  expect(missing).toEqual([]);
  const tables = page.split('\n').filter(line => /^\| [A-Z]/.test(line) && !/^\| (Promise|Role) /.test(line));
  expect(tables.filter(line => !line.includes('.test.ts'))).toEqual([]);
});
