// A job of the queue: one report that waits to be coded, and what became of it.
import type { Report } from '../../schema/report.ts';

export const JOB_STATES = ['waiting', 'leased', 'done', 'failed'] as const;
/** `failed` is set aside: it is not tried again by itself. */
export type JobState = (typeof JOB_STATES)[number];

/** Tries after which a report is set aside. */
export const MOST_ATTEMPTS = 3;
/** A report that the program was ended with so often is next tried with no other beside it. */
export const SUSPECT_AFTER = 2;
/** Set aside once the program was ended with it so often, at the last with no other beside it. */
export const MOST_LOST = SUSPECT_AFTER + MOST_ATTEMPTS;

/** A job that one consumer has, and nobody else until its lease ends. */
export interface Job {
  readonly id: number;
  readonly report: Report;
  readonly source: string | null;
  readonly batch: string | null;
  readonly attempts: number;
}

export interface JobSummary {
  readonly id: number;
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
  readonly endedAt: string | null;
  /** Id of the report in the store. */
  readonly recordedAs: string | null;
}

export type JobCounts = Readonly<Record<JobState, number>>;
