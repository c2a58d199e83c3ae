// Actors and places: who and where, what an actor did and said over time, who does what to whom.
import { z } from 'zod';
import {
  actorPositions,
  actorRelations,
  EVENT_FILTERS,
  eventFilterOf,
  listActors,
  listPlaces,
  readActor,
  whoToWhom,
} from '../../../6-record/index.ts';
import { endpoint } from '../endpoint.ts';
import { filterQuery } from '../filters.ts';
import { found } from '../found.ts';
import {
  actorListSchema,
  actorPositionsSchema,
  actorProfileSchema,
  actorRelationsSchema,
  whoToWhomSchema,
} from '../schemas/actor.ts';
import { placeListSchema } from '../schemas/overview.ts';

const filters = filterQuery(EVENT_FILTERS);
const params = z.object({ name: z.string().min(1).max(500).describe('As it stands in events') });
const count = (most: number, usual: number) => z.coerce.number().int().min(1).max(most).default(usual);

export const ACTORS = [
  endpoint({
    id: 'listActors',
    method: 'get',
    path: '/actors',
    tag: 'actors',
    summary: 'Who acts and is acted upon in the events that fit, most frequent first',
    description: '`name` narrows the actors too: beginnings of words will do.',
    role: 'reader',
    query: z.object({ ...filters, limit: count(500, 100) }),
    answer: actorListSchema,
    known: 'store',
    handle: ({ query: { limit, ...query }, context }) =>
      listActors(context.store, eventFilterOf(query), limit),
  }),
  endpoint({
    id: 'getWhoToWhom',
    method: 'get',
    path: '/actors/matrix',
    tag: 'actors',
    summary: 'Who did what to whom: events by quad class between the most frequent actors',
    role: 'reader',
    query: z.object({ ...filters, limit: count(100, 25).describe('Actors') }),
    answer: whoToWhomSchema,
    known: 'store',
    handle: ({ query: { limit, ...query }, context }) =>
      whoToWhom(context.store, eventFilterOf(query), limit),
  }),
  endpoint({
    id: 'getActor',
    method: 'get',
    path: '/actors/{name}',
    tag: 'actors',
    summary: 'One actor: who it is, how often it acts, is acted upon and speaks',
    description:
      'What it did: /events?actor=NAME and /events/facets?actor=NAME. What it said: /statements?speaker=NAME.',
    role: 'reader',
    params,
    answer: actorProfileSchema,
    known: 'store',
    handle: async ({ params: { name }, context }) =>
      found(await readActor(context.store, name), 'actor', name, '/actors'),
  }),
  endpoint({
    id: 'getActorPositions',
    method: 'get',
    path: '/actors/{name}/positions',
    tag: 'actors',
    summary: 'What an actor did toward whom and said to which outlet, in order of time, and what changed',
    role: 'reader',
    params,
    query: z.object({ limit: count(1000, 300).describe('Of events and of statements each, the newest') }),
    answer: actorPositionsSchema,
    known: 'store',
    handle: ({ params: { name }, query: { limit }, context }) => actorPositions(context.store, name, limit),
  }),
  endpoint({
    id: 'getActorRelations',
    method: 'get',
    path: '/actors/{name}/relations',
    tag: 'actors',
    summary: 'Standing relations that reports state of an actor, each with the words that say so',
    role: 'reader',
    params,
    answer: actorRelationsSchema,
    known: 'store',
    handle: async ({ params: { name }, context }) => ({ items: await actorRelations(context.store, name) }),
  }),
  endpoint({
    id: 'listPlaces',
    method: 'get',
    path: '/places',
    tag: 'places',
    summary: 'Where the events that fit are, most frequent first',
    role: 'reader',
    query: z.object({ ...filters, limit: count(2000, 200) }),
    answer: placeListSchema,
    known: 'store',
    handle: ({ query: { limit, ...query }, context }) =>
      listPlaces(context.store, eventFilterOf(query), limit),
  }),
];
