// One value of a filter, as written in an address -> the test of a column.
import {
  CODES,
  type CodeColumn,
  type Comparing,
  equals,
  foldText,
  type Test,
} from '../../6-record/acled/index.ts';
import { dayOrNull } from '../../6-record/days.ts';

export const OPERATORS = ['=', '>', '<', '>=', '<=', 'BETWEEN', 'LIKE'] as const;
export type Operator = (typeof OPERATORS)[number];

/** Both ends of what a value stands for: a day holds many seconds. */
type Extent<Value> = readonly [first: Value, last: Value];

/** A column with how it compares. */
export interface ColumnOf {
  readonly name: string;
  readonly comparing: Comparing;
}

const DAY_SECONDS = 86_400;

/** R writes 1600000000 as 1.6e+09, and a plus in an address may stand for a space. */
const readNumber = (written: string): number | null => {
  const value = written.trim().replace(/e (?=\d)/i, 'e+');
  const number = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i.test(value) ? Number(value) : Number.NaN;
  return Number.isFinite(number) ? number : null;
};

/** A day; of a day with a time the day. */
const readDay = (written: string): string | null => {
  const value = written.trim();
  return /^\d{4}-\d{2}-\d{2}(?:[T ].*)?$/.test(value) ? dayOrNull(value) : null;
};

const extentOfNumber = (number: number | null): Extent<number> | null =>
  number === null ? null : [number, number];

const readInstant = (written: string): Extent<number> | null => {
  const day = readDay(written);
  if (day === null) return extentOfNumber(readNumber(written));
  const start = Date.parse(`${day}T00:00:00Z`) / 1000;
  return [start, start + DAY_SECONDS - 1];
};

const readCode = (column: CodeColumn, written: string): number | null => {
  const number = readNumber(written);
  if (number !== null) return number;
  const folded = foldText(written.trim());
  return [...CODES[column]].find(([, name]) => foldText(name) === folded)?.[0] ?? null;
};

const namesOf = (column: CodeColumn): string =>
  [...CODES[column]]
    .filter(([, name]) => name !== '')
    .slice(0, 20)
    .map(([code, name]) => `${code} (${name})`)
    .join(', ');

/** What a column takes, for messages. */
const allowedIn = ({ name, comparing }: ColumnOf): string => {
  switch (comparing) {
    case 'date':
      return 'a day of the calendar such as 2024-05-15';
    case 'instant':
      return 'Unix seconds such as 1715731200, or a day such as 2024-05-15';
    case 'code':
      return `a number or its name: ${namesOf(name as CodeColumn)}`;
    case 'integer':
    case 'decimal':
      return 'a number';
    default:
      return 'text';
  }
};

/** A value that a column cannot take; the message says what it can. */
export class BadOperand extends Error {}

const refuse = (column: ColumnOf, written: string): BadOperand =>
  new BadOperand(`${column.name}="${written.slice(0, 80)}" is not possible. Give ${allowedIn(column)}`);

const extentOf = (column: ColumnOf, written: string): Extent<string | number> => {
  const extent = ((): Extent<string | number> | null => {
    switch (column.comparing) {
      case 'date': {
        const day = readDay(written);
        return day === null ? null : [day, day];
      }
      case 'instant':
        return readInstant(written);
      case 'code':
        return extentOfNumber(readCode(column.name as CodeColumn, written));
      case 'integer':
      case 'decimal':
        return extentOfNumber(readNumber(written));
      default: {
        const text = foldText(written);
        return [text, text];
      }
    }
  })();
  if (extent === null) throw refuse(column, written);
  return extent;
};

/** A part of the text, or what stands between its % signs. */
const patternOf = (written: string): string => `%${foldText(written)}%`;

/** Numbers with names are found by either. */
const likeCodes = (column: CodeColumn, written: string): Test[] => {
  const folded = foldText(written);
  return [...CODES[column]]
    .filter(([code, name]) => foldText(name).includes(folded) || String(code).includes(folded))
    .map(([code]) => equals(code));
};

const rangeOf = (
  operator: Exclude<Operator, 'LIKE' | 'BETWEEN'>,
  first: string | number,
  last: string | number,
): Test => {
  const at = (value: string | number, inclusive: boolean) => ({ value, inclusive });
  switch (operator) {
    case '=':
      return { kind: 'range', low: at(first, true), high: at(last, true) };
    case '>':
      return { kind: 'range', low: at(last, false), high: null };
    case '>=':
      return { kind: 'range', low: at(first, true), high: null };
    case '<':
      return { kind: 'range', low: null, high: at(first, false) };
    case '<=':
      return { kind: 'range', low: null, high: at(last, true) };
  }
};

/** Tests of which any will do; none where nothing can pass. */
export const readTests = (
  column: ColumnOf,
  operator: Operator,
  written: readonly string[],
): readonly Test[] => {
  if (operator === 'LIKE')
    return written.flatMap(value =>
      column.comparing === 'code'
        ? likeCodes(column.name as CodeColumn, value)
        : [{ kind: 'like' as const, pattern: patternOf(value) }],
    );
  const extents = written.map(value => extentOf(column, value));
  if (operator === 'BETWEEN') {
    const [low, high] = extents;
    if (low === undefined || high === undefined || extents.length > 2)
      throw new BadOperand(
        `${column.name} with BETWEEN needs two values, it has ${extents.length}: ${column.name}=FROM|TO`,
      );
    return [
      {
        kind: 'range',
        low: { value: low[0], inclusive: true },
        high: { value: high[1], inclusive: true },
      },
    ];
  }
  return extents.map(([first, last]) => rangeOf(operator, first, last));
};
