// Which of the towns of one name a report means: by the countries and regions it speaks of, then by size.
import { nameKey } from '../resources/names.ts';
import type { Place, Registry } from '../schema/registry.ts';
import type { ReportContext } from './context.ts';

export interface PlaceCues {
  readonly sentence: number;
  /** A country or region that the text puts beside the name: "Tripoli, Lebanon". */
  readonly beside: string | null;
  /** True where the name recogniser or a locative says that it is a place. */
  readonly certain: boolean;
  /** First-level regions that the report names. */
  readonly regions: ReadonlySet<string>;
}

export interface PlaceChoice {
  readonly place: Place | null;
  /** The runner-up in another country where both fit about as well. */
  readonly rival: Place | null;
}

const LARGE = 100_000;
const KNOWN = 15_000;
/** A town in the news that is this many times as large is the one meant. */
const FAR_LARGER = 4;

const scoreOf = (place: Place, context: ReportContext, cues: PlaceCues): number => {
  const { country } = place;
  let score = Math.log10(place.population + 10) / 2;
  if (country === null) return score;
  const here = context.bySentence[cues.sentence];
  if (cues.beside === country) score += 6;
  if (here?.has(country)) score += 1.5;
  const weight = context.countries.get(country) ?? 0;
  if (weight > 0) score += 1.5 + Math.min(1.5, weight / 4);
  if (place.admin1 !== null && cues.regions.has(place.admin1)) score += 1;
  return score;
};

/** Towns outside the report's countries count only when they are large, or known or in the news and surely a place. */
const plausible = (place: Place, context: ReportContext, cues: PlaceCues): boolean => {
  if (place.country === null) return false;
  if (cues.beside !== null) return cues.beside === place.country;
  if (context.countries.has(place.country)) return cues.certain || place.population >= KNOWN;
  return place.population >= LARGE || (cues.certain && (place.isNews || place.population >= KNOWN));
};

/** Geneva in Illinois, where the report names neither the state nor the town as there. */
const isNamesake = (place: Place, famous: readonly Place[], { beside, regions }: PlaceCues): boolean =>
  !place.isNews &&
  beside === null &&
  !(place.admin1 !== null && regions.has(place.admin1)) &&
  famous.some(other => other.population > FAR_LARGER * place.population);

export const choosePlace = (
  registry: Registry,
  name: string,
  context: ReportContext,
  cues: PlaceCues,
): PlaceChoice => {
  const cities = registry.cities(nameKey(name));
  const famous = cities.filter(place => place.isNews);
  const scored = cities
    .filter(place => plausible(place, context, cues) && !isNamesake(place, famous, cues))
    .map(place => ({ place, score: scoreOf(place, context, cues) }))
    .sort((a, b) => b.score - a.score);
  const [best, second] = scored;
  if (!best) return { place: null, rival: null };
  const close =
    second !== undefined && best.score - second.score < 0.2 && second.place.country !== best.place.country;
  return { place: best.place, rival: close ? second.place : null };
};
