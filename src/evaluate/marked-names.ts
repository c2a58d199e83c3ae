// Lines with marked names, `date | text with [words => expected]`, run through analysis and grounding and compared:
// who a name is, and whether a place lies within 161 km (100 miles) of its point, the measure of the geoparsing literature.
import { readFileSync } from 'node:fs';
import { makeReport, NO_FIELDS } from '../1-gather/index.ts';
import { groundReport } from '../3-ground/index.ts';
import { analyseReport } from '../pipeline.ts';
import type { Resources } from '../resources/index.ts';
import type { Entity, Grounding } from '../schema/grounding.ts';

export interface Mark {
  readonly start: number;
  readonly end: number;
  readonly words: string;
  readonly expected: string;
}

export interface MarkedLine {
  readonly line: number;
  readonly date: string;
  readonly text: string;
  readonly marks: readonly Mark[];
}

const MARK = /\[([^[\]]+?) => ([^[\]]+)\]/;

const parseMarks = (marked: string): { text: string; marks: Mark[] } => {
  const marks: Mark[] = [];
  let text = marked;
  for (let found = MARK.exec(text); found; found = MARK.exec(text)) {
    const [all, words = '', expected = ''] = found;
    marks.push({ start: found.index, end: found.index + words.length, words, expected });
    text = text.slice(0, found.index) + words + text.slice(found.index + all.length);
  }
  return { text, marks };
};

export const readMarked = (path: string): readonly MarkedLine[] =>
  readFileSync(path, 'utf8')
    .split('\n')
    .flatMap((line, index) => {
      const found = /^(\d{4}-\d\d-\d\d) \| (.+)$/.exec(line);
      return found ? [{ line: index + 1, date: found[1] ?? '', ...parseMarks(found[2] ?? '') }] : [];
    });

export const groundLine = (line: MarkedLine, resources: Resources): Grounding => {
  const report = makeReport({
    ...NO_FIELDS,
    id: `line-${line.line}`,
    text: line.text,
    publishedAt: line.date,
  });
  return groundReport(report, analyseReport(report, resources), resources);
};

/** The entity of the mention that fits the marked words best: most shared, least besides. */
export const entityOf = (grounding: Grounding, mark: Mark): Entity | null => {
  let best: { entity: string; fit: number } | null = null;
  for (const mention of grounding.mentions) {
    const shared = Math.min(mention.end, mark.end) - Math.max(mention.start, mark.start);
    if (shared <= 0) continue;
    const fit = shared / (Math.max(mention.end, mark.end) - Math.min(mention.start, mark.start));
    if (!best || fit > best.fit) best = { entity: mention.entity, fit };
  }
  return grounding.entities.find(entity => entity.id === best?.entity) ?? null;
};

/** What a careful reader wrote against what was found; null where they agree. */
export const differs = (entity: Entity | null, expected: string): string | null => {
  const { actor, place } = entity ?? { actor: null, place: null };
  const found = `${entity?.name ?? 'nothing'} (${actor?.id ?? '-'} ${actor?.code ?? '-'} @${place?.country ?? '-'})`;
  const agrees = (): boolean => {
    if (expected === 'unknown') return (actor?.id ?? null) === null;
    if (expected.startsWith('@')) {
      const [country, name] = expected.slice(1).split('/');
      return place?.country === country && (name === undefined || entity?.name === name);
    }
    if (expected.endsWith('*')) return actor?.country === expected.slice(0, -1);
    if (expected.includes(':')) return actor?.id === expected;
    if (/^[A-Z]{3}$/.test(expected)) return [actor?.country, actor?.sector].includes(expected);
    if (/^[A-Z]{6}$/.test(expected)) return actor?.code === expected;
    return entity?.name === expected;
  };
  return agrees() ? null : found;
};

const NEAR_KM = 161;
const EARTH_KM = 6371;
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

const distance = (latitude: number, longitude: number, toLatitude: number, toLongitude: number): number => {
  const half = (a: number, b: number): number => Math.sin(radians(b - a) / 2) ** 2;
  const across = Math.cos(radians(latitude)) * Math.cos(radians(toLatitude));
  return (
    2 * EARTH_KM * Math.asin(Math.sqrt(half(latitude, toLatitude) + across * half(longitude, toLongitude)))
  );
};

interface PlaceComparison {
  /** What was found, for a list of misses. */
  readonly found: string;
  readonly inCountry: boolean;
  readonly isNear: boolean;
}

/** `mark.expected` is `SYR 36.2,37.2`. */
export const comparePlace = (entity: Entity | null, { expected }: Mark): PlaceComparison => {
  const [country = '', point = ''] = expected.split(' ');
  const [latitude = 0, longitude = 0] = point.split(',').map(Number);
  const place = entity?.place ?? null;
  const km =
    place?.latitude == null || place.longitude === null
      ? Number.POSITIVE_INFINITY
      : distance(latitude, longitude, place.latitude, place.longitude);
  return {
    found: `${place?.name ?? 'nothing'} (${place?.country ?? '-'}, ${Math.round(km)} km)`,
    inCountry: place !== null && (place.country ?? '-') === country,
    // The middle of a large country is a matter of taste.
    isNear: km <= NEAR_KM || place?.id === `country:${country}`,
  };
};
