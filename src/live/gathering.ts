// Sources -> queue: reads what is due, fetches the items found, and puts their reports into the queue. One program does
// this for a store; items of many sources are fetched side by side, each source in its turn.
import type { Fetcher } from '../1-gather/fetch/index.ts';
import type { ReadDocument } from '../1-gather/index.ts';
import type { Store } from '../6-record/index.ts';
import {
  type Arrival,
  countOpenJobs,
  enqueueReports,
  type FetchedItem,
  failJob,
  finishItems,
  type ItemJob,
  leaseItems,
  postponeJob,
  releaseLeases,
  renewLeases,
} from '../6-record/queue/index.ts';
import {
  claimGathering,
  dueSources,
  endGathering,
  noteSourceError,
  readSource,
  readSourceState,
  recordReading,
  type SourceRecord,
} from '../6-record/sources/index.ts';
import type { Outlets } from '../schema/registry.ts';
import type { Report } from '../schema/report.ts';
import type { Source, SourceReading, SourceState } from '../schema/source.ts';
import { Bell } from './bell.ts';
import type { Tell } from './live-event.ts';
import { type ItemEnd, readItem } from './read-item.ts';

export interface GatheringParts {
  readonly store: Store;
  /** Who gathers: no two programs by the same name. */
  readonly name: string;
  readonly fetcher: Fetcher;
  readonly readSource: (source: Source, state: SourceState) => Promise<SourceReading>;
  /** Who publishes at an address. */
  readonly outlets: () => Outlets;
  readonly readDocument: ReadDocument;
  /** Seconds between two readings of a source that has no interval of its own. */
  readonly every: number;
  /** Only these sources; null for all. */
  readonly only: readonly string[] | null;
  /** Each source is read once at most, however often it is due. */
  readonly once: boolean;
  readonly tell: Tell;
  /** Reports are in the queue. */
  readonly onQueued: () => void;
}

const MOST_READINGS = 8;
const MOST_ITEMS = 32;
const ITEMS_A_SOURCE = 4;
/** Reports in the queue beyond which no more are fetched: what waits is bounded. */
const MOST_WAITING = 2_000;
const LOOK_AGAIN_MS = 500;
/** The claim on the sources, and the leases of what is being fetched. */
const RENEW_EVERY_MS = 30_000;
/** A folder is looked at more often: that troubles nobody. */
const FOLDER_EVERY_S = 30;
const LONGEST_PAUSE_S = 86_400;
/** After the first, second, third failure of an item whose server names no time. */
const RETRY_MINUTES = [1, 5, 30];

export class Gathering {
  readonly #parts: GatheringParts;
  readonly #bell = new Bell();
  readonly #reading = new Set<string>();
  readonly #wasRead = new Set<string>();
  readonly #fetching = new Map<string, number>();
  readonly #underWay = new Set<Promise<void>>();
  #fetched: FetchedItem[] = [];
  #writing: Promise<void> | null = null;
  #broken: Error | null = null;
  #claimed = 0;
  #isOwn = false;
  #isStopping = false;
  /** Reports waiting in the queue when last looked. */
  #waiting = 0;

  constructor(parts: GatheringParts) {
    this.#parts = parts;
  }

  stop(): void {
    this.#isStopping = true;
    this.#bell.ring();
  }

  /** Whether a source that is due is read by this program. */
  wants(id: string): boolean {
    const { only, once } = this.#parts;
    return !(only && !only.includes(id)) && !(once && this.#wasRead.has(id));
  }

  /** Nothing is being read or fetched. */
  get isIdle(): boolean {
    return this.#underWay.size === 0 && this.#fetched.length === 0;
  }

  /** Until it is stopped; throws where the store fails. */
  async run(): Promise<void> {
    const { store, name, fetcher } = this.#parts;
    try {
      while (!this.#isStopping) {
        await this.#claim();
        if (this.#isOwn) {
          this.#waiting = (await countOpenJobs(store.database)).reports;
          if (this.#waiting < MOST_WAITING) await this.#beginMore();
        }
        if (this.#broken) throw this.#broken;
        await this.#bell.wait(LOOK_AGAIN_MS);
      }
    } finally {
      this.#isStopping = true;
      await fetcher.close();
      await Promise.allSettled([...this.#underWay]);
      await this.#writing?.catch(() => {});
      await releaseLeases(store, name).catch(() => {});
      await endGathering(store, name).catch(() => {});
    }
    if (this.#broken) throw this.#broken;
  }

  async #claim(): Promise<void> {
    if (Date.now() - this.#claimed < RENEW_EVERY_MS) return;
    const { store, name, tell } = this.#parts;
    const isFirst = this.#claimed === 0;
    this.#claimed = Date.now();
    const { isOwn, name: holder } = await claimGathering(store, name);
    if (!isOwn && (this.#isOwn || isFirst))
      tell({
        kind: 'trouble',
        message: `${holder} reads the sources of this store already; this program only codes what it finds`,
      });
    this.#isOwn = isOwn;
    if (isOwn && !isFirst) await renewLeases(store, name);
  }

  async #beginMore(): Promise<void> {
    const { store, name } = this.#parts;
    for (const source of await dueSources(store)) {
      if (this.#reading.size >= MOST_READINGS) break;
      if (this.#reading.has(source.id) || !this.wants(source.id)) continue;
      this.#begin(this.#read(source));
      this.#reading.add(source.id);
    }
    const atHand = [...this.#fetching.values()].reduce((sum, count) => sum + count, 0);
    if (atHand >= MOST_ITEMS) return;
    const jobs = await leaseItems(store, name, {
      jobs: MOST_ITEMS - atHand,
      perSource: ITEMS_A_SOURCE,
      except: [...this.#fetching.keys()],
    });
    for (const job of jobs) {
      this.#fetching.set(job.source, (this.#fetching.get(job.source) ?? 0) + 1);
      this.#begin(this.#fetch(job));
    }
  }

  #begin(work: Promise<void>): void {
    const underWay = work
      .catch((error: Error) => {
        if (!(error instanceof Stopped)) this.#broken ??= error;
      })
      .finally(() => {
        this.#underWay.delete(underWay);
        this.#bell.ring();
      });
    this.#underWay.add(underWay);
  }

  async #read(source: SourceRecord): Promise<void> {
    const { store, tell } = this.#parts;
    try {
      const reading = await this.#parts.readSource(source, await readSourceState(store.database, source.id));
      // cut off by the end of the program: the source is due as before
      if (this.#isStopping && reading.outcome === 'failed') return;
      const dueAt = this.#dueAfter(source, reading);
      const items = await recordReading(store, source.id, reading, dueAt);
      if (items === null) return;
      const { outcome, problems } = reading;
      tell({ kind: 'read', source: source.id, outcome, items, problems, dueAt });
    } finally {
      this.#wasRead.add(source.id);
      this.#reading.delete(source.id);
    }
  }

  /** The source's interval, doubled with each failure in a row, up to a day. */
  #dueAfter({ kind, options, failures }: SourceRecord, { outcome, notBefore }: SourceReading): string {
    if (outcome === 'postponed' && notBefore !== null) return notBefore;
    const hasFailed = outcome === 'failed' || outcome === 'refused';
    const { every } = this.#parts;
    const isLocal = kind === 'folder' || kind === 'file';
    const interval = options.every ?? (isLocal ? Math.min(every, FOLDER_EVERY_S) : every);
    const seconds = hasFailed
      ? Math.max(interval, Math.min(LONGEST_PAUSE_S, interval * 2 ** Math.min(failures, 20)))
      : interval;
    const due = this.#parts.store.now().getTime() + 1000 * seconds;
    return new Date(Math.max(due, notBefore === null ? 0 : Date.parse(notBefore))).toISOString();
  }

  async #fetch(job: ItemJob): Promise<void> {
    const { store, fetcher, outlets, readDocument } = this.#parts;
    try {
      const source = await readSource(store.database, job.source);
      if (source === null) return;
      const end = await readItem({
        source,
        item: job.item,
        fetcher,
        outlets,
        readDocument,
        take: reports => this.#take(job, reports),
      });
      await this.#end(job, end);
    } finally {
      const left = (this.#fetching.get(job.source) ?? 1) - 1;
      if (left > 0) this.#fetching.set(job.source, left);
      else this.#fetching.delete(job.source);
    }
  }

  /** Some of the reports of a long item, while the rest is still being read. */
  async #take(job: ItemJob, reports: readonly Report[]): Promise<void> {
    const { store, onQueued } = this.#parts;
    await enqueueReports(store, this.#arrivals(job, reports));
    onQueued();
    for (;;) {
      this.#waiting = (await countOpenJobs(store.database)).reports;
      if (this.#waiting < MOST_WAITING || this.#isStopping) break;
      await new Promise(resolve => setTimeout(resolve, LOOK_AGAIN_MS));
    }
    if (this.#isStopping) throw new Stopped();
  }

  #arrivals({ source }: ItemJob, reports: readonly Report[]): Arrival[] {
    return reports.map(report => ({ report, source }));
  }

  async #end(job: ItemJob, end: ItemEnd): Promise<void> {
    const { store, name, tell } = this.#parts;
    if (end.kind === 'postponed') {
      await postponeJob(store, name, job, end.notBefore);
    } else if (end.kind === 'failed') {
      const minutes = RETRY_MINUTES[Math.min(job.attempts, RETRY_MINUTES.length - 1)] ?? 1;
      const later = new Date(store.now().getTime() + minutes * 60_000).toISOString();
      const failure = { error: end.error, isFinal: end.isFinal, notBefore: end.notBefore ?? later };
      const state = await failJob(store, name, job, failure);
      const what = job.item.address ?? job.item.title ?? job.item.key;
      if (state !== null)
        tell({ kind: 'failed', job: job.id, state, source: job.source, batch: null, what, error: end.error });
    } else {
      if (end.problem !== null) await noteSourceError(store, job.source, end.problem);
      const fetched = { job, arrivals: this.#arrivals(job, end.reports) };
      this.#fetched.push(fetched);
      // the writing at hand may have ended just before
      while (this.#fetched.includes(fetched)) {
        this.#writing ??= this.#write().finally(() => {
          this.#writing = null;
        });
        await this.#writing;
      }
    }
  }

  /** All that was fetched since the last transaction goes into the next. */
  async #write(): Promise<void> {
    const { store, name, tell, onQueued } = this.#parts;
    while (this.#fetched.length > 0) {
      const some = this.#fetched;
      this.#fetched = [];
      const ends = await finishItems(store, name, some);
      for (const [i, enqueued] of ends.entries()) {
        const { job } = some[i] as FetchedItem;
        if (enqueued !== null)
          tell({ kind: 'fetched', source: job.source, address: job.item.address, ...enqueued });
      }
      onQueued();
    }
  }
}

/** The program is ending: what was being read begins anew the next time. */
class Stopped extends Error {}
