// What is asked of a table in ACLED's form, and whether a plain row answers it. SQL says the same in conditions.ts.
import { foldText } from './values.ts';

/** One end of a range. Texts are folded, days ISO 8601, instants seconds. */
export interface Bound {
  readonly value: string | number;
  readonly inclusive: boolean;
}

/**
 * A value within the range, or a pattern of folded text in which % stands for any characters; numbers are matched as
 * they are written.
 */
export type Test =
  | { readonly kind: 'range'; readonly low: Bound | null; readonly high: Bound | null }
  | { readonly kind: 'like'; readonly pattern: string };

export interface Atom<Name extends string = string> {
  readonly column: Name;
  readonly test: Test;
}

/** Every clause must hold; within one, any of its atoms. */
export type Clauses<Name extends string = string> = readonly (readonly Atom<Name>[])[];

export const equals = (value: string | number): Test => {
  const bound = { value, inclusive: true };
  return { kind: 'range', low: bound, high: bound };
};

/** The value where only one fits. */
export const pointOf = (test: Test): string | number | null =>
  test.kind === 'range' && test.low?.inclusive && test.high?.inclusive && test.low.value === test.high.value
    ? test.low.value
    : null;

/** As PostgreSQL compares under the collation "C": by the bytes of UTF-8. */
const compareText = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

const compare = (a: string | number, b: string | number): number =>
  typeof a === 'number' && typeof b === 'number' ? a - b : compareText(String(a), String(b));

/** Parts between %: the first at the start, the last at the end, the others in this order between. */
const isLike = (text: string, pattern: string): boolean => {
  const parts = pattern.split('%');
  const [first = '', last = ''] = [parts[0], parts.at(-1)];
  if (parts.length === 1) return text === pattern;
  if (!text.startsWith(first) || text.length < first.length + last.length || !text.endsWith(last))
    return false;
  const end = text.length - last.length;
  let at = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = text.indexOf(part, at);
    if (found < 0 || found + part.length > end) return false;
    at = found + part.length;
  }
  return true;
};

/** @param value a text is folded here. */
export const passes = (value: string | number, test: Test): boolean => {
  const folded = typeof value === 'string' ? foldText(value) : value;
  if (test.kind === 'like') return isLike(String(folded), test.pattern);
  const { low, high } = test;
  const above = low === null ? 1 : compare(folded, low.value);
  const below = high === null ? -1 : compare(folded, high.value);
  return (low?.inclusive ? above >= 0 : above > 0) && (high?.inclusive ? below <= 0 : below < 0);
};

export const rowPasses = <Name extends string>(
  row: Readonly<Record<Name, string | number>>,
  clauses: Clauses<Name>,
): boolean => clauses.every(clause => clause.some(({ column, test }) => passes(row[column], test)));
