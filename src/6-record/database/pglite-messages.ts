// What passes between the program and the thread in which PGlite computes.
import type { Value } from './database.ts';
import type { Answer } from './pglite-folder.ts';

/** `transaction` is the number that the program gave it when it began. */
export type Order =
  | {
      readonly kind: 'query';
      readonly sql: string;
      readonly values: readonly Value[];
      readonly transaction: number | null;
    }
  | { readonly kind: 'begin' | 'commit' | 'rollback'; readonly transaction: number }
  | { readonly kind: 'execute'; readonly sql: string }
  /** The next rows of the answer to the order `of`. */
  | { readonly kind: 'more'; readonly of: number }
  | { readonly kind: 'close' };

export interface Numbered {
  readonly number: number;
}

export type Reply = Numbered &
  (
    | { readonly kind: 'done' }
    | ({ readonly kind: 'rows'; readonly isLast: boolean } & Answer)
    | { readonly kind: 'failed'; readonly error: object; readonly message: string; readonly name: string }
  );

/** What the thread is started with. */
export interface ThreadStart {
  readonly folder: string;
  readonly isOnDisk: boolean;
}

/** Characters a message: unpacking one holds up the program's other work for a millisecond or two. */
const PORTION = 300_000;

const sizeOf = (row: readonly unknown[]): number =>
  row.reduce<number>((sum, cell) => sum + (typeof cell === 'string' ? cell.length : 16), 0);

/** Rows in portions of about that size; the last is returned, and may be empty. */
export function* portionsOf(rows: Answer['rows']): Generator<Answer['rows'], Answer['rows']> {
  let from = 0;
  let size = 0;
  for (const [at, row] of rows.entries()) {
    size += sizeOf(row);
    if (size < PORTION) continue;
    yield rows.slice(from, at + 1);
    from = at + 1;
    size = 0;
  }
  return rows.slice(from);
}

/** An error with its fields, such as PostgreSQL's code: copying between threads would drop them. */
export const packError = (thrown: unknown): Omit<Reply & { kind: 'failed' }, 'number'> => {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  // a value that no message can carry is left out
  const fields = Object.entries(error).filter(([, value]) =>
    ['string', 'number', 'boolean'].includes(typeof value),
  );
  return { kind: 'failed', name: error.name, message: error.message, error: Object.fromEntries(fields) };
};

export const unpackError = ({ name, message, error }: Reply & { kind: 'failed' }): Error =>
  Object.assign(new Error(message), error, { name });
