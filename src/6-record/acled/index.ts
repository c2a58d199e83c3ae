// Events in ACLED's form: how an event becomes a row, the rows kept ready, and what is asked of them.
export { CODES, type CodeColumn, codeOf } from './codes.ts';
export {
  ACLED_COLUMNS,
  type AcledColumn,
  type AcledRow,
  acledColumns,
  COLUMNS,
  type ColumnInfo,
  type Comparing,
  POPULATION_COLUMNS,
} from './columns.ts';
export { DELETED_COLUMNS, readDeleted } from './deleted.ts';
export type { AcledMaker } from './keep-rows.ts';
export { ACLED_LISTS, type AcledList } from './lists.ts';
export { openAcledMaker } from './open-maker.ts';
export { type Atom, type Clauses, equals, rowPasses, type Test } from './query.ts';
export {
  type AcledBatch,
  acledRowsOf,
  BETWEEN_ROWS,
  readAcled,
} from './read-rows.ts';
export { type AcledState, readAcledState, refreshAcled } from './refresh.ts';
export { acledRegion } from './regions.ts';
export { foldText } from './values.ts';
export { makeAcledView } from './view.ts';
