// Sparse answers: `fields=event.id,event.type` leaves out of each item what was not named.
import { z } from 'zod';
import { Problem } from '../problem.ts';

export const fieldsQuery = {
  fields: z
    .string()
    .max(2000)
    .optional()
    .describe('Only these fields, by commas, those within others by dots: `event.id,event.place.name`'),
};

/** What stands within `.nullable()` and arrays, as far as fields have names. */
const shapeOf = (schema: z.ZodType): Readonly<Record<string, z.ZodType>> | null => {
  let at: z.ZodType | undefined = schema;
  while (at !== undefined) {
    if (at instanceof z.ZodObject) return at.shape as Record<string, z.ZodType>;
    const { innerType, element } = at.def as { readonly innerType?: z.ZodType; readonly element?: z.ZodType };
    at = innerType ?? element;
  }
  return null;
};

type Wanted = { readonly [field: string]: Wanted | true };

const noField = (path: string, allowed: readonly string[]): Problem =>
  new Problem(400, 'the query is not as described', {
    code: 'serve/bad-value',
    errors: [
      {
        field: 'query.fields',
        message: `there is no field "${path.slice(0, 80)}"; allowed: ${allowed.join(', ') || 'nothing within it'}`,
      },
    ],
  });

/** The fields as a tree, each checked against the schema. */
export const readFields = (schema: z.ZodType, written: string): Wanted => {
  const tree: Record<string, Wanted | true> = {};
  for (const path of written.split(',').map(each => each.trim())) {
    let at: Record<string, Wanted | true> = tree;
    let shape = shapeOf(schema);
    const parts = path.split('.');
    for (const [depth, part] of parts.entries()) {
      if (shape === null || !Object.hasOwn(shape, part)) throw noField(path, Object.keys(shape ?? {}));
      shape = shapeOf(shape[part] as z.ZodType);
      // the whole of it was asked for already
      if (at[part] === true) break;
      if (depth === parts.length - 1) at[part] = true;
      else {
        const within = (at[part] ?? {}) as Record<string, Wanted | true>;
        at[part] = within;
        at = within;
      }
    }
  }
  return tree;
};

export const pick = (value: unknown, wanted: Wanted): unknown => {
  if (Array.isArray(value)) return value.map(each => pick(each, wanted));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(wanted).flatMap(([field, within]) => {
      const own = (value as Record<string, unknown>)[field];
      return own === undefined ? [] : [[field, within === true ? own : pick(own, within)]];
    }),
  );
};
