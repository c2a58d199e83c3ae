// Lists page after page, as the API gives them.
import { type InfiniteData, type UseInfiniteQueryResult, useInfiniteQuery } from '@tanstack/react-query';
import { getJson, type Params } from './client.ts';

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly next: string | null;
}

export const usePages = <Item>(
  key: string,
  path: string,
  params: Params,
  limit: number,
): UseInfiniteQueryResult<InfiniteData<Page<Item>>> =>
  useInfiniteQuery({
    queryKey: [key, 'list', path, params, limit],
    queryFn: ({ pageParam, signal }) =>
      getJson<Page<Item>>(path, { ...params, limit, cursor: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: page => page.next,
  });
