// Several threads that code, each with its own copy of the models.
import { availableParallelism } from 'node:os';
import type { ResourceOptions } from '../resources/index.ts';
import { workerFile } from '../resources/package-dir.ts';
import type { CodedReport } from '../schema/coded-report.ts';
import type { Report } from '../schema/report.ts';
import type { CodingStart } from './task.ts';
import { makeThreadPool } from './thread-pool.ts';

export interface PoolOptions {
  readonly resources: ResourceOptions;
  readonly threads?: number | undefined;
  /** Of JavaScript's heap. */
  readonly memoryMegabytes?: number;
  /** Seconds that coding a report of so many characters may take. */
  readonly secondsFor?: (characters: number) => number;
  /** For tests: what a thread runs. */
  readonly file?: string;
}

export interface CodingPool {
  readonly threads: number;
  /** Rejects where coding the report throws, takes too long or needs too much memory; the others go on. */
  readonly code: (report: Report) => Promise<CodedReport>;
  readonly close: () => Promise<void>;
}

/** One core is left to the store and to fetching. */
const defaultThreads = (): number => Math.max(1, availableParallelism() - 1);

/** The longest report that is read (two million characters) needs some 800 MB. */
const MEMORY_MEGABYTES = 1536;

/** Thirty times what a core at rest takes: a busy machine is no fault of the report. */
const usualSeconds = (characters: number): number => 20 + characters / 2000;

export const makeCodingPool = (options: PoolOptions): CodingPool => {
  const { resources, file, threads = defaultThreads(), secondsFor = usualSeconds } = options;
  const { run, close } = makeThreadPool<Report, CodedReport>(threads, () => ({
    file: file ?? workerFile('coding-worker'),
    start: { resources } satisfies CodingStart,
    memoryMegabytes: options.memoryMegabytes ?? MEMORY_MEGABYTES,
    secondsFor: ({ text }) => secondsFor(text.length),
    doing: 'coding',
    did: 'coded',
  }));
  return { threads, code: run, close };
};
