// Reports handed in: taken over at once, coded behind; what became of them is asked for, or told on the stream.
import { z } from 'zod';
import type { HandedFile, Ingest, Submission } from '../../context.ts';
import { Problem } from '../../problem.ts';
import { endpoint } from '../endpoint.ts';
import { found } from '../found.ts';
import { named, sameAs } from '../schemas/contract.ts';
import { instant, offset, words } from '../schemas/span.ts';

const jobSchema = sameAs<Submission>()(
  'Job',
  z.strictObject({
    id: z.string(),
    at: instant,
    by: z.string(),
    name: words.describe('Of the file, the page or the first report'),
    state: z.enum(['waiting', 'working', 'done', 'failed']),
    received: offset.describe('Lines that hold a report'),
    added: offset,
    known: offset.describe('In the store already'),
    reports: z
      .array(z.string())
      .describe('Ids of its reports in the store, those that it had already too; the first twenty'),
    problems: z.array(z.strictObject({ line: offset.nullable(), code: z.string(), message: z.string() })),
  }),
);

/** As a line of the JSONL that `synoptic add` reads. */
const newReportSchema = named(
  'NewReport',
  z.strictObject({
    id: z.string().min(1).max(200).optional().describe('Made from its words without one'),
    text: z.string().min(1).describe('The words as published'),
    title: z.string().max(2000).optional().describe('Its headline'),
    outlet: z.string().max(500).optional().describe('Who published it'),
    url: z.string().max(2000).optional().describe('Where it was published'),
    publishedAt: z.string().max(40).optional().describe('ISO 8601 date or date-time'),
    language: z.string().max(40).optional().describe('BCP 47'),
  }),
  undefined,
  { outlet: 'Vell Radio', publishedAt: '2025-06-02', text: 'The army shelled the town of Odrin on Monday.' },
);

const addressSchema = named(
  'Address',
  z.strictObject({
    url: z
      .string()
      .max(2000)
      .regex(/^https?:\/\/[^\s]+$/i)
      .describe('http or https'),
  }),
  undefined,
  { url: 'https://vell-radio.example/news/odrin' },
);

const aboutSchema = z.object({
  name: z.string().min(1).max(200).optional().describe('Of the file; its report is called after it'),
  title: z.string().max(2000).optional().describe('Its headline'),
  outlet: z.string().max(500).optional().describe('Who published it'),
  url: z.string().max(2000).optional().describe('Where it was published'),
  publishedAt: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-]\d{2}:\d{2})?)?$/)
    .optional()
    .describe('ISO 8601 date or date-time'),
  language: z.string().max(40).optional().describe('BCP 47, such as en; found out without it'),
});
type About = z.output<typeof aboutSchema>;

type NewReport = z.output<typeof newReportSchema>;

interface Upload {
  readonly type: string;
  readonly bytes: Uint8Array;
}

const lineOf = (report: NewReport): Uint8Array => new TextEncoder().encode(`${JSON.stringify(report)}\n`);

const textOf = (bytes: Uint8Array): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Problem(400, 'the body is no UTF-8. Send it as UTF-8', { code: 'serve/bad-body' });
  }
};

const FILES: Readonly<Record<string, HandedFile['format']>> = {
  'text/html': 'html',
  'application/xhtml+xml': 'html',
  'text/csv': 'csv',
  'text/tab-separated-values': 'csv',
  'application/pdf': 'pdf',
};

/** `Strike on Odrin (2).txt` -> `strike-on-odrin-2`. */
const idOf = (name: string): string | undefined =>
  name
    .replace(/\.[a-z0-9]{1,5}$/i, '')
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 80) || undefined;

const takeOver = (
  { submit, submitFile }: Ingest,
  body: NewReport | Upload,
  { name, ...about }: About,
  user: string,
): Promise<Submission> => {
  if (!('bytes' in body)) return submit(lineOf({ ...about, ...body }), user, body.title ?? body.id ?? null);
  const { type, bytes } = body;
  const format = FILES[type];
  if (format !== undefined)
    return submitFile({ bytes, format, name: name ?? idOf(about.title ?? '') ?? 'report', about }, user);
  if (type !== 'text/plain') return submit(bytes, user, name ?? null);
  const text = textOf(bytes);
  if (text.trim() === '') throw new Problem(400, 'the text is empty', { code: 'serve/bad-value' });
  const id = idOf(name ?? '');
  return submit(
    lineOf({ ...(id !== undefined && { id }), ...about, text }),
    user,
    name ?? about.title ?? null,
  );
};

export const JOBS = [
  endpoint({
    id: 'addReports',
    method: 'post',
    path: '/reports',
    tag: 'reports',
    summary: 'Hands in reports: one as JSON, plain text, page or PDF, or many as JSON lines or a table',
    description:
      'Answered when they are taken over; they are coded one after another. Follow the job, or listen to the topics `queue` and `reports` of /stream. The parameters tell of a text or file what JSON tells within.',
    role: 'coder',
    query: aboutSchema,
    body: {
      'application/json': newReportSchema,
      'application/jsonl': null,
      'application/x-ndjson': null,
      'text/plain': null,
      ...Object.fromEntries(Object.keys(FILES).map(type => [type, null])),
    },
    status: 202,
    answer: jobSchema,
    known: 'never',
    handle: async ({ query, body, context, user }) =>
      takeOver(context.ingest, body as NewReport | Upload, query, user),
  }),
  endpoint<z.ZodObject, z.ZodObject, z.output<typeof addressSchema>>({
    id: 'fetchReport',
    method: 'post',
    path: '/reports/fetch',
    tag: 'reports',
    summary: 'Fetches a page of the web and hands in the report in it',
    description:
      'By the rules of sources: robots.txt is obeyed, addresses within the network of the server are refused. Refused with the reason where the page cannot be fetched or holds no report.',
    role: 'coder',
    body: { 'application/json': addressSchema },
    status: 202,
    answer: jobSchema,
    known: 'never',
    handle: ({ body, context, user }) => context.ingest.submitAddress(body.url, user),
  }),
  endpoint({
    id: 'listJobs',
    method: 'get',
    path: '/jobs',
    tag: 'reports',
    summary: 'What was handed in, the latest first',
    role: 'reader',
    answer: named('JobList', z.strictObject({ items: z.array(jobSchema) })),
    known: 'content',
    handle: async ({ context }) => ({ items: await context.ingest.list() }),
  }),
  endpoint({
    id: 'getJob',
    method: 'get',
    path: '/jobs/{id}',
    tag: 'reports',
    summary: 'How far the coding of what was handed in has come',
    role: 'reader',
    params: z.object({ id: z.string().min(1).max(200).describe('As POST /reports gave it') }),
    answer: jobSchema,
    known: 'content',
    handle: async ({ params: { id }, context }) => found(await context.ingest.find(id), 'job', id, '/jobs'),
  }),
];
