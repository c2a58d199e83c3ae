// Clauses -> SQL on the kept rows. Tests of names become numbers first: the list of values is small, the rows are many.
import type { Queries } from '../database/database.ts';
import { Conditions } from '../filters.ts';
import { type AcledColumn, COLUMNS, type Comparing } from './columns.ts';
import { type Atom, type Bound, type Clauses, passes, pointOf, type Test } from './query.ts';
import { KINDS, type ValueColumn } from './values.ts';

/** Where a column of the rows stands: an expression, or a value that is the same in all rows. */
export type Place = string | { readonly constant: string | number };

const isValueColumn = (column: string): column is ValueColumn => Object.hasOwn(KINDS, column);

/** The pattern with the signs of SQL's own made plain; % is what it is. */
const sqlPattern = (pattern: string): string => pattern.replace(/[\\_]/g, sign => `\\${sign}`);

type BoundSql = (value: string | number) => string;

const rangeSql = (expression: string, low: Bound | null, high: Bound | null, bound: BoundSql): string => {
  const parts = [
    ...(low === null ? [] : [`${expression} ${low.inclusive ? '>=' : '>'} ${bound(low.value)}`]),
    ...(high === null ? [] : [`${expression} ${high.inclusive ? '<=' : '<'} ${bound(high.value)}`]),
  ];
  return parts.length === 0 ? 'true' : `(${parts.join(' and ')})`;
};

/** Any of the tests of a text in one expression. */
const textSql = (conditions: Conditions, expression: string, tests: readonly Test[]): string => {
  const points = tests.flatMap(test => pointOf(test) ?? []).map(String);
  const patterns = tests.flatMap(test => (test.kind === 'like' ? [sqlPattern(test.pattern)] : []));
  const ranges = tests.flatMap(test => (test.kind === 'range' && pointOf(test) === null ? [test] : []));
  const parts = [
    ...(points.length > 0 ? [`${expression} = any(${conditions.value(points)}::text[])`] : []),
    ...(patterns.length > 0 ? [`${expression} like any(${conditions.value(patterns)}::text[])`] : []),
    ...ranges.map(({ low, high }) =>
      rangeSql(expression, low, high, value => `${conditions.value(String(value))}::text`),
    ),
  ];
  return `(${parts.join(' or ')})`;
};

const LARGEST_WHOLE = 2 ** 53;

/** A whole number as one, so that indexes serve. */
const numberSql =
  (conditions: Conditions): BoundSql =>
  value =>
    Number.isInteger(value) && Math.abs(Number(value)) < LARGEST_WHOLE
      ? `${conditions.value(value)}::bigint`
      : `${conditions.value(value)}::double precision`;

/** A database that sees so many values takes long to guess how many rows they have, and guesses far too many. */
const MANY = 100;

/** One value is compared as such: an index then gives rows in the order of its next columns. */
const amongSql = (
  conditions: Conditions,
  expression: string,
  values: readonly string[] | readonly number[],
  type: string,
): string => {
  const [first] = values;
  if (values.length === 1 && first !== undefined)
    return `${expression} = ${conditions.value(first)}::${type}`;
  const list = `${conditions.value(values)}::${type}[]`;
  return values.length > MANY
    ? `${expression} = any(array(select unnest(${list})))`
    : `${expression} = any(${list})`;
};

/** Any of the tests of a number or a day. */
const orderedSql = (
  conditions: Conditions,
  expression: string,
  written: string,
  tests: readonly Test[],
  bound: BoundSql,
  type: string,
): string => {
  const points = tests.flatMap(test => pointOf(test) ?? []);
  const patterns = tests.flatMap(test => (test.kind === 'like' ? [test] : []));
  const ranges = tests.flatMap(test => (test.kind === 'range' && pointOf(test) === null ? [test] : []));
  const parts = [
    ...(points.length > 0 ? [amongSql(conditions, expression, points as string[] | number[], type)] : []),
    ...(patterns.length > 0 ? [textSql(conditions, written, patterns)] : []),
    ...ranges.map(({ low, high }) => rangeSql(expression, low, high, bound)),
  ];
  return `(${parts.join(' or ')})`;
};

/** Numbers of the values that pass. */
const passingIds = async (
  queries: Queries,
  column: ValueColumn,
  tests: readonly Test[],
): Promise<number[]> => {
  const conditions = new Conditions();
  conditions.add(`kind = ${conditions.value(KINDS[column])}`);
  conditions.add(textSql(conditions, 'folded', tests));
  const rows = await queries.query<{ id: number }>(
    `select id from acled_values where ${conditions.sql}`,
    conditions.values,
  );
  return rows.map(({ id }) => id);
};

const areWhole = (tests: readonly Test[]): boolean =>
  tests.every(test => {
    const point = pointOf(test);
    return point === null || (Number.isInteger(point) && Math.abs(Number(point)) < LARGEST_WHOLE);
  });

/** Any of the tests of one expression, which is not a name kept among the values. */
export const testsSql = (
  conditions: Conditions,
  comparing: Exclude<Comparing, 'text' | 'long'>,
  expression: string,
  tests: readonly Test[],
): string => {
  const ordered = (written: string, bound: BoundSql, type: string): string =>
    orderedSql(conditions, expression, written, tests, bound, type);
  switch (comparing) {
    case 'date':
      return ordered(
        `to_char(${expression}, 'YYYY-MM-DD')`,
        value => `${conditions.value(value)}::date`,
        'date',
      );
    case 'decimal':
      return ordered(
        `${expression}::text`,
        value => `${conditions.value(value)}::double precision`,
        'double precision',
      );
    case 'integer':
    case 'instant':
    case 'code':
      return ordered(
        `${expression}::text`,
        numberSql(conditions),
        areWhole(tests) ? 'bigint' : 'double precision',
      );
    case 'id': {
      // ids are plain capitals and digits
      const points = tests.map(pointOf);
      return points.every(point => typeof point === 'string' && /^[\0-\x7f]*$/.test(point))
        ? amongSql(
            conditions,
            expression,
            points.map(point => String(point).toUpperCase()),
            'text',
          )
        : textSql(conditions, `lower(${expression})`, tests);
    }
  }
};

const FIRST_YEAR = 1;
const LAST_YEAR = 9999;

/** Of a year as its days, which have an index. */
const yearSql = (conditions: Conditions, day: string, tests: readonly Test[]): string => {
  const days = (sign: string, year: number, end: '01-01' | '12-31'): string =>
    `${day} ${sign} ${conditions.value(`${String(year).padStart(4, '0')}-${end}`)}::date`;
  const from = ({ value, inclusive }: Bound): string => {
    const year = inclusive ? Math.ceil(Number(value)) : Math.floor(Number(value)) + 1;
    if (year <= FIRST_YEAR) return 'true';
    return year > LAST_YEAR ? 'false' : days('>=', year, '01-01');
  };
  const until = ({ value, inclusive }: Bound): string => {
    const year = inclusive ? Math.floor(Number(value)) : Math.ceil(Number(value)) - 1;
    if (year >= LAST_YEAR) return 'true';
    return year < FIRST_YEAR ? 'false' : days('<=', year, '12-31');
  };
  return `(${tests
    .map(test => {
      if (test.kind === 'like') return textSql(conditions, 'r.year::text', [test]);
      const ends = [...(test.low ? [from(test.low)] : []), ...(test.high ? [until(test.high)] : [])];
      return `(${ends.join(' and ')})`;
    })
    .join(' or ')})`;
};

const columnSql = async (
  queries: Queries,
  conditions: Conditions,
  column: AcledColumn,
  place: Place,
  tests: readonly Test[],
): Promise<string> => {
  if (typeof place !== 'string') return String(tests.some(test => passes(place.constant, test)));
  if (isValueColumn(column)) {
    const ids = await passingIds(queries, column, tests);
    return ids.length === 0 ? 'false' : amongSql(conditions, place, ids, 'integer');
  }
  if (column === 'year') return yearSql(conditions, 'r.event_date', tests);
  const { comparing } = COLUMNS[column];
  if (comparing === 'long')
    return `exists (select from acled_contents c where c.number = r.number and ${textSql(conditions, 'c.notes', tests)})`;
  if (comparing === 'text') throw new Error(`no list of values for ${column}`);
  return testsSql(conditions, comparing, place, tests);
};

/** A clause's tests by column. */
export const testsByColumn = <Name extends string>(clause: readonly Atom<Name>[]): Map<Name, Test[]> => {
  const tests = new Map<Name, Test[]>();
  for (const { column, test } of clause) {
    const own = tests.get(column);
    if (own) own.push(test);
    else tests.set(column, [test]);
  }
  return tests;
};

/** @param placeOf where a column stands in the query. */
export const clausesSql = async (
  queries: Queries,
  conditions: Conditions,
  clauses: Clauses<AcledColumn>,
  placeOf: (column: AcledColumn) => Place,
): Promise<string> => {
  const all: string[] = [];
  for (const clause of clauses) {
    const any: string[] = [];
    for (const [column, own] of testsByColumn(clause))
      any.push(await columnSql(queries, conditions, column, placeOf(column), own));
    all.push(any.length === 0 ? 'false' : `(${any.join(' or ')})`);
  }
  return all.length === 0 ? 'true' : all.join(' and ');
};
