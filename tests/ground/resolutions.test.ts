// 150 lines of marked names, each as a careful reader resolves it: metonyms, office-holders and groups by date,
// homonymous places, nationality adjectives, bare surnames, acronyms.
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { differs, entityOf, groundLine, readMarked } from '../../src/evaluate/marked-names.ts';
import { loadResources } from '../../src/resources/index.ts';

/** Lines with every mark right, in percent; raised when more come right, never lowered. */
const FLOOR = 97;

test('names are resolved as a careful reader would', async () => {
  const resources = loadResources();
  const lines = readMarked(join(import.meta.dirname, 'resolutions.txt'));
  expect(lines.length).toBeGreaterThanOrEqual(150);
  const misses = lines.map(line => {
    const grounding = groundLine(line, resources);
    return line.marks.flatMap(mark => {
      const found = differs(entityOf(grounding, mark), mark.expected);
      return found === null
        ? []
        : [`${line.date} | ${line.text}\n  ${mark.words} => ${mark.expected}, found ${found}`];
    });
  });
  const right = misses.filter(own => own.length === 0).length;
  await expect(`${misses.flat().join('\n')}\n`).toMatchFileSnapshot('resolutions-misses.txt');
  expect((100 * right) / lines.length).toBeGreaterThanOrEqual(FLOOR);
});
