// Decisions on events: made, and undone by another one.
import { z } from 'zod';
import { decide, type Proposal, readCorrection, readEvent, type Store } from '../../../6-record/index.ts';
import type { Decision } from '../../../schema/decision.ts';
import type { EventRecord } from '../../../schema/recorded-event.ts';
import type { ServeContext } from '../../context.ts';
import { Problem } from '../../problem.ts';
import { endpoint } from '../endpoint.ts';
import { found } from '../found.ts';
import { onlyOnce } from '../once.ts';
import { named } from '../schemas/contract.ts';
import { decisionSchema } from '../schemas/decision.ts';
import { eventRecordSchema } from '../schemas/event.ts';

const id = z.string().min(1).max(200);
const reason = z.string().max(10_000).optional().describe('Kept with the decision');
const shared = {
  reason,
  updatedAt: z
    .string()
    .max(40)
    .optional()
    .describe('The event as you saw it: refused with 412 where somebody has changed it since'),
};
const target = id.describe('An event: e12; to reject, or to note: a decision too');

const proposalSchema = named(
  'Proposal',
  z.discriminatedUnion('action', [
    z.strictObject({ action: z.literal('accept'), target, ...shared }),
    z.strictObject({ action: z.literal('reject'), target, ...shared }),
    z.strictObject({
      action: z.literal('note'),
      target: id.describe('An event, report, story or decision'),
      reason: z.string().min(1).max(10_000),
    }),
    z.strictObject({
      action: z.literal('correct'),
      target,
      ...shared,
      set: z
        .record(z.string().max(40), z.string().max(5000))
        .describe('Columns of the exported table and what they shall say: { "status": "denied" }'),
    }),
    z.strictObject({ action: z.literal('merge'), target, into: id, ...shared }),
    z.strictObject({
      action: z.literal('split'),
      target,
      ...shared,
      mentions: z
        .array(z.strictObject({ report: id, event: id }))
        .min(1)
        .max(1000),
    }),
  ]),
  undefined,
  { action: 'correct', target: 'e12', set: { status: 'denied' }, reason: 'Both reports quote the denial' },
);

type Written = z.output<typeof proposalSchema>;

const decidedSchema = named(
  'Decided',
  z.strictObject({
    decision: decisionSchema,
    event: eventRecordSchema.nullable().describe('Its target as it stands now, where that is an event'),
  }),
);

const checkUnchanged = (event: EventRecord | null, updatedAt: string | undefined): void => {
  if (!event || updatedAt === undefined || updatedAt === event.updatedAt) return;
  throw new Problem(
    412,
    `${event.event.id} was changed at ${event.updatedAt}, after you saw it. Look at it again, then decide`,
    { code: 'serve/changed-since' },
  );
};

const proposalOf = async (store: Store, written: Written, by: string): Promise<Proposal> => {
  const event = await readEvent(store, written.target);
  const base = { by, reason: written.reason ?? null, target: written.target };
  if (written.action === 'note') return { ...base, action: 'note' };
  checkUnchanged(event, written.updatedAt);
  switch (written.action) {
    case 'correct': {
      const record = found(event, 'event', written.target, '/events');
      return {
        ...base,
        action: 'correct',
        correction: readCorrection(record.event, Object.entries(written.set)),
      };
    }
    case 'merge':
      return { ...base, action: 'merge', into: written.into };
    case 'split':
      return { ...base, action: 'split', mentions: written.mentions };
    default:
      return { ...base, action: written.action };
  }
};

const made = async ({ store, events }: ServeContext, decision: Decision) => {
  events.publish('decisions', { id: decision.id, action: decision.action, target: decision.target });
  return { decision, event: await readEvent(store, decision.target) };
};

const HEADERS = {
  'Idempotency-Key': 'A new UUID: what is sent again with the same one is not done twice, but answered again',
};

export const DECIDE = [
  endpoint<z.ZodObject, z.ZodObject, Written>({
    id: 'decide',
    method: 'post',
    path: '/decisions',
    tag: 'review',
    summary: 'Accepts, corrects, rejects, merges, splits or notes',
    description: 'Nothing is overwritten: a decision is added, and events stand as it says.',
    headers: HEADERS,
    role: 'coder',
    body: { 'application/json': proposalSchema },
    status: 201,
    answer: decidedSchema,
    known: 'never',
    handle: asked =>
      onlyOnce(asked, async () => {
        const { context, body, user } = asked;
        return made(context, await decide(context.store, await proposalOf(context.store, body, user)));
      }),
  }),
  endpoint({
    id: 'undoDecision',
    method: 'post',
    path: '/decisions/{id}/undo',
    tag: 'review',
    summary: 'Undoes a decision by another one that rejects it',
    headers: HEADERS,
    role: 'coder',
    params: z.object({
      id: z
        .string()
        .regex(/^d\d{1,15}$/)
        .describe('d7'),
    }),
    status: 201,
    answer: decidedSchema,
    known: 'never',
    handle: asked =>
      onlyOnce(asked, async () => {
        const { context, params, user } = asked;
        const decision = await decide(context.store, { action: 'reject', target: params.id, by: user });
        return made(context, decision);
      }),
  }),
];
