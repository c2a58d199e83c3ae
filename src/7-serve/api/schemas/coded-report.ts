// A coded report: entities, event mentions, statements, figures, times and relations, each with its words.
import { z } from 'zod';
import { ACLED_CLASSES, type AcledClass, type AcledEventType } from '../../../schema/acled.ts';
import { MENTION_FORMS, NAME_KINDS } from '../../../schema/analysis.ts';
import {
  COMPARATORS,
  type CodedReport,
  type EntityAt,
  EVENT_STATUSES,
  type EventMention,
  type EventPlace,
  type EventTime,
  type Figure,
  type Participant,
  QUOTATIONS,
  RELATION_TYPES,
  type Relation,
  SPEECH_ACTS,
  type Statement,
} from '../../../schema/coded-report.ts';
import type { ActorRef, DayRange, Entity, PlaceRef, TimeExpression } from '../../../schema/grounding.ts';
import type { Issue } from '../../../schema/issue.ts';
import { CONTEXTS, EVENT_TYPES, type EventType, QUAD_CLASSES, SECTORS } from '../../../schema/plover.ts';
import { sameAs } from './contract.ts';
import { dateBasisSchema } from './report.ts';
import { dayOrNull, offset, spanSchema, words } from './span.ts';

export const eventTypeSchema = z.enum(Object.keys(EVENT_TYPES) as [EventType, ...EventType[]]);
export const statusSchema = z.enum(EVENT_STATUSES);
export const contextSchema = z.enum(CONTEXTS);
const sectorSchema = z.enum(SECTORS);
export const quadClassSchema = z.enum(QUAD_CLASSES);
export const nameKindSchema = z.enum(NAME_KINDS);
const span = { start: offset, end: offset };
const timePrecision = z
  .union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)])
  .describe('1 day, 2 week, 3 month, 4 longer');
const placePrecision = z
  .union([z.literal(1), z.literal(2), z.literal(3)])
  .describe('1 town, 2 part of a region, 3 larger region');

const acledTypes = [...new Set([...ACLED_CLASSES.values()].map(({ eventType }) => eventType))];
export const acledClassSchema = sameAs<AcledClass>()(
  'AcledClass',
  z.strictObject({
    eventType: z.enum(acledTypes as [AcledEventType, ...AcledEventType[]]),
    subEventType: z.string(),
    disorderType: z.string(),
  }),
);

const whose = {
  name: z.string(),
  country: words.describe('ISO 3166-1 alpha-3'),
  sector: sectorSchema.nullable(),
  code: z.string().describe('Country and sector: SYRGOV'),
};

export const participantSchema = sameAs<Participant>()(
  'Participant',
  z.strictObject({
    ...span,
    entity: z.string().describe('Entity id in the report; empty where a reviewer wrote it'),
    ...whose,
  }),
);

const where = {
  name: z.string(),
  country: words.describe('ISO 3166-1 alpha-3'),
  admin1: words.describe('First-level region'),
  latitude: z.number().nullable(),
  longitude: z.number().nullable(),
  precision: placePrecision,
};

export const eventPlaceSchema = sameAs<EventPlace>()(
  'EventPlace',
  z.strictObject({
    ...span,
    entity: z.string().describe('Entity id in the report; empty where a reviewer wrote it'),
    ...where,
  }),
);

const dayRange = { from: dayOrNull, to: dayOrNull };
const dayRangeSchema = sameAs<DayRange>()('DayRange', z.strictObject(dayRange), 'Both days belong to it.');

export const eventTimeSchema = sameAs<EventTime>()(
  'EventTime',
  z.strictObject({ ...dayRange, ...span, precision: timePrecision }),
);

/** What an event is, of a mention as of what mentions support together. */
export const codingFields = {
  type: eventTypeSchema,
  mode: words.describe('Of the type: `aerial` of ASSAULT'),
  contexts: z.array(contextSchema),
  cameo: words.describe('CAMEO code'),
  quadClass: quadClassSchema,
  status: statusSchema,
  actors: z.array(participantSchema).describe('Who did it'),
  recipients: z.array(participantSchema).describe('To whom it was done'),
  place: eventPlaceSchema.nullable(),
  time: eventTimeSchema.nullable(),
};

export const eventMentionSchema = sameAs<EventMention>()(
  'EventMention',
  z.strictObject({
    id: z.string(),
    ...codingFields,
    intensity: z.number().describe("PLOVER's, -10 to 10"),
    acled: acledClassSchema.nullable(),
    trigger: spanSchema.describe('The word that says what happened'),
    mediators: z.array(participantSchema),
    counts: z.array(z.string()).describe('Figure ids'),
    statement: words.describe('Id of the statement that it was reported in'),
    denies: words.describe('Id of the event or statement denied'),
    evidence: z.array(spanSchema),
    confidence: z.number().describe('0 to 1'),
  }),
  'What one report says happened, with its status and account.',
);

const entityAtSchema = sameAs<EntityAt>()('EntityAt', z.strictObject({ ...span, entity: z.string() }));

export const quotationSchema = z.enum(QUOTATIONS);
export const actSchema = z.enum(SPEECH_ACTS);

const statementSchema = sameAs<Statement>()(
  'Statement',
  z.strictObject({
    id: z.string(),
    speaker: entityAtSchema.nullable(),
    cue: spanSchema.nullable(),
    content: z.array(spanSchema),
    quotation: quotationSchema,
    act: actSchema,
    venue: entityAtSchema.nullable(),
    time: eventTimeSchema.nullable(),
    within: words,
  }),
);

/** A number as words give it: of a figure in its report, in lists and over time. */
export const countFields = {
  value: z.number(),
  low: z.number(),
  high: z.number().nullable().describe('Null where it is open: more than 30'),
  comparator: z.enum(COMPARATORS).describe('Exactly, about, more than, fewer than'),
  unit: words.describe('Null for counts, an ISO 4217 code for money, `km`, `km2`, or `share`'),
};

const figureSchema = sameAs<Figure>()(
  'Figure',
  z.strictObject({
    ...span,
    id: z.string(),
    ...countFields,
    measure: z.string().describe('killed, displaced, ..., or the noun itself in the plural'),
    of: words.describe('Entity id: whose, of whom'),
    period: dayRangeSchema.nullable(),
    places: z.array(z.string()),
    attributedTo: words,
    event: words,
  }),
);

const actorRefSchema = sameAs<ActorRef>()(
  'ActorRef',
  z.strictObject({
    id: words.describe('Id in the registry; null for one that is described, not listed'),
    ...whose,
  }),
);

const placeRefSchema = sameAs<PlaceRef>()(
  'PlaceRef',
  z.strictObject({ id: words.describe('Id in the registry'), ...where }),
);

const entitySchema = sameAs<Entity>()(
  'Entity',
  z.strictObject({
    id: z.string(),
    kind: nameKindSchema,
    name: z.string(),
    actor: actorRefSchema.nullable(),
    place: placeRefSchema.nullable(),
    mentions: z.array(z.strictObject({ ...span, kind: z.enum(MENTION_FORMS) })),
  }),
);

const timeExpressionSchema = sameAs<TimeExpression>()(
  'TimeExpression',
  z.strictObject({
    ...span,
    value: dayRangeSchema.nullable(),
    precision: timePrecision,
    edtf: words,
  }),
);

export const relationTypeSchema = z.enum(RELATION_TYPES);

const relationSchema = sameAs<Relation>()(
  'Relation',
  z.strictObject({
    ...span,
    type: relationTypeSchema,
    subject: z.string(),
    object: z.string(),
    statement: words,
  }),
);

const issueSchema = sameAs<Issue>()(
  'Issue',
  z.strictObject({
    code: z.string(),
    message: z.string(),
    start: offset.nullable(),
    end: offset.nullable(),
  }),
);

export const codedReportSchema = sameAs<CodedReport>()(
  'CodedReport',
  z.strictObject({
    id: z.string(),
    outlet: words,
    title: words,
    publishedAt: words,
    dateBasis: dateBasisSchema,
    language: z.string(),
    entities: z.array(entitySchema),
    events: z.array(eventMentionSchema).describe('What the report is mainly about first'),
    statements: z.array(statementSchema),
    figures: z.array(figureSchema),
    times: z.array(timeExpressionSchema),
    relations: z.array(relationSchema),
    issues: z.array(issueSchema),
  }),
);
