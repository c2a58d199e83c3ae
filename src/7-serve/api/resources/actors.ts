// Actors and places: who and where, what an actor did and said over time, who does what to whom.
import { z } from 'zod';
import {
  actorPositions,
  actorRelations,
  listActors,
  listPlaces,
  readActor,
  whoToWhom,
} from '../../../6-record/index.ts';
import { endpoint } from '../endpoint.ts';
import { found } from '../found.ts';
import { overEvents } from '../over-events.ts';
import { limitQuery } from '../paging.ts';
import {
  actorListSchema,
  actorPositionsSchema,
  actorProfileSchema,
  actorRelationsSchema,
  whoToWhomSchema,
} from '../schemas/actor.ts';
import { placeListSchema } from '../schemas/overview.ts';

const params = z.object({ name: z.string().min(1).max(500).describe('As it stands in events') });

export const ACTORS = [
  overEvents(
    {
      id: 'listActors',
      path: '/actors',
      tag: 'actors',
      summary: 'Who acts and is acted upon in the events that fit, most frequent first',
      description: '`name` narrows the actors too: beginnings of words will do.',
      answer: actorListSchema,
    },
    { usual: 100, most: 500 },
    listActors,
  ),
  overEvents(
    {
      id: 'getWhoToWhom',
      path: '/actors/matrix',
      tag: 'actors',
      summary: 'Who did what to whom: events by quad class between the most frequent actors',
      answer: whoToWhomSchema,
    },
    { usual: 25, most: 100 },
    whoToWhom,
  ),
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
    query: z.object({
      limit: limitQuery(
        { usual: 300, most: 1000 },
        'At most so many events and so many statements, the newest',
      ),
    }),
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
  overEvents(
    {
      id: 'listPlaces',
      path: '/places',
      tag: 'places',
      summary: 'Where the events that fit are, most frequent first',
      answer: placeListSchema,
    },
    { usual: 200, most: 2000 },
    listPlaces,
  ),
];
