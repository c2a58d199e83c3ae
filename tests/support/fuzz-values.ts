// Values that mean no good, and values as described, from a seed: the same seed gives the same requests.
import type { Resolve, Schema } from './json-schema.ts';

export interface Chance {
  /** A whole number from 0 up to, not including, `below`. */
  readonly number: (below: number) => number;
  readonly pick: <Item>(items: readonly Item[]) => Item;
  readonly one: (inHowMany: number) => boolean;
}

/** Mulberry32. */
export const makeChance = (seed: number): Chance => {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const number = (below: number): number => Math.floor(next() * below);
  return {
    number,
    pick: items => items[number(items.length)] as (typeof items)[number],
    one: inHowMany => number(inHowMany) === 0,
  };
};

const NASTY_TEXTS: readonly string[] = [
  '',
  ' ',
  '\0',
  'a\0b',
  '\ud800',
  '\udfff\ud800',
  '\u202e\u2066evil',
  'é'.normalize('NFD').repeat(50),
  '𝔘𝔫𝔦 👩‍👩‍👧‍👦',
  '\r\nSet-Cookie: a=b',
  "'",
  "' or 1=1 --",
  '"; drop table events; --',
  '%',
  '%%%',
  '_',
  '\\',
  '\\\\%_',
  '$1',
  '#{7*7}',
  '{{7*7}}',
  '%s%n%x',
  '../../../../etc/passwd',
  '..%2f..%2f',
  '<script>alert(1)</script>',
  'javascript:alert(1)',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'null',
  'undefined',
  'NaN',
  'true',
  '[]',
  '{}',
  '[object Object]',
  '|',
  'a|b|c',
  ':OR:',
  'a:OR:',
  ',',
  'a,b,,c',
  '-',
  '(',
  ')*',
  '(a+)+$',
  '&',
  '|&!:*',
  '"unclosed',
  'a & | b',
  '2024-02-30',
  '0000-00-00',
  '9999-12-31',
  '-0001-01-01',
  '10000-01-01',
  '2024-13-01T25:61:61Z',
  'infinity',
  '-infinity',
  'epoch',
  'now',
  '1e309',
  '1e-400',
  '0x10',
  '٣',
  '1.6e+09',
  '99999999999999999999',
  '-1',
  '0',
  '-0',
  '2147483648',
  '9223372036854775808',
  '.5',
  '5.',
  '=',
  '>=',
  'BETWEEN',
  'LIKE',
  'like ',
  '∞',
];

const NASTY_NUMBERS: readonly number[] = [
  0,
  -0,
  -1,
  1,
  0.1,
  2 ** 31 - 1,
  2 ** 31,
  2 ** 53,
  -(2 ** 53),
  1e21,
  1e308,
  5e-324,
  Number.MAX_SAFE_INTEGER,
];

/** Long enough to hurt, short enough for an address. */
const longText = (chance: Chance): string =>
  chance.pick(['a', 'é', '|', '%', '(', ' a', '🦄']).repeat(chance.pick([300, 1000, 3000]));

export const nastyText = (chance: Chance): string =>
  chance.one(12)
    ? longText(chance)
    : chance.pick(NASTY_TEXTS) + (chance.one(6) ? chance.pick(NASTY_TEXTS) : '');

const nastyValue = (chance: Chance): unknown =>
  chance.pick([
    () => nastyText(chance),
    () => chance.pick(NASTY_NUMBERS),
    () => null,
    () => true,
    () => [],
    () => ({}),
    () => [nastyText(chance), null, [[]]],
    () => ({ __proto__: null, constructor: 1, toString: 'x', [nastyText(chance)]: nastyText(chance) }),
    () => Array.from({ length: 500 }, () => nastyText(chance)),
    () => Array.from({ length: 60 }).reduce<unknown>(inner => [inner], 'deep'),
  ])();

export interface Known {
  /** Ids, names and words that are in the store. */
  readonly texts: readonly string[];
}

const plainText = (
  { minLength = 0, maxLength = 40, pattern, enum: choices }: Schema,
  chance: Chance,
  { texts }: Known,
): string => {
  if (choices) return String(chance.pick(choices));
  const fitting = pattern === undefined ? texts : texts.filter(each => new RegExp(pattern, 'u').test(each));
  const text = chance.pick(fitting.length > 0 ? fitting : texts);
  return text.slice(0, Math.max(minLength, Math.min(maxLength, 60))).padEnd(minLength, 'x');
};

/** As the schema describes it, more or less. */
const describedValue = (
  schema: Schema,
  chance: Chance,
  known: Known,
  resolve: Resolve,
  depth: number,
): unknown => {
  if (depth > 6) return null;
  const own = (inner: Schema): unknown => valueFor(inner, chance, known, resolve, depth + 1);
  if (schema.$ref !== undefined) return own(resolve(schema.$ref));
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return own(chance.pick(choices));
  if (schema.allOf) return own(chance.pick(schema.allOf));
  if (schema.enum) return chance.pick(schema.enum);
  if ('const' in schema) return schema.const;
  switch (schema.type === undefined ? 'string' : chance.pick([schema.type].flat())) {
    case 'string':
      return plainText(schema, chance, known);
    case 'integer':
    case 'number': {
      const low = schema.minimum ?? 0;
      return low + chance.number(Math.min((schema.maximum ?? low + 100) - low + 1, 1000));
    }
    case 'boolean':
      return chance.one(2);
    case 'array':
      return Array.from(
        { length: Math.min((schema.minItems ?? 0) + chance.number(4), schema.maxItems ?? 4) },
        () => own(schema.items ?? {}),
      );
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {})
          .filter(([name]) => (schema.required?.includes(name) ? !chance.one(20) : chance.one(2)))
          .map(([name, inner]) => [name, own(inner)])
          .concat(chance.one(15) ? [[nastyText(chance), nastyValue(chance)]] : []),
      );
    default:
      return null;
  }
};

/** Mostly as described, with something wrong here and there. */
export const valueFor = (
  schema: Schema,
  chance: Chance,
  known: Known,
  resolve: Resolve,
  depth = 0,
): unknown => (chance.one(8) ? nastyValue(chance) : describedValue(schema, chance, known, resolve, depth));
