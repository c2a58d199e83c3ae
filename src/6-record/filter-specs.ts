// The filters by name: what each takes, in one wording for the command line and the API.
import { ACLED_CLASSES } from '../schema/acled.ts';
import { EVENT_STATUSES } from '../schema/coded-report.ts';
import { EVENT_TYPES, QUAD_CLASSES } from '../schema/plover.ts';
import { STANDINGS } from '../schema/story.ts';
import { dayOrNull } from './days.ts';
import type { EventFilter, ReportFilter } from './filters.ts';

/** What is given by name, as it was written. */
export interface FilterValues {
  readonly since?: string | undefined;
  readonly until?: string | undefined;
  readonly country?: readonly string[] | undefined;
  readonly name?: string | undefined;
  readonly actor?: readonly string[] | undefined;
  readonly place?: string | undefined;
  readonly at?: string | undefined;
  readonly type?: readonly string[] | undefined;
  readonly quadClass?: readonly string[] | undefined;
  readonly subEvent?: readonly string[] | undefined;
  readonly status?: readonly string[] | undefined;
  readonly standing?: readonly string[] | undefined;
  readonly review?: string | undefined;
  readonly outlet?: readonly string[] | undefined;
  readonly story?: string | undefined;
  readonly words?: string | undefined;
  readonly deleted?: boolean | undefined;
  readonly language?: readonly string[] | undefined;
  readonly unsupported?: boolean | undefined;
}

type FilterName = keyof FilterValues;

export interface FilterSpec {
  readonly name: FilterName;
  readonly description: string;
  /** May be given several times; any of the values will do. */
  readonly several: boolean;
  /** What is written in place of a value: `<day>`. */
  readonly value: string;
  /** The only values, where there are some. */
  readonly choices: readonly string[] | null;
  /** What is allowed, for a refusal. */
  readonly allowed: string;
  /** As the store takes it; null where it is not allowed. */
  readonly read: (written: string) => string | null;
}

const LONGEST = 500;

const text = (name: FilterName, value: string, description: string, several = false): FilterSpec => ({
  name,
  description,
  several,
  value,
  choices: null,
  allowed: `up to ${LONGEST} characters`,
  read: written => (written !== '' && written.length <= LONGEST ? written : null),
});

const choice = (
  name: FilterName,
  description: string,
  choices: readonly string[],
  several = true,
): FilterSpec => ({
  name,
  description,
  several,
  value: name.toLowerCase(),
  choices,
  allowed: choices.join(', '),
  read: written => choices.find(each => each.toLowerCase() === written.toLowerCase()) ?? null,
});

const day = (name: FilterName, description: string): FilterSpec => ({
  name,
  description,
  several: false,
  value: 'day',
  choices: null,
  allowed: 'a day of the calendar such as 2024-05-15',
  read: written => (written.length === 10 ? dayOrNull(written) : null),
});

const country: FilterSpec = {
  name: 'country',
  description: 'of the place, an actor or a recipient',
  several: true,
  value: 'code',
  choices: null,
  allowed: 'three letters of ISO 3166-1, such as SYR',
  read: written => (/^[a-z]{3}$/i.test(written) ? written.toUpperCase() : null),
};

/** Degrees north and east. */
const coordinatesOf = (written: string): EventFilter['at'] => {
  const [, north, east] = /^(-?\d{1,2}(?:\.\d{1,15})?),(-?\d{1,3}(?:\.\d{1,15})?)$/.exec(written) ?? [];
  return north === undefined || east === undefined
    ? undefined
    : { latitude: Number(north), longitude: Number(east) };
};

const at: FilterSpec = {
  name: 'at',
  description: 'exactly these coordinates',
  several: false,
  value: 'latitude,longitude',
  choices: null,
  allowed: 'degrees north and east, such as 36.2,-5.35',
  read: written => (coordinatesOf(written) === undefined ? null : written),
};

/** Whether somebody has decided on an event. */
const REVIEWS = ['open', 'done'] as const;

const SINCE = day('since', 'from this day on');
const UNTIL = day('until', 'up to and with this day');
const OUTLET = text('outlet', 'name', 'outlet, in full', true);
const STORY = text('story', 'id', 'of one story');
const WORDS = text('words', 'words', 'full text, written as for a web search');

export const EVENT_FILTERS: readonly FilterSpec[] = [
  SINCE,
  UNTIL,
  country,
  text('name', 'words', 'an actor, recipient or place; beginnings of words will do'),
  text('actor', 'name', 'an actor or recipient by its full name, or by its code such as SYRGOV', true),
  text('place', 'name', 'a place by its full name'),
  at,
  choice('type', 'PLOVER event type', Object.keys(EVENT_TYPES)),
  choice('quadClass', 'quad class', QUAD_CLASSES),
  choice('subEvent', 'ACLED sub-event type', [...ACLED_CLASSES.keys()]),
  choice('status', 'status of events', EVENT_STATUSES),
  choice('standing', 'what the reports together make of it', STANDINGS),
  choice('review', 'open: nobody has decided on it yet; done: somebody has', REVIEWS, false),
  OUTLET,
  STORY,
  WORDS,
];

export const LANGUAGE_FILTER: FilterSpec = {
  ...text('language', 'tag', 'of reports: en, fr, ar, ...', true),
  allowed: 'a tag of BCP 47 such as fr or pt-BR',
  read: written => (/^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,5}$/.test(written) ? written : null),
};

export const REPORT_FILTERS: readonly FilterSpec[] = [SINCE, UNTIL, OUTLET, STORY, WORDS, LANGUAGE_FILTER];

/** A story fits where one of its events does. */
export const STORY_FILTERS: readonly FilterSpec[] = EVENT_FILTERS.filter(({ name }) => name !== 'story');

export const eventFilterOf = (values: FilterValues): EventFilter => ({
  types: values.type,
  quadClasses: values.quadClass,
  subEvents: values.subEvent,
  statuses: values.status,
  standings: values.standing,
  reviewed: values.review === undefined ? undefined : values.review === 'done',
  countries: values.country,
  name: values.name,
  actors: values.actor,
  place: values.place,
  at: values.at === undefined ? undefined : coordinatesOf(values.at),
  outlets: values.outlet,
  since: values.since,
  until: values.until,
  words: values.words,
  story: values.story,
  deleted: values.deleted,
});

export const reportFilterOf = ({
  outlet,
  since,
  until,
  words,
  story,
  language,
  unsupported,
}: FilterValues): ReportFilter => ({
  outlets: outlet,
  languages: language,
  unsupported,
  since,
  until,
  words,
  story,
});
