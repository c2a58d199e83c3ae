// Which rows a reader asked for: disputed ones, those of one outlet alone, quotations, ...
import type { Row, Section } from '../../../../src/synopsis/synopsis.ts';

export const ROW_FILTERS = ['all', 'shared', 'disputed', 'alone', 'quotations', 'figures'] as const;
export type RowFilter = (typeof ROW_FILTERS)[number];

export const isRowFilter = (value: string): value is RowFilter =>
  ROW_FILTERS.some(filter => filter === value);

const isDisputed = (row: Row): boolean => {
  switch (row.kind) {
    case 'event':
      return row.standing === 'disputed' || row.deniedBy.length > 0 || row.differences.length > 0;
    case 'quote':
      return row.differences.length > 0;
    case 'figure':
      return row.agreement === 'contradict';
  }
};

const voices = (row: Row): number => row.cells.filter(cell => cell.passages.length > 0).length;

const KEEPS: Readonly<Record<RowFilter, (row: Row) => boolean>> = {
  all: () => true,
  shared: row => voices(row) > 1,
  disputed: isDisputed,
  alone: row => voices(row) === 1,
  quotations: row => row.kind === 'quote',
  figures: row => row.kind === 'figure',
};

/** Sections with the rows kept; sections that none is left of are left out. */
export const filterSections = (sections: readonly Section[], filter: RowFilter): Section[] =>
  sections
    .map(section => ({ ...section, rows: section.rows.filter(KEEPS[filter]) }))
    .filter(({ rows }) => rows.length > 0);

export const countRows = (sections: readonly Section[], filter: RowFilter): number =>
  sections.reduce((sum, { rows }) => sum + rows.filter(KEEPS[filter]).length, 0);
