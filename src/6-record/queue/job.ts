// A job of the queue: a report that waits to be coded, or an item of a source that waits to be fetched.
import type { Report } from '../../schema/report.ts';
import type { SourceItem } from '../../schema/source.ts';

export const JOB_STATES = ['waiting', 'leased', 'done', 'failed'] as const;
/** `failed` is set aside: it is not tried again by itself. */
export type JobState = (typeof JOB_STATES)[number];

/** Tries after which a job is set aside. */
export const MOST_ATTEMPTS = 3;
/** A report that the program was ended with so often is next tried with no other beside it. */
export const SUSPECT_AFTER = 2;
/** Set aside once the program was ended with it so often, at the last with no other beside it. */
export const MOST_LOST = SUSPECT_AFTER + MOST_ATTEMPTS;

/** A job that one consumer has, and nobody else until its lease ends. */
export interface Job {
  readonly id: number;
  readonly source: string | null;
  readonly batch: string | null;
  readonly attempts: number;
}

export interface ReportJob extends Job {
  readonly report: Report;
}

export interface ItemJob extends Job {
  readonly source: string;
  readonly item: SourceItem;
}

export interface JobSummary {
  readonly id: number;
  readonly kind: 'report' | 'item';
  readonly state: JobState;
  readonly source: string | null;
  readonly batch: string | null;
  readonly outlet: string | null;
  readonly title: string | null;
  readonly url: string | null;
  readonly characters: number;
  readonly attempts: number;
  readonly lost: number;
  readonly error: string | null;
  readonly queuedAt: string;
  /** Not to be tried before. */
  readonly dueAt: string | null;
  readonly endedAt: string | null;
  /** Id of the report in the store. */
  readonly recordedAs: string | null;
}

export type JobCounts = Readonly<Record<JobState, number>>;
