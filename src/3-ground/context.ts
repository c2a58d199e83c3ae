// What a report speaks of as a whole: its date, and how much it names each country; with it a name that several
// actors share is settled.

import type { NameEntry, NameSense, Registry, RegistryActor, Term } from '../schema/registry.ts';
import type { Report } from '../schema/report.ts';
import type { NameHit } from './sentence-names.ts';

export interface ReportContext {
  /** ISO date, or null. */
  readonly date: string | null;
  /** Alpha-3 -> how often the report names the country or what is its own, by names that have one sense. */
  readonly countries: ReadonlyMap<string, number>;
  /** The same within each sentence. */
  readonly bySentence: readonly ReadonlySet<string>[];
  /** Ids of actors named in full. */
  readonly actors: ReadonlySet<string>;
}

export const countryOf = (sense: NameSense): string | null => {
  switch (sense.kind) {
    case 'state':
    case 'seat':
      return sense.state.iso3;
    case 'actor':
      return sense.actor.country;
    case 'place':
      return sense.place.country;
  }
};

/** The sense of a name that has one, or several of one country: "US" is both noun and adjective. */
const onlySense = (entries: readonly NameEntry[]): NameSense | null => {
  const strong = entries.filter(entry => !entry.weak);
  const [first] = strong;
  if (!first || strong.length === 1) return first?.sense ?? null;
  const country = countryOf(first.sense);
  return country !== null && strong.every(entry => countryOf(entry.sense) === country) ? first.sense : null;
};

/** Countries named otherwise than by their capital. */
const namedCountries = (hits: readonly (readonly NameHit[])[]): ReadonlySet<string> => {
  const named = new Set<string>();
  for (const hit of hits.flat()) {
    const sense = onlySense(hit.entries);
    const country = sense && !isCapital(sense) ? countryOf(sense) : null;
    if (country !== null) named.add(country);
  }
  return named;
};

const isCapital = (sense: NameSense): boolean => sense.kind === 'state' && sense.as === 'capital';

const CITY = 100_000;

/** "Tripoli" in a report on Lebanon: a capital's name, but a city of the country that is named has it too. */
const isHomonym = (registry: Registry, hit: NameHit, sense: NameSense, named: ReadonlySet<string>): boolean =>
  isCapital(sense) &&
  !named.has(countryOf(sense) ?? '') &&
  registry
    .cities(hit.key)
    .some(place => place.country !== null && named.has(place.country) && place.population >= CITY);

export const readContext = (
  registry: Registry,
  report: Report,
  hits: readonly (readonly NameHit[])[],
): ReportContext => {
  const countries = new Map<string, number>();
  const actors = new Set<string>();
  const named = namedCountries(hits);
  const bySentence = hits.map(own => {
    const here = new Set<string>();
    for (const hit of own) {
      const sense = onlySense(hit.entries);
      if (!sense || isHomonym(registry, hit, sense, named)) continue;
      if (sense.kind === 'actor') actors.add(sense.actor.id);
      const country = countryOf(sense);
      if (country === null) continue;
      here.add(country);
      const weight = sense.kind === 'state' && sense.as !== 'capital' ? 2 : 1;
      countries.set(country, (countries.get(country) ?? 0) + weight);
    }
    return here;
  });
  return { date: report.publishedAt?.slice(0, 10) ?? null, countries, bySentence, actors };
};

/** Dates of lesser precision compare by their common length: "2012" holds on every day of 2012. */
const notBefore = (date: string, from: string | null): boolean =>
  from === null || date.slice(0, from.length) >= from;
const notAfter = (date: string, to: string | null): boolean => to === null || date.slice(0, to.length) <= to;

export const holdsOn = (span: { from: string | null; to: string | null }, date: string): boolean =>
  notBefore(date, span.from) && notAfter(date, span.to);

/** The person's term on the date; with no date the last term. Null on a date outside all terms. */
export const termOn = (actor: RegistryActor, date: string | null): Term | null =>
  date === null ? (actor.terms.at(-1) ?? null) : (actor.terms.findLast(term => holdsOn(term, date)) ?? null);

const heldOffice = (entry: NameEntry, office: string | null): boolean =>
  office !== null &&
  entry.sense.kind === 'actor' &&
  entry.sense.actor.terms.some(term => term.role === office);

const scoreOf = (entry: NameEntry, context: ReportContext, office: string | null): number => {
  const { sense } = entry;
  const country = countryOf(sense);
  let score = entry.weak ? 0 : 1;
  if (heldOffice(entry, office)) score += 2;
  if (country !== null && context.countries.has(country))
    score += 2 + Math.min(2, (context.countries.get(country) ?? 0) / 4);
  if (sense.kind === 'state') score += sense.as === 'name' ? 1.5 : 1;
  if (sense.kind === 'actor') {
    if (context.actors.has(sense.actor.id)) score += 2;
    const actor = sense.actor;
    const ended = context.date !== null && !holdsOn(actor, context.date);
    if (ended) score -= 1;
  }
  return score;
};

/** Who left office within the month is still called by the surname alone. */
const monthBefore = (date: string): string => {
  const [year = '', month = '', ...day] = date.split('-');
  const before =
    month === '01' ? [String(Number(year) - 1), '12'] : [year, String(Number(month) - 1).padStart(2, '0')];
  return [...before, ...day].join('-');
};

const allowed = (entry: NameEntry, context: ReportContext, office: string | null): boolean => {
  const { sense } = entry;
  if (sense.kind === 'actor') {
    const { actor } = sense;
    if (context.date !== null && actor.from !== null && context.date.slice(0, actor.from.length) < actor.from)
      return !entry.weak && actor.kind === 'person';
    if (context.actors.has(actor.id) || heldOffice(entry, office)) return true;
    if (entry.surname)
      return (
        context.date !== null &&
        (termOn(actor, context.date) ?? termOn(actor, monthBefore(context.date))) !== null &&
        actor.country !== null &&
        context.countries.has(actor.country)
      );
  }
  if (!entry.weak) return true;
  const country = countryOf(sense);
  return country !== null && context.countries.has(country);
};

/** Two senses of one country come to the same, but "Kim" the minister is not "Kim" the general. */
const comeToTheSame = (a: NameSense, b: NameSense): boolean => {
  if (a.kind === 'actor' && b.kind === 'actor' && a.actor.kind === 'person') return a.actor.id === b.actor.id;
  return countryOf(a) === countryOf(b);
};

export interface Choice {
  readonly sense: NameSense | null;
  /** Other senses that fit as well; the choice is then null. */
  readonly rivals: readonly NameSense[];
}

/** What stands beside a name: the office in the title before it, an agent noun after it ("SNA fighters"). */
export interface Beside {
  readonly office: string | null;
  readonly leadsAgents: boolean;
}

const ALONE: Beside = { office: null, leadsAgents: false };

/** "Wagner mercenaries": nothing but a group has such. */
const isGroup = ({ sense }: NameEntry): boolean =>
  sense.kind === 'actor' && sense.actor.id.startsWith('group:');

/** Settles which of a name's senses the report means; else `rivals`. */
export const chooseSense = (
  entries: readonly NameEntry[],
  context: ReportContext,
  { office, leadsAgents }: Beside = ALONE,
): Choice => {
  const scored = entries
    .filter(entry => allowed(entry, context, office) || (leadsAgents && isGroup(entry)))
    .map(entry => ({ sense: entry.sense, score: scoreOf(entry, context, office) }))
    .sort((a, b) => b.score - a.score);
  const [best, second] = scored;
  if (!best) return { sense: null, rivals: [] };
  if (second && second.score === best.score && !comeToTheSame(best.sense, second.sense))
    return { sense: null, rivals: scored.filter(one => one.score === best.score).map(one => one.sense) };
  return { sense: best.sense, rivals: [] };
};
