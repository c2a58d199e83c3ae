// What handlers need, handed down from the command that starts the server.
import type { HttpBindings } from '@hono/node-server';
import type { Store } from '../6-record/index.ts';
import { type EventBus, makeEvents } from './event-bus.ts';
import { Problem } from './problem.ts';
import type { Identity } from './security/identity.ts';

/** Reports handed in for coding, as one piece of work. */
export interface Submission {
  readonly id: string;
  /** ISO 8601. */
  readonly at: string;
  readonly by: string;
  readonly state: 'waiting' | 'working' | 'done' | 'failed';
  /** Lines that hold a report. */
  readonly received: number;
  readonly added: number;
  readonly known: number;
  /** What could not be read or coded. */
  readonly problems: readonly {
    readonly line: number | null;
    readonly code: string;
    readonly message: string;
  }[];
}

/** The way into the flow: cli/serve.ts gives it, since stages do not see each other. */
export interface Ingest {
  /** JSONL, one report a line. Resolves when the reports are taken over, long before they are coded. */
  readonly submit: (jsonl: Uint8Array, by: string) => Promise<Submission>;
  readonly find: (id: string) => Promise<Submission | null>;
  /** The latest first. */
  readonly list: () => Promise<readonly Submission[]>;
  /** Asks for the stories to be brought up to date in the background, after a report was removed. */
  readonly updateStories: () => void;
}

export interface Limits {
  /** Bytes of a request's body, as sent and as unpacked. */
  readonly bodyBytes: number;
  /** The same for an upload of reports. */
  readonly uploadBytes: number;
  /** Requests a minute of one identity, or of one address without any. */
  readonly requestsPerMinute: number;
  /** Open streams of events, in all and for one address. */
  readonly streams: number;
  readonly streamsPerAddress: number;
}

export interface Access {
  /** True: without users in the store, everybody who can reach the server is its local user, with all rights. */
  readonly isLocal: boolean;
  /** Host names that requests may name; null for any. */
  readonly hosts: readonly string[] | null;
  /** A proxy in front says who asks and whether by HTTPS (X-Forwarded-For, X-Forwarded-Proto). */
  readonly behindProxy: boolean;
}

export interface ServeContext {
  readonly store: Store;
  readonly ingest: Ingest;
  readonly events: EventBus;
  readonly limits: Limits;
  readonly access: Access;
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
  bodyBytes: MEGABYTE,
  uploadBytes: 64 * MEGABYTE,
  requestsPerMinute: 1200,
  streams: 100,
  streamsPerAddress: 10,
};

const LOCAL: Access = { isLocal: true, hosts: ['localhost', '127.0.0.1', '[::1]'], behindProxy: false };

const takesNothing: Ingest = {
  submit: async () => {
    throw new Problem(503, 'this server takes no reports', { code: 'serve/no-ingest' });
  },
  find: async () => null,
  list: async () => [],
  updateStories: () => {},
};

/** A context with everything that is not given as a server on this machine would have it. */
export const makeContext = (store: Store, parts: Partial<ServeContext> = {}): ServeContext => ({
  store,
  ingest: takesNothing,
  events: makeEvents(),
  limits: DEFAULT_LIMITS,
  access: LOCAL,
  workbenchFolder: null,
  log: () => {},
  ...parts,
});
