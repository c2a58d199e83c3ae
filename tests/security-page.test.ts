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
  const missing = promises.flatMap(
    ([promise = '', , tests = '']) =>
      [...tests.matchAll(/([\w/-]+\.test\.ts)|"([^"]+)"/g)].reduce<{ file: string; faults: string[] }>(
        ({ file, faults }, [, named, title]) => {
          if (named !== undefined)
            return {
              file: named,
              faults: textOf(named) !== undefined ? faults : [...faults, `${promise}: no ${named}`],
            };
          const isThere =
            files
              .get(file)
              ?.replaceAll("\\'", "'")
              .includes(title as string) === true;
          return { file, faults: isThere ? faults : [...faults, `${promise}: no "${title}" in ${file}`] };
        },
        { file: '', faults: [] },
      ).faults,
  );
  expect(missing).toEqual([]);
  const tables = page.split('\n').filter(line => /^\| [A-Z]/.test(line) && !/^\| (Promise|Role) /.test(line));
  expect(tables.filter(line => !line.includes('.test.ts'))).toEqual([]);
});
