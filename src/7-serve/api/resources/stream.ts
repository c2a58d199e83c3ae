// What happens in the store, as it happens.
import { z } from 'zod';
import { TOPICS } from '../../event-bus.ts';
import { addressOf } from '../../security/address.ts';
import { eventStream } from '../../stream.ts';
import { endpoint } from '../endpoint.ts';

export const STREAM = [
  endpoint({
    id: 'streamEvents',
    method: 'get',
    path: '/stream',
    tag: 'about',
    summary: 'Server-sent events: what was added, changed or decided',
    description:
      'Each has an id: a client that comes back with Last-Event-ID gets what it missed, or an event `reset` where that is not known any more. The stream ends every ten minutes; browsers come back by themselves.',
    role: 'reader',
    headers: { 'Last-Event-ID': 'Id of the last event that the client has; browsers send it by themselves' },
    query: z.object({
      topic: z
        .array(z.enum(TOPICS))
        .min(1)
        .max(TOPICS.length)
        .optional()
        .describe('Only these; may be repeated'),
    }),
    answer: null,
    media: [{ type: 'text/event-stream', description: 'Events without end' }],
    known: 'never',
    handle: async ({ query, context, connection }) =>
      eventStream(context, {
        isHead: connection.req.method === 'HEAD',
        topics: query.topic ?? TOPICS,
        address: addressOf(context, connection),
        lastEventId: connection.req.header('last-event-id'),
      }),
  }),
];
