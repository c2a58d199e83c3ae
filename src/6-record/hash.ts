// SHA-256 in hexadecimal of texts and of data.
import { createHash } from 'node:crypto';

export const hashOf = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/** JSON with keys in order, so that equal data gives equal text. */
export const canonicalJson = (data: unknown): string =>
  JSON.stringify(data, (_, value: unknown) =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
