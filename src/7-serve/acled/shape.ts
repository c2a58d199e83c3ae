// Kept rows -> those of an answer: one side of the event, numbers for kinds of actors, some fields.
import {
  ACLED_COLUMNS,
  type AcledBatch,
  BETWEEN_ROWS,
  type CodeColumn,
  codeOf,
  POPULATION_COLUMNS,
} from '../../6-record/acled/index.ts';
import type { EventOptions } from './parse-request.ts';

export type CellValue = string | number | null;
export type Cells = Readonly<Record<string, CellValue>>;

export const columnsOf = (
  { population }: EventOptions,
  fields: readonly string[] | null,
): readonly string[] =>
  fields ?? [
    ...ACLED_COLUMNS,
    ...(population === 'full' ? POPULATION_COLUMNS : population === 'best' ? ['population_best'] : []),
  ];

/** Which columns of population are read: `fields` may name any. */
export const populationFor = (
  { population }: EventOptions,
  fields: readonly string[] | null,
): EventOptions['population'] => {
  if (fields === null) return population;
  return POPULATION_COLUMNS.some(name => fields.includes(name)) ? 'full' : 'none';
};

// Where a row's text is cut. A quote within a text is escaped: nothing else looks like these.
const FIRST = '"actor1":';
const SECOND = '"actor2":';
const AFTER_SIDES = '"interaction":';
const INTER = /"(inter1|inter2|interaction)":"([^"]*)"/g;

const NOBODY = '"actor2":"","assoc_actor_2":"","inter2":"",';

/** The other actor's columns are empty: the row is about one of them. */
const sideOf = (row: string, side: string | undefined): string => {
  const second = row.indexOf(SECOND);
  const after = row.indexOf(AFTER_SIDES, second);
  if (side !== '2') return row.slice(0, second) + NOBODY + row.slice(after);
  const own = row
    .slice(second, after)
    .replace(SECOND, FIRST)
    .replace('"assoc_actor_2":', '"assoc_actor_1":')
    .replace('"inter2":', '"inter1":');
  return row.slice(0, row.indexOf(FIRST)) + own + NOBODY + row.slice(after);
};

/** Rows as the JSON objects of an answer. Mostly it is the kept text as it stands: thousands are asked for at once. */
export const jsonOf = ({ text, sides }: AcledBatch, { monadic, interNum }: EventOptions): string => {
  const rows =
    monadic && text !== ''
      ? text
          .split(BETWEEN_ROWS)
          .map((row, i) => sideOf(row, sides[i]))
          .join(BETWEEN_ROWS)
      : text;
  return interNum
    ? rows.replace(INTER, (_, column: CodeColumn, name: string) => `"${column}":${codeOf(column, name)}`)
    : rows;
};

/** The same as cells. */
export const cellsOf = (batch: AcledBatch, options: EventOptions): readonly Cells[] =>
  JSON.parse(`[${jsonOf(batch, options)}]`) as Cells[];
