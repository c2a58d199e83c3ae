// A kept row -> the cells of an answer: one side of the event, numbers for kinds of actors, population, some fields.
import {
  ACLED_COLUMNS,
  type AcledItem,
  type AcledRow,
  CODES,
  type CodeColumn,
  codeOf,
} from '../../6-record/acled/index.ts';
import type { EventOptions } from './parse-request.ts';

export type CellValue = string | number | null;
export type Cells = Readonly<Record<string, CellValue>>;

/** What is not known stays null: rings around a point have no count here. */
const RINGS = ['population_1km', 'population_2km', 'population_5km'];
export const POPULATION_COLUMNS: readonly string[] = [...RINGS, 'population_best'];

const NUMBERED: readonly CodeColumn[] = ['inter1', 'inter2', 'interaction'];

/** The other actor's columns are empty: the row is about one of them. */
const sideOf = (row: AcledRow, side: 1 | 2): AcledRow => ({
  ...row,
  ...(side === 2 && { actor1: row.actor2, assoc_actor_1: row.assoc_actor_2, inter1: row.inter2 }),
  actor2: '',
  assoc_actor_2: '',
  inter2: CODES.inter2.get(0) ?? '',
});

export const columnsOf = (
  { population }: EventOptions,
  fields: readonly string[] | null,
): readonly string[] =>
  fields ?? [
    ...ACLED_COLUMNS,
    ...(population === 'full' ? POPULATION_COLUMNS : population === 'best' ? ['population_best'] : []),
  ];

/** True where answers hold kept rows as they are. */
export const isAsKept = (
  { monadic, interNum, population }: EventOptions,
  fields: readonly string[] | null,
): boolean => !monadic && !interNum && population === 'none' && fields === null;

export const shapeRow = (
  { json, side, population }: AcledItem,
  { monadic, interNum }: EventOptions,
): Cells => {
  const row = JSON.parse(json) as AcledRow;
  const own = monadic ? sideOf(row, side) : row;
  return {
    ...own,
    ...(interNum && Object.fromEntries(NUMBERED.map(column => [column, codeOf(column, own[column])]))),
    ...Object.fromEntries(RINGS.map(name => [name, null])),
    population_best: population,
  };
};
