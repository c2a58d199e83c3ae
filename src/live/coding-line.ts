// Queue -> threads -> store: takes reports in order of arrival, has them coded side by side, and records them in that
// order again. What is at hand is bounded; what is recorded in one transaction is what has come about since the last.
import type { Store } from '../6-record/index.ts';
import {
  type CodedJob,
  failJob,
  finishJobs,
  LEASE_SECONDS,
  leaseReports,
  type ReportJob,
  releaseLeases,
  renewLeases,
} from '../6-record/queue/index.ts';
import type { CodedReport } from '../schema/coded-report.ts';
import { Bell } from './bell.ts';
import type { CodingPool } from './coding-pool.ts';
import { MOST_CHARACTERS_AT_HAND } from './limits.ts';
import type { Tell } from './live-event.ts';
import { BrokenResources } from './work-thread.ts';

export interface LineParts {
  readonly store: Store;
  readonly pool: CodingPool;
  /** The run that the coding belongs to; begun with the first report. */
  readonly run: () => Promise<number>;
  /** Who works: no two programs by the same name. */
  readonly name: string;
  readonly tell: Tell;
}

interface AtHand {
  readonly job: ReportJob;
  /** Since when the others wait for it. */
  awaitedSince: number | null;
  outcome: { readonly coded: CodedReport } | { readonly error: Error } | null;
}

/** Jobs at hand for each thread: enough that none is without work while others are recorded. */
const A_THREAD = 96;
const MOST_IN_TRANSACTION = 64;
/** A transaction costs as much as several reports: fewer than these wait a moment for others. */
const WORTH_RECORDING = 48;
const WAIT_FOR_OTHERS_MS = 1_000;
/** A report that takes longer is recorded when it is done: the others no longer wait for it. */
const PATIENCE_MS = 5_000;
/** Another program may have put something into the queue. */
const LOOK_AGAIN_MS = 1_000;

export class CodingLine {
  readonly #parts: LineParts;
  readonly #bell = new Bell();
  readonly #most: number;
  #atHand: AtHand[] = [];
  #isStopping = false;
  #broken: Error | null = null;
  #renewed = Date.now();
  #recordedAt = 0;
  #hasReady = false;
  /** Reports recorded since the line began. */
  recorded = 0;

  constructor(parts: LineParts) {
    this.#parts = parts;
    this.#most = parts.pool.threads * A_THREAD;
  }

  /** Something new is in the queue. */
  wake(): void {
    this.#bell.ring();
  }

  /** What is at hand is finished, the rest stays in the queue. */
  stop(): void {
    this.#isStopping = true;
    this.#bell.ring();
  }

  get isIdle(): boolean {
    return this.#atHand.length === 0;
  }

  /** Until it is stopped. Throws where nothing can be coded or recorded at all. */
  async run(): Promise<void> {
    try {
      while (!this.#isStopping || this.#atHand.length > 0) {
        await this.#renew();
        if (!this.#isStopping) await this.#takeMore();
        if (await this.#recordReady()) continue;
        if (this.#broken) throw this.#broken;
        if (!this.#isStopping || this.#atHand.length > 0)
          await this.#bell.wait(this.#hasReady ? WAIT_FOR_OTHERS_MS : LOOK_AGAIN_MS);
      }
    } finally {
      // also where it broke: who comes next need not wait for the lease to end
      await releaseLeases(this.#parts.store, this.#parts.name).catch(() => {});
    }
  }

  async #takeMore(): Promise<void> {
    const free = this.#most - this.#atHand.length;
    // some at a time: each taking is a transaction
    if (free < this.#most / 2) return;
    const held = this.#atHand.reduce((sum, { job }) => sum + job.report.text.length, 0);
    const jobs = await leaseReports(this.#parts.store, this.#parts.name, {
      jobs: free,
      characters: MOST_CHARACTERS_AT_HAND - held,
      isIdle: this.#atHand.length === 0,
    });
    for (const job of jobs) this.#begin(job);
  }

  #begin(job: ReportJob): void {
    const entry: AtHand = { job, awaitedSince: null, outcome: null };
    this.#atHand.push(entry);
    this.#parts.pool
      .code(job.report)
      .then(
        coded => {
          entry.outcome = { coded };
        },
        (error: Error) => {
          if (error instanceof BrokenResources) this.#broken = error;
          entry.outcome = { error };
        },
      )
      .finally(() => this.#bell.ring());
  }

  async #renew(): Promise<void> {
    if (Date.now() - this.#renewed < (LEASE_SECONDS * 1000) / 3 || this.#atHand.length === 0) return;
    this.#renewed = Date.now();
    await renewLeases(this.#parts.store, this.#parts.name);
  }

  /** From the head of the line, past reports that take long; false where nothing was ready. */
  #takeReady(): AtHand[] {
    const ready: AtHand[] = [];
    for (const entry of this.#atHand) {
      if (entry.outcome === null) {
        entry.awaitedSince ??= Date.now();
        if (Date.now() - entry.awaitedSince < PATIENCE_MS) break;
      } else ready.push(entry);
      if (ready.length === MOST_IN_TRANSACTION) break;
    }
    return ready;
  }

  async #recordReady(): Promise<boolean> {
    if (this.#broken) return false;
    const ready = this.#takeReady();
    this.#hasReady = ready.length > 0;
    const isEarly = Date.now() - this.#recordedAt < WAIT_FOR_OTHERS_MS;
    if (!this.#hasReady || (isEarly && ready.length < Math.min(WORTH_RECORDING, this.#atHand.length)))
      return false;
    this.#recordedAt = Date.now();
    const coded: CodedJob[] = [];
    for (const { job, outcome } of ready) {
      if (outcome === null) continue;
      if ('coded' in outcome) coded.push({ job, coded: outcome.coded });
      else await this.#fail(job, outcome.error);
    }
    await this.#record(coded);
    const gone = new Set(ready);
    this.#atHand = this.#atHand.filter(entry => !gone.has(entry));
    return true;
  }

  async #record(coded: readonly CodedJob[]): Promise<void> {
    if (coded.length === 0) return;
    const { store, name, run } = this.#parts;
    const id = await run();
    try {
      this.#tellRecorded(await finishJobs(store, name, coded, id));
    } catch (error) {
      // one of them cannot be recorded, or the store itself fails: then failing the job fails too
      if (coded.length === 1) await this.#fail((coded[0] as CodedJob).job, error as Error);
      else for (const one of coded) await this.#record([one]);
    }
  }

  #tellRecorded(finished: Awaited<ReturnType<typeof finishJobs>>): void {
    for (const { job, recorded } of finished) {
      if (recorded === null) continue;
      if (recorded.outcome !== 'known') this.recorded++;
      const { source, batch, report } = job;
      this.#parts.tell({ kind: 'recorded', source, batch, title: report.title, recorded });
    }
  }

  async #fail(job: ReportJob, { message }: Error): Promise<void> {
    const { store, name, tell } = this.#parts;
    const state = await failJob(store, name, job, { error: message });
    if (state === null) return;
    const { source, batch, report } = job;
    const what = report.url ?? report.title ?? report.id;
    tell({ kind: 'failed', job: job.id, state, source, batch, what, error: message });
  }
}
