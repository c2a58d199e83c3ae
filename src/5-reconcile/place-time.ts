// Whether two places or two times can be those of one event.
import type { EventPlace, EventTime } from '../schema/coded-report.ts';
import { rangeGap, rangeLength } from './days.ts';
import { nameWords } from './identity.ts';

const EARTH_KM = 6371;
/** Towns nearer than this may be one place under two names (a city, its suburb). */
const NEAR_KM = 20;

const distance = (a: EventPlace, b: EventPlace): number | null => {
  if (a.latitude === null || a.longitude === null || b.latitude === null || b.longitude === null) return null;
  const radians = (degrees: number): number => (degrees * Math.PI) / 180;
  const [x, y] = [radians(a.latitude), radians(b.latitude)];
  const h =
    Math.sin((x - y) / 2) ** 2 +
    Math.cos(x) * Math.cos(y) * Math.sin(radians(a.longitude - b.longitude) / 2) ** 2;
  return 2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(h)));
};

const sameName = (a: EventPlace, b: EventPlace): boolean => {
  const [x, y] = [nameWords(a.name), nameWords(b.name)];
  return x.length > 0 && x.length === y.length && x.every((word, i) => word === y[i]);
};

/** `same` and `contains` may be one place; `unknown` where a side is not given or nothing tells. */
export type Fit = 'same' | 'contains' | 'apart' | 'unknown';

export const fitPlaces = (a: EventPlace | null, b: EventPlace | null): Fit => {
  if (!a || !b) return 'unknown';
  if (a.country && b.country && a.country !== b.country) return 'apart';
  if (sameName(a, b)) return 'same';
  if (a.precision === 1 && b.precision === 1) {
    const km = distance(a, b);
    return km === null ? 'unknown' : km <= NEAR_KM ? 'same' : 'apart';
  }
  if (a.admin1 && b.admin1 && Math.max(a.precision, b.precision) < 3)
    return a.admin1 === b.admin1 ? 'contains' : 'apart';
  return a.country && a.country === b.country ? 'contains' : 'unknown';
};

/** Days between precise and rough times that are still one: "Monday" against "this week" may miss by the week's edge. */
const ROUGH_SLACK = 1;

export const fitTimes = (a: EventTime | null, b: EventTime | null): Fit => {
  if (!a || !b) return 'unknown';
  const gap = rangeGap(a, b);
  const precise = a.precision === 1 && b.precision === 1;
  if (gap > (precise ? 0 : ROUGH_SLACK)) return 'apart';
  if (a.from === b.from && a.to === b.to) return 'same';
  return Number.isFinite(rangeLength(a)) || Number.isFinite(rangeLength(b)) ? 'contains' : 'unknown';
};
