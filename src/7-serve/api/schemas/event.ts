// Events as the store keeps them, review decisions applied.
import { z } from 'zod';
import type { EventRecord, RecordedEvent, Toll } from '../../../schema/recorded-event.ts';
import { acledClassSchema } from './coded-report.ts';
import { sameAs } from './contract.ts';
import { dayOrNull, instant, offset, words } from './span.ts';
import { storyEventFields } from './story.ts';

export const tollSchema = sameAs<Toll>()(
  'Toll',
  z.strictObject({ low: z.number(), best: z.number(), high: z.number().nullable() }),
  'Deaths by the figures that the mentions give.',
);

export const recordedEventSchema = sameAs<RecordedEvent>()(
  'RecordedEvent',
  z.strictObject({
    ...storyEventFields,
    story: words,
    intensity: z.number(),
    acled: acledClassSchema.nullable(),
    outlets: z.array(z.string()),
    independentOutlets: offset,
    confidence: z.number(),
    words: z.string(),
    firstReported: dayOrNull,
    killed: tollSchema.nullable(),
  }),
);

export const eventRecordSchema = sameAs<EventRecord>()(
  'EventRecord',
  z.strictObject({
    event: recordedEventSchema,
    createdAt: instant,
    updatedAt: instant,
    deletedAt: instant.nullable(),
    mergedInto: words,
    reviewed: words.describe('The last decision on it that counts; null where nobody looked at it'),
    acledId: words.describe("As ACLED's event_id_cnty"),
  }),
  'An event as it stands, with its history.',
);
