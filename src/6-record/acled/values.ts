// Texts of ACLED rows, each kept once under a number: filters on names then compare numbers.
import { createHash } from 'node:crypto';
import { nextNumber } from '../counters.ts';
import { insertRows, type Queries, storable } from '../database/database.ts';

/** Columns by the list of values that they take from; both sides share one. */
export const KINDS = {
  disorder_type: 'disorder_type',
  event_type: 'event_type',
  sub_event_type: 'sub_event_type',
  actor1: 'actor',
  assoc_actor_1: 'assoc_actor',
  actor2: 'actor',
  assoc_actor_2: 'assoc_actor',
  civilian_targeting: 'civilian_targeting',
  country: 'country',
  admin1: 'admin1',
  admin2: 'admin2',
  admin3: 'admin3',
  location: 'location',
  source: 'source',
  source_scale: 'source_scale',
  tags: 'tags',
} as const;

export type ValueColumn = keyof typeof KINDS;

export const VALUE_COLUMNS = Object.keys(KINDS) as readonly ValueColumn[];

/** As filters compare: without case. */
export const foldText = (text: string): string => storable(text).toLowerCase();

/** Of a list and a value in it. */
export type ValueIds = (column: ValueColumn, value: string) => number;

const hashOf = (value: string): string => createHash('md5').update(value, 'utf8').digest('hex');

/** Numbers of all the values, given anew to those that have none. */
export const idsOfValues = async (
  queries: Queries,
  rows: readonly Readonly<Record<ValueColumn, string>>[],
): Promise<ValueIds> => {
  const wanted = new Map<string, Set<string>>();
  for (const row of rows)
    for (const column of VALUE_COLUMNS) {
      const kind = KINDS[column];
      const values = wanted.get(kind) ?? new Set();
      wanted.set(kind, values.add(storable(row[column])));
    }
  const ids = new Map<string, number>();
  const missing: { kind: string; value: string }[] = [];
  for (const [kind, values] of wanted) {
    const known = await queries.query<{ id: number; value: string }>(
      'select id, value from acled_values where kind = $1 and md5(value) = any($2)',
      [kind, [...values].map(hashOf)],
    );
    for (const { id, value } of known) ids.set(`${kind}\n${value}`, id);
    for (const value of values) if (!ids.has(`${kind}\n${value}`)) missing.push({ kind, value });
  }
  if (missing.length > 0) {
    const first = await nextNumber(queries, 'acled value', missing.length);
    await insertRows(
      queries,
      'acled_values',
      missing.map(({ kind, value }, i) => ({ id: first + i, kind, value, folded: foldText(value) })),
    );
    for (const [i, { kind, value }] of missing.entries()) ids.set(`${kind}\n${value}`, first + i);
  }
  return (column, value) => ids.get(`${KINDS[column]}\n${storable(value)}`) as number;
};
