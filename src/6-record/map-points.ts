// Events with coordinates -> how many of each class stand at each place, as columns of numbers: what a map needs to draw
// very many events at once.
import { QUAD_CLASSES, type QuadClass } from '../schema/plover.ts';
import { keptAnswer } from './answers-kept.ts';
import { oneRow } from './database/database.ts';
import type { EventFilter } from './filters.ts';
import { sampleEvents } from './sampled-events.ts';
import type { Store } from './store.ts';

/** One entry a place in each column, the most frequent first; a town and what is about it are two places. */
export interface MapPoints extends Readonly<Record<QuadClass, readonly number[]>> {
  /** True where only a part was counted and the numbers are about right. */
  readonly isApproximate: boolean;
  /** True where there are more places than the limit. */
  readonly isCut: boolean;
  /** Events at these places. */
  readonly events: number;
  /** The first and the last day that one of them began; null where none is dated. */
  readonly firstDay: string | null;
  readonly lastDay: string | null;
  readonly latitudes: readonly number[];
  readonly longitudes: readonly number[];
  /** ACLED's geo_precision: 1 town, 2 part of a region, 3 larger region. */
  readonly precisions: readonly number[];
}

/** Beyond so many events a part of them is counted. */
const MOST_ROWS = 500_000;

const column = (name: string, sql: string): string => `'${name}', coalesce(json_agg(${sql}), '[]')`;

type Columns = Omit<MapPoints, 'isApproximate' | 'isCut' | 'events'>;

export const mapPoints = (store: Store, filter: EventFilter, limit: number): Promise<MapPoints> =>
  keptAnswer(store, `points ${limit} ${JSON.stringify(filter)}`, async () => {
    const { table, conditions, scale } = await sampleEvents(store, { ...filter, placed: true }, MOST_ROWS);
    const { columns } = await oneRow<{ columns: string }>(
      store.database,
      // one value comes over quicker than thousands of rows
      `select json_build_object('firstDay', min(first_day), 'lastDay', max(last_day), ${[
        column('latitudes', 'latitude'),
        column('longitudes', 'longitude'),
        column('precisions', 'geo_precision'),
        ...QUAD_CLASSES.map(quad => column(quad, `"${quad}"`)),
      ].join(', ')})::text as columns from (
        select latitude, longitude, coalesce(geo_precision, 3) as geo_precision, min(date_from) as first_day,
          max(date_from) as last_day,
          ${QUAD_CLASSES.map(quad => `count(*) filter (where quad_class = '${quad}') as "${quad}"`).join(', ')}
        from ${table} where ${conditions.sql} group by 1, 2, 3
        order by count(*) desc, latitude, longitude limit ${limit + 1}) places`,
      conditions.values,
    );
    const read = JSON.parse(columns) as Columns;
    const kept = <Item>(values: readonly Item[]): readonly Item[] => values.slice(0, limit);
    const counted = (quad: QuadClass): readonly number[] =>
      kept(read[quad]).map(events => Math.round(events * scale));
    const points = {
      firstDay: read.firstDay,
      lastDay: read.lastDay,
      latitudes: kept(read.latitudes),
      longitudes: kept(read.longitudes),
      precisions: kept(read.precisions),
      verbalCooperation: counted('verbalCooperation'),
      materialCooperation: counted('materialCooperation'),
      verbalConflict: counted('verbalConflict'),
      materialConflict: counted('materialConflict'),
    };
    return {
      isApproximate: scale !== 1,
      isCut: read.latitudes.length > limit,
      events: QUAD_CLASSES.flatMap(quad => points[quad]).reduce((sum, events) => sum + events, 0),
      ...points,
    };
  });
