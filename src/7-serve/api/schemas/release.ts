// Releases, what changed between two, and the runs that coded the reports.
import { z } from 'zod';
import type { Release, Run } from '../../../6-record/index.ts';
import { named, sameAs } from './contract.ts';
import { instant, offset, words } from './span.ts';

const originSchema = z.unknown();

export const releaseSchema = sameAs<Release>()(
  'Release',
  z.strictObject({
    name: z.string(),
    number: z.int(),
    at: instant,
    note: words,
    hash: z.string().describe('SHA-256 over what made it and every item'),
    events: offset,
    reports: offset,
    origin: z.array(originSchema).describe('Software, codebook, registry and models of its runs'),
  }),
);

export const releaseListSchema = named('ReleaseList', z.strictObject({ items: z.array(releaseSchema) }));

export const fieldChangeSchema = named(
  'FieldChange',
  z.strictObject({ field: z.string(), before: words, after: words }),
);

export const verifiedSchema = named(
  'Verified',
  z.strictObject({ faults: z.array(z.strictObject({ what: z.string(), fault: z.string() })) }),
  'No fault: every hash is as recorded.',
);

const runSchema = sameAs<Run>()(
  'Run',
  z.strictObject({
    id: z.int(),
    at: instant,
    software: z.string(),
    codebook: z.string(),
    registry: z.string(),
    models: z.record(z.string(), z.string()),
    reports: offset.describe('Reports whose coding of this run is kept'),
    current: offset.describe('Reports of which it is the coding that counts'),
  }),
);

export const runListSchema = named('RunList', z.strictObject({ items: z.array(runSchema) }));
