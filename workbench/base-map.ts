// The map below the events, made when the workbench is built: Natural Earth's countries -> vector tiles of land,
// borders and names (Mapbox Vector Tile 2), so that a browser reads and draws only what it shows.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { GeoJSONVT } from '@maplibre/geojson-vt';
import { fromGeojsonVt } from '@maplibre/vt-pbf';
import type { Feature, FeatureCollection, GeoJSON, MultiPolygon, Point, Polygon, Position } from 'geojson';
import { feature, merge, mesh } from 'topojson-client';
import type {
  GeometryCollection,
  Polygon as Part,
  MultiPolygon as Parts,
  Topology,
} from 'topojson-specification';
import type { Plugin } from 'vite';

type Atlas = Topology<{ countries: GeometryCollection<{ name: string }> }>;
type Country = Feature<Polygon | MultiPolygon, { name: string }>;

/** Nearer, the tiles of this zoom are drawn larger: they have all that the data has. */
const LAST_ZOOM = 3;
const EXTENT = 8192;
const FOLDER = 'assets/base-map';

/** Twice the signed area: enough to tell the largest part of a country. */
const area = (ring: readonly Position[]): number =>
  ring.reduce((sum, [x = 0, y = 0], at) => {
    const [nextX = 0, nextY = 0] = ring[(at + 1) % ring.length] ?? [];
    return sum + x * nextY - nextX * y;
  }, 0);

const centre = (ring: readonly Position[]): Position => {
  const whole = area(ring) * 3;
  let [lon, lat] = [0, 0];
  for (const [at, [x = 0, y = 0]] of ring.entries()) {
    const [nextX = 0, nextY = 0] = ring[(at + 1) % ring.length] ?? [];
    const cross = x * nextY - nextX * y;
    lon += (x + nextX) * cross;
    lat += (y + nextY) * cross;
  }
  return [lon / whole, lat / whole];
};

/** A ring that goes over the antimeridian and back, without the leaps (Fiji, Chukotka); one about the pole stays. */
const withoutLeaps = (ring: readonly Position[]): Position[] => {
  let turns = 0;
  const unrolled = ring.map(([x = 0, y = 0], at): Position => {
    const leap = x - (ring[at - 1]?.[0] ?? x);
    if (Math.abs(leap) > 180) turns -= Math.sign(leap);
    return [x + 360 * turns, y];
  });
  return turns === 0 ? unrolled : [...ring];
};

const partsOf = ({ geometry }: Feature<Polygon | MultiPolygon>): Position[][][] =>
  (geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates).map(part =>
    part.map(withoutLeaps),
  );

/** A country's name in the middle of its largest part. */
const nameOf = (country: Country): Feature<Point> => {
  const rings = partsOf(country).flatMap(([outer]) => (outer ? [outer] : []));
  const largest = rings.reduce((best, ring) => (Math.abs(area(ring)) > Math.abs(area(best)) ? ring : best));
  return {
    type: 'Feature',
    properties: { name: country.properties.name, size: Math.abs(area(largest)) },
    geometry: { type: 'Point', coordinates: centre(largest) },
  };
};

const readLayers = (): Readonly<Record<string, GeoJSON>> => {
  const file = createRequire(import.meta.url).resolve('world-atlas/countries-50m.json');
  const atlas = JSON.parse(readFileSync(file, 'utf8')) as Atlas;
  const { countries } = atlas.objects;
  const each = feature(atlas, countries) as FeatureCollection<Polygon | MultiPolygon, { name: string }>;
  const land = merge(atlas, countries.geometries as (Part | Parts)[]);
  return {
    land: {
      type: 'MultiPolygon',
      coordinates: partsOf({ type: 'Feature', properties: null, geometry: land }),
    },
    borders: mesh(atlas, countries, (a, b) => a !== b),
    names: { type: 'FeatureCollection', features: each.features.map(nameOf) },
  };
};

/** Bytes by `zoom/x/y`; the empty ones are there too, so that the sea is no fault. */
const makeTiles = (): ReadonlyMap<string, Uint8Array> => {
  const indexes = Object.entries(readLayers()).map(
    ([name, data]) =>
      [name, new GeoJSONVT(data, { maxZoom: LAST_ZOOM, extent: EXTENT, tolerance: 6, buffer: 128 })] as const,
  );
  const tiles = new Map<string, Uint8Array>();
  for (let zoom = 0; zoom <= LAST_ZOOM; zoom++)
    for (let x = 0; x < 2 ** zoom; x++)
      for (let y = 0; y < 2 ** zoom; y++) {
        const layers = indexes.flatMap(([name, index]) => {
          const tile = index.getTile(zoom, x, y);
          return tile ? [[name, tile] as const] : [];
        });
        tiles.set(
          `${zoom}/${x}/${y}`,
          fromGeojsonVt(Object.fromEntries(layers), { version: 2, extent: EXTENT }),
        );
      }
  return tiles;
};

/** The tiles beside the scripts; `__BASE_MAP__` in these is the address of a tile. */
export const baseMap = (): Plugin => {
  const tiles = makeTiles();
  const hash = createHash('sha256');
  for (const bytes of tiles.values()) hash.update(bytes);
  const ending = `-${hash.digest('base64url').replace(/[-_]/g, '').slice(0, 8)}.mvt`;
  const served = new Map([...tiles].map(([name, bytes]) => [`${FOLDER}/${name}${ending}`, bytes]));
  return {
    name: 'base-map',
    config: () => ({
      define: {
        __BASE_MAP__: JSON.stringify({ tiles: `/${FOLDER}/{z}/{x}/{y}${ending}`, lastZoom: LAST_ZOOM }),
      },
    }),
    generateBundle() {
      for (const [fileName, source] of served) this.emitFile({ type: 'asset', fileName, source });
    },
    configureServer: ({ middlewares }) => {
      middlewares.use((request, response, next) => {
        const bytes = served.get(request.url?.slice(1) ?? '');
        if (bytes === undefined) next();
        else response.end(bytes);
      });
    },
  };
};
