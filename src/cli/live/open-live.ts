// Opens the live flow over a store for a command: the fetcher, the threads, the run, and who is told.
import packageJson from '../../../package.json' with { type: 'json' };
import type { Fetcher } from '../../1-gather/fetch/index.ts';
import type { ReadDocument } from '../../1-gather/index.ts';
import type { Store } from '../../6-record/index.ts';
import type { Sourcing } from '../../7-serve/index.ts';
import type { LiveFlow, LiveGathering, Tell } from '../../live/index.ts';
import type { Outlets } from '../../schema/registry.ts';
import type { Report } from '../../schema/report.ts';
import { SOURCE_DEFAULTS, type SourceItem } from '../../schema/source.ts';
import { Refusal } from '../refusal.ts';
import { resourceFolders } from '../registry-option.ts';
import type { FetchOptions, LiveOptions } from './live-options.ts';
import { lookAtSource, tellLook } from './look-at-source.ts';

/** Known by its address alone. */
const BARE_ITEM: Omit<SourceItem, 'key' | 'address'> = {
  version: '',
  isChange: false,
  content: null,
  title: null,
  outlet: null,
  publishedAt: null,
  language: null,
  metadata: {},
};

export const openFetcher = async ({ allow = [], contact, pause }: FetchOptions): Promise<Fetcher> => {
  const { makeFetcher, readAllowance, readProxies } = await import('../../1-gather/fetch/index.ts');
  const allowed = allow.map(text => {
    const allowance = readAllowance(text);
    if (allowance === null)
      throw new Refusal(
        `--allow ${text} is no address. Allowed: an address, a range or a host name, with a port or without: 10.0.0.0/8, 127.0.0.1:8080, intranet.example`,
        2,
      );
    return allowance;
  });
  return makeFetcher({
    software: packageJson.version,
    contact: contact ?? null,
    rule: { allowPrivate: false, allowed },
    proxies: readProxies(process.env),
    ...(pause === undefined ? {} : { limits: { hostDelayMs: pause * 1000 } }),
  });
};

/** The reports of one address; where there are none, why. */
export interface AddressReading {
  readonly reports: readonly Report[];
  readonly problem: string | null;
}

export interface OpenLive {
  readonly flow: LiveFlow;
  /** Fetches a page at once, under the same rules as those of sources. */
  readonly readAddress: (address: string) => Promise<AddressReading>;
  /** Reads a document that was handed in. */
  readonly readDocument: ReadDocument;
  /** What an address would give as a source. */
  readonly look: Sourcing['look'];
  /** Who publishes at an address. */
  readonly outlets: () => Outlets;
  /** Also where the flow has broken down. */
  readonly close: () => Promise<void>;
}

/** Seconds that a server which is gone is waited for: by a program that runs for ever, for ever. */
const PATIENCE = 300;
const PATIENCE_AT_END = 5;

/** @param gathers null: what is in the queue is coded, nothing is fetched. */
export const openLive = async (
  given: Store,
  options: LiveOptions,
  { tell, gathers }: { tell: Tell; gathers: Pick<LiveGathering, 'only' | 'once'> | null },
): Promise<OpenLive> => {
  const [
    { recordingFlow },
    { makeCodingPool, makeReadingPool, readItem, startLive },
    { readSource },
    record,
  ] = await Promise.all([
    import('../flow.ts'),
    import('../../live/index.ts'),
    import('../../1-gather/sources/index.ts'),
    import('../../6-record/index.ts'),
  ]);
  let isEnding = false;
  const patience = gathers?.once === true ? PATIENCE : Number.POSITIVE_INFINITY;
  const store = record.patientStore(given, () => (isEnding ? PATIENCE_AT_END : patience));
  const flow = recordingFlow(options);
  const fetcher = await openFetcher(options);
  const { workers, workerMemory, workerTime } = options;
  const pool = makeCodingPool({
    resources: resourceFolders(options),
    threads: workers,
    ...(workerMemory === undefined ? {} : { memoryMegabytes: workerMemory }),
    ...(workerTime === undefined ? {} : { secondsFor: () => workerTime }),
  });
  const reading = makeReadingPool({ coding: pool.threads });
  let run: Promise<number> | null = null;
  const live = await startLive({
    store,
    pool,
    run: () => {
      run ??= record.beginRun(store, flow.setup(packageJson.version));
      return run;
    },
    updateStories: async goesOn =>
      (await record.areStoriesCurrent(store.database))
        ? null
        : record.bringTogether(store, flow.making, { goesOn }),
    gathering: gathers
      ? {
          fetcher,
          readSource: (source, state) => readSource(source, state, { fetcher, now: Date.now }),
          outlets: flow.outlets,
          readDocument: reading.read,
          every: options.every,
          ...gathers,
        }
      : null,
    tell,
  });
  return {
    flow: live,
    readAddress: async address => {
      const source = {
        id: 'address',
        kind: 'page',
        address,
        outlet: null,
        options: SOURCE_DEFAULTS,
      } as const;
      const item = { ...BARE_ITEM, key: address, address };
      const reports: Report[] = [];
      const take = async (some: readonly Report[]): Promise<void> => void reports.push(...some);
      const end = await readItem({
        source,
        item,
        fetcher,
        outlets: flow.outlets,
        readDocument: reading.read,
        take,
      });
      if (end.kind === 'read') return { reports: [...reports, ...end.reports], problem: end.problem };
      return {
        reports,
        problem: end.kind === 'failed' ? end.error : `${address}: the server asks to wait. Try again later`,
      };
    },
    readDocument: reading.read,
    look: async (address, kind, words) =>
      tellLook(await lookAtSource(address, { kind, words, obeysRobots: true }, fetcher, reading.read)),
    outlets: flow.outlets,
    close: async () => {
      isEnding = true;
      try {
        await live.stop();
      } finally {
        await Promise.all([pool.close(), reading.close(), fetcher.close()]);
      }
    },
  };
};
