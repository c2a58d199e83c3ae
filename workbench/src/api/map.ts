import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { MapPoints } from '../../../src/6-record/index.ts';
import { getJson, type Params } from './client.ts';

export type { MapPoints };

export const useMapPoints = (filters: Params): UseQueryResult<MapPoints> =>
  useQuery({
    queryKey: ['map', filters],
    queryFn: ({ signal }) => getJson<MapPoints>('/events/points', filters, signal),
  });
