// Wire sentences and reports written before the program had read them, against what a careful reader codes.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeReport, NO_FIELDS } from '../../src/1-gather/index.ts';
import { codeReport, loadResources } from '../../src/pipeline.ts';
import { compareWireText, readWireTexts } from './wire.ts';

const resources = loadResources();

/**
 * What is coded otherwise, by sentence. The list must be exact: a new error fails, and so does one that is mended.
 * `NOTE_MISSES=1 npx vitest run tests/wire` writes it anew; read what changed before you commit it.
 */
test.each(['first', 'second', 'third'])('%s set', name => {
  const file = (ending: string): string => join(import.meta.dirname, `${name}${ending}`);
  const errors: Record<string, string[]> = {};
  for (const [i, text] of readWireTexts(readFileSync(file('.txt'), 'utf8')).entries()) {
    const report = makeReport({ ...NO_FIELDS, id: `${name}-${i}`, text: text.text, publishedAt: text.day });
    for (const [words, found] of compareWireText(text, codeReport(report, resources)))
      if (found.length > 0) errors[words] = found.map(({ kind, what }) => `${kind}: ${what}`);
  }
  const path = file('-known-misses.json');
  if (process.env.NOTE_MISSES) writeFileSync(path, `${JSON.stringify(errors, null, 2)}\n`);
  expect(errors).toEqual(JSON.parse(readFileSync(path, 'utf8')));
});
