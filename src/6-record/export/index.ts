// Exports: the store's content in the forms that analysts load today, in pieces; whoever calls writes them.
export { csvLine, headerOf, rowOf } from './csv.ts';
export { EVENT_COLUMNS } from './event-columns.ts';
export { exportForm, FORM_FACTS } from './forms.ts';
export { gdeltLine } from './gdelt.ts';
export { featureOf } from './geojson.ts';
export { POLECAT_COLUMNS } from './polecat.ts';
export { annotationsOf } from './web-annotation.ts';
export { exportPieces, type Piece, pages } from './write-export.ts';
