import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { MapPoints } from '../../api/map.ts';
import { circle, drawn, pointsWithin } from './geometry.ts';

const POINTS: MapPoints = {
  isCut: false,
  ids: ['e1', 'e2', 'e3', 'e4'],
  days: ['2024-05-01', '2024-05-03', null, '2024-05-03'],
  longitudes: [36.6, 36.6, 30, 30],
  latitudes: [35.9, 35.9, 15, 15],
  precisions: [1, 1, 3, 3],
  type: [0, 1, 2, 3],
  quadClass: [0, 0, 1, 2],
  standing: [0, 0, 0, 0],
  status: [0, 0, 0, 0],
  killed: [3, null, null, null],
  types: ['ASSAULT', 'PROTEST', 'AID', 'AGREE'],
  quadClasses: ['materialConflict', 'materialCooperation', 'verbalCooperation'],
  standings: ['singleSource'],
  statuses: ['happened'],
};

test('a region is a ring with its count, never a dot of its own', () => {
  const { rings } = drawn(POINTS, [0, 1, 2, 3]);
  expect(rings.features.map(({ properties }) => [properties.precision, properties.count])).toEqual([[3, 2]]);
});

test('an undated event is shown with all days and not within some', () => {
  expect(pointsWithin(POINTS, { since: null, until: null })).toEqual([0, 1, 2, 3]);
  expect(pointsWithin(POINTS, { since: '2024-05-02', until: null })).toEqual([1, 3]);
  expect(pointsWithin(POINTS, { since: null, until: '2024-05-02' })).toEqual([0]);
});

test('any circle closes and stays on the map', () => {
  const lon = fc.double({ min: -180, max: 180, noNaN: true });
  const lat = fc.double({ min: -90, max: 90, noNaN: true });
  fc.assert(
    fc.property(lon, lat, (x, y) => {
      const ring = circle(x, y, 120);
      expect(ring[0]?.[0]).toBeCloseTo(ring.at(-1)?.[0] ?? Number.NaN, 6);
      for (const [, latitude = 90] of ring) expect(Math.abs(latitude)).toBeLessThanOrEqual(85);
    }),
  );
});
