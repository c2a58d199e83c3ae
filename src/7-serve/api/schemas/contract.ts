// Schemas of what is served, each under a name in the OpenAPI document and the same as the type of src/schema/.
import { z } from 'zod';

/** Schemas that stand under `components` of the document. */
export const COMPONENTS = z.registry<{ id: string }>();

const enter = (schema: z.ZodType, id: string, description: string | undefined, example?: unknown): void => {
  COMPONENTS.add(schema, { id });
  z.globalRegistry.add(schema, {
    ...z.globalRegistry.get(schema),
    ...(description !== undefined && { description }),
    ...(example !== undefined && { examples: [example] }),
  });
};

type DeepReadonly<T> = T extends string | number | boolean | null | undefined
  ? T
  : T extends readonly (infer Item)[]
    ? readonly DeepReadonly<Item>[]
    : { readonly [Key in keyof T]: DeepReadonly<T[Key]> };

type IsSame<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;

/** Compiles only where what the schema lets through is `T`: `sameAs<Span>()('Span', z.strictObject({ ... }))`. */
export const sameAs =
  <T>() =>
  <S extends z.ZodType>(
    id: string,
    schema: IsSame<DeepReadonly<z.output<S>>, DeepReadonly<T>> extends true ? S : never,
    description?: string,
  ): S => {
    enter(schema, id, description);
    return schema;
  };

/** A schema of the API alone, under its name in the document. */
export const named = <S extends z.ZodType>(
  id: string,
  schema: S,
  description?: string,
  example?: z.input<S>,
): S => {
  enter(schema, id, description, example);
  return schema;
};
