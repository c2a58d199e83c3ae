// Events with coordinates as columns of numbers: what a map needs to draw very many of them at once.
import { oneRow } from './database/database.ts';
import { addEventConditions, Conditions, type EventFilter } from './filters.ts';
import type { Store } from './store.ts';

/** One entry an event in each column, the newest first. */
export interface MapPoints {
  /** More than this many fit the filter: these are the newest. */
  readonly isCut: boolean;
  readonly ids: readonly string[];
  readonly latitudes: readonly number[];
  readonly longitudes: readonly number[];
  /** ACLED's geo_precision: 1 town, 2 part of a region, 3 larger region. */
  readonly precisions: readonly number[];
  /** First day; null where it is not known. */
  readonly days: readonly (string | null)[];
  /** Indices into the lists below. */
  readonly type: readonly number[];
  readonly quadClass: readonly number[];
  readonly standing: readonly number[];
  readonly status: readonly number[];
  readonly killed: readonly (number | null)[];
  readonly types: readonly string[];
  readonly quadClasses: readonly string[];
  readonly standings: readonly string[];
  readonly statuses: readonly string[];
}

interface Columns {
  readonly ids: readonly string[];
  readonly latitudes: readonly number[];
  readonly longitudes: readonly number[];
  readonly precisions: readonly number[];
  readonly days: readonly (string | null)[];
  readonly killed: readonly (number | null)[];
  readonly type: readonly string[];
  readonly quad: readonly string[];
  readonly standing: readonly string[];
  readonly status: readonly string[];
}

/** Values as numbers into a list of the different ones. */
const indexed = (values: readonly string[]): { list: string[]; at: number[] } => {
  const places = new Map<string, number>();
  const at = values.map(value => {
    const known = places.get(value);
    if (known !== undefined) return known;
    places.set(value, places.size);
    return places.size - 1;
  });
  return { list: [...places.keys()], at };
};

const column = (name: string, sql: string): string => `'${name}', coalesce(json_agg(${sql}), '[]')`;

export const mapPoints = async (store: Store, filter: EventFilter, limit: number): Promise<MapPoints> => {
  const conditions = new Conditions();
  addEventConditions(conditions, { ...filter, placed: true });
  const { columns } = await oneRow<{ columns: string }>(
    store.database,
    // one value comes over quicker than fifty thousand rows
    `select json_build_object(${[
      column('ids', 'id'),
      column('latitudes', 'round(latitude::numeric, 5)'),
      column('longitudes', 'round(longitude::numeric, 5)'),
      column('precisions', 'geo_precision'),
      column('days', 'date_from'),
      column('killed', 'killed_best'),
      column('type', 'type'),
      column('quad', 'quad_class'),
      column('standing', 'standing'),
      column('status', 'status'),
    ].join(
      ', ',
    )})::text as columns from (select id, latitude, longitude, geo_precision, date_from, killed_best, type,
        quad_class, standing, status from events where ${conditions.sql}
      order by date_from desc nulls last, number desc limit ${limit + 1}) points`,
    conditions.values,
  );
  const read = JSON.parse(columns) as Columns;
  const isCut = read.ids.length > limit;
  const cut = <Item>(values: readonly Item[]): readonly Item[] => (isCut ? values.slice(0, limit) : values);
  const [type, quad, standing, status] = [read.type, read.quad, read.standing, read.status].map(values =>
    indexed(cut(values)),
  ) as [
    ReturnType<typeof indexed>,
    ReturnType<typeof indexed>,
    ReturnType<typeof indexed>,
    ReturnType<typeof indexed>,
  ];
  return {
    isCut,
    ids: cut(read.ids),
    latitudes: cut(read.latitudes),
    longitudes: cut(read.longitudes),
    precisions: cut(read.precisions),
    days: cut(read.days),
    type: type.at,
    quadClass: quad.at,
    standing: standing.at,
    status: status.at,
    killed: cut(read.killed),
    types: type.list,
    quadClasses: quad.list,
    standings: standing.list,
    statuses: status.list,
  };
};
