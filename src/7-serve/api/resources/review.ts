// Review: what waits for a look, all decisions, how far coders agree.
import { z } from 'zod';
import { coderAgreement, pageDecisions, reviewQueue } from '../../../6-record/index.ts';
import { endpoint } from '../endpoint.ts';
import { overEvents } from '../over-events.ts';
import { pageOf, placeOf } from '../paging.ts';
import { named } from '../schemas/contract.ts';
import { agreementSchema, decisionSchema } from '../schemas/decision.ts';
import { eventRecordSchema } from '../schemas/event.ts';

const coder = z.string().min(1).max(200);

export const REVIEW = [
  overEvents(
    {
      id: 'listReviewQueue',
      path: '/review/queue',
      tag: 'review',
      summary: 'Events that nobody has decided on: disputed first, then unsure and widely reported',
      fieldsOf: eventRecordSchema,
      answer: named('ReviewQueue', z.strictObject({ items: z.array(eventRecordSchema) })),
    },
    { usual: 50, most: 200 },
    async (...asked) => ({ items: await reviewQueue(...asked) }),
  ),
  endpoint({
    id: 'getAgreement',
    method: 'get',
    path: '/review/agreement',
    tag: 'review',
    summary: 'How far two coders agree on what both judged, by field',
    role: 'reader',
    query: z.object({ coder: z.array(coder).length(2).describe('Two names: `coder=ana&coder=bo`') }),
    answer: agreementSchema,
    known: 'store',
    handle: async ({ query: { coder: coders }, context }) => ({
      coders,
      fields: await coderAgreement(context.store, coders as [string, string]),
    }),
  }),
  endpoint({
    id: 'listDecisions',
    method: 'get',
    path: '/decisions',
    tag: 'review',
    summary: 'Decisions, in the order in which they were made',
    role: 'reader',
    paging: { usual: 100, most: 1000 },
    query: z.object({
      target: z.string().min(1).max(200).optional().describe('On one event, report, story or decision'),
      by: coder.optional().describe('Made by this user'),
    }),
    fieldsOf: decisionSchema,
    answer: named('DecisionPage', pageOf(decisionSchema)),
    known: 'store',
    handle: ({ query: { target, by }, page: { limit, after }, context }) =>
      pageDecisions(
        context.store,
        { target, by },
        { limit, after: after === null ? 0 : placeOf(after, /^d(\d{1,15})$/) },
      ),
  }),
];
