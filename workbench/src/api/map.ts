import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { EventType, QuadClass } from '../../../src/schema/plover.ts';
import { getJson, type Params } from './client.ts';

/** Events with coordinates, a column a field, the same event at the same place in each. */
export interface MapPoints {
  /** Events that the filters keep, with coordinates or not. */
  readonly total: number;
  readonly id: readonly string[];
  readonly type: readonly EventType[];
  readonly quadClass: readonly QuadClass[];
  readonly day: readonly (string | null)[];
  readonly longitude: readonly number[];
  readonly latitude: readonly number[];
  /** geo_precision: 1 town, 2 about it, 3 region. */
  readonly precision: readonly number[];
  readonly place: readonly string[];
}

export const useMapPoints = (filters: Params): UseQueryResult<MapPoints> =>
  useQuery({
    queryKey: ['map', filters],
    queryFn: ({ signal }) => getJson<MapPoints>('/map', filters, signal),
  });
