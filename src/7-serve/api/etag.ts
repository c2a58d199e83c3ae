// Answers that a client has already are not sent again: weak validators (RFC 9110, 8.8.1).
import { createHash } from 'node:crypto';

const hashOf = (parts: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 22);

export const etagOf = (...parts: readonly string[]): string => `W/"${hashOf(parts)}"`;

/** True where the client has the answer of this tag. */
export const isKnown = (ifNoneMatch: string | undefined, etag: string): boolean => {
  if (ifNoneMatch === undefined) return false;
  const opaque = etag.replace(/^W\//, '');
  return ifNoneMatch
    .split(',')
    .map(each => each.trim())
    .some(each => each === '*' || each.replace(/^W\//, '') === opaque);
};

/** Of one person, and asked for again each time: the store may have changed. */
export const CACHE_CONTROL = 'private, no-cache';
