// What fetching one address gives: always data, never an exception.
import type { Validators } from '../../schema/source.ts';

export interface FetchRequest {
  readonly url: string;
  /** From an earlier fetch of the same address. */
  readonly validators?: Validators | null;
  /** What kind of document is hoped for; the server is told. */
  readonly wants?: 'page' | 'feed' | 'any';
  /** Least of this and the fetcher's own limit, after decompression. */
  readonly maxBytes?: number;
  /** False: robots.txt is not asked. */
  readonly obeysRobots?: boolean;
  readonly signal?: AbortSignal;
}

export interface Fetched {
  readonly kind: 'fetched';
  readonly url: string;
  /** Where the redirects led; the same as `url` without any. */
  readonly finalUrl: string;
  /** Where the address has moved for good (301, 308), null where it has not. */
  readonly movedTo: string | null;
  /** 200 to 299. */
  readonly status: number;
  /** Media type in lower case, without parameters; empty where none was given. */
  readonly mediaType: string;
  /** The `charset` of Content-Type, null where none was given. */
  readonly charset: string | null;
  /** Decompressed. */
  readonly body: Buffer;
  readonly validators: Validators;
  /** ISO 8601. */
  readonly retrievedAt: string;
}

interface NotModified {
  readonly kind: 'not-modified';
  readonly url: string;
  readonly finalUrl: string;
  readonly movedTo: string | null;
  readonly validators: Validators;
  readonly retrievedAt: string;
}

/** It may not be fetched; trying again as it is will not help. */
interface FetchRefused {
  readonly kind: 'refused';
  readonly url: string;
  readonly code: FetchCode;
  readonly message: string;
}

/** It could not be fetched this time. */
export interface FetchFailed {
  readonly kind: 'failed';
  readonly url: string;
  readonly code: FetchCode;
  readonly message: string;
  /** HTTP status where the server answered. */
  readonly status: number | null;
  /** True where the page is not there (404, 410): there is little use in trying again. */
  readonly isGone: boolean;
  /** ISO 8601: not before this; null where the caller decides. */
  readonly notBefore: string | null;
}

export type FetchResult = Fetched | NotModified | FetchRefused | FetchFailed;

export type FetchCode =
  // refused
  | 'fetch/address'
  | 'fetch/scheme'
  | 'fetch/private-address'
  | 'fetch/robots'
  | 'fetch/redirect-loop'
  | 'fetch/too-many-redirects'
  | 'fetch/too-large'
  | 'fetch/encoding'
  // failed
  | 'fetch/no-such-host'
  | 'fetch/no-connection'
  | 'fetch/certificate'
  | 'fetch/timeout'
  | 'fetch/cut-short'
  | 'fetch/not-http'
  | 'fetch/status'
  | 'fetch/gone'
  | 'fetch/wait'
  | 'fetch/robots-unknown'
  | 'fetch/stopped';

export interface Fetcher {
  readonly fetch: (request: FetchRequest) => Promise<FetchResult>;
  /** Ends what is under way; every fetch after it is answered `fetch/stopped`. */
  readonly close: () => Promise<void>;
}
