// Page after page: `next` is a cursor that only the server reads, and a Link header says the same.
import { z } from 'zod';
import { Problem } from '../problem.ts';
import type { Endpoint, Paging } from './endpoint.ts';

/** @param of what is counted, where the answer does not say. */
export const limitQuery = ({ usual, most }: Paging, of = 'At most so many') =>
  z.coerce.number().int().min(1).max(most).default(usual).describe(of);

export const pagingQuery = (paging: Paging) => ({
  limit: limitQuery(paging),
  cursor: z
    .string()
    .min(1)
    .max(400)
    .optional()
    .describe('`next` of the page before; the first page without it'),
});

/** `items` and where the next page begins. */
export const pageOf = (item: z.ZodType) =>
  z.strictObject({
    items: z.array(item),
    next: z.string().nullable().describe('Cursor of the next page, null on the last one'),
  });

const badCursor = (cursor: string): Problem =>
  new Problem(400, `"${cursor.slice(0, 40)}" is no cursor of this list`, {
    code: 'serve/bad-value',
    errors: [
      { field: 'query.cursor', message: 'allowed: `next` of a page of this very list, just as it was given' },
    ],
  });

/** A cursor names its list, so that one of another list is not taken for a place in this one. */
export const cursorOf = ({ id }: Endpoint, after: string): string =>
  Buffer.from(`${id} ${after}`, 'utf8').toString('base64url');

export const afterOf = ({ id }: Endpoint, cursor: string | undefined): string | null => {
  if (cursor === undefined) return null;
  const written = Buffer.from(cursor, 'base64url').toString('utf8');
  if (!written.startsWith(`${id} `)) throw badCursor(cursor);
  return written.slice(id.length + 1);
};

/** The number within a cursor of the API's own making. */
export const placeOf = (after: string, pattern: RegExp): number => {
  const number = pattern.exec(after)?.[1];
  if (number === undefined) throw badCursor(after);
  return Number(number);
};

/** The address of the next page: this one with another cursor. */
export const nextLink = (url: string, cursor: string): string => {
  const { pathname, searchParams } = new URL(url);
  searchParams.set('cursor', cursor);
  return `<${pathname}?${searchParams}>; rel="next"`;
};
