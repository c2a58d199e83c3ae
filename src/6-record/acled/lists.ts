// Who and what stands in the rows in ACLED's form: actors, kinds of actors, countries and regions, with their events.
import type { Registry } from '../../schema/registry.ts';
import type { Store } from '../store.ts';
import { CODES, INTERS } from './codes.ts';
import type { ColumnInfo } from './columns.ts';
import type { AcledMaker } from './keep-rows.ts';

type ListRow = Readonly<Record<string, string | number>>;

export interface AcledList {
  readonly columns: Readonly<Record<string, ColumnInfo>>;
  readonly read: (store: Store, maker: AcledMaker) => Promise<readonly ListRow[]>;
}

const text: ColumnInfo = { comparing: 'text', operator: 'LIKE' };
const whole: ColumnInfo = { comparing: 'integer', operator: '=' };
const day: ColumnInfo = { comparing: 'date', operator: '=' };

const EVENTS = { first_event_date: day, last_event_date: day, event_count: whole } as const;

const EVENTS_SQL =
  'min(event_date) as first_event_date, max(event_date) as last_event_date, count(*) as event_count';

interface Counted {
  readonly first_event_date: string;
  readonly last_event_date: string;
  readonly event_count: number;
}

const countedOf = ({ first_event_date, last_event_date, event_count }: Counted): Counted => ({
  first_event_date,
  last_event_date,
  event_count,
});

const iso3Of = ({ states }: Registry, iso: number): string =>
  [...states.values()].find(({ numeric }) => Number(numeric) === iso)?.iso3 ?? '';

/** Both actors of each event. */
const sides = (first: string, second: string): string =>
  `(select ${first} as side, event_date from acled_rows
    union all select ${second}, event_date from acled_rows where inter2 > 0) sides`;

export const ACLED_LISTS: Readonly<Record<string, AcledList>> = {
  actor: {
    columns: { actor_name: text, ...EVENTS },
    read: async ({ database }) =>
      (
        await database.query<Counted & { readonly value: string }>(
          `select value, ${EVENTS_SQL} from ${sides('actor1', 'actor2')}
          join acled_values on id = side group by value order by value`,
        )
      ).map(row => ({ actor_name: row.value, ...countedOf(row) })),
  },
  actortype: {
    columns: { actor_type_id: whole, actor_type_name: text, ...EVENTS },
    read: async ({ database }) =>
      (
        await database.query<Counted & { readonly side: number }>(
          `select side, ${EVENTS_SQL} from ${sides('inter1', 'inter2')} group by side order by side`,
        )
      ).map(row => ({
        actor_type_id: row.side,
        actor_type_name: INTERS[row.side] ?? '',
        ...countedOf(row),
      })),
  },
  country: {
    columns: { country: { ...text, operator: '=' }, iso: whole, iso3: text, ...EVENTS },
    read: async ({ database }, { registry }) =>
      (
        await database.query<Counted & { readonly value: string; readonly iso: number }>(
          `select value, iso, ${EVENTS_SQL} from acled_rows
          join acled_values on id = country group by value, iso order by value`,
        )
      ).map(row => ({
        country: row.value,
        iso: row.iso,
        iso3: iso3Of(registry, row.iso),
        ...countedOf(row),
      })),
  },
  region: {
    columns: { region: whole, region_name: text, ...EVENTS },
    read: async ({ database }) =>
      (
        await database.query<Counted & { readonly region: number }>(
          `select region, ${EVENTS_SQL} from acled_rows group by region order by region`,
        )
      ).map(row => ({
        region: row.region,
        region_name: CODES.region.get(row.region) ?? '',
        ...countedOf(row),
      })),
  },
};
