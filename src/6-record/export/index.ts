// Exports: the store's content in the forms that analysts load today. Rows only; whoever calls writes them.
export { csvLine, headerOf, rowOf } from './csv.ts';
export { EVENT_COLUMNS } from './event-columns.ts';
export { gdeltLine } from './gdelt.ts';
export { featureOf } from './geojson.ts';
export { POLECAT_COLUMNS } from './polecat.ts';
export { annotationsOf } from './web-annotation.ts';
export { FIGURE_COLUMNS, STATEMENT_COLUMNS, STORY_COLUMNS } from './word-columns.ts';
