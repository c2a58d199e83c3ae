// One request to one address and its answer, within the limits; redirects, retries and manners are the fetcher's.
import { request } from 'undici';
import type { Connections } from './connections.ts';
import type { FetchLimits } from './fetch-limits.ts';
import { Halted } from './problems.ts';
import { readBody } from './read-body.ts';

export interface Answer {
  readonly status: number;
  /** First value of a header, by its name in lower case. */
  readonly header: (name: string) => string | null;
  /** Decompressed; empty unless the status is 200 to 299. */
  readonly body: Buffer;
}

export interface Question {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly limits: FetchLimits;
  /** What is left for this and what may follow it. */
  readonly remainingMs: number;
  readonly signal: AbortSignal;
}

type HeaderValues = Readonly<Record<string, string | string[] | undefined>>;

const LONGEST_VALUE = 8192;

const readHeader =
  (headers: HeaderValues) =>
  (name: string): string | null => {
    const value = headers[name];
    const first = Array.isArray(value) ? value[0] : value;
    return first === undefined ? null : first.slice(0, LONGEST_VALUE);
  };

/** Runs `work` under the clocks; what they end is ended with `Halted`. */
const underClocks = async <Result>(
  { limits, remainingMs, signal }: Question,
  work: (signal: AbortSignal, answered: () => void) => Promise<Result>,
): Promise<Result> => {
  const controller = new AbortController();
  const halt = (what: Halted['what']) => (): void => controller.abort(new Halted(what));
  const stop = halt('stopped');
  if (signal.aborted) throw new Halted('stopped');
  signal.addEventListener('abort', stop, { once: true });
  const total = setTimeout(halt('total'), Math.max(1, remainingMs));
  const answer = setTimeout(halt('answer'), limits.answerMs);
  // name resolution and connecting do not hear the signal: whoever waits must not wait for them
  const halted = new Promise<never>((_, reject) => {
    controller.signal.addEventListener('abort', () => reject(controller.signal.reason as Error), {
      once: true,
    });
  });
  halted.catch(() => {});
  try {
    return await Promise.race([work(controller.signal, () => clearTimeout(answer)), halted]);
  } catch (error) {
    // an abort may come back as the stream's own error
    throw controller.signal.aborted ? controller.signal.reason : error;
  } finally {
    clearTimeout(total);
    clearTimeout(answer);
    signal.removeEventListener('abort', stop);
  }
};

/** Throws what the connection, the clocks or the body's reading throw; `problemOf` puts it into words. */
export const ask = (connections: Connections, question: Question): Promise<Answer> =>
  underClocks(question, async (signal, answered) => {
    const { url, headers, limits } = question;
    const dispatcher = await connections.dispatcherFor(url);
    const response = await request(url, { dispatcher, headers, signal, method: 'GET' });
    answered();
    const header = readHeader(response.headers);
    // a stream that nobody listens to would throw its end into the void
    response.body.on('error', () => {});
    const status = response.statusCode;
    if (status < 200 || status > 299) {
      if (status === 304) await response.body.dump();
      else response.body.destroy();
      return { status, header, body: Buffer.alloc(0) };
    }
    const body = await readBody(response.body, header('content-encoding') ?? '', limits);
    return { status, header, body };
  });
