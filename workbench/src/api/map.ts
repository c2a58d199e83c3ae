import { keepPreviousData, type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { MapPoints } from '../../../src/6-record/index.ts';
import type { EventRecord } from '../../../src/schema/recorded-event.ts';
import { getJson, type Params } from './client.ts';
import type { Page } from './pages.ts';

export type { MapPoints };

/** Places with how many events; those of other filters stay until these are there. */
export const useMapPoints = (filters: Params): UseQueryResult<MapPoints> =>
  useQuery({
    queryKey: ['map', filters],
    queryFn: ({ signal }) => getJson<MapPoints>('/events/points', filters, signal),
    placeholderData: keepPreviousData,
  });

/** The newest events of one place. */
export const useEventsAt = (filters: Params, at: string, limit: number): UseQueryResult<Page<EventRecord>> =>
  useQuery({
    queryKey: ['events', 'at', filters, at, limit],
    queryFn: ({ signal }) => getJson<Page<EventRecord>>('/events', { ...filters, at, limit }, signal),
  });
