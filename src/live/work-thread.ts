// The program's end of one worker thread: one task at a time, bounded in time and memory. A thread that loops, dies or
// fills its memory takes only its own task with it; the next task finds a new one.
import { Worker } from 'node:worker_threads';
import type { WorkerMessage } from './task.ts';

/** What threads of one kind do. */
export interface Craft<Work> {
  /** What a thread runs. */
  readonly file: string;
  readonly start: unknown;
  /** Of JavaScript's heap. */
  readonly memoryMegabytes: number;
  /** Seconds that this work may take. */
  readonly secondsFor: (work: Work) => number;
  /** For messages: coding, coded. */
  readonly doing: string;
  readonly did: string;
}

/** The codebook, the registry or the models cannot be loaded: not the fault of a report. */
export class BrokenResources extends Error {
  override readonly name = 'BrokenResources';
}

interface Running<Result> {
  readonly number: number;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: Error) => void;
}

export class WorkThread<Work, Result> {
  readonly #craft: Craft<Work>;
  #worker: Worker | null = null;
  #ready: Promise<Worker> | null = null;
  #running: Running<Result> | null = null;
  #last = 0;

  constructor(craft: Craft<Work>) {
    this.#craft = craft;
  }

  /** One at a time: the caller waits for the one before. */
  async run(work: Work): Promise<Result> {
    const worker = await this.#readyWorker();
    const number = ++this.#last;
    const { secondsFor, doing } = this.#craft;
    const seconds = secondsFor(work);
    const timer = setTimeout(() => {
      this.#drop(new Error(`${doing} it was broken off after ${Math.round(seconds * 10) / 10} s`));
    }, seconds * 1000);
    try {
      return await new Promise<Result>((resolve, reject) => {
        this.#running = { number, resolve, reject };
        worker.ref();
        worker.postMessage({ number, work });
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
      const worker = new Worker(this.#craft.file, {
        workerData: this.#craft.start,
        resourceLimits: { maxOldGenerationSizeMb: this.#craft.memoryMegabytes },
      });
      this.#worker = worker;
      const fail = (error: Error): void => {
        reject(error);
        // what a thread says that was given up concerns nobody
        if (this.#worker === worker) this.#drop(error);
      };
      worker.on('message', (message: WorkerMessage<Result>) => {
        if (message.kind === 'ready') resolve(worker);
        else if (message.kind === 'broken') fail(new BrokenResources(message.message));
        else if (this.#worker === worker) this.#settle(message);
      });
      worker.on('error', (error: NodeJS.ErrnoException) => fail(this.#inWords(error)));
      worker.on('exit', code =>
        fail(new Error(`the thread that ${this.#craft.did} it ended by itself with code ${code}`)),
      );
    });
    return this.#ready;
  }

  #inWords(error: NodeJS.ErrnoException): Error {
    return error.code === 'ERR_WORKER_OUT_OF_MEMORY'
      ? new Error(`${this.#craft.doing} it needs more than ${this.#craft.memoryMegabytes} MB of memory`)
      : new Error(`the thread that ${this.#craft.did} it broke down: ${error.message}`);
  }

  #settle(message: WorkerMessage<Result> & { readonly number: number }): void {
    const running = this.#running;
    if (running?.number !== message.number) return;
    this.#running = null;
    if (message.kind === 'done') running.resolve(message.result);
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
