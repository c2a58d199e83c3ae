// Events with coordinates as GeoJSON (RFC 7946): a feature each, the columns of the table as its properties.
import type { EventRecord } from '../../schema/recorded-event.ts';
import { EVENT_COLUMNS } from './event-columns.ts';

const PLACED = new Set(['latitude', 'longitude']);

/** Null where no coordinates are known. */
export const featureOf = (record: EventRecord): object | null => {
  const { place, id } = record.event;
  if (place === null || place.latitude === null || place.longitude === null) return null;
  return {
    type: 'Feature',
    id,
    geometry: { type: 'Point', coordinates: [place.longitude, place.latitude] },
    properties: Object.fromEntries(
      EVENT_COLUMNS.filter(({ name }) => !PLACED.has(name)).map(({ name, read }) => [name, read(record)]),
    ),
  };
};
