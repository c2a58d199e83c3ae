// The registry names of a sentence -> what each refers to there: a state or its capital's streets, a town, an actor.

import { nameKey } from '../resources/names.ts';
import type { Sentence } from '../schema/analysis.ts';
import type { Issue } from '../schema/issue.ts';
import type { NameSense, Place, Registry, State } from '../schema/registry.ts';
import { childrenBy, tokenAt } from '../schema/tree.ts';
import { chooseSense, countryOf, type ReportContext } from './context.ts';
import { agentAt, agentFrom, hitCovering, hitFrom, type NamedSentence } from './noun-phrase.ts';
import { choosePlace, type PlaceCues } from './place-choice.ts';
import { type Direction, directionBefore, pointsOf, readingAt } from './position.ts';
import {
  bodyReferent,
  peopleReferent,
  placeReferent,
  type Referent,
  registryReferent,
  stateReferent,
  unknownPerson,
} from './referent.ts';
import type { NameHit } from './sentence-names.ts';

export const headOf = (sentence: Sentence, from: number, to: number): number => {
  for (let index = from; index < to; index++) {
    const { head } = tokenAt(sentence, index);
    if (head < from || head >= to) return index;
  }
  return to - 1;
};

const REGION_WORD =
  /^(?:province|governorate|region|oblast|state|district|county|prefecture|canton|emirate|division|department|krai|wilayat|countryside)$/i;

export const isRegionWord = (sentence: Sentence, index: number): boolean =>
  REGION_WORD.test(sentence.tokens[index]?.form ?? '');

/** "Idlib province", "the province of Idlib". */
export const isRegionUse = (sentence: Sentence, from: number, to: number): boolean =>
  REGION_WORD.test(sentence.tokens[to]?.form ?? '') ||
  (/^of$/i.test(sentence.tokens[from - 1]?.form ?? '') &&
    REGION_WORD.test(sentence.tokens[from - 2]?.form ?? ''));

const KM_PER_DEGREE = 111;

/** "northern Syria": a part of a place, its point moved half-way to that side. */
export const partReferent = (whole: Referent, extent: number, direction: Direction): Referent => {
  const { place } = whole;
  // "eastern Ghouta" is itself the name of a place.
  if (!place || pointsOf(place.name.split(' ')[0] ?? '').length > 0) return whole;
  const shift = extent / 2 / KM_PER_DEGREE;
  const { latitude, longitude } = place;
  const scale = Math.max(0.2, Math.cos(((latitude ?? 0) * Math.PI) / 180));
  const name = `${direction.name} ${place.name}`;
  return {
    key: `part:${direction.name}/${whole.key}`,
    hard: true,
    kind: 'place',
    name,
    actor: null,
    place: {
      ...place,
      id: place.id === null ? null : `${place.id}/${direction.name}`,
      name,
      latitude: latitude === null ? null : round(latitude + direction.north * shift),
      longitude: longitude === null ? null : round(longitude + (direction.east * shift) / scale),
      precision: place.precision === 1 ? 1 : place.id?.startsWith('country:') && extent > 150 ? 3 : 2,
    },
    office: null,
  };
};

const round = (value: number): number => Math.round(value * 1000) / 1000;

/** The country that stands behind the name: "Tripoli, Lebanon", "Azaz in northern Syria", "the Syrian town of". */
export const countryBeside = (
  sentence: Sentence,
  hits: readonly NameHit[],
  from: number,
  to: number,
  context: ReportContext,
): string | null => {
  const comma = sentence.tokens[to]?.form;
  const near = comma === ',' || comma === '(' ? hits[hitFrom(hits, to + 1)] : undefined;
  const head = headOf(sentence, from, to);
  const below = childrenBy(sentence, head, 'nmod', 'appos')
    .filter(child => child >= to)
    .map(child => hits[hitCovering(hits, child)]);
  const governor = tokenAt(sentence, head).head;
  const before = [1, 2, 3, 4]
    .map(step => hits[hitCovering(hits, from - step)])
    .find(hit => hit && hit.to <= from && hit.to <= governor);
  for (const hit of [near, ...below, before]) {
    if (!hit) continue;
    const sense = chooseSense(hit.entries, context).sense;
    if (sense?.kind === 'state' || sense?.kind === 'place') return countryOf(sense);
  }
  return null;
};

export interface NameReader {
  readonly registry: Registry;
  readonly context: ReportContext;
  readonly regions: ReadonlySet<string>;
  readonly issues: Issue[];
  /** Last words of persons whom the report names in full. */
  readonly surnames: ReadonlySet<string>;
}

export const cityReferent = (
  reader: NameReader,
  name: string,
  cues: PlaceCues,
  at: { start: number; end: number },
) => {
  const { place, rival } = choosePlace(reader.registry, name, reader.context, cues);
  if (place && rival)
    reader.issues.push({
      code: 'ground/ambiguous-place',
      message: `"${name}" may be ${whereIs(place)} or ${whereIs(rival)}; the first was taken. A country or region named beside it in the text would settle it.`,
      ...at,
    });
  return place;
};

const whereIs = (place: Place): string =>
  [place.name, place.admin1, place.country].filter(part => part).join(', ');

const spanOf = (sentence: Sentence, from: number, to: number) => ({
  start: tokenAt(sentence, from).start,
  end: tokenAt(sentence, to - 1).end,
});

const surfaceOf = (sentence: Sentence, from: number, to: number): string =>
  sentence.tokens
    .slice(from, to)
    .map(token => token.form)
    .join(' ');

/** The office in the title before a name: "President" Bush. */
const officeBefore = (registry: Registry, sentence: Sentence, from: number): string | null =>
  from > 0 ? (agentAt(registry, sentence, from - 1)?.agent.office ?? null) : null;

const ARMED = new Set(['MIL', 'REB', 'UAF', 'PRM', 'CRM']);

/** "SNA fighters", "the Wagner chief": armed people, or those who lead, named after whom they belong to. */
const leadsAgents = (registry: Registry, sentence: Sentence, at: number): boolean => {
  const next = sentence.tokens[at];
  const found =
    next && /^\p{Ll}/u.test(next.form) ? agentFrom(registry, sentence, at, sentence.tokens.length) : null;
  return found !== null && (found.agent.inherits || ARMED.has(found.agent.sector ?? ''));
};

/** "Brussels decided": the body that sits there, unless the sentence names the state itself. */
const governmentIn = (hits: readonly NameHit[], hit: NameHit, state: State): Referent => {
  const seated = hit.entries.find(({ sense }) => sense.kind === 'actor')?.sense;
  const namesState = hits.some(({ entries }) =>
    entries.some(({ sense }) => sense.kind === 'state' && sense.as !== 'capital' && sense.state === state),
  );
  return seated?.kind === 'actor' && !namesState
    ? registryReferent(seated.actor, null)
    : stateReferent(state);
};

/** A country of the report has a city of the capital's name. */
const isElsewhere = ({ registry, context }: NameReader, hit: NameHit, state: State): boolean =>
  registry
    .cities(hit.key)
    .some(({ country }) => country !== null && country !== state.iso3 && context.countries.has(country));

const regionIn = (hit: NameHit | undefined): Place | null => {
  const sense = hit?.entries.find(
    one => one.sense.kind === 'place' && one.sense.place.kind === 'region',
  )?.sense;
  return sense?.kind === 'place' ? sense.place : null;
};

/** "Atlanta, Georgia" and "Florida and Georgia": a region of another country that is called as the state is. */
const regionNamed = (
  { registry }: NameReader,
  sentence: Sentence,
  hits: readonly NameHit[],
  hit: NameHit,
): Place | null => {
  const region = regionIn(hit);
  if (!region) return null;
  const others = hits.filter(other => other !== hit).map(regionIn);
  if (others.some(other => other !== null && other.country === region.country)) return region;
  if (sentence.tokens[hit.from - 1]?.form !== ',') return null;
  const town = nameKey(sentence.tokens[hit.from - 2]?.form ?? '');
  const lies = registry
    .cities(town)
    .some(place => place.country === region.country && place.admin1 === region.name);
  return lies ? region : null;
};

/** "Iran's Security Council" is a body of Iran, not the world's. */
const isNational = (
  reader: NameReader,
  sentence: Sentence,
  hits: readonly NameHit[],
  hit: NameHit,
): boolean => {
  const mark = /^['’]s?$/.test(sentence.tokens[hit.from - 1]?.form ?? '') ? 2 : 1;
  const before = hits[hitCovering(hits, hit.from - mark)];
  return (
    before?.entries.some(({ sense }) => sense.kind === 'state') === true &&
    agentAt(reader.registry, sentence, hit.to - 1)?.agent.body != null
  );
};

/** "a baker named Rouhani" introduces somebody of whom the reader knows nothing. */
const isIntroduced = (sentence: Sentence, from: number): boolean =>
  /^(?:named|called)$/i.test(sentence.tokens[from - 1]?.form ?? '') &&
  sentence.tokens[from - 2]?.upos === 'NOUN';

const referentOf = (
  reader: NameReader,
  sentence: Sentence,
  hits: readonly NameHit[],
  hit: NameHit,
): Referent | null => {
  const { context } = reader;
  const { sense, rivals } = chooseSense(hit.entries, context, {
    office: officeBefore(reader.registry, sentence, hit.from),
    leadsAgents: leadsAgents(reader.registry, sentence, hit.to),
  });
  const head = headOf(sentence, hit.from, hit.to);
  if (!sense) {
    if (rivals.length > 1)
      reader.issues.push({
        code: 'ground/ambiguous-name',
        message: `"${surfaceOf(sentence, hit.from, hit.to)}" may be ${rivals.map(describe).join(' or ')}; none was taken. A fuller name or its country in the text would settle it.`,
        ...spanOf(sentence, hit.from, hit.to),
      });
    return namesakeReferent(rivals, surfaceOf(sentence, hit.from, hit.to));
  }
  const cues = (certain: boolean, beside: string | null): PlaceCues => ({
    sentence: sentence.index,
    beside,
    certain,
    regions: reader.regions,
  });
  switch (sense.kind) {
    case 'seat':
      return bodyReferent(sense.state, sense.body, null, sense.name);
    case 'actor': {
      const { actor } = sense;
      if (actor.kind === 'person' && hit.to - hit.from === 1 && isIntroduced(sentence, hit.from)) return null;
      if (actor.country === null && isNational(reader, sentence, hits, hit)) return null;
      return registryReferent(actor, context.date);
    }
    case 'place': {
      const { place } = sense;
      const direction = directionBefore(sentence, hit.from);
      const surface = surfaceOf(sentence, hit.from, hit.to);
      if (reader.surnames.has(surface)) return null;
      if (place.kind === 'region' && !isRegionUse(sentence, hit.from, hit.to)) {
        const city = cityReferent(
          reader,
          surface,
          cues(true, place.country),
          spanOf(sentence, hit.from, hit.to),
        );
        if (city?.country === place.country && city.population >= 20_000) {
          const whole = placeReferent(city);
          return direction ? partReferent(whole, 5, direction) : whole;
        }
      }
      const whole = placeReferent(place);
      return direction ? partReferent(whole, place.extent, direction) : whole;
    }
    case 'state': {
      const { state } = sense;
      if (sense.as === 'people') return peopleReferent(state);
      if (sense.as === 'capital') {
        const beside = countryBeside(sentence, hits, hit.from, hit.to, context);
        const other = beside !== null && beside !== state.iso3;
        const reading = readingAt(sentence, head);
        const known = context.countries.has(state.iso3) || !isElsewhere(reader, hit, state);
        if (!other && known && reading === 'actor') return governmentIn(hits, hit, state);
        const surface = surfaceOf(sentence, hit.from, hit.to);
        const homonym = other || !context.countries.has(state.iso3);
        const city = cityReferent(
          reader,
          surface,
          cues(true, homonym ? beside : state.iso3),
          spanOf(sentence, hit.from, hit.to),
        );
        return city ? placeReferent(city) : stateReferent(state);
      }
      const region = sense.as === 'name' ? regionNamed(reader, sentence, hits, hit) : null;
      if (region) return placeReferent(region);
      const direction = sense.as === 'name' ? directionBefore(sentence, hit.from) : null;
      const whole = stateReferent(state);
      return direction ? partReferent(whole, state.extent, direction) : whole;
    }
  }
};

/** "President Bush" in a report without a date: father or son, but of the United States. */
const namesakeReferent = (rivals: readonly NameSense[], name: string): Referent | null => {
  const countries = new Set(rivals.map(countryOf));
  const [country] = countries;
  const arePersons = rivals.every(sense => sense.kind === 'actor' && sense.actor.kind === 'person');
  return arePersons && countries.size === 1 && country ? unknownPerson(name, country) : null;
};

const describe = (sense: NonNullable<ReturnType<typeof chooseSense>['sense']>): string =>
  sense.kind === 'actor'
    ? `${sense.actor.name} (${sense.actor.country ?? 'no country'})`
    : sense.kind === 'place'
      ? whereIs(sense.place)
      : sense.state.name;

export const readNames = (
  reader: NameReader,
  sentence: Sentence,
  hits: readonly NameHit[],
): NamedSentence => ({
  sentence,
  hits,
  referents: hits.map(hit => referentOf(reader, sentence, hits, hit)),
});
