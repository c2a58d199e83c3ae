// The endpoints -> an OpenAPI 3.1 document, whose schemas are JSON Schema (2020-12) as zod writes it.
import { z } from 'zod';
import { ROLES } from '../../6-record/index.ts';
import type { Endpoint } from './endpoint.ts';
import { queryOf } from './mount-endpoint.ts';
import { takesSeveral } from './read-request.ts';
import { COMPONENTS, named } from './schemas/contract.ts';

type Json = Readonly<Record<string, unknown>>;

const problemSchema = named(
  'Problem',
  z.object({
    type: z.string().describe('`urn:synoptic:problem:` and a stable name, such as `serve/bad-value`'),
    title: z.string(),
    status: z.int(),
    detail: z.string().describe('The value, what was allowed, the next step'),
    errors: z
      .array(z.object({ field: z.string().describe('`query.limit`, `body.reason`'), message: z.string() }))
      .optional(),
  }),
  'What went wrong (RFC 9457).',
);

const uri = (id: string): string => `#/components/schemas/${id}`;

/** JSON Schema without what only a document of its own needs, nor bounds that every whole number has. */
const bare = (schema: unknown): Json =>
  JSON.parse(
    JSON.stringify(schema, (key, value) => {
      if (key === '$schema' || key === '$id') return undefined;
      if ((key === 'maximum' || key === 'minimum') && Math.abs(value as number) === Number.MAX_SAFE_INTEGER)
        return undefined;
      return value;
    }),
  ) as Json;

const componentSchemas = (): Json => {
  const { schemas } = z.toJSONSchema(COMPONENTS, { uri, io: 'output', unrepresentable: 'any' });
  return Object.fromEntries(
    Object.entries(schemas)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([id, schema]) => [id, bare(schema)]),
  );
};

const schemaOf = (schema: z.ZodType): Json => {
  const id = COMPONENTS.get(schema)?.id;
  if (id === undefined) throw new Error('a schema that is served must have a name: named(id, schema)');
  return { $ref: uri(id) };
};

const parameters = (place: 'path' | 'query', object: z.ZodObject): Json[] =>
  Object.entries(object.shape).map(([name, field]) => {
    const schema = field as z.ZodType;
    const { description, ...json } = bare(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }));
    return {
      name,
      in: place,
      required: place === 'path' || !schema.safeParse(undefined).success,
      ...(description !== undefined && { description }),
      schema: json,
      ...(place === 'query' && takesSeveral(schema) && { style: 'form', explode: true }),
    };
  });

const headerParameters = (headers: NonNullable<Endpoint['headers']>): Json[] =>
  Object.entries(headers).map(([name, description]) => ({
    name,
    in: 'header',
    required: false,
    description,
    schema: { type: 'string' },
  }));

const problem = (description: string): Json => ({
  description,
  content: { 'application/problem+json': { schema: schemaOf(problemSchema) } },
});

const failures = (own: Endpoint): Json => ({
  400: problem('The request is not as described here'),
  401: problem('Nobody is logged in'),
  403: problem(own.role === null ? 'From a page of another site' : `This needs the role ${own.role}`),
  ...(own.params && { 404: problem('There is no such thing') }),
  ...(own.method !== 'get' && { 409: problem('In conflict with what is there') }),
  ...(own.method !== 'get' && own.body && { 412: problem('It was changed in between') }),
  ...(own.body && { 413: problem('Too large'), 415: problem('Not a form that is read here') }),
  429: problem('Too many requests; Retry-After says when to come back'),
  ...(own.body && {
    503: problem('Too many at once, or this server does not do it; Retry-After if it will'),
  }),
});

/** JSON in a form of somebody else's: GeoJSON, Web Annotation. */
const isJson = (type: string): boolean => /[/+]json$/.test(type);

const success = ({ status = 200, answer, media = [], known, paging }: Endpoint): Json => {
  const content = Object.fromEntries([
    ...(answer ? [['application/json', { schema: schemaOf(answer) }]] : []),
    ...media.map(({ type }) => [type, { schema: isJson(type) ? {} : { type: 'string' } }]),
  ]);
  const text = { schema: { type: 'string' } };
  const headers = {
    ...(known !== 'never' && { ETag: { description: 'Weak; for If-None-Match', ...text } }),
    ...(paging && { Link: { description: 'rel="next": the next page', ...text } }),
  };
  return {
    [status]: {
      description: media.map(({ description }) => description).join('; ') || 'As asked',
      ...(Object.keys(headers).length > 0 && { headers }),
      ...(Object.keys(content).length > 0 && { content }),
    },
    ...(known !== 'never' && { 304: { description: 'As the client has it (If-None-Match)' } }),
  };
};

const bodyOf = (body: NonNullable<Endpoint['body']>): Json => ({
  required: true,
  content: Object.fromEntries(
    Object.entries(body).map(([type, schema]) => [
      type,
      { schema: schema === null ? { type: 'string' } : schemaOf(schema) },
    ]),
  ),
});

const operation = (own: Endpoint): Json => ({
  operationId: own.id,
  tags: [own.tag],
  summary: own.summary,
  description: [own.description, own.role === null ? 'Needs no log-in.' : `Needs the role ${own.role}.`]
    .filter(Boolean)
    .join(' '),
  parameters: [
    ...(own.params ? parameters('path', own.params) : []),
    ...parameters('query', queryOf(own)),
    ...headerParameters(own.headers ?? {}),
  ],
  ...(own.body && { requestBody: bodyOf(own.body) }),
  responses: { ...success(own), ...failures(own) },
});

const DESCRIPTION = `Sourced events from news reports, with the words that each value was read from.
Offsets are half-open and count UTF-16 code units of a report's text. Absent is null. Lists go on by \`next\`.
Roles, each with what those before it may: ${ROLES.join(', ')}.`;

export const openApiDocument = (endpoints: readonly Endpoint[], version: string): Json => {
  const paths: Record<string, Record<string, Json>> = {};
  for (const own of endpoints) {
    const path = `/api/v1${own.path}`;
    paths[path] = { ...paths[path], [own.method]: operation(own) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Synoptic',
      version,
      description: DESCRIPTION,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
    servers: [{ url: '/' }],
    security: [{}, { bearer: [] }, { session: [] }],
    tags: [...new Set(endpoints.map(({ tag }) => tag))].map(name => ({ name })),
    paths,
    components: {
      schemas: componentSchemas(),
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', description: 'A token: synoptic token create' },
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'synoptic',
          description: 'Set by POST /api/v1/session; what changes something also needs X-CSRF-Token',
        },
      },
    },
  };
};
