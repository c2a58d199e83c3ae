// The program's end of one worker thread: one task at a time, bounded in time and memory. A thread that loops, dies or
// fills its memory takes only its own task with it; the next task finds a new one.
import { Worker } from 'node:worker_threads';
import type { CodedReport } from '../schema/coded-report.ts';
import type { Report } from '../schema/report.ts';
import type { WorkerMessage, WorkerStart } from './task.ts';

export interface ThreadLimits {
  /** Of JavaScript's heap. */
  readonly memoryMegabytes: number;
  /** Seconds that coding a report of so many characters may take. */
  readonly secondsFor: (characters: number) => number;
}

/** The codebook, the registry or the models cannot be loaded: not the fault of a report. */
export class BrokenResources extends Error {
  override readonly name = 'BrokenResources';
}

interface Running {
  readonly number: number;
  readonly resolve: (coded: CodedReport) => void;
  readonly reject: (error: Error) => void;
}

export class CodingThread {
  readonly #file: string;
  readonly #start: WorkerStart;
  readonly #limits: ThreadLimits;
  #worker: Worker | null = null;
  #ready: Promise<Worker> | null = null;
  #running: Running | null = null;
  #last = 0;

  constructor(file: string, start: WorkerStart, limits: ThreadLimits) {
    this.#file = file;
    this.#start = start;
    this.#limits = limits;
  }

  /** One at a time: the caller waits for the one before. */
  async code(report: Report): Promise<CodedReport> {
    const worker = await this.#readyWorker();
    const number = ++this.#last;
    const seconds = this.#limits.secondsFor(report.text.length);
    const timer = setTimeout(() => {
      this.#drop(new Error(`coding it was broken off after ${Math.round(seconds * 10) / 10} s`));
    }, seconds * 1000);
    try {
      return await new Promise<CodedReport>((resolve, reject) => {
        this.#running = { number, resolve, reject };
        worker.ref();
        worker.postMessage({ number, report });
      });
    } finally {
      clearTimeout(timer);
      // an idle thread keeps no program from ending
      this.#worker?.unref();
    }
  }

  async close(): Promise<void> {
    const worker = this.#worker;
    this.#drop(new Error('the program is ending'));
    await worker?.terminate();
  }

  #readyWorker(): Promise<Worker> {
    this.#ready ??= new Promise((resolve, reject) => {
      const worker = new Worker(this.#file, {
        workerData: this.#start,
        resourceLimits: { maxOldGenerationSizeMb: this.#limits.memoryMegabytes },
      });
      this.#worker = worker;
      const fail = (error: Error): void => {
        reject(error);
        // what a thread says that was given up concerns nobody
        if (this.#worker === worker) this.#drop(error);
      };
      worker.on('message', (message: WorkerMessage) => {
        if (message.kind === 'ready') resolve(worker);
        else if (message.kind === 'broken') fail(new BrokenResources(message.message));
        else if (this.#worker === worker) this.#settle(message);
      });
      worker.on('error', (error: NodeJS.ErrnoException) => fail(this.#inWords(error)));
      worker.on('exit', code =>
        fail(new Error(`the thread that coded it ended by itself with code ${code}`)),
      );
    });
    return this.#ready;
  }

  #inWords(error: NodeJS.ErrnoException): Error {
    return error.code === 'ERR_WORKER_OUT_OF_MEMORY'
      ? new Error(`coding it needs more than ${this.#limits.memoryMegabytes} MB of memory`)
      : new Error(`the thread that coded it broke down: ${error.message}`);
  }

  #settle(message: WorkerMessage & { readonly number: number }): void {
    const running = this.#running;
    if (running?.number !== message.number) return;
    this.#running = null;
    if (message.kind === 'coded') running.resolve(message.coded);
    else if (message.kind === 'failed') running.reject(new Error(message.message));
  }

  /** Gives the thread up; the next task begins another. */
  #drop(error: Error): void {
    const worker = this.#worker;
    const running = this.#running;
    this.#worker = null;
    this.#ready = null;
    this.#running = null;
    worker?.terminate();
    running?.reject(error);
  }
}
