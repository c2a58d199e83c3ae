// A server that goes away under a program: which errors say so, how long is waited for it, and what is said of it, once.
import { StoreRefusal } from '../store-refusal.ts';

/** Ended by an administrator, by a crash, by a time limit; starting or stopping; all places taken. */
const LOST_STATES = /^(08...|57P0[1235]|25P0[34]|53300)$/;
const LOST_SYSTEM = new Set(
  'ECONNREFUSED ECONNRESET ECONNABORTED EPIPE ETIMEDOUT ENOENT ENETDOWN ENETUNREACH EHOSTDOWN EHOSTUNREACH ENOTFOUND EAI_AGAIN'.split(
    ' ',
  ),
);
/** As pg writes what has no code. */
const LOST_WORDS = /^(Connection terminated|Client has encountered a connection error|Client was closed)/;
/** All connections of this program are at work: no fault of the server. */
const BUSY_WORDS = 'timeout exceeded when trying to connect';

/** A query or a connection failed because the server, or the way to it, is gone; not because of what was asked. */
export const isLost = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false;
  const { code } = error as NodeJS.ErrnoException;
  if (typeof code === 'string') return LOST_STATES.test(code) || LOST_SYSTEM.has(code);
  return LOST_WORDS.test(error.message) || error.message === BUSY_WORDS;
};

const wordsOf = (error: unknown): string =>
  error instanceof Error && error.message !== ''
    ? error.message
    : ((error as NodeJS.ErrnoException).code ?? String(error));

const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 2_000;
/** What is mended sooner is worth a line, not two. */
const WORTH_SAYING_MS = 1_000;
const SAID_AGAIN_MS = 60_000;

export class ServerOutage {
  readonly #name: string;
  readonly #say: (line: string) => void;
  #since: number | null = null;
  #reason = '';
  #isSaid = false;
  #saidCutAt = 0;
  #timer: NodeJS.Timeout | undefined;

  /** @param name of the store, for messages. */
  constructor(name: string, say: (line: string) => void) {
    this.#name = name;
    this.#say = say;
  }

  /** Something that was asked of the server was answered. */
  over(): void {
    if (this.#since === null) return;
    clearTimeout(this.#timer);
    const now = Date.now();
    if (this.#isSaid)
      this.#say(`the store ${this.#name} answers again after ${Math.round((now - this.#since) / 1000)} s`);
    else if (now - this.#saidCutAt > SAID_AGAIN_MS) {
      this.#saidCutAt = now;
      this.#say(`the connection to the store ${this.#name} was cut (${this.#reason}) and made anew`);
    }
    this.#since = null;
    this.#isSaid = false;
  }

  /**
   * Resolves when it is time to try again. Throws where the server has been away for longer than that.
   * @param attempt 0 for the first pause of what is to be tried again.
   */
  async pause(error: unknown, attempt: number, seconds: number): Promise<void> {
    if (this.#since === null) this.#begin(error);
    const left = (this.#since ?? 0) + seconds * 1000 - Date.now();
    if (left <= 0) throw this.refusal(error);
    const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(attempt, 10), left);
    await new Promise(resolve => setTimeout(resolve, pause));
  }

  refusal(error: unknown): StoreRefusal {
    return new StoreRefusal(
      'record/lost',
      `the store ${this.#name} does not answer any more: ${wordsOf(error)}. What was acknowledged is kept. Check that the server runs, then do the rest again`,
      error,
    );
  }

  #begin(error: unknown): void {
    this.#since = Date.now();
    this.#reason = wordsOf(error);
    this.#timer = setTimeout(() => {
      this.#isSaid = true;
      this.#say(
        `the store ${this.#name} does not answer: ${this.#reason}. What was being done is done again when it does`,
      );
    }, WORTH_SAYING_MS).unref();
  }
}
