// A server for tests: the app alone, or on a free port of this machine, over a store with stories in it.
import { beginRun, bringTogether, recordReport, type Store } from '../../src/6-record/index.ts';
import { makeContext, type ServeContext } from '../../src/7-serve/context.ts';
import type { CodedText } from '../../src/schema/story.ts';
import { STRIKES, WIRE } from '../reconcile/fixtures.ts';
import { making } from './making.ts';
import { SETUP } from './stores.ts';

export const fillStore = async (store: Store, more: readonly CodedText[] = []): Promise<void> => {
  const run = await beginRun(store, SETUP);
  for (const text of [...STRIKES, ...WIRE, ...more]) await recordReport(store, text, run);
  await bringTogether(store, making);
};

/** Keeps what the server would have told whoever runs it. */
export const testContext = (
  store: Store,
  parts: Partial<ServeContext> = {},
): { readonly context: ServeContext; readonly lines: string[] } => {
  const lines: string[] = [];
  return { context: makeContext(store, { log: line => void lines.push(line), ...parts }), lines };
};

/** As a request to a server on this machine that is open to all has it. */
export const REMOTE = { host: '0.0.0.0', isLoopback: false, publicUrl: null, isHttps: false } as const;
