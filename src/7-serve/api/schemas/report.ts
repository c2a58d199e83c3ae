// Reports as published, and as they stand in lists.
import { z } from 'zod';
import type { ReportSummary } from '../../../6-record/index.ts';
import { DATE_BASES, type DateBasis, type Report } from '../../../schema/report.ts';
import { named, sameAs } from './contract.ts';
import { instant, offset, spanSchema, words } from './span.ts';

export const dateBasisSchema = sameAs<DateBasis>()(
  'DateBasis',
  z.enum(DATE_BASES),
  'Where the date came from; inferred: lent by a dated report of the same story.',
);

export const reportSchema = sameAs<Report>()(
  'Report',
  z.strictObject({
    id: z.string(),
    outlet: words,
    title: words,
    url: words,
    publishedAt: words.describe('ISO 8601 date or date-time'),
    dateBasis: dateBasisSchema,
    language: z.string().describe('BCP 47'),
    text: z.string().describe('The words exactly as published. Never HTML: show it as text.'),
    retrievedAt: words,
    contentHash: z.string().describe('SHA-256 of the text'),
    nonProse: z.array(spanSchema),
    metadata: z.record(z.string(), z.string()),
  }),
);

export const reportSummarySchema = sameAs<ReportSummary>()(
  'ReportSummary',
  z.strictObject({
    id: z.string(),
    outlet: words,
    title: words,
    url: words,
    publishedAt: words,
    language: z.string(),
    contentHash: z.string(),
    addedAt: instant,
    run: z.int(),
    story: words.describe('Id of its story'),
    supersedes: words.describe('Id of the earlier text of the same page'),
    supersededBy: words,
    events: offset,
    statements: offset,
    figures: offset,
  }),
);

export const reportVersionSchema = named(
  'ReportVersion',
  z.strictObject({
    id: z.string(),
    addedAt: instant,
    publishedAt: words,
    contentHash: z.string(),
    title: words,
    characters: offset,
    isCurrent: z.boolean(),
  }),
);
