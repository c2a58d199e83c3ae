import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { MapPoints } from '../../api/map.ts';
import { circle, placesOf, ringsOf } from './geometry.ts';

const POINTS: MapPoints = {
  isApproximate: false,
  isCut: false,
  events: 6,
  firstDay: '2024-05-01',
  lastDay: '2024-05-03',
  longitudes: [36.6, 30, 36.6],
  latitudes: [35.9, 15, 35.9],
  precisions: [1, 3, 2],
  verbalCooperation: [2, 0, 1],
  materialCooperation: [0, 0, 0],
  verbalConflict: [0, 2, 0],
  materialConflict: [1, 0, 0],
};

test('a region is a ring, never a dot of its own; a town and what is about it are two', () => {
  const rings = ringsOf(placesOf(POINTS)).features.map(({ properties }) => properties);
  expect(rings).toEqual([
    { at: '15,30', precision: 3 },
    { at: '35.9,36.6', precision: 2 },
  ]);
});

test('a place says how many events it has, and of which classes', () => {
  const places = placesOf(POINTS).features.map(({ properties: { events, quads } }) => [events, quads]);
  expect(places).toEqual([
    [3, 0b1001],
    [2, 0b0100],
    [1, 0b0001],
  ]);
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
