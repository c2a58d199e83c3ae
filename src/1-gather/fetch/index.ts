// Fetching: one polite, bounded client. An address goes in; a document or plain words on why there is none come out.
export { type AddressRule, readAllowance } from './addresses.ts';
export { type Clock, machineClock } from './clock.ts';
export type { FetchLimits } from './fetch-limits.ts';
export type { FetchCode, Fetched, Fetcher, FetchRequest, FetchResult } from './fetch-result.ts';
export { type FetcherOptions, makeFetcher } from './fetcher.ts';
export { NO_PROXIES, type ProxySettings, readProxies } from './proxies.ts';
