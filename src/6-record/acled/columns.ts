// ACLED's 31 columns in their order, with what a filter on each compares unless it is told otherwise.
import type { Cell, Column } from '../export/csv.ts';

export interface AcledRow {
  readonly event_id_cnty: string;
  readonly event_date: string;
  readonly year: number;
  readonly time_precision: number;
  readonly disorder_type: string;
  readonly event_type: string;
  readonly sub_event_type: string;
  readonly actor1: string;
  readonly assoc_actor_1: string;
  readonly inter1: string;
  readonly actor2: string;
  readonly assoc_actor_2: string;
  readonly inter2: string;
  readonly interaction: string;
  readonly civilian_targeting: string;
  readonly iso: number;
  readonly region: string;
  readonly country: string;
  readonly admin1: string;
  readonly admin2: string;
  readonly admin3: string;
  readonly location: string;
  readonly latitude: number;
  readonly longitude: number;
  readonly geo_precision: number;
  readonly source: string;
  readonly source_scale: string;
  readonly notes: string;
  readonly fatalities: number;
  readonly tags: string;
  readonly timestamp: number;
}

export type AcledColumn = keyof AcledRow;

/**
 * How a column's values compare: `code` is a number with a name (inter1, region), asked for by either; `id` is the
 * event's own, `long` text is kept apart from the row.
 */
export type Comparing = 'text' | 'long' | 'id' | 'integer' | 'decimal' | 'date' | 'instant' | 'code';

export interface ColumnInfo {
  readonly comparing: Comparing;
  readonly operator: 'LIKE' | '=';
}

const like = (comparing: Comparing): ColumnInfo => ({ comparing, operator: 'LIKE' });
const equal = (comparing: Comparing): ColumnInfo => ({ comparing, operator: '=' });

export const COLUMNS: Readonly<Record<AcledColumn, ColumnInfo>> = {
  event_id_cnty: like('id'),
  event_date: equal('date'),
  year: equal('integer'),
  time_precision: equal('integer'),
  disorder_type: like('text'),
  event_type: like('text'),
  sub_event_type: like('text'),
  actor1: like('text'),
  assoc_actor_1: like('text'),
  inter1: equal('code'),
  actor2: like('text'),
  assoc_actor_2: like('text'),
  inter2: equal('code'),
  interaction: equal('code'),
  civilian_targeting: like('text'),
  iso: equal('integer'),
  region: equal('code'),
  country: equal('text'),
  admin1: like('text'),
  admin2: like('text'),
  admin3: like('text'),
  location: like('text'),
  latitude: equal('decimal'),
  longitude: equal('decimal'),
  geo_precision: equal('integer'),
  source: like('text'),
  source_scale: like('text'),
  notes: like('long'),
  fatalities: equal('integer'),
  tags: like('text'),
  timestamp: equal('instant'),
};

export const ACLED_COLUMNS = Object.keys(COLUMNS) as readonly AcledColumn[];

/** What is not known stays null: rings around a point have no count here. */
export const POPULATION_COLUMNS = [
  'population_1km',
  'population_2km',
  'population_5km',
  'population_best',
] as const;

export const acledColumns: readonly Column<AcledRow>[] = ACLED_COLUMNS.map(name => ({
  name,
  read: (row: AcledRow): Cell => row[name],
}));
