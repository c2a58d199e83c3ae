// 200 and more mentions of places with their points: the country, and whether the place lies within 161 km (100 miles),
// the measure of the geoparsing literature.
import { expect, test } from 'vitest';
import { loadResources } from '../../src/resources/index.ts';
import { entityOf, groundLine, readMarked } from './marked.ts';

/** Percent of the mentions. */
const COUNTRY_FLOOR = 97;
const NEAR_FLOOR = 90;
const NEAR_KM = 161;

const EARTH_KM = 6371;
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

const distance = (latitude: number, longitude: number, toLatitude: number, toLongitude: number): number => {
  const half = (a: number, b: number): number => Math.sin(radians(b - a) / 2) ** 2;
  const across = Math.cos(radians(latitude)) * Math.cos(radians(toLatitude));
  return (
    2 * EARTH_KM * Math.asin(Math.sqrt(half(latitude, toLatitude) + across * half(longitude, toLongitude)))
  );
};

test('places are found in their country and near their point', async () => {
  const resources = loadResources();
  let [mentions, rightCountry, near] = [0, 0, 0];
  const misses: string[] = [];
  for (const line of readMarked('places.txt')) {
    const grounding = groundLine(line, resources);
    for (const mark of line.marks) {
      const [country = '', point = ''] = mark.expected.split(' ');
      const [latitude = 0, longitude = 0] = point.split(',').map(Number);
      const place = entityOf(grounding, mark)?.place ?? null;
      const inCountry = place !== null && (place.country ?? '-') === country;
      const km =
        place?.latitude == null || place.longitude === null
          ? Number.POSITIVE_INFINITY
          : distance(latitude, longitude, place.latitude, place.longitude);
      // The middle of a large country is a matter of taste.
      const isNear = km <= NEAR_KM || place?.id === `country:${country}`;
      mentions++;
      if (inCountry) rightCountry++;
      if (isNear) near++;
      if (!inCountry || !isNear)
        misses.push(
          `${mark.words} => ${mark.expected}, found ${place?.name ?? 'nothing'} (${place?.country ?? '-'}, ${Math.round(km)} km)\n  ${line.text}`,
        );
    }
  }
  await expect(`${misses.join('\n')}\n`).toMatchFileSnapshot('places-misses.txt');
  expect(mentions).toBeGreaterThanOrEqual(200);
  expect((100 * rightCountry) / mentions).toBeGreaterThanOrEqual(COUNTRY_FLOOR);
  expect((100 * near) / mentions).toBeGreaterThanOrEqual(NEAR_FLOOR);
});
