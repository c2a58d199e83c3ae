// The OpenAPI document: whole, true to JSON Schema 2020-12, and told as a page without anything from elsewhere.
import { beforeAll, describe, expect, test } from 'vitest';
import { ENDPOINTS } from '../../src/7-serve/api/index.ts';
import { type Client, makeClient } from '../support/api.ts';
import { pgliteStores, storeForTests } from '../support/stores.ts';

interface Node {
  readonly [key: string]: unknown;
}

const isNode = (value: unknown): value is Node =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

const walk = (value: unknown, visit: (node: Node, path: string) => void, path = '#'): void => {
  if (Array.isArray(value)) for (const [at, each] of value.entries()) walk(each, visit, `${path}/${at}`);
  if (!isNode(value)) return;
  visit(value, path);
  for (const [key, each] of Object.entries(value)) walk(each, visit, `${path}/${key}`);
};

const TYPES = ['string', 'number', 'integer', 'boolean', 'object', 'array', 'null'];

/** What JSON Schema says of the keywords that are used; anything else in a schema is a slip. */
const KEYWORDS: Readonly<Record<string, (value: unknown) => boolean>> = {
  $ref: value => typeof value === 'string',
  type: value => [value].flat().every(each => TYPES.includes(each as string)),
  enum: value => Array.isArray(value) && value.length > 0 && new Set(value).size === value.length,
  const: () => true,
  properties: isNode,
  required: value => Array.isArray(value) && value.every(each => typeof each === 'string'),
  additionalProperties: value => typeof value === 'boolean' || isNode(value),
  propertyNames: isNode,
  items: isNode,
  anyOf: value => Array.isArray(value) && value.length > 0,
  oneOf: value => Array.isArray(value) && value.length > 0,
  allOf: value => Array.isArray(value) && value.length > 0,
  minimum: value => typeof value === 'number',
  maximum: value => typeof value === 'number',
  exclusiveMinimum: value => typeof value === 'number',
  minLength: value => Number.isInteger(value),
  maxLength: value => Number.isInteger(value),
  minItems: value => Number.isInteger(value),
  maxItems: value => Number.isInteger(value),
  pattern: value => typeof value === 'string' && new RegExp(value) instanceof RegExp,
  format: value => typeof value === 'string',
  default: () => true,
  examples: value => Array.isArray(value) && value.length > 0,
  description: value => typeof value === 'string',
};

const checkSchema = (schema: unknown, path: string, faults: string[]): void => {
  if (!isNode(schema)) {
    faults.push(`${path} is no schema`);
    return;
  }
  for (const [key, value] of Object.entries(schema))
    if (!KEYWORDS[key]?.(value)) faults.push(`${path}/${key} = ${JSON.stringify(value)?.slice(0, 80)}`);
  for (const name of (schema.required ?? []) as string[])
    if (!isNode(schema.properties) || !(name in schema.properties)) faults.push(`${path} requires ${name}`);
  for (const [name, own] of Object.entries((schema.properties ?? {}) as Node))
    checkSchema(own, `${path}/${name}`, faults);
  for (const key of ['items', 'propertyNames'])
    if (key in schema) checkSchema(schema[key], `${path}/${key}`, faults);
  if (isNode(schema.additionalProperties)) checkSchema(schema.additionalProperties, `${path}/*`, faults);
  for (const key of ['anyOf', 'oneOf', 'allOf'])
    for (const [at, own] of ((schema[key] ?? []) as unknown[]).entries())
      checkSchema(own, `${path}/${key}/${at}`, faults);
};

describe('the OpenAPI document', () => {
  const { store } = storeForTests(pgliteStores);
  let client: Client;
  // biome-ignore lint/suspicious/noExplicitAny: a document of many shapes
  let document: any;

  beforeAll(async () => {
    client = makeClient(store);
    document = (await client.get('/openapi.json')).json;
  });

  test('is OpenAPI 3.1 with every endpoint under an id of its own', () => {
    expect(document.openapi).toBe('3.1.0');
    const operations = Object.values<Node>(document.paths).flatMap(
      methods => Object.values(methods) as Node[],
    );
    const ids = operations.map(({ operationId }) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.toSorted()).toEqual(ENDPOINTS.map(({ id }) => id).toSorted());
    expect(Object.keys(document).toSorted()).toEqual(
      [
        'openapi',
        'info',
        'jsonSchemaDialect',
        'servers',
        'security',
        'tags',
        'paths',
        'components',
      ].toSorted(),
    );
  });

  test('tells what each parameter is, what each header does, what the shared schemas mean', () => {
    const untold: string[] = [];
    walk(document.paths, (node, path) => {
      if (path.includes('/parameters/') && 'in' in node && !node.description)
        untold.push(`${path} ${node.name}`);
    });
    expect(untold).toEqual([]);
    expect(document.components.schemas.Span.description).toMatch(/UTF-16 code units/);
    expect(document.components.schemas.Problem.description).toMatch(/RFC 9457/);
    const headers = document.paths['/api/v1/decisions'].post.parameters;
    expect(headers).toMatchObject([{ name: 'Idempotency-Key', in: 'header', required: false }]);
  });

  test('gives examples that are as described', () => {
    const examples = ENDPOINTS.flatMap(({ body = {} }) => {
      const schema = body['application/json'];
      return schema
        ? ((schema.meta()?.examples ?? []) as unknown[]).map(example => ({ schema, example }))
        : [];
    });
    expect(examples.length).toBeGreaterThan(5);
    for (const { schema, example } of examples) expect(schema.safeParse(example).error).toBeUndefined();
    expect(document.components.schemas.Proposal.examples).toHaveLength(1);
  });

  test('every reference leads somewhere, and every schema is used', () => {
    const used = new Set<string>();
    walk(document, node => {
      if (typeof node.$ref === 'string') used.add(node.$ref);
    });
    const there = Object.keys(document.components.schemas).map(name => `#/components/schemas/${name}`);
    expect([...used].filter(ref => !there.includes(ref))).toEqual([]);
    expect(there.filter(ref => !used.has(ref))).toEqual([]);
  });

  test('every schema is one of JSON Schema', () => {
    const faults: string[] = [];
    for (const [name, schema] of Object.entries(document.components.schemas))
      checkSchema(schema, name, faults);
    for (const [path, methods] of Object.entries<Node>(document.paths))
      for (const operation of Object.values(methods) as { parameters: { name: string; schema: unknown }[] }[])
        for (const { name, schema } of operation.parameters) checkSchema(schema, `${path}?${name}`, faults);
    expect(faults).toEqual([]);
  });

  test('parameters are those of the paths, each once and described', () => {
    for (const [path, methods] of Object.entries<Node>(document.paths))
      for (const own of Object.values(methods) as {
        operationId: string;
        parameters: { name: string; in: string; required: boolean }[];
        responses: Node;
      }[]) {
        const names = own.parameters.map(each => `${each.in} ${each.name}`);
        expect(new Set(names).size).toBe(names.length);
        const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => `path ${name}`);
        expect(names.filter(name => name.startsWith('path ')).toSorted()).toEqual(inPath.toSorted());
        expect(own.parameters.filter(each => each.in === 'path' && !each.required)).toEqual([]);
        expect(Object.keys(own.responses)).toEqual(expect.arrayContaining(['400', '401', '403', '429']));
      }
  });

  test('is told as a page that asks nothing of anybody else', async () => {
    const { text, headers } = await client.get('/docs');
    expect(headers.get('content-type')).toMatch(/^text\/html/);
    // an example may name an address; nothing is loaded from one
    expect(text.replaceAll(/<pre>[^<]*<\/pre>/g, '')).not.toMatch(/<script|https?:\/\//);
    for (const { id } of ENDPOINTS) expect(text).toContain(`id="${id}"`);
    expect((await client.get('/docs.css')).status).toBe(200);
  });
});
