// The store's filters as parameters of a query: the same names, wording and checks as on the command line.
import { z } from 'zod';
import type { FilterSpec, FilterValues } from '../../6-record/index.ts';

const valueSchema = ({ read, allowed, choices, name, several }: FilterSpec): z.ZodType => {
  const schema = z
    .string()
    .meta({
      ...(choices && { enum: choices }),
      ...((name === 'since' || name === 'until') && { format: 'date' }),
      ...(name === 'country' && { pattern: '^[A-Za-z]{3}$' }),
    })
    .transform((written, context) => {
      const known = read(written);
      if (known !== null) return known;
      context.addIssue({ code: 'custom', message: `allowed: ${allowed}` });
      return z.NEVER;
    });
  return several ? z.array(schema).min(1).max(50) : schema;
};

type FilterShape = { readonly [Name in keyof FilterValues]-?: z.ZodType<FilterValues[Name]> };

/** One optional parameter a filter. */
export const filterQuery = (specs: readonly FilterSpec[]): FilterShape =>
  Object.fromEntries(
    specs.map(spec => [
      spec.name,
      valueSchema(spec)
        .optional()
        .describe(spec.several ? `${spec.description} (may be repeated)` : spec.description),
    ]),
  ) as unknown as FilterShape;
