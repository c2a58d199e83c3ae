// The store itself: how much it holds, what made it, its outlets, runs and releases.
import { z } from 'zod';
import { listOutlets, listReleases, listRuns, readFacts, readRelease } from '../../../6-record/index.ts';
import { endpoint } from '../endpoint.ts';
import { factsSchema, outletsSchema } from '../schemas/overview.ts';
import { releaseListSchema, releaseSchema, runListSchema } from '../schemas/release.ts';

export const ABOUT = [
  endpoint({
    id: 'getAbout',
    method: 'get',
    path: '/about',
    tag: 'about',
    summary: 'Versions, and how much the store holds',
    role: 'reader',
    answer: factsSchema,
    known: 'store',
    handle: ({ context }) => readFacts(context.store),
  }),
  endpoint({
    id: 'listOutlets',
    method: 'get',
    path: '/outlets',
    tag: 'about',
    summary: 'Outlets with the number of their reports, most first',
    role: 'reader',
    answer: outletsSchema,
    known: 'store',
    handle: async ({ context }) => ({ items: await listOutlets(context.store) }),
  }),
  endpoint({
    id: 'listRuns',
    method: 'get',
    path: '/runs',
    tag: 'about',
    summary: 'What coded the reports: software, codebook, registry and models',
    role: 'reader',
    answer: runListSchema,
    known: 'store',
    handle: async ({ context }) => ({ items: await listRuns(context.store) }),
  }),
  endpoint({
    id: 'listReleases',
    method: 'get',
    path: '/releases',
    tag: 'releases',
    summary: 'Releases of the dataset, the newest first',
    role: 'reader',
    answer: releaseListSchema,
    known: 'store',
    handle: async ({ context }) => ({ items: await listReleases(context.store) }),
  }),
  endpoint({
    id: 'getRelease',
    method: 'get',
    path: '/releases/{name}',
    tag: 'releases',
    summary: 'One release',
    role: 'reader',
    params: z.object({ name: z.string().min(1).max(100) }),
    answer: releaseSchema,
    known: 'store',
    handle: ({ params: { name }, context }) => readRelease(context.store, name),
  }),
];
