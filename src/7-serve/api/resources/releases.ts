// Releases: listed, made, compared and verified.
import { z } from 'zod';
import {
  createRelease,
  diffReleases,
  listReleases,
  type ReleaseChange,
  readRelease,
  verifyReleases,
} from '../../../6-record/index.ts';
import { endpoint } from '../endpoint.ts';
import { pageOf, placeOf } from '../paging.ts';
import { named, sameAs } from '../schemas/contract.ts';
import { recordedEventSchema } from '../schemas/event.ts';
import { fieldChangeSchema, releaseListSchema, releaseSchema, verifiedSchema } from '../schemas/release.ts';

const name = z.string().min(1).max(100);
const params = z.object({ name: name.describe('Of a release: 2025-06') });

const newReleaseSchema = named(
  'NewRelease',
  z.strictObject({
    name: name.describe('Letters, digits, dots, hyphens and underscores, such as 2024-05'),
    note: z.string().max(10_000).optional(),
  }),
  undefined,
  { name: '2025-06', note: 'June, reviewed' },
);

const changeSchema = sameAs<ReleaseChange>()(
  'ReleaseChange',
  z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('added'), event: recordedEventSchema }),
    z.strictObject({
      kind: z.literal('deleted'),
      event: recordedEventSchema,
      mergedInto: z.string().nullable(),
    }),
    z.strictObject({
      kind: z.literal('changed'),
      event: recordedEventSchema,
      fields: z.array(fieldChangeSchema),
    }),
  ]),
);

export const RELEASES = [
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
  endpoint<z.ZodObject, z.ZodObject, z.output<typeof newReleaseSchema>>({
    id: 'createRelease',
    method: 'post',
    path: '/releases',
    tag: 'releases',
    summary: 'Keeps the dataset as it stands now under a name, for ever',
    role: 'editor',
    body: { 'application/json': newReleaseSchema },
    status: 201,
    answer: releaseSchema,
    known: 'never',
    handle: ({ body, context }) => createRelease(context.store, body.name, body.note ?? null),
  }),
  endpoint({
    id: 'getRelease',
    method: 'get',
    path: '/releases/{name}',
    tag: 'releases',
    summary: 'One release. Its events: /export/events?release=NAME',
    role: 'reader',
    params,
    answer: releaseSchema,
    known: 'store',
    handle: ({ params: { name: asked }, context }) => readRelease(context.store, asked),
  }),
  endpoint({
    id: 'listReleaseChanges',
    method: 'get',
    path: '/releases/{name}/changes',
    tag: 'releases',
    summary: 'Events added, changed field by field and deleted since another release',
    role: 'reader',
    params,
    paging: { usual: 100, most: 500 },
    query: z.object({ since: name.describe('The earlier release') }),
    fieldsOf: changeSchema,
    answer: named('ReleaseChangePage', pageOf(changeSchema)),
    known: 'store',
    handle: async ({ params: { name: after }, query: { since }, page, context }) => {
      const from = page.after === null ? -1 : placeOf(page.after, /^(\d{1,15})$/);
      const items: ReleaseChange[] = [];
      for await (const change of diffReleases(context.store, since, after, from)) {
        items.push(change);
        if (items.length > page.limit) break;
      }
      const shown = items.slice(0, page.limit);
      return {
        items: shown,
        next: items.length > page.limit ? (shown.at(-1)?.event.id.slice(1) ?? null) : null,
      };
    },
  }),
  endpoint({
    id: 'verifyRelease',
    method: 'get',
    path: '/releases/{name}/verify',
    tag: 'releases',
    summary: 'Computes every hash of a release anew',
    role: 'coder',
    params,
    answer: verifiedSchema,
    known: 'never',
    handle: async ({ params: { name: asked }, context }) => ({
      faults: await verifyReleases(context.store, asked),
    }),
  }),
];
