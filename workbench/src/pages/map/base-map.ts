// The map below the events: Natural Earth's countries, bundled, in muted greys; no tiles, no fonts from elsewhere.
import type { Feature, FeatureCollection, MultiPolygon, Point, Polygon, Position } from 'geojson';
import type { StyleSpecification } from 'maplibre-gl';
import { feature, mesh } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import atlasUrl from 'world-atlas/countries-50m.json?url';

type Atlas = Topology<{ countries: GeometryCollection<{ name: string }> }>;

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

const labelOf = (country: Feature<Polygon | MultiPolygon, { name: string }>): Feature<Point> => {
  const { geometry } = country;
  const parts = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  const rings = parts.flatMap(part => (part[0] ? [part[0]] : []));
  const largest = rings.reduce((best, ring) => (Math.abs(area(ring)) > Math.abs(area(best)) ? ring : best));
  return {
    type: 'Feature',
    properties: { name: country.properties.name, size: Math.abs(area(largest)) },
    geometry: { type: 'Point', coordinates: centre(largest) },
  };
};

const colour = (name: string): string =>
  getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** Asked for as soon as the page's code is here, beside the events. */
const asked = fetch(atlasUrl).then(answer => answer.json() as Promise<Atlas>);
// Whoever draws is told; until then nobody has to be.
asked.catch(() => {});

/** The bundled countries in the colours that the page has now. */
export const baseStyle = async (): Promise<StyleSpecification> => {
  const atlas = await asked;
  const countries = feature(atlas, atlas.objects.countries) as FeatureCollection<
    Polygon | MultiPolygon,
    { name: string }
  >;
  const borders = mesh(atlas, atlas.objects.countries, (a, b) => a !== b);
  return {
    version: 8,
    sources: {
      land: { type: 'geojson', data: countries, attribution: 'Natural Earth' },
      borders: { type: 'geojson', data: borders },
      labels: {
        type: 'geojson',
        data: { type: 'FeatureCollection', features: countries.features.map(labelOf) },
      },
    },
    layers: [
      { id: 'sea', type: 'background', paint: { 'background-color': colour('--sheet') } },
      { id: 'land', type: 'fill', source: 'land', paint: { 'fill-color': colour('--paper') } },
      {
        id: 'borders',
        type: 'line',
        source: 'borders',
        paint: { 'line-color': colour('--rule-strong'), 'line-width': 0.6 },
      },
      {
        id: 'names',
        type: 'symbol',
        source: 'labels',
        layout: {
          'text-field': ['get', 'name'],
          'text-size': 11,
          'symbol-sort-key': ['-', 0, ['get', 'size']],
          'text-max-width': 7,
        },
        paint: {
          'text-color': colour('--ink-soft'),
          'text-halo-color': colour('--paper'),
          'text-halo-width': 1,
        },
      },
    ],
  };
};
