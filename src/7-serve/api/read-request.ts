// What a request asks -> values of the endpoint's schemas. Whatever is not described is refused, with its name, its
// value and what is allowed.
import type { z } from 'zod';
import { type FieldError, Problem } from '../problem.ts';

const MOST_ERRORS = 20;
const MOST_SHOWN = 80;

type Raw = Readonly<Record<string, readonly string[]>>;

/** The schema within `.optional()`, `.default()`, ... */
const innermost = (schema: z.ZodType): z.ZodType => {
  let at = schema;
  for (;;) {
    const { innerType } = at.def as { readonly innerType?: z.ZodType };
    if (innerType === undefined) return at;
    at = innerType;
  }
};

export const takesSeveral = (schema: z.ZodType): boolean => innermost(schema).def.type === 'array';

const shown = (values: readonly unknown[]): string => {
  const written = values.map(String).join(', ');
  return written.length > MOST_SHOWN ? `${written.slice(0, MOST_SHOWN)}…` : written;
};

interface Issue {
  readonly code: string;
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly values?: readonly unknown[];
  readonly keys?: readonly string[];
  readonly minimum?: unknown;
  readonly maximum?: unknown;
  readonly format?: string;
  readonly expected?: string;
}

/** In the words of a person: what would have been right. */
const allowedBy = (issue: Issue): string => {
  if (issue.values !== undefined) return `allowed: ${issue.values.join(', ')}`;
  if (issue.code === 'too_small') return `allowed: at least ${issue.minimum}`;
  if (issue.code === 'too_big') return `allowed: at most ${issue.maximum}`;
  if (issue.code === 'invalid_type') return `allowed: ${issue.expected ?? 'another kind of value'}`;
  return issue.message;
};

const badRequest = (detail: string, errors: readonly FieldError[]): Problem =>
  new Problem(400, detail, { code: 'serve/bad-value', errors: errors.slice(0, MOST_ERRORS) });

const errorsOf = (
  place: string,
  issues: readonly Issue[],
  valueAt: (path: readonly PropertyKey[]) => readonly unknown[] | null,
  names: readonly string[],
): FieldError[] =>
  issues.flatMap(issue => {
    if (issue.keys !== undefined)
      return issue.keys.map(key => ({
        field: `${place}.${key.slice(0, 100)}`,
        message: `there is no such ${place === 'body' ? 'field' : 'parameter'}; allowed: ${names.join(', ') || 'none'}`,
      }));
    const value = valueAt(issue.path);
    // of a parameter that is given several times the name will do
    const path = place === 'query' ? issue.path.slice(0, 1) : issue.path;
    const field = [place, ...path.map(String)].join('.').slice(0, 200);
    return { field, message: `${value === null ? 'missing' : `"${shown(value)}"`}; ${allowedBy(issue)}` };
  });

const collect = (schema: z.ZodObject, raw: Raw): Record<string, unknown> => {
  // a parameter may be called `__proto__`
  const values: Record<string, unknown> = Object.create(null);
  const twice: FieldError[] = [];
  for (const [name, given] of Object.entries(raw)) {
    const field = Object.hasOwn(schema.shape, name) ? (schema.shape[name] as z.ZodType) : null;
    if (field && takesSeveral(field)) values[name] = given;
    else if (given.length > 1)
      twice.push({
        field: `query.${name.slice(0, 100)}`,
        message: `given ${given.length} times; allowed: once`,
      });
    else values[name] = given[0];
  }
  if (twice.length > 0) throw badRequest('the query is not as described', twice);
  return values;
};

export const readQuery = (schema: z.ZodObject, raw: Raw): Record<string, unknown> => {
  const result = schema.strict().safeParse(collect(schema, raw));
  if (result.success) return result.data;
  const valueAt = ([name, at]: readonly PropertyKey[]) => {
    const given = raw[String(name)] ?? null;
    return typeof at === 'number' ? (given?.slice(at, at + 1) ?? null) : given;
  };
  throw badRequest(
    'the query is not as described',
    errorsOf('query', result.error.issues as readonly Issue[], valueAt, Object.keys(schema.shape)),
  );
};

export const readParams = (
  schema: z.ZodObject,
  raw: Readonly<Record<string, string>>,
): Record<string, unknown> => {
  const result = schema.safeParse(raw);
  if (result.success) return result.data;
  const valueAt = ([name]: readonly PropertyKey[]) => [raw[String(name)] ?? ''];
  throw badRequest(
    'the path is not as described',
    errorsOf('path', result.error.issues as readonly Issue[], valueAt, []),
  );
};

const valueIn = (body: unknown, path: readonly PropertyKey[]): readonly unknown[] | null => {
  let at = body;
  for (const key of path)
    at = at === null || typeof at !== 'object' ? undefined : (at as Record<PropertyKey, unknown>)[key];
  if (at === undefined) return null;
  return [typeof at === 'object' ? JSON.stringify(at) : at];
};

export const readJson = (schema: z.ZodType, written: string): unknown => {
  let body: unknown;
  try {
    body = JSON.parse(written);
  } catch {
    throw new Problem(400, 'the body is said to be JSON and is not', { code: 'serve/bad-body' });
  }
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  const { shape } = schema as { readonly shape?: object };
  throw badRequest(
    'the body is not as described',
    errorsOf(
      'body',
      result.error.issues as readonly Issue[],
      path => valueIn(body, path),
      Object.keys(shape ?? {}),
    ),
  );
};
