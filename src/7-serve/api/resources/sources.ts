// Where reports come from by themselves, how each source does, and what waits in the queue.
import { z } from 'zod';
import { countJobs, dropJobs, JOB_STATES, listJobs, retryJobs } from '../../../6-record/queue/index.ts';
import {
  addSource,
  pauseSource,
  readSource,
  removeSource,
  resumeSource,
  sourceHealth,
} from '../../../6-record/sources/index.ts';
import { SOURCE_DEFAULTS } from '../../../schema/source.ts';
import { Problem } from '../../problem.ts';
import { endpoint } from '../endpoint.ts';
import { found } from '../found.ts';
import { pageOf, placeOf } from '../paging.ts';
import { named } from '../schemas/contract.ts';
import {
  lookedForSchema,
  newSourceSchema,
  queueCountsSchema,
  queueItemSchema,
  sourceLookSchema,
  sourceSchema,
  sourcesSchema,
} from '../schemas/source.ts';

const id = z.string().min(1).max(200);
const params = z.object({ id: id.describe('Of a source: river-wire') });
const jobParams = z.object({
  id: z
    .string()
    .regex(/^\d{1,15}$/)
    .describe('Of an item of the queue'),
});

const noJob = (job: string): Problem =>
  new Problem(
    404,
    `there is no item ${job} in the queue that could be changed. See them: GET /api/v1/queue`,
    {
      code: 'serve/not-found',
    },
  );

export const SOURCES = [
  endpoint({
    id: 'listSources',
    method: 'get',
    path: '/sources',
    tag: 'sources',
    summary: 'Sources with their health: last success, error, lag, reports a day',
    role: 'reader',
    answer: sourcesSchema,
    known: 'content',
    handle: async ({ context: { store, sourcing } }) => ({
      items: await sourceHealth(store),
      isGathering: sourcing.isGathering,
    }),
  }),
  endpoint<z.ZodObject, z.ZodObject, z.output<typeof lookedForSchema>>({
    id: 'lookAtSource',
    method: 'post',
    path: '/sources/look',
    tag: 'sources',
    summary: 'Looks what an address would give as a source: its kind, its newest items, one as a report',
    description: 'It is fetched by the rules of sources; nothing is kept.',
    role: 'editor',
    body: { 'application/json': lookedForSchema },
    answer: sourceLookSchema,
    known: 'never',
    handle: ({ body: { address, kind, words }, context }) =>
      context.sourcing.look(address, kind ?? null, words),
  }),
  endpoint<z.ZodObject, z.ZodObject, z.output<typeof newSourceSchema>>({
    id: 'addSource',
    method: 'post',
    path: '/sources',
    tag: 'sources',
    summary: 'Adds a source on the web; `synoptic gather` and `watch` read it',
    description: 'Nothing is fetched by this request. Files and folders are added on the command line.',
    role: 'editor',
    body: { 'application/json': newSourceSchema },
    status: 201,
    answer: sourceSchema,
    known: 'never',
    handle: async ({ body: { id: name, address, kind, outlet, ...options }, context }) => {
      const added = await addSource(context.store, {
        id: name ?? null,
        kind,
        address,
        outlet: outlet ?? null,
        options: { ...SOURCE_DEFAULTS, ...options, every: options.every ?? null },
      });
      context.sourcing.wake();
      return added;
    },
  }),
  ...(
    [
      ['pauseSource', 'pause', 'Reads a source no more until it is resumed', pauseSource],
      ['resumeSource', 'resume', 'Reads a source again, at once', resumeSource],
    ] as const
  ).map(([operation, verb, summary, change]) =>
    endpoint({
      id: operation,
      method: 'post',
      path: `/sources/{id}/${verb}`,
      tag: 'sources',
      summary,
      role: 'editor',
      params,
      answer: sourceSchema,
      known: 'never',
      handle: async ({ params: { id: source }, context: { store, sourcing } }) => {
        await change(store, source);
        sourcing.wake();
        return found(await readSource(store.database, source), 'source', source, '/sources');
      },
    }),
  ),
  endpoint({
    id: 'removeSource',
    method: 'delete',
    path: '/sources/{id}',
    tag: 'sources',
    summary: 'Forgets a source; reports that came from it stay',
    role: 'editor',
    params,
    status: 204,
    answer: null,
    known: 'never',
    handle: ({ params: { id: source }, context }) => removeSource(context.store, source),
  }),
  endpoint({
    id: 'listQueue',
    method: 'get',
    path: '/queue',
    tag: 'sources',
    summary: 'What waits, is worked on, is done or was set aside, in order of arrival',
    role: 'reader',
    paging: { usual: 100, most: 500 },
    query: z.object({
      state: z.enum(JOB_STATES).optional().describe('leased: worked on; failed: set aside'),
      source: id.optional().describe('Of this source alone'),
      batch: id.optional().describe('Of what was handed in together'),
    }),
    fieldsOf: queueItemSchema,
    answer: named('QueuePage', pageOf(queueItemSchema)),
    known: 'content',
    handle: async ({ query: { state, source, batch }, page, context: { store } }) => {
      const items = await listJobs(store.database, {
        ...(state && { states: [state] }),
        ...(source !== undefined && { source }),
        ...(batch !== undefined && { batch }),
        after: page.after === null ? 0 : placeOf(page.after, /^(\d{1,15})$/),
        limit: page.limit + 1,
      });
      const shown = items.slice(0, page.limit);
      return { items: shown, next: items.length > page.limit ? String(shown.at(-1)?.id) : null };
    },
  }),
  endpoint({
    id: 'countQueue',
    method: 'get',
    path: '/queue/counts',
    tag: 'sources',
    summary: 'How many items of the queue are in which state',
    role: 'reader',
    answer: queueCountsSchema,
    known: 'content',
    handle: ({ context }) => countJobs(context.store.database),
  }),
  ...(
    [
      ['retryQueueItem', 'post', '/retry', 'Tries an item that was set aside again', retryJobs],
      ['dropQueueItem', 'delete', '', 'Takes an item that waits or was set aside out of the queue', dropJobs],
    ] as const
  ).map(([operation, method, verb, summary, change]) =>
    endpoint({
      id: operation,
      method,
      path: `/queue/{id}${verb}`,
      tag: 'sources',
      summary,
      role: 'editor',
      params: jobParams,
      status: 204,
      answer: null,
      known: 'never',
      handle: async ({ params: { id: job }, context }) => {
        if ((await change(context.store, [Number(job)])).length === 0) throw noJob(job);
      },
    }),
  ),
];
