// Everything that a request of rows may say besides its filters: form, page, fields, what the columns hold.
import { badRequest, type Parameters } from './parse-filters.ts';

const FORMATS = ['json', 'csv', 'xml'] as const;
export type Format = (typeof FORMATS)[number];

/** What every table understands. */
export interface TableRequest {
  readonly format: Format;
  /** Null: all rows. */
  readonly limit: number | null;
  readonly offset: number;
  /** In the order asked for; null: all. */
  readonly fields: readonly string[] | null;
}

/** What the table of events understands besides. */
export interface EventOptions {
  readonly monadic: boolean;
  readonly interNum: boolean;
  readonly population: 'none' | 'best' | 'full';
}

const DEFAULT_LIMIT = 5000;
const LARGEST = 1e12;

/** Sent by clients for other servers; they change nothing here. */
const WITHOUT_EFFECT = ['terms', 'key', 'email', 'with_total', 'maritime_pairs'];
const TABLE_OPTIONS = ['_format', 'limit', 'page', 'offset', 'fields'];
const EVENT_OPTIONS = ['export_type', 'population', 'inter_num'];

/** Of a parameter that is repeated the last counts. */
const lastOf = (parameters: Parameters, name: string): string =>
  parameters.findLast(([each]) => each === name)?.[1].trim() ?? '';

const choice = <Value extends string>(
  parameters: Parameters,
  name: string,
  allowed: readonly Value[],
  otherwise: Value,
): Value => {
  const written = lastOf(parameters, name).toLowerCase();
  if (written === '') return otherwise;
  const found = allowed.find(each => each === written);
  if (found === undefined)
    throw badRequest(`${name}="${written.slice(0, 40)}" is not possible. Allowed: ${allowed.join(', ')}`);
  return found;
};

/** A whole number; R writes 100000 as 1e+05. */
const whole = (parameters: Parameters, name: string, least: number, otherwise: number): number => {
  const written = lastOf(parameters, name);
  if (written === '') return otherwise;
  const number = Number(written.replace(/e (?=\d)/i, 'e+'));
  if (!Number.isInteger(number) || number < least || number > LARGEST)
    throw badRequest(
      `${name}="${written.slice(0, 40)}" is not possible. Give a whole number from ${least} on${name === 'limit' ? '; 0 asks for all rows' : ''}`,
    );
  return number;
};

const fieldsOf = (parameters: Parameters, known: readonly string[]): readonly string[] | null => {
  const asked = lastOf(parameters, 'fields')
    .split(/[|,]/)
    .map(name => name.trim())
    .filter(name => name !== '');
  const strange = asked.find(name => !known.includes(name));
  if (strange !== undefined)
    throw badRequest(`there is no field "${strange.slice(0, 40)}". Fields: ${known.join(', ')}`);
  return asked.length === 0 ? null : [...new Set(asked)];
};

/** Letters that differ, for a name that was meant. */
const distance = (a: string, b: string): number => {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next.push(
        Math.min(
          (row[j] as number) + 1,
          (next[j - 1] as number) + 1,
          (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1),
        ),
      );
    row = next;
  }
  return row.at(-1) as number;
};

/** A name that is misspelt would ask for everything: it is refused. */
const refuseStrange = (parameters: Parameters, names: readonly string[]): void => {
  const known = new Set(names);
  for (const [name] of parameters) {
    if (known.has(name)) continue;
    const shown = name.slice(0, 40);
    const [nearest] = names.toSorted((a, b) => distance(shown, a) - distance(shown, b));
    const meant = nearest !== undefined && distance(shown, nearest) <= 3 ? `; did you mean ${nearest}?` : '';
    throw badRequest(`there is no parameter "${shown}"${meant} See docs/acled-api.md for all of them`);
  }
};

/** @param columns names that filters may have; @param fields names that rows may have. */
export const parseTable = (
  parameters: Parameters,
  columns: readonly string[],
  fields: readonly string[],
  options: readonly string[] = [],
): TableRequest => {
  refuseStrange(parameters, [
    ...columns.flatMap(column => [column, `${column}_where`]),
    ...TABLE_OPTIONS,
    ...options,
    ...WITHOUT_EFFECT,
  ]);
  const limit = whole(parameters, 'limit', 0, DEFAULT_LIMIT);
  const page = whole(parameters, 'page', 1, 1);
  const offset = whole(parameters, 'offset', 0, 0);
  // all rows stand on the first page
  const skipped = limit === 0 ? (page === 1 ? 0 : LARGEST) : (page - 1) * limit;
  return {
    format: choice(parameters, '_format', FORMATS, 'json'),
    limit: limit === 0 ? null : limit,
    offset: Math.min(skipped + offset, LARGEST),
    fields: fieldsOf(parameters, fields),
  };
};

export const EVENT_PARAMETERS: readonly string[] = EVENT_OPTIONS;

export const parseEventOptions = (parameters: Parameters): EventOptions => {
  const population = choice(parameters, 'population', ['false', 'true', 'full'], 'false');
  const interNum = choice(parameters, 'inter_num', ['0', '1', 'true', 'false'], '0');
  return {
    monadic: choice(parameters, 'export_type', ['dyadic', 'monadic'], 'dyadic') === 'monadic',
    interNum: interNum === '1' || interNum === 'true',
    population: population === 'true' ? 'best' : population === 'full' ? 'full' : 'none',
  };
};
