// Actors: who they are, where they stand over time, what is said of them, who does what to whom.
import { z } from 'zod';
import type {
  ActorList,
  ActorPositions,
  ActorProfile,
  ActorRelation,
  WhoToWhom,
} from '../../../6-record/index.ts';
import { eventTypeSchema, nameKindSchema, relationTypeSchema, statusSchema } from './coded-report.ts';
import { named, sameAs } from './contract.ts';
import { dayOrNull, offset, words } from './span.ts';
import { stanceSchema, standingSchema } from './story.ts';
import { statementRecordSchema } from './words.ts';

const actorCount = {
  name: z.string().describe('As it stands in events: the key of an actor'),
  kind: nameKindSchema.nullable(),
  actor: words.describe('Id in the registry'),
  country: words,
  sector: words,
  code: words,
  asActor: offset,
  asRecipient: offset,
};

export const actorListSchema = sameAs<ActorList>()(
  'ActorList',
  z.strictObject({ isApproximate: z.boolean(), items: z.array(z.strictObject(actorCount)) }),
  'Most frequent first.',
);

export const actorProfileSchema = sameAs<ActorProfile>()(
  'ActorProfile',
  z.strictObject({
    ...actorCount,
    firstDay: dayOrNull,
    lastDay: dayOrNull,
    stories: offset,
    statements: offset,
  }),
);

const step = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('event'),
    day: dayOrNull,
    event: z.string(),
    story: words,
    type: eventTypeSchema,
    status: statusSchema,
    standing: standingSchema,
    toward: z.array(z.string()),
    stance: stanceSchema,
    changes: words.describe('The last earlier event with the contrary stance toward one of the same parties'),
    outlets: z.array(z.string()),
    words: z.string(),
  }),
  z.strictObject({ kind: z.literal('statement'), day: dayOrNull, statement: statementRecordSchema }),
]);

export const actorPositionsSchema = sameAs<ActorPositions>()(
  'ActorPositions',
  z.strictObject({ isCut: z.boolean(), steps: z.array(step).describe('In order of time, undated last') }),
);

const actorRelationSchema = sameAs<ActorRelation>()(
  'ActorRelation',
  z.strictObject({
    type: relationTypeSchema,
    subject: z.string(),
    object: z.string(),
    reports: z.array(
      z.strictObject({
        report: z.string(),
        outlet: words,
        publishedAt: words,
        start: offset,
        end: offset,
        words: z.string(),
      }),
    ),
  }),
);

export const actorRelationsSchema = named(
  'ActorRelations',
  z.strictObject({ items: z.array(actorRelationSchema) }),
);

export const whoToWhomSchema = sameAs<WhoToWhom>()(
  'WhoToWhom',
  z.strictObject({
    isApproximate: z.boolean(),
    names: z.array(z.string()).describe('Rows and columns, most frequent first'),
    cells: z.array(
      z.strictObject({
        actor: offset,
        recipient: offset,
        events: offset,
        verbalCooperation: offset,
        materialCooperation: offset,
        verbalConflict: offset,
        materialConflict: offset,
      }),
    ),
  }),
);
