// Answers that a client has already are not sent again: weak validators (RFC 9110, 8.8.1).
import { createHash } from 'node:crypto';

export const etagOf = (content: string | Uint8Array): string =>
  `W/"${createHash('sha256').update(content).digest('base64url').slice(0, 22)}"`;

const opaque = (tag: string): string => tag.replace(/^W\//, '');

/** True where the client has the answer of this tag. */
export const isKnown = (ifNoneMatch: string | undefined, etag: string): boolean =>
  ifNoneMatch !== undefined &&
  (ifNoneMatch.trim() === '*' ||
    (ifNoneMatch.match(/(W\/)?"[^"]*"/g) ?? []).some(each => opaque(each) === opaque(etag)));

/** Of one person, and asked for again each time: the store may have changed. */
export const CACHE_CONTROL = 'private, no-cache';
