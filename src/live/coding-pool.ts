// Several threads that code, each with its own copy of the models; reports wait in line for the next free one.
import { availableParallelism } from 'node:os';
import type { ResourceOptions } from '../resources/index.ts';
import { workerFile } from '../resources/package-dir.ts';
import type { CodedReport } from '../schema/coded-report.ts';
import type { Report } from '../schema/report.ts';
import { CodingThread, type ThreadLimits } from './coding-thread.ts';

export interface PoolOptions extends Partial<ThreadLimits> {
  readonly resources: ResourceOptions;
  readonly threads?: number | undefined;
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
const secondsFor = (characters: number): number => 20 + characters / 2000;

export const makeCodingPool = (options: PoolOptions): CodingPool => {
  const { resources, threads = defaultThreads(), file } = options;
  const limits: ThreadLimits = {
    memoryMegabytes: options.memoryMegabytes ?? MEMORY_MEGABYTES,
    secondsFor: options.secondsFor ?? secondsFor,
  };
  const all: CodingThread[] = [];
  const free: CodingThread[] = [];
  const waiting: ((thread: CodingThread) => void)[] = [];
  /** Threads are begun when reports are there for them. */
  const take = (): Promise<CodingThread> | CodingThread => {
    const idle = free.pop();
    if (idle) return idle;
    if (all.length < threads) {
      const thread = new CodingThread(file ?? workerFile('coding-worker'), { resources }, limits);
      all.push(thread);
      return thread;
    }
    return new Promise(resolve => waiting.push(resolve));
  };
  const giveBack = (thread: CodingThread): void => {
    const next = waiting.shift();
    if (next) next(thread);
    else free.push(thread);
  };
  return {
    threads,
    code: async report => {
      const thread = await take();
      try {
        return await thread.code(report);
      } finally {
        giveBack(thread);
      }
    },
    close: async () => {
      await Promise.all(all.map(thread => thread.close()));
    },
  };
};
