// What went wrong with a fetch -> a code and plain words: the address, what happened, what to do.
import { inMegabytes } from '../limits.ts';
import { AddressRefused, ConnectTimeout } from './connections.ts';
import type { FetchLimits } from './fetch-limits.ts';
import type { FetchCode } from './fetch-result.ts';
import { BodyRefused } from './read-body.ts';

export interface FetchProblem {
  readonly kind: 'refused' | 'failed';
  readonly code: FetchCode;
  readonly message: string;
}

/** One of the fetcher's own clocks ran out, or it was stopped; the reason with which a request is aborted. */
export class Halted extends Error {
  readonly what: 'answer' | 'total' | 'stopped';

  constructor(what: Halted['what']) {
    super(what);
    this.what = what;
  }
}

const LONGEST_SHOWN = 200;

/** For messages: without a password, and not without end. */
export const shownUrl = (url: string | URL): string => {
  const text = String(url);
  const bare = URL.canParse(text) ? new URL(text) : null;
  if (bare?.password) bare.password = '***';
  const shown = (bare?.href ?? text).replace(/[\s\p{Cc}]+/gu, ' ');
  return shown.length > LONGEST_SHOWN ? `${shown.slice(0, LONGEST_SHOWN - 1)}…` : shown;
};

export const refused = (code: FetchCode, message: string): FetchProblem => ({
  kind: 'refused',
  code,
  message,
});
export const failed = (code: FetchCode, message: string): FetchProblem => ({ kind: 'failed', code, message });

const inSeconds = (ms: number): string => `${Number((ms / 1000).toFixed(1))} s`;

const problemOfBody = (url: string, error: BodyRefused, limits: FetchLimits): FetchProblem => {
  switch (error.what) {
    case 'too-large':
      return refused(
        'fetch/too-large',
        `${url}: larger than ${inMegabytes(limits.bodyBytes)} once unpacked, reading stopped there. A report is smaller; check the address`,
      );
    case 'transfer-too-large':
      return refused(
        'fetch/too-large',
        `${url}: larger than ${inMegabytes(limits.transferBytes)}, reading stopped there. A report is smaller; check the address`,
      );
    case 'encoding':
      return refused(
        'fetch/encoding',
        `${url}: sent ${error.message}, which was not asked for; allowed: gzip, deflate, br, at most two over each other. Tell the site's owner`,
      );
  }
};

const problemOfHalt = (url: string, { what }: Halted, limits: FetchLimits): FetchProblem => {
  switch (what) {
    case 'answer':
      return failed(
        'fetch/timeout',
        `${url}: no answer within ${inSeconds(limits.answerMs)}. Try again later`,
      );
    case 'total':
      return failed(
        'fetch/timeout',
        `${url}: not finished within ${inSeconds(limits.totalMs)}, what had come was dropped. Try again later`,
      );
    case 'stopped':
      return failed('fetch/stopped', `${url}: stopped before it was read. Start again to go on`);
  }
};

const NO_HOST = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EAI_NODATA', 'EAI_NONAME', 'EAI_FAIL']);
const NO_CONNECTION = new Set([
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EHOSTDOWN',
  'ENETDOWN',
  'EADDRNOTAVAIL',
  'EACCES',
  'EPERM',
]);
const CUT_SHORT = new Set([
  'ECONNRESET',
  'EPIPE',
  'ECONNABORTED',
  'UND_ERR_SOCKET',
  'UND_ERR_RES_CONTENT_LENGTH_MISMATCH',
  'Z_BUF_ERROR',
  'ERR_STREAM_PREMATURE_CLOSE',
]);
const TIMED_OUT = new Set([
  'ETIMEDOUT',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
]);
const CERTIFICATE =
  /CERT|SELF_SIGNED|UNABLE_TO_(?:GET|VERIFY)|^ERR_(?:SSL|TLS)|^EPROTO$|^UND_ERR_(?:PRX_TLS|SECURE)/;

/** Names of one host may be tried one after another; the first error tells the most. */
const innermost = (error: unknown): Error & { code?: string } => {
  if (error instanceof AggregateError && error.errors.length > 0) return innermost(error.errors[0]);
  return error instanceof Error ? error : new Error(String(error));
};

const problemOfSystem = (url: string, error: Error & { code?: string }): FetchProblem => {
  const code = error.code ?? '';
  const host = new URL(url).host;
  if (NO_HOST.has(code))
    return failed(
      'fetch/no-such-host',
      `${url}: the name ${host} leads to no address (${code}). Check the spelling and this machine's network`,
    );
  if (NO_CONNECTION.has(code))
    return failed(
      'fetch/no-connection',
      `${url}: ${host} takes no connection (${code}). Try again later, and check the address and port`,
    );
  if (TIMED_OUT.has(code))
    return failed('fetch/timeout', `${url}: ${host} did not answer in time (${code}). Try again later`);
  if (CUT_SHORT.has(code))
    return failed(
      'fetch/cut-short',
      `${url}: the connection ended before the document did (${code}), what had come was dropped. Try again later`,
    );
  if (CERTIFICATE.test(code))
    return failed(
      'fetch/certificate',
      `${url}: ${host} gives no valid proof of who it is (${code}), so nothing was read. Open it in a browser; tell the site's owner`,
    );
  if (code === 'UND_ERR_HEADERS_OVERFLOW' || code === 'HPE_HEADER_OVERFLOW')
    return refused(
      'fetch/too-large',
      `${url}: the header alone is larger than is read. Check the address; tell the site's owner`,
    );
  if (code.startsWith('Z_') || code.startsWith('ERR__') || code.startsWith('ERR_BROTLI'))
    return refused(
      'fetch/encoding',
      `${url}: its compression is broken (${code}), so nothing was read. Tell the site's owner`,
    );
  if (code.startsWith('HPE_') || error.name === 'HTTPParserError')
    return failed(
      'fetch/not-http',
      `${url}: the answer is not HTTP. Check the address and port; it may be another service`,
    );
  return failed(
    'fetch/no-connection',
    `${url}: ${error.message.slice(0, LONGEST_SHOWN)}${code === '' ? '' : ` (${code})`}. Try again later`,
  );
};

const privateAddress = (url: string, { hostname, address, why }: AddressRefused): FetchProblem => {
  const name = hostname.replace(/^\[|\]$/g, '');
  const where = name === address ? address : `${name} is ${address}, which`;
  const written = address.includes(':') ? `[${address}]` : address;
  return refused(
    'fetch/private-address',
    `${url}: ${where} is not on the public Internet (${why}). If it is meant, allow it: --allow ${written}`,
  );
};

/** Whatever was thrown while `target` was fetched. */
export const problemOf = (target: string | URL, error: unknown, limits: FetchLimits): FetchProblem => {
  const url = shownUrl(target);
  if (error instanceof AddressRefused) return privateAddress(url, error);
  if (error instanceof BodyRefused) return problemOfBody(url, error, limits);
  if (error instanceof Halted) return problemOfHalt(url, error, limits);
  if (error instanceof ConnectTimeout)
    return failed(
      'fetch/timeout',
      `${url}: its name was not resolved within ${inSeconds(limits.connectMs)}. Check this machine's network`,
    );
  return problemOfSystem(String(target), innermost(error));
};

const MEANING: Readonly<Record<number, string>> = {
  400: 'it does not take the request',
  401: 'it asks for a password',
  402: 'it asks for payment',
  403: 'it does not let this program in',
  404: 'there is nothing at this address',
  406: 'it has no form that is read here',
  407: 'the proxy asks for a password',
  410: 'it was taken away',
  429: 'it was asked too often',
  451: 'it may not show it for legal reasons',
  500: 'it has a fault',
  502: 'a server behind it does not answer',
  503: 'it is overloaded or being mended',
  504: 'a server behind it does not answer',
};

const adviceOn = (status: number): string => {
  if (status === 404 || status === 410) return 'Check the address, or remove the source';
  if (status === 401 || status === 402 || status === 403 || status === 451)
    return 'Ask the site for leave, or pause the source';
  return status === 429 || status >= 500 ? 'It is tried again later' : 'Check the address';
};

export const problemOfStatus = (target: string | URL, status: number): FetchProblem => {
  const meaning = MEANING[status];
  const isGone = status === 404 || status === 410;
  return failed(
    isGone ? 'fetch/gone' : 'fetch/status',
    `${shownUrl(target)}: answered ${status}${meaning === undefined ? '' : `, ${meaning}`}. ${adviceOn(status)}`,
  );
};
