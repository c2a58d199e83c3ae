// What the events of a filter are: how many a month, a country, an actor, a type, a status, a standing, an outlet.
import { keptAnswer } from './answers-kept.ts';
import type { EventFilter } from './filters.ts';
import { type Sampled, sampleEvents } from './sampled-events.ts';
import type { Store } from './store.ts';

interface FacetValue {
  readonly value: string;
  readonly events: number;
}

export interface Facets {
  readonly total: number;
  /** True where only a part was counted and the numbers are about right. */
  readonly isApproximate: boolean;
  /** Months by their first day, or days where there are few, in order of time. */
  readonly dates: { readonly step: 'day' | 'month'; readonly values: readonly FacetValue[] };
  readonly undated: number;
  /** Most frequent first, cut where there are very many. */
  readonly country: readonly FacetValue[];
  readonly actor: readonly FacetValue[];
  readonly type: readonly FacetValue[];
  readonly quadClass: readonly FacetValue[];
  readonly status: readonly FacetValue[];
  readonly standing: readonly FacetValue[];
  readonly outlet: readonly FacetValue[];
  readonly review: readonly FacetValue[];
}

const MOST_VALUES = 50;
const MOST_DAYS = 93;

interface Grouped {
  readonly facet: string;
  readonly value: string | null;
  readonly events: number;
}

/** One pass over narrow rows, from which every facet is counted. */
const countSql = ({ table, conditions }: Sampled): string => `
  with found as materialized (
    select type, quad_class, status, standing, date_from, countries, outlets, reviewed is not null as is_reviewed,
      -- who stands on both sides counts once
      case when actors && recipients then array(select unnest(actors) union select unnest(recipients))
        else actors || recipients end as sides
    from ${table} where ${conditions.sql}
  ), singles as (
    select type, quad_class, status, standing, date_trunc('month', date_from) as month, is_reviewed, count(*) as events
    from found group by 1, 2, 3, 4, 5, 6
  )
  select 'total' as facet, null as value, count(*) as events from found
  union all select 'type', type, sum(events) from singles group by type
  union all select 'quadClass', quad_class, sum(events) from singles group by quad_class
  union all select 'status', status, sum(events) from singles group by status
  union all select 'standing', standing, sum(events) from singles group by standing
  union all select 'review', case when is_reviewed then 'done' else 'open' end, sum(events) from singles group by is_reviewed
  union all select 'month', to_char(month, 'YYYY-MM-DD'), sum(events) from singles group by month
  union all (select 'country', country, count(*) from found, unnest(countries) country group by country
    order by 3 desc, 2 limit ${MOST_VALUES})
  union all (select 'outlet', outlet, count(*) from found, unnest(outlets) outlet group by outlet
    order by 3 desc, 2 limit ${MOST_VALUES})
  union all (select 'actor', name, count(*) from found, unnest(sides) name group by name
    order by 3 desc, 2 limit ${MOST_VALUES})
  union all (select 'day', to_char(date_from, 'YYYY-MM-DD'), count(*) from found where date_from is not null
    group by date_from order by date_from limit ${MOST_DAYS + 1})`;

const count = async (store: Store, filter: EventFilter): Promise<Facets> => {
  const sample = await sampleEvents(store, filter);
  const rows = await store.database.query<Grouped>(countSql(sample), sample.conditions.values);
  const scaled = (events: number): number => Math.round(events * sample.scale);
  const of = (facet: string): FacetValue[] =>
    rows.flatMap(row =>
      row.facet === facet && row.value !== null ? [{ value: row.value, events: scaled(row.events) }] : [],
    );
  const frequent = (facet: string): FacetValue[] =>
    of(facet).sort((a, b) => b.events - a.events || (a.value < b.value ? -1 : 1));
  const inOrder = (facet: string): FacetValue[] => of(facet).sort((a, b) => (a.value < b.value ? -1 : 1));
  const days = inOrder('day');
  const isLong = days.length > MOST_DAYS;
  return {
    total: scaled(rows.find(({ facet }) => facet === 'total')?.events ?? 0),
    isApproximate: sample.scale !== 1,
    dates: { step: isLong ? 'month' : 'day', values: isLong ? inOrder('month') : days },
    undated: scaled(rows.find(({ facet, value }) => facet === 'month' && value === null)?.events ?? 0),
    country: frequent('country'),
    actor: frequent('actor'),
    type: frequent('type'),
    quadClass: frequent('quadClass'),
    status: frequent('status'),
    standing: frequent('standing'),
    outlet: frequent('outlet'),
    review: frequent('review'),
  };
};

/** Counted once for a state of the store. */
export const countFacets = (store: Store, filter: EventFilter): Promise<Facets> =>
  keptAnswer(store, `facets ${JSON.stringify(filter)}`, () => count(store, filter));
