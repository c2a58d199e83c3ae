// 200 and more mentions of places with their points: the country, and whether the place lies within 161 km (100 miles),
// the measure of the geoparsing literature.
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { comparePlace, entityOf, groundLine, readMarked } from '../../src/evaluate/marked-names.ts';
import { loadResources } from '../../src/resources/index.ts';

/** Percent of the mentions. */
const COUNTRY_FLOOR = 97;
const NEAR_FLOOR = 90;
test('places are found in their country and near their point', async () => {
  const resources = loadResources();
  let [mentions, rightCountry, near] = [0, 0, 0];
  const misses: string[] = [];
  for (const line of readMarked(join(import.meta.dirname, 'places.txt'))) {
    const grounding = groundLine(line, resources);
    for (const mark of line.marks) {
      const { found, inCountry, isNear } = comparePlace(entityOf(grounding, mark), mark);
      mentions++;
      if (inCountry) rightCountry++;
      if (isNear) near++;
      if (!inCountry || !isNear)
        misses.push(`${mark.words} => ${mark.expected}, found ${found}\n  ${line.text}`);
    }
  }
  await expect(`${misses.join('\n')}\n`).toMatchFileSnapshot('places-misses.txt');
  expect(mentions).toBeGreaterThanOrEqual(200);
  expect((100 * rightCountry) / mentions).toBeGreaterThanOrEqual(COUNTRY_FLOOR);
  expect((100 * near) / mentions).toBeGreaterThanOrEqual(NEAR_FLOOR);
});
