// Events of a long table in blocks by their place in it: those in sight and their neighbours are read, none else.
import { useQueries } from '@tanstack/react-query';
import { useCallback, useEffect, useRef } from 'react';
import type { EventRecord } from '../../../../src/schema/recorded-event.ts';
import { getJson, type Params } from '../../api/client.ts';
import type { Page } from '../../api/pages.ts';

const BLOCK = 200;
/** As far as the API passes over rows. */
export const LONGEST_TABLE = 200_000;

export interface EventBlocks {
  /** Null while its block is read. */
  readonly at: (index: number) => EventRecord | null;
  readonly error: Error | null;
  readonly retry: () => void;
}

/** One block of the table, to be asked for. */
export const blockQuery = (params: Params, number: number) => ({
  queryKey: ['events', 'block', params, number],
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    getJson<Page<EventRecord>>('/events', { ...params, limit: BLOCK, skip: number * BLOCK }, signal),
});

/** Blocks read before they come into sight, the way that the table is scrolled; on the other side one. */
const AHEAD = 4;

/** How many blocks are wanted above and below the rows in sight: most the way that these last moved. */
const useAhead = (first: number): readonly [above: number, below: number] => {
  const moved = useRef<{ first: number; ahead: readonly [number, number] }>({ first, ahead: [1, 1] });
  const { first: before, ahead: kept } = moved.current;
  const ahead: readonly [number, number] = first > before ? [1, AHEAD] : first < before ? [AHEAD, 1] : kept;
  useEffect(() => {
    moved.current = { first, ahead };
  });
  return ahead;
};

/** Rows `first` to `last` of a table of `count`, and blocks around them. */
export const useEventBlocks = (params: Params, first: number, last: number, count: number): EventBlocks => {
  const [above, below] = useAhead(first);
  const from = Math.max(0, Math.floor(first / BLOCK) - above);
  const to = Math.min(Math.floor(last / BLOCK) + below, Math.floor((Math.max(1, count) - 1) / BLOCK));
  const numbers = Array.from({ length: to - from + 1 }, (_, at) => from + at);
  const results = useQueries({ queries: numbers.map(number => blockQuery(params, number)) });
  const blocks = new Map(numbers.map((number, at) => [number, results[at]?.data?.items]));
  const at = (index: number): EventRecord | null =>
    blocks.get(Math.floor(index / BLOCK))?.[index % BLOCK] ?? null;
  const retry = useCallback(() => {
    for (const result of results) if (result.isError) void result.refetch();
  }, [results]);
  return {
    at,
    error: results.find(({ error }) => error !== null)?.error ?? null,
    retry,
  };
};
