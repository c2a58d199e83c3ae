// What handlers need, handed down from the command that starts the server.
import type { HttpBindings } from '@hono/node-server';
import { type AcledMaker, openAcledMaker } from '../6-record/acled/index.ts';
import { hasUsers, type Store } from '../6-record/index.ts';
import { loadResources } from '../pipeline.ts';
import type { ResourceOptions, Resources } from '../resources/index.ts';
import type { SourceKind, SourceWords } from '../schema/source.ts';
import { type EventBus, makeEvents } from './event-bus.ts';
import { Problem } from './problem.ts';
import { type Buckets, makeBuckets } from './security/buckets.ts';
import type { Identity } from './security/identity.ts';
import { type LockOut, makeLockOut } from './security/lock-out.ts';
import { makeTurnstile, type Turnstile } from './security/turnstile.ts';
import { makeStreamCount, type StreamCount } from './stream-count.ts';

/** Reports handed in for coding, as one piece of work. */
export interface Submission {
  readonly id: string;
  /** ISO 8601. */
  readonly at: string;
  readonly by: string;
  /** Name of the file, address of the page, title or id of the first report; null where there is none. */
  readonly name: string | null;
  readonly state: 'waiting' | 'working' | 'done' | 'failed';
  /** Lines that hold a report. */
  readonly received: number;
  readonly added: number;
  readonly known: number;
  /** Ids in the store of its reports, those that it had already too; the first ones. */
  readonly reports: readonly string[];
  /** What could not be read or coded. */
  readonly problems: readonly {
    readonly line: number | null;
    readonly code: string;
    readonly message: string;
  }[];
}

/** A file as it was handed in: a page, a table of reports, a PDF. */
export interface HandedFile {
  readonly bytes: Uint8Array;
  readonly format: 'html' | 'csv' | 'pdf';
  readonly name: string;
  /** What is said of it beside; what it says itself counts before. */
  readonly about: {
    readonly title?: string | undefined;
    readonly outlet?: string | undefined;
    readonly url?: string | undefined;
    readonly publishedAt?: string | undefined;
    readonly language?: string | undefined;
  };
}

/** The way into the flow: cli/serve.ts gives it, since stages do not see each other. */
export interface Ingest {
  /** JSONL, one report a line. Resolves when the reports are taken over, long before they are coded. */
  readonly submit: (jsonl: Uint8Array, by: string, name?: string | null) => Promise<Submission>;
  readonly submitFile: (file: HandedFile, by: string) => Promise<Submission>;
  /** A page of the web, fetched at once; refused where there is no report in it. */
  readonly submitAddress: (address: string, by: string) => Promise<Submission>;
  readonly find: (id: string) => Promise<Submission | null>;
  /** The latest first. */
  readonly list: () => Promise<readonly Submission[]>;
  /** Asks for the stories to be brought up to date in the background, after a report was removed. */
  readonly updateStories: () => void;
}

/** What an address would give as a source. */
export interface SourceLook {
  readonly kind: SourceKind | null;
  /** Where it is read, which may be a feed that the page names. */
  readonly address: string | null;
  readonly feeds: readonly { readonly address: string; readonly title: string | null }[];
  /** `RSS 2.0`, `sitemap index`. */
  readonly form: string | null;
  readonly title: string | null;
  readonly items: number;
  /** The first few of its items, the newest first. */
  readonly newest: readonly {
    readonly title: string | null;
    readonly address: string | null;
    readonly publishedAt: string | null;
  }[];
  /** What gathering would make of the newest. */
  readonly report: {
    readonly title: string | null;
    readonly outlet: string | null;
    readonly publishedAt: string | null;
    readonly language: string;
    readonly characters: number;
    readonly beginning: string;
  } | null;
  readonly problems: readonly string[];
}

/** What the server has to do with sources, beside keeping their list. */
export interface Sourcing {
  /** True where this server reads them itself. */
  readonly isGathering: boolean;
  /** Looks at an address as `source add` and `gather` would; keeps nothing. @param kind null where it is to be found out. */
  readonly look: (address: string, kind: SourceKind | null, words: SourceWords) => Promise<SourceLook>;
  /** Tells the live flow that sources or the queue have changed. */
  readonly wake: () => void;
}

export interface Limits {
  /** Bytes of a request's body, as sent and as unpacked. */
  readonly bodyBytes: number;
  /** The same for an upload of reports. */
  readonly uploadBytes: number;
  /** Requests a minute of one user; of one address twice as many. */
  readonly requestsPerMinute: number;
  /** Open streams of events, in all and for one address. */
  readonly streams: number;
  readonly streamsPerAddress: number;
}

/** How the server is reached. */
export interface Access {
  /** The address that it listens at. */
  readonly host: string;
  /** True where that is this machine's own. */
  readonly isLoopback: boolean;
  /** The address that a proxy in front gives it; the proxy then says who asks (X-Forwarded-For). */
  readonly publicUrl: URL | null;
  /** True where browsers reach it by HTTPS. */
  readonly isHttps: boolean;
}

export interface ServeContext {
  readonly store: Store;
  readonly ingest: Ingest;
  readonly sourcing: Sourcing;
  readonly events: EventBus;
  /** Codebook, registry and models, loaded when they are first asked for: what explains a coding. */
  readonly resources: () => Resources;
  /** How events become rows of ACLED's form; reads the registry when first called. */
  readonly acled: () => AcledMaker;
  readonly limits: Limits;
  readonly access: Access;
  /** True while the server is for this machine only and nobody was made its user: no log-in is asked for. */
  readonly isOpen: () => Promise<boolean>;
  readonly lockOut: LockOut;
  readonly turnstile: Turnstile;
  readonly byUser: Buckets;
  readonly byAddress: Buckets;
  readonly streams: StreamCount;
  /** The built workbench; null where there is none. */
  readonly workbenchFolder: string | null;
  /** One line to whoever runs the server, free of secrets. */
  readonly log: (line: string) => void;
}

/** What Hono's context carries: `c.get('identity')`, and `c.env.incoming` where a real connection asks. */
export interface ServeEnv {
  readonly Variables: { identity: Identity | null };
  readonly Bindings: Partial<HttpBindings>;
}

const MEGABYTE = 1024 * 1024;

export const DEFAULT_LIMITS: Limits = {
  bodyBytes: 4 * MEGABYTE,
  uploadBytes: 64 * MEGABYTE,
  requestsPerMinute: 1200,
  streams: 100,
  streamsPerAddress: 10,
};

const LOCAL: Access = { host: '127.0.0.1', isLoopback: true, publicUrl: null, isHttps: false };

/** Once there are users it stays closed: a user who is removed opens nothing under those who are connected. */
const openUntilUsers = (store: Store, { isLoopback, publicUrl }: Access): (() => Promise<boolean>) => {
  let isClosed = !isLoopback || publicUrl !== null;
  return async () => {
    if (!isClosed) isClosed = await hasUsers(store.database);
    return !isClosed;
  };
};

const takesNothing: Ingest = {
  submit: async () => {
    throw new Problem(503, 'this server takes no reports', { code: 'serve/no-ingest' });
  },
  submitFile: async () => {
    throw new Problem(503, 'this server takes no reports', { code: 'serve/no-ingest' });
  },
  submitAddress: async () => {
    throw new Problem(503, 'this server fetches nothing', { code: 'serve/no-ingest' });
  },
  find: async () => null,
  list: async () => [],
  updateStories: () => {},
};

const gathersNothing: Sourcing = {
  isGathering: false,
  look: async () => {
    throw new Problem(503, 'this server fetches nothing', { code: 'serve/no-ingest' });
  },
  wake: () => {},
};

/** Opened when first asked for, and then kept. */
const onDemand = <Value>(open: () => Value): (() => Value) => {
  let opened: { readonly value: Value } | null = null;
  return () => {
    opened ??= { value: open() };
    return opened.value;
  };
};

/** A context with everything that is not given as a server on this machine would have it. */
export const makeContext = (
  store: Store,
  parts: Partial<ServeContext> = {},
  folders: ResourceOptions = {},
): ServeContext => {
  const { access = LOCAL, limits = DEFAULT_LIMITS } = parts;
  return {
    store,
    ingest: takesNothing,
    sourcing: gathersNothing,
    events: makeEvents(),
    resources: onDemand(() => loadResources(folders)),
    acled: onDemand(() => openAcledMaker(folders)),
    limits,
    access,
    isOpen: openUntilUsers(store, access),
    lockOut: makeLockOut(),
    turnstile: makeTurnstile(),
    byUser: makeBuckets(limits.requestsPerMinute),
    byAddress: makeBuckets(2 * limits.requestsPerMinute),
    streams: makeStreamCount(),
    workbenchFolder: null,
    log: () => {},
    ...parts,
  };
};
