// The filters that the pages of events share: in the address bar under the names that the API takes, so that a view is
// a link and a link is a query.
import type { Params } from './client.ts';

const LIST_FILTERS = ['type', 'quadClass', 'status', 'standing', 'country', 'actor', 'outlet'] as const;
const TEXT_FILTERS = ['name', 'words', 'place', 'at', 'review', 'story'] as const;
const DAY_FILTERS = ['since', 'until'] as const;
type ListFilter = (typeof LIST_FILTERS)[number];
type TextFilter = (typeof TEXT_FILTERS)[number];
type DayFilter = (typeof DAY_FILTERS)[number];
export type FilterName = ListFilter | TextFilter | DayFilter;

export const FILTERS: readonly FilterName[] = [...LIST_FILTERS, ...TEXT_FILTERS, ...DAY_FILTERS];

/** The filters in a query, `leaving` some out; a half-typed day is none. */
export const filtersOf = (query: URLSearchParams, leaving: readonly FilterName[] = []): Params => {
  const params: Record<string, string | string[]> = {};
  for (const name of FILTERS) {
    if (leaving.includes(name)) continue;
    const values = query.getAll(name).filter(value => value !== '');
    const [first] = values;
    if (first === undefined) continue;
    if ((LIST_FILTERS as readonly string[]).includes(name)) params[name] = values;
    else if (!(DAY_FILTERS as readonly string[]).includes(name) || /^\d{4}-\d{2}-\d{2}$/.test(first))
      params[name] = first;
  }
  return params;
};

export const hasFilters = (query: URLSearchParams): boolean => Object.keys(filtersOf(query)).length > 0;
