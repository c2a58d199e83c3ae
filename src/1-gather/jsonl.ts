// JSON Lines -> records, one line at a time in bounded memory; a line that cannot be read does not stop the others.
import type { TextPiece } from './bytes.ts';
import { type Complaint, refuse, shown } from './gathered.ts';
import { inMegabytes, MAX_RECORD_LENGTH } from './limits.ts';
import type { NamedValues } from './record.ts';

/** A record, or what was wrong with a line. */
export interface Row {
  /** The line the row begins on, from 1. */
  readonly line: number;
  readonly record: NamedValues | null;
  readonly complaints: readonly Complaint[];
}

interface Line {
  readonly line: number;
  /** Null where the line is longer than a record may be. */
  readonly text: string | null;
}

async function* splitLines(pieces: AsyncIterable<TextPiece>): AsyncGenerator<Line | Row> {
  let parts: string[] = [];
  let length = 0;
  let line = 1;
  const add = (part: string): void => {
    length += part.length;
    // past the limit only the length is kept
    if (length > MAX_RECORD_LENGTH) parts = [];
    else parts.push(part);
  };
  const finish = (): Line => {
    const whole = { line, text: length > MAX_RECORD_LENGTH ? null : parts.join('') };
    parts = [];
    length = 0;
    line++;
    return whole;
  };
  for await (const piece of pieces) {
    if (piece.complaints.length > 0) yield { line: piece.line, record: null, complaints: piece.complaints };
    let start = 0;
    for (let end = piece.text.indexOf('\n'); end >= 0; end = piece.text.indexOf('\n', start)) {
      add(piece.text.slice(start, end));
      start = end + 1;
      yield finish();
    }
    if (start < piece.text.length) add(piece.text.slice(start));
  }
  if (length > 0) yield finish();
}

type Parsed = Pick<Row, 'record' | 'complaints'>;

const refused = (complaint: Complaint): Parsed => ({ record: null, complaints: [complaint] });

const parseLine = (text: string): Parsed => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    // Node quotes the whole line after the reason
    const why =
      error instanceof Error ? error.message.replace(/, "[\s\S]*$/, '').slice(0, 120) : String(error);
    return refused(
      refuse('gather/not-json', `not JSON: ${shown(text)} (${why}); needed: one object on each line`),
    );
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return { record: value as NamedValues, complaints: [] };
  }
  const message = `not a record: ${shown(text)}; needed: an object such as {"id": "r1", "text": "…"}`;
  return refused(refuse('gather/not-a-record', message));
};

const tooLong = (): Parsed => {
  const limit = inMegabytes(MAX_RECORD_LENGTH);
  return refused(
    refuse('gather/too-large', `longer than ${limit}, the most that one record may hold; passed over`),
  );
};

export async function* readJsonl(pieces: AsyncIterable<TextPiece>): AsyncGenerator<Row> {
  for await (const row of splitLines(pieces)) {
    if ('record' in row) yield row;
    else if (row.text === null) yield { line: row.line, ...tooLong() };
    else if (row.text.trim() !== '') yield { line: row.line, ...parseLine(row.text) };
  }
}
