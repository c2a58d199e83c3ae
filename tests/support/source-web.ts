// Sources read from documents held in memory: for the tests of what a reading gives.
import { createHash } from 'node:crypto';
import { onTestFinished } from 'vitest';
import type { Fetched, Fetcher, FetchRequest } from '../../src/1-gather/fetch/index.ts';
import { readSource } from '../../src/1-gather/sources/index.ts';
import {
  NO_STATE,
  SOURCE_DEFAULTS,
  type Source,
  type SourceKind,
  type SourceOptions,
  type SourceReading,
} from '../../src/schema/source.ts';
import { startFaultServer } from './fault-server.ts';
import { testFetcher } from './fetching.ts';

export const NOW = Date.parse('2025-03-04T08:00:00Z');

export const sourceAt = (
  kind: SourceKind,
  address: string,
  options: Partial<SourceOptions> = {},
): Source => ({
  id: 's',
  kind,
  address,
  outlet: null,
  options: { ...SOURCE_DEFAULTS, ...options },
});

/** A web of documents held in memory; what is not there is a 404. */
export const webOf = (documents: Readonly<Record<string, string | Buffer>>) => {
  const asked: FetchRequest[] = [];
  const fetcher: Fetcher = {
    fetch: async request => {
      asked.push(request);
      const { url } = request;
      const document = documents[url];
      if (document === undefined)
        return {
          kind: 'failed',
          url,
          code: 'fetch/gone',
          message: `${url}: answered 404. Check the address`,
          status: 404,
          isGone: true,
          notBefore: null,
        };
      const body = Buffer.from(document);
      const digest = createHash('sha256').update(body).digest('base64url');
      const common = { url, finalUrl: url, movedTo: null, retrievedAt: new Date(NOW).toISOString() };
      const validators = { etag: null, lastModified: null, digest };
      if (request.validators?.digest === digest) return { kind: 'not-modified', ...common, validators };
      const fetched: Fetched = {
        kind: 'fetched',
        ...common,
        status: 200,
        mediaType: '',
        charset: null,
        body,
        validators,
      };
      return fetched;
    },
    close: async () => {},
  };
  return { asked, tools: { fetcher, now: () => NOW } };
};

export const readOnce = (
  kind: SourceKind,
  document: string | Buffer,
  options: Partial<SourceOptions> = {},
): Promise<SourceReading> => {
  const address = 'http://gazette.example/news/list';
  return readSource(sourceAt(kind, address, options), NO_STATE, webOf({ [address]: document }).tools);
};

/** The server of faults, and tools that may speak to it alone; closed when the test is over. */
export const openFaultSite = async () => {
  const server = await startFaultServer();
  const fetcher = testFetcher([server.port]);
  onTestFinished(async () => {
    await fetcher.close();
    await server.close();
  });
  return { origin: server.origin, tools: { fetcher, now: () => NOW } };
};
