// MapLibre with the events on it: clusters, marks in the forms and colours of the quad classes, rings for regions.
import 'maplibre-gl/dist/maplibre-gl.css';
import * as maplibre from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url';
import type { QuadClass } from '../../../../src/schema/plover.ts';
import { baseStyle } from './base-map.ts';
import type { Drawn } from './geometry.ts';

maplibre.setWorkerUrl(workerUrl);

const QUADS: Readonly<Record<QuadClass, { colour: string; isRound: boolean; isFilled: boolean }>> = {
  verbalCooperation: { colour: '--verbal-cooperation', isRound: true, isFilled: false },
  materialCooperation: { colour: '--material-cooperation', isRound: true, isFilled: true },
  verbalConflict: { colour: '--verbal-conflict', isRound: false, isFilled: false },
  materialConflict: { colour: '--material-conflict', isRound: false, isFilled: true },
};
const SIZE = 28;

const colour = (name: string): string =>
  getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** The same forms as beside the tables: round and square, open and filled. */
const markImage = (quad: QuadClass): ImageData => {
  const canvas = new OffscreenCanvas(SIZE, SIZE);
  const draw = canvas.getContext('2d');
  if (draw === null) throw new Error('no canvas to draw marks on');
  const { colour: name, isRound, isFilled } = QUADS[quad];
  const inset = 7;
  draw.beginPath();
  if (isRound) draw.arc(SIZE / 2, SIZE / 2, SIZE / 2 - inset, 0, 2 * Math.PI);
  else draw.rect(inset, inset, SIZE - 2 * inset, SIZE - 2 * inset);
  draw.fillStyle = isFilled ? colour(name) : colour('--paper');
  draw.fill();
  draw.lineWidth = 4;
  draw.strokeStyle = colour(name);
  draw.stroke();
  return draw.getImageData(0, 0, SIZE, SIZE);
};

const addLayers = (map: maplibre.Map, { points, rings }: Drawn): void => {
  for (const quad of Object.keys(QUADS) as QuadClass[])
    map.addImage(quad, markImage(quad), { pixelRatio: 2 });
  map.addSource('rings', { type: 'geojson', data: rings });
  map.addSource('events', {
    type: 'geojson',
    data: points,
    cluster: true,
    clusterRadius: 36,
    clusterMaxZoom: 8,
  });
  map.addLayer({
    id: 'rings-area',
    type: 'fill',
    source: 'rings',
    minzoom: 4,
    paint: { 'fill-color': colour('--ink'), 'fill-opacity': 0.04 },
  });
  map.addLayer({
    id: 'rings-near',
    type: 'line',
    source: 'rings',
    minzoom: 4,
    filter: ['==', ['get', 'precision'], 2],
    paint: { 'line-color': colour('--ink-soft'), 'line-width': 1.5 },
  });
  map.addLayer({
    id: 'rings-region',
    type: 'line',
    source: 'rings',
    filter: ['==', ['get', 'precision'], 3],
    paint: { 'line-color': colour('--ink-soft'), 'line-width': 1.5, 'line-dasharray': [3, 2] },
  });
  map.addLayer({
    id: 'rings-count',
    type: 'symbol',
    source: 'rings',
    minzoom: 5,
    layout: { 'text-field': ['to-string', ['get', 'count']], 'text-size': 12 },
    paint: { 'text-color': colour('--ink'), 'text-halo-color': colour('--paper'), 'text-halo-width': 1 },
  });
  map.addLayer({
    id: 'clusters',
    type: 'circle',
    source: 'events',
    filter: ['has', 'point_count'],
    paint: {
      'circle-color': colour('--paper'),
      'circle-stroke-color': colour('--ink'),
      'circle-stroke-width': 1.5,
      'circle-radius': ['interpolate', ['linear'], ['log10', ['get', 'point_count']], 0, 9, 4, 24],
    },
  });
  map.addLayer({
    id: 'clusters-count',
    type: 'symbol',
    source: 'events',
    filter: ['has', 'point_count'],
    layout: { 'text-field': ['get', 'point_count_abbreviated'], 'text-size': 12, 'text-allow-overlap': true },
    paint: { 'text-color': colour('--ink') },
  });
  map.addLayer({
    id: 'events',
    type: 'symbol',
    source: 'events',
    filter: ['all', ['!', ['has', 'point_count']], ['==', ['get', 'precision'], 1]],
    layout: { 'icon-image': ['get', 'quad'], 'icon-allow-overlap': true },
  });
};

/** The corners of what is drawn; null where nothing is. */
const boundsOf = ({ points }: Drawn): maplibre.LngLatBounds | null => {
  if (points.features.length === 0) return null;
  const bounds = new maplibre.LngLatBounds();
  for (const { geometry } of points.features) bounds.extend(geometry.coordinates as [number, number]);
  return bounds;
};

const FITTING = { padding: 60, maxZoom: 7, animate: false };

export interface EventMap {
  /** `whenDrawn` is called once it can be seen. */
  readonly show: (drawn: Drawn, whenDrawn: () => void) => void;
  readonly fit: (drawn: Drawn) => void;
  readonly remove: () => void;
}

/**
 * A map in `container` with the events on it, resolved when they can be seen. `open` gets what was chosen: the number of
 * a point, or the key of a ring.
 * @throws where the browser has no WebGL.
 */
export const drawMap = async (
  container: HTMLElement,
  first: Drawn,
  open: (chosen: { at: number } | { key: string }) => void,
): Promise<EventMap> => {
  const bounds = boundsOf(first);
  const map = new maplibre.Map({
    container,
    style: await baseStyle(),
    ...(bounds ? { bounds, fitBoundsOptions: FITTING } : { center: [30, 25] as [number, number], zoom: 1.6 }),
    maxZoom: 12,
    attributionControl: { compact: true },
    renderWorldCopies: false,
    dragRotate: false,
    pitchWithRotate: false,
    fadeDuration: 0,
  });
  map.addControl(new maplibre.NavigationControl({ showCompass: false }));
  map.touchZoomRotate.disableRotation();
  await map.once('styledata');
  addLayers(map, first);
  map.on('click', 'clusters', async ({ features }) => {
    const [cluster] = features ?? [];
    const source = map.getSource<maplibre.GeoJSONSource>('events');
    if (cluster?.geometry.type !== 'Point' || source === undefined) return;
    const zoom = await source.getClusterExpansionZoom(Number(cluster.properties.cluster_id));
    const [lon = 0, lat = 0] = cluster.geometry.coordinates;
    map.easeTo({ center: [lon, lat], zoom: Math.min(zoom, 9), duration: 150 });
  });
  map.on('click', 'events', ({ features }) => open({ at: Number(features?.[0]?.properties.at) }));
  map.on('click', 'rings-area', ({ features, point }) => {
    if (map.queryRenderedFeatures(point, { layers: ['events', 'clusters'] }).length > 0) return;
    open({ key: String(features?.[0]?.properties.key) });
  });
  for (const layer of ['clusters', 'events', 'rings-area']) {
    map.on('mouseenter', layer, () => {
      map.getCanvas().style.cursor = 'pointer';
    });
    map.on('mouseleave', layer, () => {
      map.getCanvas().style.cursor = '';
    });
  }
  await map.once('idle');
  return {
    show: ({ points, rings }, whenDrawn) => {
      map.once('idle', whenDrawn);
      map.getSource<maplibre.GeoJSONSource>('events')?.setData(points);
      map.getSource<maplibre.GeoJSONSource>('rings')?.setData(rings);
    },
    fit: drawn => {
      const corners = boundsOf(drawn);
      if (corners) map.fitBounds(corners, FITTING);
    },
    remove: () => map.remove(),
  };
};
