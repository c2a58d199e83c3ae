// The store itself: how much it holds, what made it, its outlets, and runs.
import { listOutlets, listRuns, readFacts } from '../../../6-record/index.ts';
import { endpoint } from '../endpoint.ts';
import { factsSchema, outletsSchema } from '../schemas/overview.ts';
import { runListSchema } from '../schemas/release.ts';

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
];
