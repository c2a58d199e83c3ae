// Events of a long table in blocks by their place in it: those in sight and their neighbours are read, none else.
import { keepPreviousData, useQueries } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { EventRecord } from '../../../../src/schema/recorded-event.ts';
import { getJson, type Params } from '../../api/client.ts';
import type { Page } from '../../api/pages.ts';

const BLOCK = 200;
/** As far as the API passes over rows. */
export const LONGEST_TABLE = 200_000;

export interface EventBlocks {
  /** Null while its block is read. */
  readonly at: (index: number) => EventRecord | null;
  /** True once the first block is there. */
  readonly isReady: boolean;
  readonly error: Error | null;
  readonly retry: () => void;
}

/** Rows `first` to `last` of the table, and a block on either side. */
export const useEventBlocks = (params: Params, first: number, last: number): EventBlocks => {
  const from = Math.max(0, Math.floor(first / BLOCK) - 1);
  const to = Math.min(Math.floor(last / BLOCK) + 1, Math.floor((LONGEST_TABLE - 1) / BLOCK));
  const numbers = Array.from({ length: to - from + 1 }, (_, at) => from + at);
  const results = useQueries({
    queries: numbers.map(number => ({
      queryKey: ['events', 'block', params, number],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        getJson<Page<EventRecord>>('/events', { ...params, limit: BLOCK, skip: number * BLOCK }, signal),
      placeholderData: keepPreviousData,
    })),
  });
  const blocks = new Map(numbers.map((number, at) => [number, results[at]?.data?.items]));
  const at = (index: number): EventRecord | null =>
    blocks.get(Math.floor(index / BLOCK))?.[index % BLOCK] ?? null;
  const retry = useCallback(() => {
    for (const result of results) if (result.isError) void result.refetch();
  }, [results]);
  return {
    at,
    isReady: results.some(({ data }) => data !== undefined),
    error: results.find(({ error }) => error !== null)?.error ?? null,
    retry,
  };
};
