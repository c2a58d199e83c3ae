// A terminal on which things happen: what is said and written stays, above one line of how things stand that changes. No
// terminal, no such line.
import { isTerminal } from '../output.ts';
import { toldTo } from '../say.ts';

const WIDTH = 80;
const CLEAR = '\r\u001b[K';

export class Screen {
  readonly #hasStatus = isTerminal(process.stderr);
  #status = '';
  #isShown = false;

  /** Data, on standard output. */
  write(lines: string): void {
    this.#clear();
    process.stdout.write(lines);
    this.#show();
  }

  say(line: string): void {
    this.#clear();
    process.stderr.write(toldTo(process.stderr, line));
    this.#show();
  }

  /** An empty one takes the line away. */
  status(text: string): void {
    this.#status = text;
    this.#clear();
    this.#show();
  }

  get hasStatus(): boolean {
    return this.#hasStatus;
  }

  #show(): void {
    if (!this.#hasStatus || this.#status === '') return;
    process.stderr.write(this.#status.slice(0, (process.stderr.columns || WIDTH) - 1));
    this.#isShown = true;
  }

  #clear(): void {
    if (this.#isShown) process.stderr.write(CLEAR);
    this.#isShown = false;
  }
}
