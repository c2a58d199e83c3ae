// What a reader looks through before one thing is opened: story cards, facets, places, points of a map, the store.
import { z } from 'zod';
import type {
  Facets,
  MapPoints,
  OutletCount,
  PlaceList,
  StoreFacts,
  StoryCard,
  Timeline,
} from '../../../6-record/index.ts';
import { named, sameAs } from './contract.ts';
import { dayOrNull, instant, offset, words } from './span.ts';

export const storyCardSchema = sameAs<StoryCard>()(
  'StoryCard',
  z.strictObject({
    id: z.string(),
    title: z.string(),
    reports: offset,
    outlets: z.array(z.string()),
    independentOutlets: offset,
    events: offset,
    corroborated: offset,
    disputed: offset,
    reviewed: offset,
    from: dayOrNull,
    to: dayOrNull,
    timeline: z
      .strictObject({ daysAStep: offset, counts: z.array(offset) })
      .describe('Events from its first day to its last, in steps of so many days'),
    reportedAt: instant
      .nullable()
      .describe('When its newest report was published, or recorded where that is not known'),
    updatedAt: instant,
  }),
);

const facet = z.array(z.strictObject({ value: z.string(), events: offset }));

export const facetsSchema = sameAs<Facets>()(
  'Facets',
  z.strictObject({
    total: offset,
    isApproximate: z.boolean().describe('Only a part was counted: the numbers are about right'),
    dates: z.strictObject({ step: z.enum(['day', 'month']), values: facet }),
    undated: offset,
    country: facet,
    actor: facet,
    type: facet,
    quadClass: facet,
    status: facet,
    standing: facet,
    outlet: facet,
    review: facet,
  }),
);

export const timelineSchema = sameAs<Timeline>()(
  'Timeline',
  z.strictObject({
    step: z.enum(['day', 'week', 'month']),
    isApproximate: z.boolean(),
    undated: offset,
    counts: z
      .array(z.strictObject({ day: z.string(), type: z.string(), events: offset }))
      .describe(
        'In order of time; `day` begins its step (a Monday, a first of month); empty steps are left out',
      ),
  }),
);

export const placeListSchema = sameAs<PlaceList>()(
  'PlaceList',
  z.strictObject({
    isApproximate: z.boolean(),
    items: z.array(
      z.strictObject({
        name: z.string(),
        country: words,
        admin1: words,
        latitude: z.number().nullable(),
        longitude: z.number().nullable(),
        precision: z.union([z.literal(1), z.literal(2), z.literal(3)]).nullable(),
        events: offset,
        firstDay: dayOrNull,
        lastDay: dayOrNull,
      }),
    ),
  }),
  'Most frequent first.',
);

export const mapPointsSchema = sameAs<MapPoints>()(
  'MapPoints',
  z.strictObject({
    isApproximate: z.boolean(),
    isCut: z.boolean().describe('There are more places than the limit: these have the most events'),
    events: offset.describe('Events at these places'),
    firstDay: dayOrNull,
    lastDay: dayOrNull,
    latitudes: z.array(z.number()),
    longitudes: z.array(z.number()),
    precisions: z.array(z.number()).describe("ACLED's geo_precision"),
    verbalCooperation: z.array(offset),
    materialCooperation: z.array(offset),
    verbalConflict: z.array(offset),
    materialConflict: z.array(offset),
  }),
  'One entry a place in each column, the most frequent first; under the quad classes how many events it has of each.',
);

const counts = z.strictObject({
  reports: offset,
  outlets: offset,
  stories: offset,
  events: offset,
  deletedEvents: offset,
  statements: offset,
  figures: offset,
  decisions: offset,
  releases: offset,
  removedReports: offset,
  from: dayOrNull,
  to: dayOrNull,
});

export const factsSchema = sameAs<StoreFacts>()(
  'About',
  z.strictObject({
    software: z.string(),
    schema: z.int(),
    kind: z.enum(['pglite', 'postgres']),
    storiesAreCurrent: z.boolean().describe('False while reports wait to be brought together'),
    counts,
  }),
);

const outletSchema = sameAs<OutletCount>()(
  'OutletCount',
  z.strictObject({ outlet: z.string(), reports: offset, from: dayOrNull, to: dayOrNull }),
);

export const outletsSchema = named('Outlets', z.strictObject({ items: z.array(outletSchema) }));
