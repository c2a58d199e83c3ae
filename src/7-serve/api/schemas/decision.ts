// Decisions of review, and how far coders agree.
import { z } from 'zod';
import { ACTIONS, type Correction, type Decision, type Merge, type Split } from '../../../schema/decision.ts';
import {
  acledClassSchema,
  contextSchema,
  eventPlaceSchema,
  eventTimeSchema,
  eventTypeSchema,
  participantSchema,
  quadClassSchema,
  statusSchema,
} from './coded-report.ts';
import { named, sameAs } from './contract.ts';
import { tollSchema } from './event.ts';
import { instant, offset, words } from './span.ts';
import { storyEventMentionSchema } from './story.ts';

const correctionSchema = sameAs<Correction>()(
  'Correction',
  z.strictObject({
    type: eventTypeSchema.exactOptional(),
    mode: words.exactOptional(),
    contexts: z.array(contextSchema).exactOptional(),
    cameo: words.exactOptional(),
    quadClass: quadClassSchema.exactOptional(),
    intensity: z.number().exactOptional(),
    status: statusSchema.exactOptional(),
    actors: z.array(participantSchema).exactOptional(),
    recipients: z.array(participantSchema).exactOptional(),
    place: eventPlaceSchema.nullable().exactOptional(),
    time: eventTimeSchema.nullable().exactOptional(),
    killed: tollSchema.nullable().exactOptional(),
    acled: acledClassSchema.nullable().exactOptional(),
  }),
);

const mergeSchema = sameAs<Merge>()('Merge', z.strictObject({ into: z.string() }));
const splitSchema = sameAs<Split>()(
  'Split',
  z.strictObject({ event: z.string(), mentions: z.array(storyEventMentionSchema) }),
);

export const decisionSchema = sameAs<Decision>()(
  'Decision',
  z.strictObject({
    id: z.string(),
    at: instant,
    by: z.string(),
    target: z.string(),
    action: z.enum(ACTIONS),
    before: correctionSchema.nullable(),
    after: z.union([mergeSchema, splitSchema, correctionSchema]).nullable(),
    reason: words,
  }),
);

export const agreementSchema = named(
  'Agreement',
  z.strictObject({
    coders: z.array(z.string()).describe('The two'),
    fields: z.array(
      z.strictObject({
        field: z.string(),
        units: offset.describe('Events that both judged'),
        alpha: z.number().nullable().describe("Krippendorff's; null where all values are one"),
        agreed: z.number().describe('Share of the units'),
      }),
    ),
  }),
);
