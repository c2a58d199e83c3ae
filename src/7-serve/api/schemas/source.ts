// Sources with their health, and what stands in the queue.
import { z } from 'zod';
import { JOB_STATES, type JobSummary } from '../../../6-record/queue/index.ts';
import type { SourceHealth, SourceRecord } from '../../../6-record/sources/index.ts';
import { SOURCE_KINDS, SOURCE_WORDS, type SourceOptions } from '../../../schema/source.ts';
import type { SourceLook } from '../../context.ts';
import { named, sameAs } from './contract.ts';
import { instant, offset, words } from './span.ts';

const sourceOptionsSchema = sameAs<SourceOptions>()(
  'SourceOptions',
  z.strictObject({
    every: z.number().nullable().describe('Least seconds between two readings'),
    words: z.enum(SOURCE_WORDS).describe('page: each page is fetched; feed: the words of the feed will do'),
    only: z.array(z.string()).describe('Only addresses that contain one of these'),
    since: words,
    obeysRobots: z.boolean(),
  }),
);

const recordFields = {
  id: z.string(),
  kind: z.enum(SOURCE_KINDS),
  address: z.string(),
  outlet: words,
  options: sourceOptionsSchema,
  addedAt: instant,
  pausedAt: instant.nullable(),
  dueAt: instant.nullable(),
  triedAt: instant.nullable(),
  succeededAt: instant.nullable(),
  failures: offset.describe('Readings that failed since the last that did not'),
  error: words,
  errorAt: instant.nullable(),
};

export const sourceSchema = sameAs<SourceRecord>()('Source', z.strictObject(recordFields));

const sourceHealthSchema = sameAs<SourceHealth>()(
  'SourceHealth',
  z.strictObject({
    ...recordFields,
    reports: offset,
    reportsADay: z.number(),
    lastReportAt: instant.nullable(),
    lag: z.number().nullable().describe('Seconds from publication to the store, the median'),
    waiting: offset.describe('Items that wait to be fetched'),
    setAside: offset.describe('Items and reports that were set aside'),
  }),
);

export const sourcesSchema = named(
  'Sources',
  z.strictObject({
    items: z.array(sourceHealthSchema),
    isGathering: z.boolean().describe('True where this server reads them itself: serve --gather'),
  }),
);

/** Files and folders of the serving machine are added on its command line alone. */
const WEB_KINDS = ['feed', 'page', 'sitemap', 'gdelt', 'list'] as const;

const webAddress = z
  .string()
  .max(2000)
  .regex(/^https?:\/\/[^\s]+$/i)
  .describe('http or https');
const wordsOf = z.enum(SOURCE_WORDS).default('page');

export const newSourceSchema = named(
  'NewSource',
  z.strictObject({
    address: webAddress,
    kind: z.enum(WEB_KINDS).default('feed'),
    id: z
      .string()
      .regex(/^[a-z0-9][a-z0-9-]{0,59}$/)
      .optional()
      .describe('Named by its address without one'),
    outlet: z.string().min(1).max(500).optional(),
    every: z.int().min(60).max(31_536_000).optional().describe('Least seconds between two readings'),
    words: wordsOf,
    only: z.array(z.string().min(1).max(500)).max(50).default([]),
  }),
  undefined,
  { address: 'https://vell-radio.example/feed.xml', outlet: 'Vell Radio', every: 900 },
);

export const lookedForSchema = named(
  'LookedForSource',
  z.strictObject({
    address: webAddress,
    kind: z.enum(WEB_KINDS).optional().describe('Found out without it'),
    words: wordsOf,
  }),
);

export const sourceLookSchema = sameAs<SourceLook>()(
  'SourceLook',
  z.strictObject({
    kind: z.enum(SOURCE_KINDS).nullable(),
    address: words.describe('Where it is read: a feed that the page names'),
    feeds: z.array(z.strictObject({ address: z.string(), title: words })),
    form: words.describe('`RSS 2.0`'),
    title: words,
    items: offset,
    newest: z.array(z.strictObject({ title: words, address: words, publishedAt: words })),
    report: z
      .strictObject({
        title: words,
        outlet: words,
        publishedAt: words,
        language: z.string(),
        characters: offset,
        beginning: z.string(),
      })
      .nullable()
      .describe('What gathering would make of the newest'),
    problems: z.array(z.string()),
  }),
);

export const queueItemSchema = sameAs<JobSummary>()(
  'QueueItem',
  z.strictObject({
    id: z.int(),
    kind: z
      .enum(['report', 'item'])
      .describe('A report that waits to be coded, an item that waits to be fetched'),
    state: z.enum(JOB_STATES).describe('failed: set aside after three tries'),
    source: words,
    batch: words,
    outlet: words,
    title: words,
    url: words,
    characters: offset,
    attempts: offset,
    lost: offset,
    error: words,
    queuedAt: instant,
    dueAt: instant.nullable(),
    endedAt: instant.nullable(),
    recordedAs: words.describe('Id of the report in the store'),
  }),
);

export const queueCountsSchema = named(
  'QueueCounts',
  z.strictObject({ waiting: offset, leased: offset, done: offset, failed: offset }),
);
