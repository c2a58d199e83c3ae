// Reports: the words as published with their coding, their versions, why they were coded so.
import { z } from 'zod';
import { annotationsOf } from '../../../6-record/export/index.ts';
import {
  listReports,
  mentionLinks,
  REPORT_FILTERS,
  readText,
  removeReport,
  reportFilterOf,
  reportVersions,
} from '../../../6-record/index.ts';
import { explainReport } from '../../../pipeline.ts';
import { CACHE_CONTROL } from '../../etag.ts';
import { Problem } from '../../problem.ts';
import { endpoint } from '../endpoint.ts';
import { filterQuery } from '../filters.ts';
import { found } from '../found.ts';
import { pageOf } from '../paging.ts';
import { codedReportSchema } from '../schemas/coded-report.ts';
import { named } from '../schemas/contract.ts';
import { explanationsSchema, LONGEST_EXPLAINED } from '../schemas/explanation.ts';
import { reportSchema, reportSummarySchema, reportVersionSchema } from '../schemas/report.ts';
import { standingSchema } from '../schemas/story.ts';

const params = z.object({ id: z.string().min(1).max(200).describe('wire-2') });

const wholeSchema = named(
  'ReportWhole',
  z.strictObject({
    report: reportSchema,
    coded: codedReportSchema.describe('The coding that counts now: evidence is its spans'),
    summary: reportSummarySchema,
    versions: z.array(reportVersionSchema).describe('Texts of the same page, the earliest first'),
    links: z
      .array(
        z.strictObject({
          mention: z.string(),
          event: z.string(),
          standing: standingSchema,
          reviewed: z.string().nullable(),
        }),
      )
      .describe('The events that its mentions stand in'),
  }),
);

const versionsSchema = named('ReportVersions', z.strictObject({ items: z.array(reportVersionSchema) }));

export const REPORTS = [
  endpoint({
    id: 'listReports',
    method: 'get',
    path: '/reports',
    tag: 'reports',
    summary: 'Reports, the newest first',
    role: 'reader',
    paging: { usual: 50, most: 500 },
    query: z.object({
      ...filterQuery(REPORT_FILTERS),
      unsupported: z
        .enum(['true', 'false'])
        .transform(each => each === 'true')
        .optional()
        .describe('true: only those in a language that is not read, kept and not coded'),
    }),
    fieldsOf: reportSummarySchema,
    answer: named('ReportPage', pageOf(reportSummarySchema)),
    known: 'store',
    handle: ({ query, page, context }) => listReports(context.store, reportFilterOf(query), page),
  }),
  endpoint({
    id: 'getReport',
    method: 'get',
    path: '/reports/{id}',
    tag: 'reports',
    summary: 'One report: its text, its coding, its versions, the events it is part of',
    role: 'reader',
    params,
    fieldsOf: wholeSchema,
    answer: wholeSchema,
    known: 'store',
    handle: async ({ params: { id }, context: { store } }) => {
      const text = found(await readText(store.database, id), 'report', id, '/reports');
      const { items } = await listReports(store, { ids: [id] }, { limit: 1 });
      return {
        ...text,
        summary: found(items[0] ?? null, 'report', id, '/reports'),
        versions: await reportVersions(store, id),
        links: await mentionLinks(store, id),
      };
    },
  }),
  endpoint({
    id: 'listReportVersions',
    method: 'get',
    path: '/reports/{id}/versions',
    tag: 'reports',
    summary: 'The texts that were found at the address of a report, the earliest first',
    role: 'reader',
    params,
    answer: versionsSchema,
    known: 'store',
    handle: async ({ params: { id }, context: { store } }) => {
      const items = await reportVersions(store, id);
      found(items[0] ?? null, 'report', id, '/reports');
      return { items };
    },
  }),
  endpoint({
    id: 'explainReport',
    method: 'get',
    path: '/reports/{id}/explain',
    tag: 'reports',
    summary: 'Why a report was coded so, or why something in it was not coded',
    role: 'reader',
    params,
    query: z.object({
      asked: z
        .string()
        .min(1)
        .max(200)
        .describe('An id of its coding (`e3`, `s1`, `f2`, `n4`), an offset, or words'),
    }),
    answer: explanationsSchema,
    known: 'store',
    handle: async ({ params: { id }, query: { asked }, context: { store, resources } }) => {
      const { report } = found(await readText(store.database, id), 'report', id, '/reports');
      if (report.text.length > LONGEST_EXPLAINED)
        throw new Problem(
          413,
          `${id} has ${report.text.length} characters; those up to ${LONGEST_EXPLAINED} are explained here. Use: synoptic code FILE --explain`,
          { code: 'serve/too-long' },
        );
      return { items: explainReport(report, resources(), asked) };
    },
  }),
  endpoint({
    id: 'getReportAnnotations',
    method: 'get',
    path: '/reports/{id}/annotations',
    tag: 'reports',
    summary: 'The words that its coding rests on, as W3C Web Annotations',
    role: 'reader',
    params,
    answer: null,
    media: [{ type: 'application/ld+json', description: 'An array of annotations' }],
    known: 'store',
    handle: async ({ params: { id }, context: { store } }) => {
      const { report, coded } = found(await readText(store.database, id), 'report', id, '/reports');
      return new Response(JSON.stringify(annotationsOf(report, coded)), {
        headers: {
          'Content-Type': 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"',
          'Cache-Control': CACHE_CONTROL,
        },
      });
    },
  }),
  endpoint({
    id: 'removeReport',
    method: 'delete',
    path: '/reports/{id}',
    tag: 'reports',
    summary: 'Removes the words of a report and all that was read from them; that it was there stays known',
    role: 'editor',
    params,
    query: z.object({ reason: z.string().min(1).max(1000).optional().describe('Kept with its id') }),
    status: 204,
    answer: null,
    known: 'never',
    handle: async ({ params: { id }, query: { reason }, context: { store, ingest, events } }) => {
      await removeReport(store, id, reason ?? null);
      events.publish('reports', { id, outcome: 'removed' });
      ingest.updateStories();
    },
  }),
];
