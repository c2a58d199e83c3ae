// A tab-separated table with a header row; blank lines and lines that begin with # are skipped.

export interface Row {
  /** `actors/groups.tsv`, with its folder where a user gave it. */
  readonly file: string;
  readonly line: number;
  readonly cell: (column: string) => string;
}

/** Cells are trimmed; a column that the header lacks reads as empty. */
export const tableRows = (text: string, file: string): readonly Row[] => {
  const rows: Row[] = [];
  let header: Map<string, number> | null = null;
  for (const [index, raw] of text.split('\n').entries()) {
    const line = raw.endsWith('\r') ? raw.slice(0, -1) : raw;
    if (line === '' || line.startsWith('#')) continue;
    const cells = line.split('\t');
    if (!header) {
      header = new Map(cells.map((cell, at) => [cell.trim(), at]));
      continue;
    }
    const columns = header;
    rows.push({ file, line: index + 1, cell: column => cells[columns.get(column) ?? -1]?.trim() ?? '' });
  }
  return rows;
};

/** `a|b|c` as its parts. */
export const listOf = (cell: string): readonly string[] =>
  cell === ''
    ? []
    : cell
        .split('|')
        .map(part => part.trim())
        .filter(part => part !== '');
