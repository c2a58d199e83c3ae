// Offsets into a report's text, and how things in it are said.
import { z } from 'zod';
import type { Span } from '../../../schema/span.ts';
import { sameAs } from './contract.ts';

export const offset = z.int().min(0).max(2_147_483_647);

export const spanSchema = sameAs<Span>()(
  'Span',
  z.strictObject({ start: offset, end: offset }),
  'Half-open, in UTF-16 code units of the text of the report.',
);

/** An ISO 8601 day. */
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
export const dayOrNull = day.nullable();
/** An ISO 8601 instant in UTC. */
export const instant = z.string().describe('ISO 8601 instant');
export const words = z.string().nullable();
