// Checks a value against the JSON Schema (2020-12) of the OpenAPI document: the keywords that stand in it, and no other.

export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema | boolean;
  readonly propertyNames?: Schema;
  readonly items?: Schema;
  readonly prefixItems?: readonly Schema[];
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly pattern?: string;
}

/** Keywords that say something about a schema, not about a value. */
const TELLING = [
  'description',
  'default',
  'format',
  'title',
  'examples',
  'id',
  'style',
  'explode',
  'deprecated',
];
const CHECKED: readonly string[] = [
  '$ref',
  'type',
  'enum',
  'const',
  'anyOf',
  'oneOf',
  'allOf',
  'properties',
  'required',
  'additionalProperties',
  'propertyNames',
  'items',
  'prefixItems',
  'minItems',
  'maxItems',
  'minLength',
  'maxLength',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'pattern',
];

export type Resolve = (reference: string) => Schema;

const typeOf = (value: unknown): string => {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value;
};

const isOfType = (value: unknown, type: string): boolean => {
  const own = typeOf(value);
  return own === type || (type === 'number' && own === 'integer');
};

const isEqual = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

const numberFaults = (value: number, schema: Schema, at: string): string[] => [
  ...(schema.minimum !== undefined && value < schema.minimum ? [`${at}: below ${schema.minimum}`] : []),
  ...(schema.maximum !== undefined && value > schema.maximum ? [`${at}: above ${schema.maximum}`] : []),
  ...(schema.exclusiveMinimum !== undefined && value <= schema.exclusiveMinimum ? [`${at}: too small`] : []),
  ...(schema.exclusiveMaximum !== undefined && value >= schema.exclusiveMaximum ? [`${at}: too large`] : []),
];

const textFaults = (value: string, schema: Schema, at: string): string[] => [
  ...(schema.minLength !== undefined && value.length < schema.minLength ? [`${at}: too short`] : []),
  ...(schema.maxLength !== undefined && value.length > schema.maxLength ? [`${at}: too long`] : []),
  ...(schema.pattern !== undefined && !new RegExp(schema.pattern, 'u').test(value)
    ? [`${at}: not ${schema.pattern}`]
    : []),
];

const listFaults = (value: readonly unknown[], schema: Schema, resolve: Resolve, at: string): string[] => [
  ...(schema.minItems !== undefined && value.length < schema.minItems ? [`${at}: too few`] : []),
  ...(schema.maxItems !== undefined && value.length > schema.maxItems ? [`${at}: too many`] : []),
  ...value.flatMap((item, i) => {
    const own = schema.prefixItems?.[i] ?? schema.items;
    return own ? faultsOf(item, own, resolve, `${at}[${i}]`) : [];
  }),
];

const objectFaults = (value: object, schema: Schema, resolve: Resolve, at: string): string[] => {
  const { properties = {}, required = [], additionalProperties = true, propertyNames } = schema;
  return [
    ...required.filter(name => !Object.hasOwn(value, name)).map(name => `${at}.${name}: missing`),
    ...Object.entries(value).flatMap(([name, own]) => [
      ...(propertyNames ? faultsOf(name, propertyNames, resolve, `${at} key ${name}`) : []),
      ...(Object.hasOwn(properties, name)
        ? faultsOf(own, properties[name] as Schema, resolve, `${at}.${name}`)
        : additionalProperties === false
          ? [`${at}.${name}: not described`]
          : additionalProperties === true
            ? []
            : faultsOf(own, additionalProperties, resolve, `${at}.${name}`)),
    ]),
  ];
};

/** What is wrong with the value, nothing where it is as described. */
export const faultsOf = (value: unknown, schema: Schema, resolve: Resolve, at = '$'): string[] => {
  const strange = Object.keys(schema).find(key => !CHECKED.includes(key) && !TELLING.includes(key));
  if (strange) return [`${at}: the check does not know the keyword ${strange}`];
  if (schema.$ref !== undefined) return faultsOf(value, resolve(schema.$ref), resolve, at);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) {
    const all = choices.map(choice => faultsOf(value, choice, resolve, at));
    if (!all.some(faults => faults.length === 0)) return all.reduce((a, b) => (a.length <= b.length ? a : b));
  }
  const faults = (schema.allOf ?? []).flatMap(each => faultsOf(value, each, resolve, at));
  const types = schema.type === undefined ? null : [schema.type].flat();
  if (types && !types.some(type => isOfType(value, type)))
    return [...faults, `${at}: ${typeOf(value)}, not ${types.join(' or ')}`];
  if (schema.enum && !schema.enum.some(each => isEqual(each, value)))
    faults.push(`${at}: not one of the values`);
  if ('const' in schema && !isEqual(schema.const, value)) faults.push(`${at}: not the value`);
  if (typeof value === 'number') faults.push(...numberFaults(value, schema, at));
  else if (typeof value === 'string') faults.push(...textFaults(value, schema, at));
  else if (Array.isArray(value)) faults.push(...listFaults(value, schema, resolve, at));
  else if (value !== null && typeof value === 'object')
    faults.push(...objectFaults(value, schema, resolve, at));
  return faults;
};
