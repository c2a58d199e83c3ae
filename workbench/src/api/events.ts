import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { Facets } from '../../../src/6-record/index.ts';
import { getJson, type Params } from './client.ts';

export const useFacets = (filters: Params): UseQueryResult<Facets> =>
  useQuery({
    queryKey: ['facets', filters],
    queryFn: ({ signal }) => getJson<Facets>('/events/facets', filters, signal),
  });
