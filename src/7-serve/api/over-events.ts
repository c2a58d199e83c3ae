// What is asked of all events that fit the filters, and is not told page by page: who, where, how many, on a map.
import { z } from 'zod';
import { EVENT_FILTERS, type EventFilter, eventFilterOf, type Store } from '../../6-record/index.ts';
import { type Endpoint, endpoint, type Paging, type Shape } from './endpoint.ts';
import { filterQuery } from './filters.ts';
import { limitQuery } from './paging.ts';

type Told = Pick<Shape, 'id' | 'path' | 'tag' | 'summary' | 'description' | 'answer' | 'fieldsOf'>;

/** @param limit at most so many of what the answer lists. */
export const overEvents = (
  told: Told,
  limit: Paging,
  read: (store: Store, filter: EventFilter, limit: number) => Promise<unknown>,
): Endpoint =>
  endpoint({
    ...told,
    method: 'get',
    role: 'reader',
    query: z.object({ ...filterQuery(EVENT_FILTERS), limit: limitQuery(limit) }),
    known: 'store',
    handle: ({ query: { limit: most, ...query }, context }) =>
      read(context.store, eventFilterOf(query), most),
  });
