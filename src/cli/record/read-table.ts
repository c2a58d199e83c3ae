// A table of comma- or semicolon-separated values, as spreadsheets save it, by the names in its first row.
import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { Refusal } from '../refusal.ts';

export interface TableRow {
  readonly line: number;
  readonly row: Readonly<Record<string, string>>;
}

const LARGEST = 200_000_000;

const readText = async (file: string): Promise<string> => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(file));
  } catch (error) {
    if (error instanceof TypeError)
      throw new Refusal(`${file} is not in UTF-8. Save it as "CSV UTF-8", so that names keep their letters`);
    const { code } = error as NodeJS.ErrnoException;
    throw new Refusal(
      `cannot read ${file} (${code}). Give a table that \`synoptic export events\` wrote`,
      1,
      error,
    );
  }
};

/** A byte order mark and a leading line for the spreadsheet are no cells. */
export const readTable = async (file: string): Promise<TableRow[]> => {
  const text = await readText(file);
  if (text.length > LARGEST)
    throw new Refusal(`${file} is larger than 200 MB. Split it, each part with its first row`);
  const first = text.slice(0, text.search(/\r?\n|$/));
  try {
    const rows = parse(text, {
      bom: true,
      columns: true,
      delimiter: first.includes(';') && !first.includes(',') ? ';' : ',',
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
    }) as unknown as { info: { lines: number }; record: Record<string, string> }[];
    return rows.map(({ info, record }) => ({ line: info.lines, row: record }));
  } catch (error) {
    throw new Refusal(`${file} is no table: ${(error as Error).message}. Save it as CSV`, 1, error);
  }
};
