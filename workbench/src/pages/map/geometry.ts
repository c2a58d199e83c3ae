// Places with their events -> what the map draws: a point where a place is known, a ring where only its surroundings are.
import type { Feature, FeatureCollection, Point, Polygon, Position } from 'geojson';
import { QUAD_CLASSES } from '../../../../src/schema/plover.ts';
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

export interface MapPlace {
  /** `latitude,longitude`, as the filter `at` takes it. */
  readonly at: string;
  readonly precision: number;
  readonly events: number;
  /** Which quad classes there are, one bit each in the order of QUAD_CLASSES. */
  readonly quads: number;
}

export type Places = FeatureCollection<Point, MapPlace>;
export type Rings = FeatureCollection<Polygon, Pick<MapPlace, 'at' | 'precision'>>;

export const placesOf = (points: MapPoints): Places => ({
  type: 'FeatureCollection',
  features: points.latitudes.map((latitude, number): Feature<Point, MapPlace> => {
    const longitude = points.longitudes[number] ?? 0;
    const counts = QUAD_CLASSES.map(quad => points[quad][number] ?? 0);
    return {
      type: 'Feature',
      properties: {
        at: `${latitude},${longitude}`,
        precision: points.precisions[number] ?? 3,
        events: counts.reduce((sum, count) => sum + count, 0),
        quads: counts.reduce((bits, count, bit) => bits + (count > 0 ? 2 ** bit : 0), 0),
      },
      geometry: { type: 'Point', coordinates: [longitude, latitude] },
    };
  }),
});

/** One for each place that is no point. */
export const ringsOf = ({ features }: Places): Rings => ({
  type: 'FeatureCollection',
  features: features.flatMap(({ geometry, properties: { at, precision } }): Rings['features'] => {
    if (precision !== 2 && precision !== 3) return [];
    const [lon = 0, lat = 0] = geometry.coordinates;
    return [
      {
        type: 'Feature',
        properties: { at, precision },
        geometry: { type: 'Polygon', coordinates: [circle(lon, lat, RADIUS[precision])] },
      },
    ];
  }),
});
