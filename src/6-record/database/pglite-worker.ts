// The thread in which PGlite computes: takes orders from pglite.ts and answers each by its number.
import { parentPort, workerData } from 'node:worker_threads';
import type { Value } from './database.ts';
import { type Answer, openPgliteFolder, type PgliteFolder } from './pglite-folder.ts';
import {
  type Numbered,
  type Order,
  packError,
  portionsOf,
  type Reply,
  type ThreadStart,
} from './pglite-messages.ts';

/** A transaction that waits for its next query, or for its end. */
interface Running {
  readonly query: PgliteFolder['query'];
  readonly commit: () => void;
  readonly rollback: () => void;
}

const ROLLED_BACK = Symbol('rolled back');

class Thread {
  readonly #folder: PgliteFolder;
  readonly #reply: (reply: Reply) => void;
  readonly #running = new Map<number, Running>();
  /** Each resolves when its transaction is on the disk, and fails where it was rolled back. */
  readonly #ended = new Map<number, Promise<void>>();
  /** Answers of which the program has not had all rows. */
  readonly #waiting = new Map<number, { columns: readonly string[]; portions: Iterator<Answer['rows']> }>();

  constructor(folder: PgliteFolder, reply: (reply: Reply) => void) {
    this.#folder = folder;
    this.#reply = reply;
  }

  async obey(order: Order & Numbered): Promise<void> {
    const { number } = order;
    try {
      if (order.kind === 'more') this.#answer(order.of);
      else if (order.kind === 'query') {
        const { columns, rows } = await this.#query(order.transaction, order.sql, order.values);
        this.#waiting.set(number, { columns, portions: portionsOf(rows) });
        this.#answer(number);
      } else {
        if (order.kind === 'begin') await this.#begin(order.transaction);
        else if (order.kind === 'execute') await this.#folder.execute(order.sql);
        else if (order.kind === 'close') await this.#folder.close();
        else await this.#end(order.transaction, order.kind);
        this.#reply({ number, kind: 'done' });
      }
    } catch (error) {
      this.#reply({ number, ...packError(error) });
    }
  }

  #query(transaction: number | null, sql: string, values: readonly Value[]): Promise<Answer> {
    if (transaction === null) return this.#folder.query(sql, values);
    const running = this.#running.get(transaction);
    if (!running) throw new Error('a query came after the end of its transaction');
    return running.query(sql, values);
  }

  #answer(number: number): void {
    const waiting = this.#waiting.get(number);
    if (!waiting) return;
    const { value: rows = [], done } = waiting.portions.next();
    if (done === true) this.#waiting.delete(number);
    this.#reply({ number, kind: 'rows', columns: waiting.columns, rows, isLast: done === true });
  }

  /** Resolves when the turn of the transaction has come. */
  #begin(transaction: number): Promise<void> {
    return new Promise((started, failed) => {
      const ended = this.#folder.transaction(
        query =>
          new Promise<void>((commit, fail) => {
            this.#running.set(transaction, { query, commit, rollback: () => fail(ROLLED_BACK) });
            started();
          }),
      );
      this.#ended.set(transaction, ended);
      ended.catch(failed);
    });
  }

  async #end(transaction: number, how: 'commit' | 'rollback'): Promise<void> {
    const ended = this.#ended.get(transaction);
    this.#running.get(transaction)?.[how]();
    this.#running.delete(transaction);
    this.#ended.delete(transaction);
    try {
      await ended;
    } catch (error) {
      if (error !== ROLLED_BACK) throw error;
    }
  }
}

if (!parentPort) throw new Error('this is the thread of a store in a folder; openPglite starts it');
const port = parentPort;
const { folder, isOnDisk } = workerData as ThreadStart;
const reply = (message: Reply): void => port.postMessage(message);
// orders that come before the folder is open wait in the port
try {
  const thread = new Thread(await openPgliteFolder(folder, { isOnDisk }), reply);
  port.on('message', (order: Order & Numbered) => void thread.obey(order));
  reply({ number: 0, kind: 'done' });
} catch (error) {
  reply({ number: 0, ...packError(error) });
}
