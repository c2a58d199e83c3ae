import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { RULES } from './rules.ts';

const HERE = import.meta.dirname;

test.each(RULES)('has a case: $rule', ({ stories = [], expects, test: at }) => {
  expect(stories.length > 0 || at !== undefined).toBe(true);
  for (const story of stories) {
    const expected = JSON.parse(readFileSync(join(HERE, 'stories', `${story}.expected.json`), 'utf8'));
    expect(expected[expects ?? 'events'], `${story} expects ${expects}`).toBeTruthy();
  }
  if (at) expect(readFileSync(join(HERE, at[0]), 'utf8')).toContain(at[1]);
});
