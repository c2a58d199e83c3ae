// Fetching: one polite, bounded client. An address goes in; a document or plain words on why there is none come out.
export { readAllowance } from './addresses.ts';
export type { Clock } from './clock.ts';
export type { Fetched, Fetcher, FetchRequest, FetchResult } from './fetch-result.ts';
export { type FetcherOptions, makeFetcher } from './fetcher.ts';
export { readProxies } from './proxies.ts';
