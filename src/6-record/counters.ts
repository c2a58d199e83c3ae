// Numbers that are given once and never again, in the order in which things came into the store.
import { oneRow, type Queries } from './database/database.ts';

/** The first of `count` new numbers. Others who want one wait until this transaction has ended. */
export const nextNumber = async (queries: Queries, name: string, count = 1): Promise<number> => {
  const { value } = await oneRow<{ value: number }>(
    queries,
    'update counters set value = value + $2 where name = $1 returning value',
    [name, count],
  );
  return value - count + 1;
};
