// Every promise of docs/security.md names a test that is there.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const PAGE = readFileSync('docs/security.md', 'utf8');

test('each promise of docs/security.md has its test', () => {
  const rows = PAGE.split('\n').filter(line => line.startsWith('| ') && /\.test\.ts: /.test(line));
  expect(rows.length).toBeGreaterThan(25);
  for (const row of rows) {
    const [, file = '', title] = /\| ([\w-]+\.test\.ts): (?:"([^"]+)")?/.exec(row) ?? [];
    const tests = readFileSync(`tests/serve/${file}`, 'utf8');
    if (title !== undefined) expect(tests, row).toContain(`test('${title}'`);
  }
  const promises = PAGE.split('\n').filter(
    line => /^\| .* \| .* \| /.test(line) && !/\| (Promise|---)/.test(line),
  );
  expect(promises).toEqual(rows);
});
