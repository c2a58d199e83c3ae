// What a list shows of a source, of how it does, and of a job of the queue.
import type { JobSummary } from '../../6-record/queue/index.ts';
import type { SourceHealth, SourceRecord } from '../../6-record/sources/index.ts';
import { counted } from '../counted.ts';
import type { Entry } from './entry.ts';

const moment = (at: string): string => at.slice(0, 16).replace('T', ' ');

const SECONDS: readonly (readonly [unit: string, seconds: number])[] = [
  ['d', 86_400],
  ['h', 3600],
  ['min', 60],
  ['s', 1],
];

/** `4 min`, `2 h`, `3 d`: the largest unit of which there is one. */
const spanInWords = (seconds: number): string => {
  const [unit, size] = SECONDS.find(([, each]) => seconds >= each) ?? ['s', 1];
  return `${Math.round(seconds / size)} ${unit}`;
};

const optionsInWords = ({ options }: SourceRecord): string =>
  [
    options.every === null ? null : `every ${spanInWords(options.every)}`,
    options.words === 'feed' ? 'words of the feed itself' : null,
    options.only.length > 0 ? `only addresses with ${options.only.join(' or ')}` : null,
    options.since === null ? null : `since ${options.since}`,
    options.obeysRobots ? null : 'robots.txt is not asked',
  ]
    .filter(part => part !== null)
    .join('; ');

const stateOf = (source: SourceRecord): string => {
  if (source.pausedAt !== null) return `paused since ${moment(source.pausedAt)}`;
  if (source.triedAt === null) return 'not read yet';
  return source.dueAt === null ? 'due now' : `next reading ${moment(source.dueAt)}`;
};

export const sourceEntry = (source: SourceRecord): Entry => ({
  head: [source.id, source.kind, source.outlet, stateOf(source)],
  lines: [source.address, optionsInWords(source)],
});

const failuresOf = ({ failures, error, errorAt }: SourceHealth): string | null => {
  if (error === null) return null;
  const when = errorAt === null ? '' : ` (${moment(errorAt)})`;
  return failures > 0
    ? `failed ${failures === 1 ? 'once' : `${counted(failures, 'time')} in a row`}: ${error}${when}`
    : `last error: ${error}${when}`;
};

export const healthEntry = (health: SourceHealth): Entry => ({
  head: [health.id, stateOf(health)],
  lines: [
    `last success ${health.succeededAt === null ? 'never' : moment(health.succeededAt)}; ${counted(health.reportsADay, 'report')} a day, ${health.reports.toLocaleString('en')} in all${health.lastReportAt === null ? '' : `, the last ${moment(health.lastReportAt)}`}; lag ${health.lag === null ? 'not known' : spanInWords(health.lag)}`,
    failuresOf(health),
    health.waiting > 0 ? `${counted(health.waiting, 'item waits', 'items wait')} to be fetched` : null,
    health.setAside > 0
      ? `${health.setAside.toLocaleString('en')} set aside: synoptic queue list --state failed --source ${health.id}`
      : null,
  ],
});

const JOB_WORDS = { waiting: 'waits', leased: 'at work', done: 'done', failed: 'set aside' } as const;

const triesOf = ({ attempts, lost }: JobSummary): string | null =>
  attempts + lost === 0
    ? null
    : [
        attempts > 0 ? counted(attempts, 'failed try', 'failed tries') : null,
        lost > 0 ? `cut off ${lost === 1 ? 'once' : counted(lost, 'time')}` : null,
      ]
        .filter(part => part !== null)
        .join(', ');

export const jobEntry = (job: JobSummary): Entry => ({
  head: [
    String(job.id),
    job.kind === 'item' ? 'to fetch' : 'to code',
    JOB_WORDS[job.state],
    job.source,
    job.outlet,
  ],
  lines: [
    job.title,
    job.url,
    [
      `queued ${moment(job.queuedAt)}`,
      triesOf(job),
      job.dueAt !== null && job.state === 'waiting' ? `not before ${moment(job.dueAt)}` : null,
      job.recordedAs === null ? null : `recorded as ${job.recordedAs}`,
    ]
      .filter(part => part !== null)
      .join('; '),
    job.error,
  ],
});
