// `synoptic places show NAME`: every place of the name, and which one a report that names a country would mean.
import { choosePlace } from '../3-ground/place-choice.ts';
import { nameKey, nameWords } from '../resources/names.ts';
import type { Place, Registry } from '../schema/registry.ts';

const KINDS: Readonly<Record<Place['kind'], string>> = {
  country: 'country',
  region: 'first-level region',
  area: 'named area',
  city: 'town',
};

const line = (place: Place): string => {
  const where = [place.admin1 === place.name ? null : place.admin1, place.country].filter(Boolean).join(', ');
  const people = place.population > 1000 ? `, ${place.population.toLocaleString('en')} people` : '';
  return `${place.name} (${where || 'no one country'}): ${KINDS[place.kind]} at ${place.latitude}, ${place.longitude}${people}, geo_precision ${place.precision}  [${place.id}]`;
};

const MOST = 20;

export const showPlace = (registry: Registry, name: string, country: string | null): string => {
  const words = nameWords(name);
  const match = registry.longestName(words, 0);
  const listed = (match?.length === words.length ? match.entries : []).flatMap(({ sense }) => {
    if (sense.kind === 'place') return [sense.place];
    const whole =
      sense.kind === 'state' && sense.as === 'name' ? registry.countryPlace(sense.state.iso3) : null;
    return whole ? [whole] : [];
  });
  const towns = registry.cities(nameKey(name));
  const all = [...listed, ...towns];
  if (all.length === 0)
    return `no table knows a place "${name}". Add a GeoNames dump of its country: synoptic places import --help\n`;
  const { place, rival } = choosePlace(
    registry,
    name,
    { date: null, countries: new Map(country ? [[country, 2]] : []), bySentence: [], actors: new Set() },
    { sentence: 0, beside: null, certain: true, regions: new Set() },
  );
  const region = listed.find(one => country === null || one.country === country || one.country === null);
  const chosen = [
    ...(region ? [`As a region or country: ${region.name} (${region.country ?? '-'}).`] : []),
    place
      ? `As a town, in a report that names ${country ?? 'no country'}: ${place.name} (${[place.admin1, place.country].filter(Boolean).join(', ')})${rival ? `, with ${rival.country} about as likely (an issue would say so)` : ''}.`
      : `As a town, in a report that names ${country ?? 'no country'}: none; too small to be meant without its country (--country).`,
  ];
  const more = all.length > MOST ? [`... and ${all.length - MOST} more`] : [];
  return `${[...all.slice(0, MOST).map(line), ...more, '', ...chosen].join('\n')}\n`;
};
