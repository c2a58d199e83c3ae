// What one fetch may take. Times in milliseconds of this machine, sizes in bytes.

export interface FetchLimits {
  /** Name resolution, connection and TLS. */
  readonly connectMs: number;
  /** From asking to the last line of the header. */
  readonly answerMs: number;
  /** Redirects and body together; waiting for one's turn is not counted. */
  readonly totalMs: number;
  readonly headerBytes: number;
  /** As sent. */
  readonly transferBytes: number;
  /** Decompressed. */
  readonly bodyBytes: number;
  readonly redirects: number;
  /** Tries at one address within one fetch. */
  readonly tries: number;
  /** A longer wait (back-off, crawl delay, others first) is not waited out here: the caller gets the time to come back. */
  readonly longestWaitMs: number;
  /** Fetches under way at once, over all hosts. */
  readonly concurrency: number;
  /** Connections to one host. */
  readonly perHost: number;
  /** Between the end of one fetch from a host and the next, where its robots.txt asks for none or less. */
  readonly hostDelayMs: number;
}

const MB = 1_000_000;

export const FETCH_LIMITS: FetchLimits = {
  connectMs: 10_000,
  answerMs: 30_000,
  totalMs: 90_000,
  headerBytes: 32_768,
  transferBytes: 30 * MB,
  bodyBytes: 30 * MB,
  redirects: 10,
  tries: 3,
  longestWaitMs: 30_000,
  concurrency: 8,
  perHost: 1,
  hostDelayMs: 1000,
};

/** robots.txt beyond this is not read (RFC 9309 asks for 500 KiB at least). */
export const ROBOTS_BYTES = 512 * 1024;
