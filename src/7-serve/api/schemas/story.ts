// Stories: what the reports of the same happenings agree on, differ on and alone say.
import { z } from 'zod';
import {
  AGREEMENTS,
  type Denial,
  DIFFERENCE_FIELDS,
  type Difference,
  type Origin,
  type Position,
  STANCES,
  STANDINGS,
  type Story,
  type StoryEvent,
  type StoryEventMention,
  type StoryFigure,
  type StoryQuote,
  WORDINGS,
} from '../../../schema/story.ts';
import { codingFields } from './coded-report.ts';
import { sameAs } from './contract.ts';
import { dayOrNull, offset, spanSchema, words } from './span.ts';

const span = { start: offset, end: offset };

export const storyEventMentionSchema = sameAs<StoryEventMention>()(
  'StoryEventMention',
  z.strictObject({
    report: z.string(),
    event: z.string().describe('Id of the mention in the coded report'),
    trigger: spanSchema,
  }),
);

export const standingSchema = z.enum(STANDINGS);

const differenceSchema = sameAs<Difference>()(
  'Difference',
  z.strictObject({
    field: z.enum(DIFFERENCE_FIELDS),
    values: z.array(z.strictObject({ value: z.string(), mentions: z.array(storyEventMentionSchema) })),
  }),
);

/** Also the first fields of a recorded event. */
export const storyEventFields = {
  id: z.string(),
  ...codingFields,
  mentions: z.array(storyEventMentionSchema),
  standing: standingSchema,
  differences: z.array(differenceSchema),
};

const storyEventSchema = sameAs<StoryEvent>()('StoryEvent', z.strictObject(storyEventFields));

const quoteSchema = sameAs<StoryQuote>()(
  'StoryQuote',
  z.strictObject({
    id: z.string(),
    speaker: words,
    speakers: z.array(z.strictObject({ name: z.string(), reports: z.array(z.string()) })),
    mentions: z.array(z.strictObject({ ...span, report: z.string(), statement: z.string() })),
    wording: z.enum(WORDINGS),
  }),
);

export const agreementSchema = z.enum(AGREEMENTS);

const figureSchema = sameAs<StoryFigure>()(
  'StoryFigure',
  z.strictObject({
    id: z.string(),
    measure: z.string(),
    unit: words,
    low: z.number(),
    best: z.number(),
    high: z.number().nullable(),
    agreement: agreementSchema,
    mentions: z.array(z.strictObject({ ...span, report: z.string(), figure: z.string() })),
  }),
);

const originSchema = sameAs<Origin>()(
  'Origin',
  z.strictObject({ ...span, name: z.string(), report: z.string() }),
);

const denialSchema = sameAs<Denial>()(
  'Denial',
  z.strictObject({ denial: z.string(), claim: z.string() }),
  'Ids of events: the first denies the second.',
);

export const stanceSchema = z.enum(STANCES);

const positionSchema = sameAs<Position>()(
  'Position',
  z.strictObject({
    actor: z.string(),
    steps: z.array(
      z.strictObject({
        kind: z.enum(['event', 'quote']),
        id: z.string(),
        day: dayOrNull,
        toward: words,
        stance: stanceSchema.nullable(),
        changes: words,
      }),
    ),
  }),
);

const onlyHere = z.strictObject({
  events: z.array(z.string()),
  quotes: z.array(z.string()),
  figures: z.array(z.string()),
});

export const storySchema = sameAs<Story>()(
  'Story',
  z.strictObject({
    id: z.string(),
    title: z.string(),
    reports: z.array(z.string()),
    copies: z.array(z.array(z.string())),
    origins: z.array(originSchema.nullable()),
    independentOutlets: offset,
    events: z.array(storyEventSchema),
    quotes: z.array(quoteSchema),
    figures: z.array(figureSchema),
    denials: z.array(denialSchema),
    positions: z.array(positionSchema),
    onlyHere: z.record(z.string(), onlyHere),
  }),
  'As the reports were brought together, before review.',
);
