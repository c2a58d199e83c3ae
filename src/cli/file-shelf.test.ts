import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { CodedText } from '../schema/story.ts';
import { openFileShelf } from './file-shelf.ts';

const folder = mkdtempSync(join(tmpdir(), 'shelf-'));
afterAll(() => rmSync(folder, { recursive: true }));

const text = (id: string, words: string) => ({ report: { id, text: words }, coded: { id } }) as CodedText;

it('gives back what was put, in any order, and leaves no file', () => {
  const shelf = openFileShelf(folder);
  const texts = [text('a', 'Odrin \uD800 “quiet”'), text('b', ''), text('c', 'x'.repeat(100_000))];
  for (const each of texts) shelf.put(each);
  expect(readdirSync(folder)).toHaveLength(1);
  expect([2, 0, 1, 0].map(shelf.take)).toEqual([texts[2], texts[0], texts[1], texts[0]]);
  shelf.close();
  expect(readdirSync(folder)).toEqual([]);
});

it('says where it could not write and what to do', () => {
  expect(() => openFileShelf(join(folder, 'none'))).toThrow(/none.*TMPDIR=/);
});
