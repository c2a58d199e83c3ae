// `synoptic places show NAME`: every place of the name, and which one a report that names a country would mean.
import { choosePlace } from '../3-ground/place-choice.ts';
import { nameKey, nameWords } from '../resources/names.ts';
import type { Place, Registry } from '../schema/registry.ts';
import { type Entry, paragraph, writeEntry } from './facts.ts';

const KINDS: Readonly<Record<Place['kind'], string>> = {
  country: 'country',
  region: 'first-level region',
  area: 'named area',
  city: 'town',
};

const entryOf = (registry: Registry, place: Place): Entry => {
  const country = place.country === null ? null : registry.states.get(place.country);
  const where = [
    place.name,
    place.admin1 === place.name ? null : place.admin1,
    country?.name === place.name ? null : country?.name,
  ];
  const people = place.population > 1000 ? `, ${place.population.toLocaleString('en')} people` : '';
  return {
    head: `${where.filter(Boolean).join(', ')}${place.country ? ` (${place.country})` : ''}`,
    facts: [
      `${KINDS[place.kind]}${people}; ${place.latitude}, ${place.longitude}; geo_precision ${place.precision}`,
      place.id,
    ],
  };
};

const MOST = 20;

interface Shown {
  readonly text: string;
  readonly isKnown: boolean;
}

export const showPlace = (registry: Registry, name: string, country: string | null): Shown => {
  const words = nameWords(name);
  const match = registry.longestName(words, 0);
  const listed = (match?.length === words.length ? match.entries : []).flatMap(({ sense }) => {
    if (sense.kind === 'place') return [sense.place];
    const whole =
      sense.kind === 'state' && sense.as === 'name' ? registry.countryPlace(sense.state.iso3) : null;
    return whole ? [whole] : [];
  });
  const all = [...listed, ...registry.cities(nameKey(name))];
  if (all.length === 0) {
    const text = `No table knows a place "${name}". Add a GeoNames dump of its country: synoptic places import --help`;
    return { text: `${paragraph(text).join('\n')}\n`, isKnown: false };
  }
  const { place, rival } = choosePlace(
    registry,
    name,
    { date: null, countries: new Map(country ? [[country, 2]] : []), bySentence: [], actors: new Set() },
    { sentence: 0, beside: null, certain: true, regions: new Set() },
  );
  const region = listed.find(one => country === null || one.country === country || one.country === null);
  const inReport = `As a town, in a report that names ${country ?? 'no country'}:`;
  const town = place && [place.name, place.admin1, place.country].filter(Boolean).join(', ');
  const chosen = [
    ...(region
      ? [`As a region or country: ${region.name}${region.country ? ` (${region.country})` : ''}.`]
      : []),
    town
      ? `${inReport} ${town}${rival ? `, with ${rival.country} about as likely (an issue would say so)` : ''}.`
      : `${inReport} none; too small to be meant without its country (--country).`,
  ];
  const more = all.length > MOST ? [`... and ${all.length - MOST} more`] : [];
  const entries = all.slice(0, MOST).flatMap(one => writeEntry(entryOf(registry, one)));
  return { text: `${[...entries, ...more, '', ...chosen.flatMap(paragraph)].join('\n')}\n`, isKnown: true };
};
