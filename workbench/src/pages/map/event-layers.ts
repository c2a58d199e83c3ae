// How places lie on the map: clusters, marks in the forms and colours of the quad classes, rings for regions.
import type { ExpressionSpecification, GeoJSONSourceSpecification, LayerSpecification } from 'maplibre-gl';
import { colour } from '../../look/colour.ts';
import type { Places } from './geometry.ts';

/** From these zooms on a ring is drawn as large as what it stands for; before, it would be too small to be seen. */
export const RINGS_FROM = 3;
const NEAR_RINGS_FROM = 5;

export const clustered = (data: Places): GeoJSONSourceSpecification => ({
  type: 'geojson',
  data,
  cluster: true,
  clusterRadius: 36,
  clusterMaxZoom: 8,
  clusterProperties: { events: ['+', ['get', 'events']] },
});

const count: ExpressionSpecification = ['get', 'events'];
/** `12k` for twelve thousand, so that it stands in its circle. */
const shortCount: ExpressionSpecification = [
  'case',
  ['<', count, 1000],
  ['to-string', count],
  ['<', count, 10_000],
  ['concat', ['to-string', ['/', ['round', ['/', count, 100]], 10]], 'k'],
  ['concat', ['to-string', ['round', ['/', count, 1000]]], 'k'],
];

const isCluster: ExpressionSpecification = ['has', 'point_count'];
const isPrecision = (precision: number): ExpressionSpecification => ['==', ['get', 'precision'], precision];
const isPlace = (condition: ExpressionSpecification): ExpressionSpecification => [
  'all',
  ['!', isCluster],
  condition,
];

const text = () => ({
  'text-color': colour('--ink'),
  'text-halo-color': colour('--paper'),
  'text-halo-width': 1.5,
});

export const eventLayers = (): LayerSpecification[] => [
  {
    id: 'rings-area',
    type: 'fill',
    source: 'rings',
    minzoom: RINGS_FROM,
    filter: ['step', ['zoom'], isPrecision(3), NEAR_RINGS_FROM, true],
    paint: { 'fill-color': colour('--ink'), 'fill-opacity': 0.04, 'fill-antialias': false },
  },
  {
    id: 'rings-near',
    type: 'line',
    source: 'rings',
    minzoom: NEAR_RINGS_FROM,
    filter: isPrecision(2),
    paint: { 'line-color': colour('--ink-soft'), 'line-width': 1.5 },
  },
  {
    id: 'rings-region',
    type: 'line',
    source: 'rings',
    minzoom: RINGS_FROM,
    filter: isPrecision(3),
    paint: { 'line-color': colour('--ink-soft'), 'line-width': 1.5, 'line-dasharray': [3, 2] },
  },
  {
    id: 'rings-count',
    type: 'symbol',
    source: 'places',
    filter: isPlace(['!=', ['get', 'precision'], 1]),
    layout: {
      'icon-image': [
        'step',
        ['zoom'],
        ['concat', 'ring-', ['get', 'precision']],
        RINGS_FROM,
        ['case', isPrecision(2), 'ring-2', ''],
        NEAR_RINGS_FROM,
        '',
      ],
      'icon-allow-overlap': true,
      'text-field': shortCount,
      'text-size': 11,
      'text-allow-overlap': true,
    },
    paint: text(),
  },
  {
    id: 'clusters',
    type: 'circle',
    source: 'places',
    filter: isCluster,
    paint: {
      'circle-color': colour('--paper'),
      'circle-stroke-color': colour('--ink'),
      'circle-stroke-width': 1.5,
      'circle-radius': ['interpolate', ['linear'], ['log10', count], 0, 9, 4, 24],
    },
  },
  {
    id: 'clusters-count',
    type: 'symbol',
    source: 'places',
    filter: isCluster,
    layout: { 'text-field': shortCount, 'text-size': 12, 'text-allow-overlap': true },
    paint: { 'text-color': colour('--ink') },
  },
  {
    id: 'places',
    type: 'symbol',
    source: 'places',
    filter: isPlace(isPrecision(1)),
    layout: {
      'icon-image': ['concat', 'quads-', ['get', 'quads']],
      'icon-allow-overlap': true,
      'text-field': ['case', ['>', count, 1], shortCount, ''],
      'text-size': 11,
      'text-anchor': 'left',
      'text-offset': [1.3, 0],
      'text-optional': true,
    },
    paint: text(),
  },
];
