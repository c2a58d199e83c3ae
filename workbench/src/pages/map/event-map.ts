// MapLibre with the events on it.
import 'maplibre-gl/dist/maplibre-gl.css';
import * as maplibre from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url';
import { watchColours } from '../../look/colour.ts';
import { baseStyle } from './base-map.ts';
import { clustered, eventLayers, RINGS_FROM } from './event-layers.ts';
import { type Places, type Rings, ringsOf } from './geometry.ts';
import { drawMark, MARK_RATIO } from './marks.ts';

maplibre.setWorkerUrl(workerUrl);
// It starts while the events are asked for.
maplibre.prewarm();

const NO_RINGS: Rings = { type: 'FeatureCollection', features: [] };

/** The corners of what is drawn; null where nothing is. */
const boundsOf = ({ features }: Places): maplibre.LngLatBoundsLike | null => {
  if (features.length === 0) return null;
  let [west, south, east, north] = [180, 90, -180, -90];
  for (const { geometry } of features) {
    const [lon = 0, lat = 0] = geometry.coordinates;
    [west, east] = [Math.min(west, lon), Math.max(east, lon)];
    [south, north] = [Math.min(south, lat), Math.max(north, lat)];
  }
  return [west, south, east, north];
};

const FITTING = { padding: 60, maxZoom: 7, animate: false };

export interface EventMap {
  /** `whenDrawn` is called once it can be seen. */
  readonly show: (places: Places, whenDrawn: () => void) => void;
  readonly fit: (places: Places) => void;
  readonly remove: () => void;
}

/** A click opens the cluster, or else the place, that lies uppermost. */
const openOnClick = (map: maplibre.Map, open: (at: string) => void): void => {
  const layers = ['clusters', 'places', 'rings-count', 'rings-area'];
  map.on('click', async ({ point }) => {
    const [found] = map.queryRenderedFeatures(point, { layers });
    if (found === undefined) return;
    if (found.layer.id !== 'clusters') return open(String(found.properties.at));
    const source = map.getSource<maplibre.GeoJSONSource>('places');
    if (found.geometry.type !== 'Point' || source === undefined) return;
    const zoom = await source.getClusterExpansionZoom(Number(found.properties.cluster_id));
    const [lon = 0, lat = 0] = found.geometry.coordinates;
    map.easeTo({ center: [lon, lat], zoom: Math.min(zoom, 9), duration: 150 });
  });
  for (const layer of layers) {
    map.on('mouseenter', layer, () => {
      map.getCanvas().style.cursor = 'pointer';
    });
    map.on('mouseleave', layer, () => {
      map.getCanvas().style.cursor = '';
    });
  }
};

/** Paints everything that is drawn in the colours that the page has now. */
const repaint = (map: maplibre.Map): void => {
  for (const { id, paint = {} } of [...baseStyle().layers, ...eventLayers()])
    for (const [property, value] of Object.entries(paint))
      map.setPaintProperty(id, property as Parameters<maplibre.Map['setPaintProperty']>[1], value);
  for (const name of map.listImages()) map.updateImage(name, drawMark(name));
};

/**
 * A map in `container` with the places on it, resolved when they can be seen. `open` gets the coordinates of the place
 * that was chosen.
 * @throws where the browser has no WebGL.
 */
export const drawMap = async (
  container: HTMLElement,
  first: Places,
  open: (at: string) => void,
): Promise<EventMap> => {
  const bounds = boundsOf(first);
  const base = baseStyle();
  const map = new maplibre.Map({
    container,
    style: {
      ...base,
      sources: { ...base.sources, rings: { type: 'geojson', data: NO_RINGS }, places: clustered(first) },
      layers: [...base.layers, ...eventLayers()],
    },
    validateStyle: false,
    ...(bounds ? { bounds, fitBoundsOptions: FITTING } : { center: [30, 25] as [number, number], zoom: 1.6 }),
    maxZoom: 12,
    attributionControl: { compact: true },
    renderWorldCopies: false,
    dragRotate: false,
    pitchWithRotate: false,
    fadeDuration: 0,
  });
  map.setMissingStyleImageResolver(async id => {
    map.addImage(id, drawMark(id), { pixelRatio: MARK_RATIO });
  });
  map.addControl(new maplibre.NavigationControl({ showCompass: false }));
  map.touchZoomRotate.disableRotation();
  let places = first;
  let ringed: Places | null = null;
  // Very many rings, and from afar none is seen.
  const drawRings = (): void => {
    if (ringed === places || map.getZoom() < RINGS_FROM) return;
    map.getSource<maplibre.GeoJSONSource>('rings')?.setData(ringsOf(places));
    ringed = places;
  };
  map.on('zoom', drawRings);
  await map.once('styledata');
  drawRings();
  openOnClick(map, open);
  const stopWatching = watchColours(() => repaint(map));
  await map.once('idle');
  return {
    show: (next, whenDrawn) => {
      places = next;
      map.once('idle', whenDrawn);
      map.getSource<maplibre.GeoJSONSource>('places')?.setData(next);
      drawRings();
    },
    fit: shown => {
      const corners = boundsOf(shown);
      if (corners) map.fitBounds(corners, FITTING);
    },
    remove: () => {
      stopWatching();
      map.remove();
    },
  };
};
