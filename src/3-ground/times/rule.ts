// Parser combinators over units: a rule reads from a place and gives a value and the place after it, or null. All are
// pure and look ahead a bounded way.
import type { Unit } from './units.ts';

export interface Match<T> {
  readonly value: T;
  readonly end: number;
}

export type Rule<T> = (units: readonly Unit[], at: number) => Match<T> | null;

/** One unit that the test takes for something. */
export const one =
  <T>(read: (unit: Unit, units: readonly Unit[], at: number) => T | null): Rule<T> =>
  (units, at) => {
    const unit = units[at];
    const value = unit ? read(unit, units, at) : null;
    return value === null ? null : { value, end: at + 1 };
  };

/** Any of the words or marks, parted by spaces. */
export const word = (words: string): Rule<string> => {
  const set = new Set(words.split(' '));
  return one(unit => (set.has(unit.lower) ? unit.lower : null));
};

/** These words one after the other. */
export const phrase = (words: string): Rule<string> => {
  const list = words.split(' ');
  return (units, at) =>
    list.every((lower, i) => units[at + i]?.lower === lower) ? { value: words, end: at + list.length } : null;
};

export const lookup = <T>(table: ReadonlyMap<string, T>): Rule<T> =>
  one(unit => (unit.kind === 'word' ? (table.get(unit.lower) ?? null) : null));

type Values<T extends readonly unknown[]> = { readonly [K in keyof T]: Rule<T[K]> };

/** The rules one after the other, their values as a tuple. */
export const seq =
  <T extends readonly unknown[]>(...rules: Values<T>): Rule<T> =>
  (units, at) => {
    const values: unknown[] = [];
    let end = at;
    for (const rule of rules as readonly Rule<unknown>[]) {
      const match = rule(units, end);
      if (!match) return null;
      values.push(match.value);
      end = match.end;
    }
    return { value: values as unknown as T, end };
  };

/** The value made into another; null refuses the match. */
export const map =
  <A, B>(rule: Rule<A>, make: (value: A) => B | null): Rule<B> =>
  (units, at) => {
    const match = rule(units, at);
    const value = match ? make(match.value) : null;
    return match && value !== null ? { value, end: match.end } : null;
  };

export const optional =
  <T>(rule: Rule<T>): Rule<T | null> =>
  (units, at) =>
    rule(units, at) ?? { value: null, end: at };

/** The rule that reads furthest; of equals the first. */
export const longest =
  <T>(...rules: readonly Rule<T>[]): Rule<T> =>
  (units, at) => {
    let best: Match<T> | null = null;
    for (const rule of rules) {
      const match = rule(units, at);
      if (match && (!best || match.end > best.end)) best = match;
    }
    return best;
  };

/** The rule where the text around its match lets it stand. */
export const where =
  <T>(
    rule: Rule<T>,
    holds: (units: readonly Unit[], at: number, end: number, value: T) => boolean,
  ): Rule<T> =>
  (units, at) => {
    const match = rule(units, at);
    return match && holds(units, at, match.end, match.value) ? match : null;
  };

/** A rule named before it is made. */
export const later =
  <T>(rule: () => Rule<T>): Rule<T> =>
  (units, at) =>
    rule()(units, at);

/** The rule with no white space before its first unit. */
export const glued = <T>(rule: Rule<T>): Rule<T> => where(rule, (units, at) => units[at]?.isSpaced === false);

/** The optional article. */
export const the = optional(word('the'));
