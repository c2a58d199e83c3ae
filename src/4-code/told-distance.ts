// "buried its dead on Wednesday, a day after guns shelled the town": how far from the time of its sentence a deed lies.
import type { Sentence } from '../schema/analysis.ts';
import type { DayRange } from '../schema/grounding.ts';
import { childrenBy, tokenAt } from '../schema/tree.ts';
import { numbersIn } from './numbers.ts';

const MS_A_DAY = 86_400_000;

const UNIT_DAYS: ReadonlyMap<string, number> = new Map([
  ['minute', 0],
  ['hour', 0],
  ['day', 1],
  ['week', 7],
]);
/** Too rough to count by: what lies a month after has no day. */
const ROUGH = new Set(['month', 'year', 'decade']);

/** "after" is told of the deed that follows the word: it lies before. */
const SIDES: ReadonlyMap<string, number> = new Map([
  ['after', -1],
  ['before', 1],
]);

/** "two", "a"; null for "days after", which does not say how many. */
const amountOf = (sentence: Sentence, unit: number): number | null => {
  const number = numbersIn(sentence).find(({ from, to }) => from <= unit && unit <= to && from < unit);
  if (number) return number.value;
  return /s$/i.test(tokenAt(sentence, unit).form) ? null : 1;
};

/**
 * Days from the time of the clause above to the deed at `token`; null where none is told, "unknown" where one is that
 * gives no number of days.
 */
const distanceAt = (sentence: Sentence, token: number): number | 'unknown' | null => {
  const marker = childrenBy(sentence, token, 'mark', 'case').find(at =>
    SIDES.has(tokenAt(sentence, at).lemma.toLowerCase()),
  );
  if (marker === undefined) return null;
  const unit = marker - 1;
  // parsers hang "a day" on the deed, on "after" or on the verb above
  if (unit < 0 || ![token, marker, tokenAt(sentence, token).head].includes(tokenAt(sentence, unit).head))
    return null;
  const name = tokenAt(sentence, unit).lemma.toLowerCase();
  if (ROUGH.has(name)) return 'unknown';
  const days = UNIT_DAYS.get(name);
  if (days === undefined) return null;
  const amount = days === 0 ? 0 : amountOf(sentence, unit);
  return amount === null
    ? 'unknown'
    : (SIDES.get(tokenAt(sentence, marker).lemma.toLowerCase()) as number) * days * amount;
};

const moved = (day: string | null, by: number): string | null =>
  day && new Date(Date.parse(`${day}T00:00:00Z`) + by * MS_A_DAY).toISOString().slice(0, 10);

/** Days of a deed whose clauses up to the time's are `climbed`; null where they cannot be told. */
export const daysFrom = (sentence: Sentence, climbed: readonly number[], days: DayRange): DayRange | null => {
  let by = 0;
  for (const at of climbed) {
    const distance = distanceAt(sentence, at);
    if (distance === 'unknown') return null;
    by += distance ?? 0;
  }
  return by === 0 ? days : { from: moved(days.from, by), to: moved(days.to, by) };
};
