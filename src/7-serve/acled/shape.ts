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

const pick = (row: Readonly<Record<string, CellValue>>, names: readonly string[]): Cells =>
  Object.fromEntries(names.map(name => [name, row[name] ?? null]));

/** Its names have no quotes in them, and a quote within a text is escaped: nothing else looks like this. */
const INTER = /"(inter1|inter2|interaction)":"([^"]*)"/g;

/** A row as the JSON object of an answer. Mostly it is the kept text as it stands: thousands are asked for at once. */
export const jsonOf = (
  { json, side, population: best = null }: AcledItem,
  { monadic, interNum, population }: EventOptions,
  fields: readonly string[] | null,
): string => {
  let row = monadic ? JSON.stringify(sideOf(JSON.parse(json) as AcledRow, side)) : json;
  if (interNum)
    row = row.replace(INTER, (_, column: CodeColumn, name: string) => `"${column}":${codeOf(column, name)}`);
  const rings = RINGS.map(name => `"${name}":null,`).join('');
  if (population !== 'none' || fields !== null)
    row = `${row.slice(0, -1)},${population === 'best' ? '' : rings}"population_best":${best}}`;
  return fields === null ? row : JSON.stringify(pick(JSON.parse(row) as Cells, fields));
};

/** The same as cells. */
export const cellsOf = (item: AcledItem, options: EventOptions, fields: readonly string[] | null): Cells =>
  JSON.parse(jsonOf(item, options, columnsOf(options, fields))) as Cells;
