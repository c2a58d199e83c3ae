// Events: lists in any order, counts by facet, one with its evidence and decisions, those near it, points of a map.
import { z } from 'zod';
import {
  countFacets,
  EVENT_FILTERS,
  EVENT_ORDERS,
  eventFilterOf,
  eventNeighbours,
  eventTimeline,
  listDecisions,
  listEventsBy,
  mapPoints,
  readEvent,
  readText,
  type Store,
  TIMELINE_STEPS,
} from '../../../6-record/index.ts';
import { explainReport } from '../../../pipeline.ts';
import type { Explanation } from '../../../schema/explanation.ts';
import type { RecordedEvent } from '../../../schema/recorded-event.ts';
import { Problem } from '../../problem.ts';
import { endpoint } from '../endpoint.ts';
import { filterQuery } from '../filters.ts';
import { found } from '../found.ts';
import { overEvents } from '../over-events.ts';
import { pageOf } from '../paging.ts';
import { eventMentionSchema } from '../schemas/coded-report.ts';
import { named } from '../schemas/contract.ts';
import { decisionSchema } from '../schemas/decision.ts';
import { eventRecordSchema } from '../schemas/event.ts';
import { explanationsSchema, LONGEST_EXPLAINED } from '../schemas/explanation.ts';
import { facetsSchema, mapPointsSchema, timelineSchema } from '../schemas/overview.ts';
import { dateBasisSchema } from '../schemas/report.ts';
import { offset, words } from '../schemas/span.ts';

const params = z.object({ id: z.string().min(1).max(200).describe('e12') });
const filters = filterQuery(EVENT_FILTERS);

const witnessSchema = z.strictObject({
  report: z.string(),
  outlet: words,
  title: words,
  publishedAt: words,
  dateBasis: dateBasisSchema,
  mention: eventMentionSchema,
  speaker: words.describe('By whose account, where it stands in a statement'),
  evidence: z.array(z.strictObject({ start: offset, end: offset, text: z.string() })),
});

const wholeSchema = named(
  'EventWhole',
  z.strictObject({
    record: eventRecordSchema,
    witnesses: z.array(witnessSchema).describe('What each report says of it, with its words'),
    decisions: z.array(decisionSchema),
  }),
);

const neighboursSchema = named(
  'Neighbours',
  z.strictObject({
    sameStory: z.array(eventRecordSchema),
    samePlace: z.array(eventRecordSchema).describe('Within three days'),
    sameSides: z.array(eventRecordSchema).describe('Within thirty days'),
  }),
);

const MOST_WITNESSES = 50;
const MOST_EXPLAINED = 5;

const witnessesOf = async (store: Store, { mentions }: RecordedEvent) => {
  const witnesses: z.output<typeof witnessSchema>[] = [];
  for (const { report: id, event } of mentions.slice(0, MOST_WITNESSES)) {
    const text = await readText(store.database, id);
    const mention = text?.coded.events.find(each => each.id === event);
    if (!text || !mention) continue;
    const { report, coded } = text;
    const speaker = coded.statements.find(each => each.id === mention.statement)?.speaker?.entity;
    witnesses.push({
      report: id,
      outlet: report.outlet,
      title: report.title,
      publishedAt: report.publishedAt,
      dateBasis: report.dateBasis,
      mention: mention as z.output<typeof eventMentionSchema>,
      speaker: coded.entities.find(each => each.id === speaker)?.name ?? null,
      evidence: mention.evidence.map(span => ({ ...span, text: report.text.slice(span.start, span.end) })),
    });
  }
  return witnesses;
};

const otherOrder = (order: string): Problem =>
  new Problem(400, 'the query is not as described', {
    code: 'serve/bad-value',
    errors: [{ field: 'query.cursor', message: `it is of a list in another order than ${order}` }],
  });

const MOST_SKIPPED = 200_000;

export const EVENTS = [
  endpoint({
    id: 'listEvents',
    method: 'get',
    path: '/events',
    tag: 'events',
    summary: 'Events as they stand, narrowed by the filters of `synoptic list` and `export`',
    role: 'reader',
    paging: { usual: 50, most: 1000 },
    query: z.object({
      ...filters,
      sort: z
        .enum(EVENT_ORDERS as [string, ...string[]])
        .default('-date')
        .describe('`-`: downwards, what is not known last; upwards is the same from its end'),
      skip: z.coerce
        .number()
        .int()
        .min(0)
        .max(MOST_SKIPPED)
        .default(0)
        .describe('Passes over so many: for a table that is scrolled far. Without `cursor`'),
    }),
    fieldsOf: eventRecordSchema,
    answer: named('EventPage', pageOf(eventRecordSchema)),
    known: 'store',
    handle: async ({ query: { sort, skip, ...query }, page, context }) => {
      const order = sort as (typeof EVENT_ORDERS)[number];
      // a place in one order is none in another
      const after = page.after?.startsWith(`${order} `) ? page.after.slice(order.length + 1) : null;
      if (page.after !== null && after === null) throw otherOrder(order);
      const listed = await listEventsBy(context.store, eventFilterOf(query), {
        limit: page.limit,
        after,
        order,
        skip: after === null ? skip : 0,
      });
      return { ...listed, next: listed.next === null ? null : `${order} ${listed.next}` };
    },
  }),
  endpoint({
    id: 'countEvents',
    method: 'get',
    path: '/events/facets',
    tag: 'events',
    summary: 'How many events fit, by date, country, actor, type, status, standing, outlet and review',
    role: 'reader',
    query: z.object(filters),
    answer: facetsSchema,
    known: 'store',
    handle: ({ query, context }) => countFacets(context.store, eventFilterOf(query)),
  }),
  endpoint({
    id: 'getTimeline',
    method: 'get',
    path: '/events/timeline',
    tag: 'events',
    summary: 'How many events of each type a day, a week or a month',
    role: 'reader',
    query: z.object({
      ...filters,
      step: z.enum(TIMELINE_STEPS).default('week').describe('What is counted together'),
    }),
    answer: timelineSchema,
    known: 'store',
    handle: ({ query: { step, ...query }, context }) =>
      eventTimeline(context.store, eventFilterOf(query), step),
  }),
  overEvents(
    {
      id: 'mapEvents',
      path: '/events/points',
      tag: 'events',
      summary: 'How many events of each class stand at each place, in columns, for drawing very many of them',
      answer: mapPointsSchema,
    },
    { usual: 50_000, most: 100_000 },
    mapPoints,
  ),
  endpoint({
    id: 'getEvent',
    method: 'get',
    path: '/events/{id}',
    tag: 'events',
    summary: 'One event: as it stands, what each report says of it, the decisions on it',
    role: 'reader',
    params,
    fieldsOf: wholeSchema,
    answer: wholeSchema,
    known: 'store',
    handle: async ({ params: { id }, context: { store } }) => {
      const record = found(await readEvent(store, id), 'event', id, '/events');
      return {
        record,
        witnesses: await witnessesOf(store, record.event),
        decisions: await listDecisions(store, id),
      };
    },
  }),
  endpoint({
    id: 'listNeighbours',
    method: 'get',
    path: '/events/{id}/neighbours',
    tag: 'events',
    summary: 'Events near one: of its story, at its place, between the same sides',
    role: 'reader',
    params,
    answer: neighboursSchema,
    known: 'store',
    handle: async ({ params: { id }, context: { store } }) =>
      eventNeighbours(store, found(await readEvent(store, id), 'event', id, '/events').event),
  }),
  endpoint({
    id: 'explainEvent',
    method: 'get',
    path: '/events/{id}/explain',
    tag: 'events',
    summary: `Why the mentions of an event were coded so, of the first ${MOST_EXPLAINED} reports`,
    role: 'reader',
    params,
    answer: explanationsSchema,
    known: 'store',
    handle: async ({ params: { id }, context: { store, resources } }) => {
      const { event } = found(await readEvent(store, id), 'event', id, '/events');
      const items: Explanation[] = [];
      for (const mention of event.mentions.slice(0, MOST_EXPLAINED)) {
        const text = await readText(store.database, mention.report);
        if (text && text.report.text.length <= LONGEST_EXPLAINED)
          items.push(...explainReport(text.report, resources(), mention.event));
      }
      return { items };
    },
  }),
];
