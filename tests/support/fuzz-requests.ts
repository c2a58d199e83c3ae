// Requests made from the OpenAPI document: as described, or wrong in one way or another.
import { gzipSync } from 'node:zlib';
import { type Chance, type Known, nastyText, valueFor } from './fuzz-values.ts';
import type { Resolve, Schema } from './json-schema.ts';

export interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly schema: Schema;
}

export interface Operation {
  readonly method: string;
  /** `/api/v1/events/{id}`. */
  readonly path: string;
  readonly parameters: readonly Parameter[];
  readonly bodies: Readonly<Record<string, Schema>>;
  /** By status; null where any answer in words will do (ACLED's API is described elsewhere). */
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { schema: Schema }>> }>
  > | null;
}

interface Document {
  readonly paths: Readonly<
    Record<
      string,
      Readonly<
        Record<
          string,
          {
            readonly parameters?: readonly Parameter[];
            readonly requestBody?: { readonly content: Readonly<Record<string, { schema: Schema }>> };
            readonly responses: NonNullable<Operation['responses']>;
          }
        >
      >
    >
  >;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

export const resolverOf =
  ({ components }: Document): Resolve =>
  reference => {
    const schema = components.schemas[reference.split('/').at(-1) as string];
    if (!schema) throw new Error(`the document does not have ${reference}`);
    return schema;
  };

export const operationsOf = ({ paths }: Document): Operation[] =>
  Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { parameters = [], requestBody, responses }]) => ({
      method: method.toUpperCase(),
      path,
      parameters,
      bodies: Object.fromEntries(
        Object.entries(requestBody?.content ?? {}).map(([type, { schema }]) => [type, schema]),
      ),
      responses,
    })),
  );

export interface FuzzRequest {
  readonly method: string;
  /** Path and query, encoded. */
  readonly address: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | null;
  readonly operation: Operation;
  /** False where the method, the path or the form of the body is not the operation's own. */
  readonly isOwn: boolean;
}

const wellFormed = (text: string): string => text.replaceAll(/\p{Surrogate}/gu, '\uFFFD');

/** What `encodeURIComponent` refuses, and what no proper client sends. */
const encoded = (text: string, chance: Chance): string => {
  if (chance.one(40)) return '%ff%fe%c0%80';
  if (chance.one(40)) return '%zz%';
  if (chance.one(60)) return '%00';
  return encodeURIComponent(wellFormed(text));
};

const written = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'object' ? JSON.stringify(value) : String(value);

const queryOf = (operation: Operation, chance: Chance, known: Known, resolve: Resolve): string => {
  const parts: string[] = [];
  const own = operation.parameters.filter(each => each.in === 'query');
  // few at once, so that something is found now and then
  const density = chance.pick([1, 3, 8]);
  for (const { name, schema, required } of own) {
    if (!(required && !chance.one(10)) && !chance.one(density)) continue;
    const value = chance.one(5) ? nastyText(chance) : valueFor(schema, chance, known, resolve);
    const values = Array.isArray(value) && !chance.one(5) ? value.slice(0, 20) : [value];
    for (const each of values) parts.push(`${name}=${encoded(written(each), chance)}`);
    if (chance.one(25)) parts.push(parts.at(-1) ?? '');
  }
  if (chance.one(15))
    parts.push(`${encoded(nastyText(chance), chance)}=${encoded(nastyText(chance), chance)}`);
  return parts.length === 0 ? '' : `?${parts.join(chance.one(60) ? '&&' : '&')}`;
};

const pathOf = ({ path, parameters }: Operation, chance: Chance, known: Known, resolve: Resolve): string =>
  path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const schema = parameters.find(each => each.in === 'path' && each.name === name)?.schema ?? {};
    const value = chance.one(4) ? nastyText(chance) : written(valueFor(schema, chance, known, resolve));
    return encoded(value, chance).replaceAll(/\./g, chance.one(20) ? '%2e' : '.');
  });

const formOf = (value: unknown): string =>
  Object.entries((value ?? {}) as object)
    .map(
      ([name, own]) =>
        `${encodeURIComponent(wellFormed(name))}=${encodeURIComponent(wellFormed(written(own)))}`,
    )
    .join('&');

interface Body {
  readonly bytes: Buffer;
  readonly headers: Readonly<Record<string, string>>;
  readonly isOwn: boolean;
}

const NOT_JSON = [
  '',
  '{',
  '{"a":}',
  '[1,',
  'nul',
  '\ufeff{}',
  '"\ud800',
  '{"a":1,"a":2}',
  '[]',
  'null',
  '0',
  `${'['.repeat(5000)}`,
];

const bodyOf = ({ bodies }: Operation, chance: Chance, known: Known, resolve: Resolve): Body | null => {
  const types = Object.keys(bodies);
  if (types.length === 0)
    return chance.one(20)
      ? { bytes: Buffer.from('{}'), headers: { 'content-type': 'application/json' }, isOwn: true }
      : null;
  const type = chance.pick(types);
  const value = valueFor(bodies[type] as Schema, chance, known, resolve);
  const text = chance.one(10)
    ? chance.pick(NOT_JSON)
    : /json$/.test(type) && !/ndjson|jsonl/.test(type)
      ? (JSON.stringify(value) ?? '')
      : /urlencoded/.test(type)
        ? formOf(value)
        : /ndjson|jsonl/.test(type)
          ? Array.from({ length: chance.number(4) }, () =>
              JSON.stringify({ text: nastyText(chance), id: nastyText(chance) }),
            ).join('\n')
          : written(value);
  const bytes = chance.one(30) ? Buffer.from([0xff, 0xfe, 0, 0x80, 0xc0]) : Buffer.from(text, 'utf8');
  if (chance.one(15))
    return {
      bytes: gzipSync(bytes),
      headers: { 'content-type': type, 'content-encoding': 'gzip' },
      isOwn: true,
    };
  if (chance.one(25))
    return {
      bytes,
      headers: { 'content-type': type, 'content-encoding': chance.pick(['gzip', 'br', 'zstd', 'x']) },
      isOwn: false,
    };
  if (chance.one(15))
    return {
      bytes,
      headers: {
        'content-type': chance.pick([
          'text/html',
          'multipart/form-data; boundary=x',
          'application/xml',
          '',
          'nonsense',
        ]),
      },
      isOwn: false,
    };
  return { bytes, headers: { 'content-type': type }, isOwn: true };
};

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'TRACE', 'PROPFIND'];

const ODD_HEADERS: readonly Readonly<Record<string, string>>[] = [
  { accept: 'application/xml' },
  { accept: '*/*;q=x' },
  { 'accept-encoding': 'gzip;q=0.5, br' },
  { 'if-none-match': '*' },
  { 'if-none-match': 'W/"x", "' },
  { 'last-event-id': 'ffff-9999999999999999999' },
  { range: 'bytes=0-1' },
  { 'x-forwarded-for': "' or 1=1" },
  { 'x-http-method-override': 'DELETE' },
  { cookie: 'synoptic=x; synoptic=y; =;' },
  { 'content-language': '\u00ff' },
];

/** A request line has 16 kB at most. */
const LONGEST_ADDRESS = 12_000;

export const makeRequest = (
  operation: Operation,
  chance: Chance,
  known: Known,
  resolve: Resolve,
): FuzzRequest => {
  const wrongMethod = chance.one(15) ? chance.pick(METHODS) : null;
  const isLonger = chance.one(60);
  const path = isLonger
    ? `${pathOf(operation, chance, known, resolve)}/${encoded(nastyText(chance), chance)}`
    : pathOf(operation, chance, known, resolve);
  const method = wrongMethod ?? operation.method;
  const body =
    method === 'GET' || method === 'HEAD' || method === 'TRACE'
      ? null
      : bodyOf(operation, chance, known, resolve);
  const address = `${path}${queryOf(operation, chance, known, resolve)}`;
  return {
    method,
    address: address.slice(0, LONGEST_ADDRESS).replace(/%[\da-f]?$/i, ''),
    headers: { ...(chance.one(10) && chance.pick(ODD_HEADERS)), ...body?.headers },
    body: body?.bytes ?? null,
    operation,
    isOwn: method === operation.method && !isLonger && path.length < LONGEST_ADDRESS && (body?.isOwn ?? true),
  };
};
