// CSV with a header row -> records, streamed through csv-parse; RFC 4180, with the stray quotes of real exports let through.
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { TextPiece } from './bytes.ts';
import { type Complaint, refuse, shown } from './gathered.ts';
import type { Row } from './jsonl.ts';
import { inMegabytes, MAX_RECORD_LENGTH } from './limits.ts';
import { FIELD_NAMES } from './record.ts';

const DELIMITERS = [',', ';', '\t', '|'];

/** The delimiter that parts the header row most often, outside quotes. */
export const guessDelimiter = (head: string): string => {
  const first =
    head
      .trimStart()
      .split(/[\r\n]/, 1)[0]
      ?.replace(/"[^"]*"/g, '') ?? '';
  const counts = DELIMITERS.map(delimiter => first.split(delimiter).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))] as string;
};

/** Names of columns by the field that they hold. */
export type Columns = Readonly<Partial<Record<keyof typeof FIELD_NAMES, string>>>;

/** Header names as records use them: `Published_At` is `published_at`; unknown ones stay as written. */
const readHeader = (cells: readonly string[], columns: Columns): readonly string[] => {
  const known = new Map(
    Object.values(FIELD_NAMES).flatMap(names => names.map(name => [name.toLowerCase(), name])),
  );
  for (const [field, column] of Object.entries(columns)) {
    // the column that is called like the field itself makes room
    for (const name of FIELD_NAMES[field as keyof Columns]) known.delete(name.toLowerCase());
    known.set(column.trim().toLowerCase(), FIELD_NAMES[field as keyof Columns][0]);
  }
  const taken = new Set(Object.keys(columns).flatMap(field => FIELD_NAMES[field as keyof Columns]));
  return cells.map((cell, index) => {
    const name = cell.trim();
    if (taken.has(name as never) && !known.has(name.toLowerCase())) return `${name} (column)`;
    return known.get(name.toLowerCase()) ?? (name === '' ? `column${index + 1}` : name);
  });
};

const checkHeader = (
  header: readonly string[],
  cells: readonly string[],
  columns: Columns,
): Complaint | null => {
  const has = cells.slice(0, 12).map(shown).join(', ');
  const written = new Set(cells.map(cell => cell.trim().toLowerCase()));
  const missing = Object.values(columns).find(column => !written.has(column.trim().toLowerCase()));
  if (missing !== undefined)
    return refuse('gather/no-column', `no column is called ${shown(missing)}: the header has ${has}`);
  const wanted: readonly string[] = [...FIELD_NAMES.text, ...FIELD_NAMES.html];
  if (header.some(name => wanted.includes(name))) return null;
  return refuse(
    'gather/no-text-column',
    `no column of text: the header has ${has}; needed: one of ${wanted.join(', ')}. Say which it is: --columns text=NAME`,
  );
};

const readCells = (header: readonly string[], cells: readonly string[]): Omit<Row, 'line'> => {
  const beyond = cells.slice(header.length).filter(cell => cell.trim() !== '');
  if (beyond.length > 0) {
    const message = `${cells.length} cells under ${header.length} columns, the first too many being ${shown(beyond[0])}; put cells that hold the delimiter in double quotes`;
    return { record: null, complaints: [refuse('gather/too-many-cells', message)] };
  }
  // the first of two columns with one name counts
  const record = Object.fromEntries(header.map((name, index) => [name, cells[index] ?? '']).reverse());
  return { record, complaints: [] };
};

const explain = (code: string, message: string): Complaint => {
  switch (code) {
    case 'CSV_QUOTE_NOT_CLOSED':
      return refuse(
        'gather/quote-not-closed',
        'a cell begins with a double quote that is never closed; nothing after it was read. Close it, or write "" for a quote within a cell',
      );
    case 'CSV_MAX_RECORD_SIZE':
      return refuse(
        'gather/too-large',
        `a row longer than ${inMegabytes(MAX_RECORD_LENGTH)}, the most that one may hold; nothing after it was read. A double quote may be left open`,
      );
    default:
      return refuse('gather/not-csv', `${message}; nothing after it was read`);
  }
};

const countLineBreaks = (raw: string): number => raw.match(/\r\n|\n|\r/g)?.length ?? 0;

interface Reading {
  /** Problems of decoding, waiting for their place among the rows. */
  readonly waiting: Row[];
  /** What ended the reading: csv-parse does not find its way back into the table. */
  failure: Complaint | null;
}

async function* textOf(pieces: AsyncIterable<TextPiece>, reading: Reading): AsyncGenerator<string> {
  for await (const { text, line, complaints } of pieces) {
    if (reading.failure !== null) return;
    if (complaints.length > 0) reading.waiting.push({ line, record: null, complaints });
    yield text;
  }
}

interface ParsedRow {
  readonly record: readonly string[];
  readonly raw: string;
}

async function* parseRows(
  pieces: AsyncIterable<TextPiece>,
  delimiter: string,
  reading: Reading,
): AsyncGenerator<ParsedRow> {
  const { parse } = await import('csv-parse');
  const parser = parse({
    delimiter,
    raw: true,
    relax_column_count: true,
    relax_quotes: true,
    record_delimiter: ['\r\n', '\n', '\r'],
    max_record_size: MAX_RECORD_LENGTH,
    // an error would end the stream with rows still in it; as a skip it waits until they are read
    skip_records_with_error: true,
  });
  parser.on('skip', (error: { code: string; message: string }) => {
    reading.failure ??= explain(error.code, error.message);
  });
  const source = Readable.from(textOf(pieces, reading));
  const flow = pipeline(source, parser).catch(() => undefined);
  try {
    for await (const row of parser) yield row as ParsedRow;
  } finally {
    source.destroy();
    await flow;
  }
}

export async function* readCsv(
  pieces: AsyncIterable<TextPiece>,
  delimiter: string,
  columns: Columns = {},
): AsyncGenerator<Row> {
  const reading: Reading = { waiting: [], failure: null };
  const refused = (complaint: Complaint): Row => ({ line, record: null, complaints: [complaint] });
  let header: readonly string[] | null = null;
  let line = 1;
  let rows = 0;
  for await (const row of parseRows(pieces, delimiter, reading)) {
    yield* reading.waiting.splice(0);
    const isBlank = row.record.length <= 1 && row.record.every(cell => cell.trim() === '');
    if (header === null && !isBlank) {
      header = readHeader(row.record, columns);
      const wrong = checkHeader(header, row.record, columns);
      if (wrong !== null) {
        yield refused(wrong);
        return;
      }
    } else if (header !== null && !isBlank) {
      rows++;
      yield { line, ...readCells(header, row.record) };
    }
    line += countLineBreaks(row.raw);
  }
  yield* reading.waiting.splice(0);
  if (reading.failure !== null) yield refused(reading.failure);
  else if (rows === 0 && header !== null) {
    yield refused(refuse('gather/empty', 'a header and no rows; needed: one report on each row'));
  }
}
