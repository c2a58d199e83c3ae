// The map below the events: Natural Earth's land, borders and names, bundled, in muted greys; no fonts from elsewhere.
import type { StyleSpecification } from 'maplibre-gl';
import { colour } from '../../look/colour.ts';

const { tiles, lastZoom } = __BASE_MAP__;

/** In the colours that the page has now. */
export const baseStyle = (): StyleSpecification => ({
  version: 8,
  sources: {
    base: {
      type: 'vector',
      tiles: [`${location.origin}${tiles}`],
      maxzoom: lastZoom,
      attribution: 'Natural Earth',
    },
  },
  layers: [
    { id: 'sea', type: 'background', paint: { 'background-color': colour('--sea') } },
    {
      id: 'land',
      type: 'fill',
      source: 'base',
      'source-layer': 'land',
      paint: { 'fill-color': colour('--paper') },
    },
    {
      id: 'borders',
      type: 'line',
      source: 'base',
      'source-layer': 'borders',
      paint: { 'line-color': colour('--rule-strong'), 'line-width': 0.6 },
    },
    {
      id: 'names',
      type: 'symbol',
      source: 'base',
      'source-layer': 'names',
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
});
