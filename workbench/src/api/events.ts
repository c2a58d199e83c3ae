import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { Facets } from '../../../src/6-record/index.ts';
import type { EventMention } from '../../../src/schema/coded-report.ts';
import type { Decision } from '../../../src/schema/decision.ts';
import type { EventRecord } from '../../../src/schema/recorded-event.ts';
import { getJson, type Params } from './client.ts';

export const useFacets = (filters: Params): UseQueryResult<Facets> =>
  useQuery({
    queryKey: ['facets', filters],
    queryFn: ({ signal }) => getJson<Facets>('/events/facets', filters, signal),
  });

/** What one report says of an event, with the words that it rests on. */
export interface EventWitness {
  readonly report: string;
  readonly outlet: string | null;
  readonly title: string | null;
  readonly publishedAt: string | null;
  readonly mention: EventMention;
  readonly speaker: string | null;
  readonly evidence: readonly { readonly start: number; readonly end: number; readonly text: string }[];
}

export interface EventWhole {
  readonly record: EventRecord;
  readonly witnesses: readonly EventWitness[];
  readonly decisions: readonly Decision[];
}

const pathOf = (id: string): string => `/events/${encodeURIComponent(id)}`;

export const useEvent = (id: string): UseQueryResult<EventWhole> =>
  useQuery({
    queryKey: ['events', id],
    queryFn: ({ signal }) => getJson<EventWhole>(pathOf(id), {}, signal),
  });

/** How an event may be near another. */
export const NEAR = ['sameStory', 'samePlace', 'sameSides'] as const;

type EventsNear = Readonly<Record<(typeof NEAR)[number], readonly EventRecord[]>>;

export const useEventsNear = (id: string): UseQueryResult<EventsNear> =>
  useQuery({
    queryKey: ['events', id, 'neighbours'],
    queryFn: ({ signal }) => getJson<EventsNear>(`${pathOf(id)}/neighbours`, {}, signal),
  });
