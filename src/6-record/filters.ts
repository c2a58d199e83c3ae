// What a list is narrowed by -> SQL. The commands, the exports and the APIs share these filters.
import { baseLanguage, SUPPORTED_LANGUAGES } from '../schema/language.ts';
import { storable, type Value } from './database/database.ts';

/** Every filter that is given must hold; within one, any of its values. */
export interface EventFilter {
  readonly ids?: readonly string[] | undefined;
  readonly story?: string | undefined;
  readonly types?: readonly string[] | undefined;
  readonly quadClasses?: readonly string[] | undefined;
  /** ACLED's. */
  readonly subEvents?: readonly string[] | undefined;
  readonly statuses?: readonly string[] | undefined;
  readonly standings?: readonly string[] | undefined;
  /** ISO 3166-1 alpha-3: of the place, or of an actor or recipient. */
  readonly countries?: readonly string[] | undefined;
  /** Words of a name, each by its beginning: `norv arm` finds the Norvian army. Also a place's name. */
  readonly name?: string | undefined;
  /** Actors or recipients by full name or PLOVER code. */
  readonly actors?: readonly string[] | undefined;
  /** Full name of the place. */
  readonly place?: string | undefined;
  /** Exactly these coordinates, as the map gives them. */
  readonly at?: { readonly latitude: number; readonly longitude: number } | undefined;
  /** True: only events that somebody has decided on; false: only others. */
  readonly reviewed?: boolean | undefined;
  /** True: only events with coordinates. */
  readonly placed?: boolean | undefined;
  readonly outlets?: readonly string[] | undefined;
  /** ISO 8601 days, both inclusive: events whose time touches the range; of an open one its known day counts. */
  readonly since?: string | undefined;
  readonly until?: string | undefined;
  /** Full text, as a web search is written: `"grain corridor" -wheat`. */
  readonly words?: string | undefined;
  /** True: deleted events too. */
  readonly deleted?: boolean | undefined;
}

export interface ReportFilter {
  readonly ids?: readonly string[] | undefined;
  readonly story?: string | undefined;
  readonly outlets?: readonly string[] | undefined;
  readonly since?: string | undefined;
  readonly until?: string | undefined;
  readonly words?: string | undefined;
  /** Base languages of BCP 47: `fr` finds `fr-CA` too. */
  readonly languages?: readonly string[] | undefined;
  /** True: only reports in a language that is not read, which are kept and not coded. */
  readonly unsupported?: boolean | undefined;
}

/** Collects conditions and the values that they speak of. */
export class Conditions {
  readonly #parts: string[] = [];
  readonly values: Value[];

  /** @param values those that a query around this one speaks of. */
  constructor(values: readonly Value[] = []) {
    this.values = [...values];
  }

  /** Number of a new value: `$3`. */
  value(value: Value): string {
    const safe = Array.isArray(value)
      ? value.map(each => (typeof each === 'string' ? storable(each) : each))
      : typeof value === 'string'
        ? storable(value)
        : value;
    this.values.push(safe as Value);
    return `$${this.values.length}`;
  }

  add(condition: string): void {
    this.#parts.push(condition);
  }

  /** One of the values; nothing where there are none. */
  anyOf(column: string, values: readonly string[] | undefined): void {
    if (values !== undefined && values.length > 0) this.add(`${column} = any(${this.value([...values])})`);
  }

  get sql(): string {
    return this.#parts.length === 0 ? 'true' : this.#parts.join(' and ');
  }
}

/** `norv arm` as `norv:* & arm:*`; null where there is no letter or digit in it. */
const prefixQuery = (name: string): string | null => {
  const words = name.match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.length === 0 ? null : words.map(word => `${word}:*`).join(' & ');
};

const addName = (conditions: Conditions, column: string, name: string | undefined): void => {
  if (name === undefined) return;
  const query = prefixQuery(name);
  conditions.add(query === null ? 'false' : `${column} @@ to_tsquery('simple', ${conditions.value(query)})`);
};

const addWords = (conditions: Conditions, column: string, words: string | undefined): void => {
  if (words !== undefined)
    conditions.add(`${column} @@ websearch_to_tsquery('english', ${conditions.value(words)})`);
};

const CODE = /^([A-Z]{3}){1,2}$/;

/** The words of a full name are found by the index of names, then the name itself is compared. */
const nameCondition = (conditions: Conditions, name: string, is: (value: string) => string): string => {
  const query = prefixQuery(name)?.replaceAll(':*', '');
  const found = query ? `name_words @@ to_tsquery('simple', ${conditions.value(query)}) and ` : '';
  return `(${found}${is(conditions.value(name))})`;
};

const isSide = (name: string): string => `(${name} = any(actors) or ${name} = any(recipients))`;

const addActors = (conditions: Conditions, actors: readonly string[] | undefined): void => {
  if (actors === undefined || actors.length === 0) return;
  const codes = actors.filter(actor => CODE.test(actor));
  conditions.add(
    `(${[
      ...(codes.length > 0 ? [`actor_codes && ${conditions.value(codes)}::text[]`] : []),
      ...actors.map(actor => nameCondition(conditions, actor, isSide)),
    ].join(' or ')})`,
  );
};

/** As the index of migration 12 has them. */
const DAYS = "daterange(least(date_from, date_to), greatest(date_from, date_to), '[]')";

const addDays = (conditions: Conditions, { since, until }: EventFilter): void => {
  if (since === undefined && until === undefined) return;
  // no range runs backwards, the database would fail at it
  if (since !== undefined && until !== undefined && since > until) conditions.add('false');
  else
    conditions.add(
      `coalesce(date_from, date_to) is not null and ${DAYS} && daterange(${conditions.value(since ?? null)}::date, ${conditions.value(until ?? null)}::date, '[]')`,
    );
};

/** Conditions on rows of `events`, which may stand in a query within another. */
export const addEventConditions = (conditions: Conditions, filter: EventFilter): void => {
  if (filter.deleted !== true) conditions.add('deleted_at is null');
  conditions.anyOf('events.id', filter.ids);
  conditions.anyOf('type', filter.types);
  conditions.anyOf('quad_class', filter.quadClasses);
  conditions.anyOf('acled_sub_event_type', filter.subEvents);
  conditions.anyOf('status', filter.statuses);
  conditions.anyOf('standing', filter.standings);
  if (filter.story !== undefined) conditions.add(`events.story = ${conditions.value(filter.story)}`);
  if (filter.countries !== undefined && filter.countries.length > 0)
    conditions.add(`countries && ${conditions.value([...filter.countries])}::text[]`);
  addName(conditions, 'name_words', filter.name);
  addActors(conditions, filter.actors);
  if (filter.place !== undefined)
    conditions.add(nameCondition(conditions, filter.place, name => `place_name = ${name}`));
  if (filter.at !== undefined)
    conditions.add(
      `latitude = ${conditions.value(filter.at.latitude)} and longitude = ${conditions.value(filter.at.longitude)}`,
    );
  if (filter.reviewed !== undefined) conditions.add(`reviewed is ${filter.reviewed ? 'not null' : 'null'}`);
  if (filter.placed === true) conditions.add('latitude is not null and longitude is not null');
  if (filter.outlets !== undefined && filter.outlets.length > 0)
    conditions.add(`outlets && ${conditions.value([...filter.outlets])}::text[]`);
  addDays(conditions, filter);
  addWords(conditions, 'words', filter.words);
};

export const eventConditions = (filter: EventFilter): Conditions => {
  const conditions = new Conditions();
  addEventConditions(conditions, filter);
  return conditions;
};

/** As the index of migration 8 has it. */
const BASE_LANGUAGE = "split_part(lower(language), '-', 1)";

export const reportConditions = (filter: ReportFilter): Conditions => {
  const conditions = new Conditions();
  conditions.anyOf('reports.id', filter.ids);
  conditions.anyOf('outlet', filter.outlets);
  if (filter.story !== undefined)
    conditions.add(
      `reports.id in (select report from story_reports where story = ${conditions.value(filter.story)})`,
    );
  if (filter.since !== undefined) conditions.add(`published_on >= ${conditions.value(filter.since)}::date`);
  if (filter.until !== undefined) conditions.add(`published_on <= ${conditions.value(filter.until)}::date`);
  conditions.anyOf(BASE_LANGUAGE, filter.languages?.map(baseLanguage));
  if (filter.unsupported === true)
    conditions.add(`${BASE_LANGUAGE} <> all(${conditions.value([...SUPPORTED_LANGUAGES])}::text[])`);
  addWords(conditions, 'words', filter.words);
  return conditions;
};
