// Parameters of an address -> clauses on columns: `country=A|B`, `fatalities=5&fatalities_where=>`.
import type { Atom, Clauses, ColumnInfo } from '../../6-record/acled/index.ts';
import { Problem } from '../problem.ts';
import { BadOperand, OPERATORS, type Operator, readTests } from './operands.ts';

/** Columns by name, as a table has them. */
export type Columns<Name extends string> = Readonly<Record<Name, ColumnInfo>>;

/** As they came, repeated names in their order. */
export type Parameters = readonly (readonly [name: string, value: string])[];

export const badRequest = (detail: string): Problem => new Problem(400, detail, { code: 'acled/bad-value' });

const readOperator = (column: string, written: string): Operator => {
  const asked = written.trim().toUpperCase();
  const operator = OPERATORS.find(each => each === asked);
  if (operator === undefined)
    throw badRequest(
      `${column}_where="${written.slice(0, 40)}" is no operator. Allowed: ${OPERATORS.join(', ')} (percent-encoded, > is %3E)`,
    );
  return operator;
};

/** `a|b`, `a:OR:b`. */
const split = (written: string): string[] => written.split(/\||:OR:/i);

/** A value of one column: all in it, or some of it, may name another: `actor1=X:OR:actor2=X`. */
const atomsOf = <Name extends string>(
  columns: Columns<Name>,
  column: Name,
  operator: Operator,
  written: readonly string[],
): readonly Atom<Name>[] => {
  const groups = new Map<Name, string[]>();
  for (const part of written.flatMap(split)) {
    const [, named = '', rest = ''] = /^([a-z_0-9]+)=(.*)$/s.exec(part) ?? [];
    const isNamed = Object.hasOwn(columns, named);
    const own = isNamed ? (named as Name) : column;
    const value = isNamed ? rest : part;
    if (value === '' && operator !== '=') continue;
    const group = groups.get(own);
    if (group) group.push(value);
    else groups.set(own, [value]);
  }
  return [...groups].flatMap(([name, values]) => {
    const info = columns[name];
    const by = name === column ? operator : info.operator;
    return readTests({ name, comparing: info.comparing }, by, values).map(test => ({ column: name, test }));
  });
};

const clausesOf = <Name extends string>(
  columns: Columns<Name>,
  column: Name,
  values: readonly string[],
  operators: readonly string[],
): Clauses<Name> => {
  if (operators.length > values.length && operators.length > 1)
    throw badRequest(
      `${column} has ${values.length} values and ${operators.length} times ${column}_where. Give one operator a value, in the same order`,
    );
  const [only] = operators;
  // one operator, or none, is for all values together; several go with the values in their order
  const groups: (readonly [Operator | null, readonly string[]])[] =
    operators.length <= 1
      ? [[only === undefined ? null : readOperator(column, only), values]]
      : [
          ...operators.map((each, i) => [readOperator(column, each), values.slice(i, i + 1)] as const),
          ...(values.length > operators.length ? [[null, values.slice(operators.length)] as const] : []),
        ];
  return groups.flatMap(([asked, written]) => {
    // nothing to compare with: the parameter was left empty
    if (asked !== '=' && written.every(value => split(value).every(part => part === ''))) return [];
    return [atomsOf(columns, column, asked ?? columns[column].operator, written)];
  });
};

/** Filters on the columns of a table; other names are left for whoever calls. */
export const parseFilters = <Name extends string>(
  columns: Columns<Name>,
  parameters: Parameters,
): Clauses<Name> => {
  const names = Object.keys(columns) as Name[];
  const valuesOf = (name: string): string[] =>
    parameters.filter(([each]) => each === name).map(([, value]) => value);
  try {
    return names.flatMap(column => {
      const values = valuesOf(column);
      return values.length === 0 ? [] : clausesOf(columns, column, values, valuesOf(`${column}_where`));
    });
  } catch (error) {
    if (error instanceof BadOperand) throw badRequest(error.message);
    throw error;
  }
};
