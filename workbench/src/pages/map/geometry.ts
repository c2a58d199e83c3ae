// Events with coordinates -> what the map draws: points where a place is known, rings where only its surroundings are.
import type { Feature, FeatureCollection, Point, Polygon, Position } from 'geojson';
import type { MapPoints } from '../../api/map.ts';

/** Kilometres that a place stands for, by geo_precision; a town itself is a point. */
const RADIUS: Readonly<Record<2 | 3, number>> = { 2: 25, 3: 120 };

const STEPS = 24;
const DEGREE = 111.32;

/** A circle on the ground as a ring of positions. */
export const circle = (lon: number, lat: number, kilometres: number): Position[] => {
  const ring: Position[] = [];
  const across = DEGREE * Math.max(0.05, Math.cos((lat * Math.PI) / 180));
  for (let step = 0; step <= STEPS; step++) {
    const angle = (2 * Math.PI * step) / STEPS;
    ring.push([
      lon + (kilometres / across) * Math.cos(angle),
      Math.max(-85, Math.min(85, lat + (kilometres / DEGREE) * Math.sin(angle))),
    ]);
  }
  return ring;
};

export interface DayWindow {
  /** ISO 8601 days; null for no bound. */
  readonly since: string | null;
  readonly until: string | null;
}

const isWithin = (day: string | null, { since, until }: DayWindow): boolean => {
  if (since === null && until === null) return true;
  return day !== null && (since === null || day >= since) && (until === null || day <= until);
};

/** Numbers of the points in the window. */
export const pointsWithin = ({ days }: MapPoints, window: DayWindow): number[] =>
  days.flatMap((one, at) => (isWithin(one, window) ? [at] : []));

export const placeKey = (points: MapPoints, at: number): string =>
  `${points.longitudes[at]},${points.latitudes[at]},${points.precisions[at]}`;

export interface Drawn {
  readonly points: FeatureCollection<Point, { at: number; quad: string; precision: number }>;
  readonly rings: FeatureCollection<Polygon, { key: string; precision: number; count: number }>;
}

export const drawn = (points: MapPoints, kept: readonly number[]): Drawn => {
  const rings = new Map<string, { at: number; count: number }>();
  const features = kept.map((at): Feature<Point, { at: number; quad: string; precision: number }> => {
    const precision = points.precisions[at] ?? 3;
    if (precision !== 1) {
      const key = placeKey(points, at);
      const ring = rings.get(key);
      if (ring) ring.count++;
      else rings.set(key, { at, count: 1 });
    }
    return {
      type: 'Feature',
      properties: { at, quad: points.quadClasses[points.quadClass[at] ?? 0] ?? '', precision },
      geometry: { type: 'Point', coordinates: [points.longitudes[at] ?? 0, points.latitudes[at] ?? 0] },
    };
  });
  return {
    points: { type: 'FeatureCollection', features },
    rings: {
      type: 'FeatureCollection',
      features: [...rings].map(([key, { at, count }]) => {
        const precision = points.precisions[at] === 2 ? 2 : 3;
        return {
          type: 'Feature',
          properties: { key, precision, count },
          geometry: {
            type: 'Polygon',
            coordinates: [circle(points.longitudes[at] ?? 0, points.latitudes[at] ?? 0, RADIUS[precision])],
          },
        };
      }),
    },
  };
};
