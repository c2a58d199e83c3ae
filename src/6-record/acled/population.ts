// How many people live where an event happened, as far as the registry's towns tell.
import { nameKey } from '../../resources/names.ts';
import type { EventPlace } from '../../schema/coded-report.ts';
import type { Registry } from '../../schema/registry.ts';

/** Degrees within which a town of the same name and country is the same town. */
const NEAR = 0.1;

/** The registry gives towns whose size it does not know this one. */
const UNKNOWN_BELOW = 1001;

/** Of the town itself; null for a wider place and where the number is not known. */
export const populationOf = (registry: Registry, place: EventPlace | null): number | null => {
  if (place === null || place.precision !== 1 || place.latitude === null || place.longitude === null)
    return null;
  const { latitude, longitude, country } = place;
  const town = registry
    .cities(nameKey(place.name))
    .find(
      each =>
        each.country === country &&
        Math.abs(each.latitude - latitude) < NEAR &&
        Math.abs(each.longitude - longitude) < NEAR,
    );
  return town && town.population >= UNKNOWN_BELOW ? town.population : null;
};
