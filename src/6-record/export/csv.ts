// Rows as comma-separated values (RFC 4180), and back. What a spreadsheet would run as a formula is made harmless.

export type Cell = string | number | null;

/** What begins a formula, wide letters too; after apostrophes it may be one that was made harmless. */
const FORMULA = /^'*[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/;

/** A report's words may begin like a formula; a spreadsheet must not run them (OWASP, CSV injection). */
const harmlessCell = (value: string): string => (FORMULA.test(value) ? `'${value}` : value);

/** The cell before it was made harmless. */
export const bareCell = (value: string): string =>
  value.startsWith("'") && FORMULA.test(value) ? value.slice(1) : value;

const written = (cell: Cell): string => {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const value = harmlessCell(cell);
  return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
};

export const csvLine = (cells: readonly Cell[]): string => `${cells.map(written).join(',')}\n`;

const tabbed = (cell: Cell): string =>
  typeof cell === 'string' ? harmlessCell(cell).replace(/[\t\r\n]+/g, ' ') : String(cell ?? '');

/** Tab-separated, as GDELT is: nothing is quoted, so tabs and line ends become spaces. */
export const tsvLine = (cells: readonly Cell[]): string => `${cells.map(tabbed).join('\t')}\n`;

/** What a column holds, where a form of export has types: days and instants are ISO 8601. */
export type CellType = 'text' | 'whole' | 'decimal' | 'day' | 'instant';

export interface Column<Item> {
  readonly name: string;
  readonly read: (item: Item) => Cell;
  /** Text, where it is not given. */
  readonly type?: CellType;
}

export const headerOf = (columns: readonly { readonly name: string }[]): string =>
  csvLine(columns.map(({ name }) => name));

export const rowOf = <Item>(columns: readonly Column<Item>[], item: Item): string =>
  csvLine(columns.map(({ read }) => read(item)));
