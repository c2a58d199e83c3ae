// The program's end of the thread in which PGlite computes: orders go there, answers come back by number, and rows in
// portions, so that other work has its turn between them.
import { Worker } from 'node:worker_threads';
import { workerFile } from '../../resources/package-dir.ts';
import type { Value } from './database.ts';
import type { Answer } from './pglite-folder.ts';
import { type Order, type Reply, type ThreadStart, unpackError } from './pglite-messages.ts';

interface Pending {
  readonly columns: readonly string[];
  readonly rows: (readonly unknown[])[];
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
}

export class PgliteThread {
  readonly #worker: Worker;
  readonly #pending = new Map<number, Pending>();
  #last = 0;
  /** Why the thread takes no orders any more. */
  #gone: Error | null = null;
  readonly #exited: Promise<void>;

  constructor(start: ThreadStart) {
    this.#worker = new Worker(workerFile('pglite-worker'), { workerData: start });
    this.#worker.on('message', (reply: Reply) => this.#take(reply));
    this.#exited = new Promise(resolve => {
      this.#worker.on('error', error => this.#end(error));
      this.#worker.on('exit', code => {
        this.#end(new Error(`the store was closed${code === 0 ? '' : `: its thread ended with ${code}`}`));
        resolve();
      });
    });
  }

  /** Resolves when the folder is open. */
  opened(): Promise<Answer> {
    return this.#expect(0);
  }

  order(order: Order): Promise<Answer> {
    if (this.#gone) return Promise.reject(this.#gone);
    const number = ++this.#last;
    this.#worker.postMessage({ ...order, number });
    return this.#expect(number);
  }

  query(sql: string, values: readonly Value[], transaction: number | null): Promise<Answer> {
    return this.order({ kind: 'query', sql, values, transaction });
  }

  /** Ends the thread; resolves when it writes nothing more. */
  async stop(): Promise<void> {
    // until then the program may not end: its caller has the lock to give back
    this.#worker.ref();
    await this.#worker.terminate();
    await this.#exited;
  }

  #expect(number: number): Promise<Answer> {
    // an idle thread keeps no program from ending, as an idle PGlite would not
    this.#worker.ref();
    return new Promise((resolve, reject) => {
      this.#pending.set(number, { columns: [], rows: [], resolve, reject });
    });
  }

  #take(reply: Reply): void {
    const pending = this.#pending.get(reply.number);
    if (!pending) return;
    if (reply.kind === 'rows') {
      for (const row of reply.rows) pending.rows.push(row);
      if (!reply.isLast) {
        this.#worker.postMessage({ kind: 'more', of: reply.number, number: ++this.#last });
        return;
      }
    }
    this.#pending.delete(reply.number);
    if (this.#pending.size === 0) this.#worker.unref();
    if (reply.kind === 'failed') pending.reject(unpackError(reply));
    else pending.resolve({ columns: reply.kind === 'rows' ? reply.columns : [], rows: pending.rows });
  }

  #end(why: Error): void {
    this.#gone ??= why;
    for (const { reject } of this.#pending.values()) reject(this.#gone);
    this.#pending.clear();
  }
}
