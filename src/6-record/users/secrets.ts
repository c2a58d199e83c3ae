// Secrets: 256 random bits that are shown once and kept as a hash.
import { createHash, randomBytes } from 'node:crypto';

/** What makes a token known as one of this program's, in logs and in searches for leaked secrets. */
export const TOKEN_MARK = 'syn_';

const BYTES = 32;

export const newSecret = (): string => TOKEN_MARK + randomBytes(BYTES).toString('base64url');

/** 256 random bits need no slow hash. */
export const hashOfSecret = (secret: string): string =>
  createHash('sha256').update(secret, 'utf8').digest('hex');

const SHAPE = /^syn_[\w-]{43}$/;

export const isSecret = (text: string): boolean => SHAPE.test(text);
