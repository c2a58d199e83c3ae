// The codebook: event types, and the frames by which each is coded.
import { z } from 'zod';
import { type Frame, ROLE_MARKS, type TypeEntry } from '../../../schema/codebook.ts';
import { type EventType, eventTypeInfo } from '../../../schema/plover.ts';
import { endpoint } from '../endpoint.ts';
import { found } from '../found.ts';
import { contextSchema, eventTypeSchema, quadClassSchema, statusSchema } from '../schemas/coded-report.ts';
import { named } from '../schemas/contract.ts';
import { offset, words } from '../schemas/span.ts';

const typeFields = {
  type: eventTypeSchema,
  title: z.string(),
  description: z.string(),
  quadClass: quadClassSchema,
  intensity: z.number().describe("PLOVER's, -10 to 10"),
  modes: z.array(z.strictObject({ mode: z.string(), intensity: z.number() })),
};

const exampleSchema = z.strictObject({
  text: z.string(),
  roles: z.array(
    z.strictObject({
      role: z.enum(ROLE_MARKS),
      start: offset,
      end: offset,
    }),
  ),
});

const roleSlots = z.array(z.string());

const frameSchema = named(
  'Frame',
  z.strictObject({
    id: z.string(),
    note: z.string(),
    mode: words,
    contexts: z.array(contextSchema),
    cameo: words,
    acled: words,
    status: statusSchema.nullable(),
    predicates: z.strictObject({
      verb: z.array(z.string()),
      noun: z.array(z.string()),
      adjective: z.array(z.string()),
      pattern: z.array(z.string()),
    }),
    roles: z.strictObject({ actor: roleSlots, recipient: roleSlots, mediator: roleSlots, place: roleSlots }),
    examples: z.array(exampleSchema),
    counterexamples: z.array(exampleSchema),
    source: z.string().describe('`accuse.yaml:12`'),
  }),
);

const codebookSchema = named(
  'CodebookTypes',
  z.strictObject({ items: z.array(z.strictObject({ ...typeFields, frames: offset })) }),
);

const typeSchema = named('CodebookType', z.strictObject({ ...typeFields, frames: z.array(frameSchema) }));

const factsOf = ({ type, title, description }: TypeEntry) => {
  const { quadClass, intensity, modes } = eventTypeInfo(type);
  return {
    type,
    title,
    description,
    quadClass,
    intensity,
    modes: Object.entries(modes).map(([mode, own]) => ({ mode, intensity: own })),
  };
};

const exampleOf = ({ text, roles }: Frame['examples'][number]) => ({ text, roles });

const frameOf = (frame: Frame) => ({
  id: frame.id,
  note: frame.note,
  mode: frame.mode,
  contexts: frame.contexts,
  cameo: frame.cameo,
  acled: frame.acled,
  status: frame.status,
  predicates: frame.predicates,
  roles: frame.roles,
  examples: frame.examples.map(exampleOf),
  counterexamples: frame.counterexamples.map(exampleOf),
  source: `${frame.file}:${frame.line}`,
});

export const CODEBOOK = [
  endpoint({
    id: 'getCodebook',
    method: 'get',
    path: '/codebook',
    tag: 'codebook',
    summary: 'Event types with what they mean',
    role: 'reader',
    answer: codebookSchema,
    known: 'content',
    handle: async ({ context }) => ({
      items: [...context.resources().codebook.types.values()].map(entry => ({
        ...factsOf(entry),
        frames: entry.frames.length,
      })),
    }),
  }),
  endpoint({
    id: 'getCodebookType',
    method: 'get',
    path: '/codebook/{type}',
    tag: 'codebook',
    summary: 'One event type: the words and roles by which it is coded, with examples',
    role: 'reader',
    params: z.object({ type: eventTypeSchema.describe('PLOVER event type') }),
    answer: typeSchema,
    known: 'content',
    handle: async ({ params: { type }, context }) => {
      const entry = found(
        context.resources().codebook.types.get(type as EventType) ?? null,
        'event type',
        type,
        '/codebook',
      );
      return { ...factsOf(entry), frames: entry.frames.map(frameOf) };
    },
  }),
];
