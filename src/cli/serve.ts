// `synoptic serve`: the store over HTTP, on this machine unless told otherwise.
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Store } from '../6-record/index.ts';
import type { Access } from '../7-serve/index.ts';
import type { LiveEvent } from '../live/index.ts';
import { onInterrupt } from './live/interrupt.ts';
import { addLiveOptions, type LiveOptions } from './live/live-options.ts';
import type { OpenLive } from './live/open-live.ts';
import { withExamples } from './options.ts';
import { resourceFolders } from './registry-option.ts';
import { say } from './say.ts';
import { type AccessOptions, checkAccess, readAccess, readTls } from './serve/access.ts';
import { withStore } from './store-option.ts';

interface ServeCommandOptions extends LiveOptions, AccessOptions {
  readonly port: number;
  readonly empty?: boolean;
  readonly gather?: boolean;
  readonly quiet?: boolean;
}

const DEFAULT_PORT = 4510;
const LOOK_AGAIN_MS = 100;

const readPort = (value: string): number => {
  const port = Number(value);
  if (!/^\d+$/.test(value) || port > 65535)
    throw new InvalidArgumentError('Allowed: a whole number from 0 (any free port) to 65535.');
  return port;
};

/** A store without a report opens on the examples: there is something to look at. */
const openOnExamples = async (store: Store, { flow }: OpenLive): Promise<void> => {
  const [{ areStoriesCurrent, listReports }, { enqueueReports }, { gather }, { packageDir }] =
    await Promise.all([
      import('../6-record/index.ts'),
      import('../6-record/queue/index.ts'),
      import('../1-gather/index.ts'),
      import('../resources/index.ts'),
    ]);
  if ((await listReports(store, {}, { limit: 1 })).items.length > 0) return;
  say(`${store.name} has no reports: it opens on the examples of this program (--empty leaves it as it is)`);
  for await (const item of gather([join(packageDir(), 'examples')]))
    if (item.kind === 'report') await enqueueReports(store, [{ report: item.report }]);
  flow.wake();
  // idle may also be the moment between the last report and the stories
  do await Promise.race([flow.untilIdle(), flow.ended]);
  while (!(await areStoriesCurrent(store.database)) && !(await hasEnded(flow.ended)));
};

/** True after a look a moment later, so that asking again and again costs little. */
const hasEnded = (ended: Promise<void>): Promise<boolean> =>
  Promise.race([ended.then(() => true), setTimeout(LOOK_AGAIN_MS, false)]);

const serveStore = async (store: Store, access: Access, options: ServeCommandOptions): Promise<void> => {
  const tls = readTls(options);
  for (const warning of await checkAccess(store, access)) say(warning);
  const [
    { openLive },
    { lineOf },
    { makeIngest, publishLive },
    { makeContext, makeEvents, serve },
    { packageDir },
  ] = await Promise.all([
    import('./live/open-live.ts'),
    import('./live/tell-lines.ts'),
    import('./serve/ingest.ts'),
    import('../7-serve/index.ts'),
    import('../resources/index.ts'),
  ]);
  const interrupted = onInterrupt();
  const events = makeEvents();
  const tell = (event: LiveEvent): void => {
    publishLive(events, event);
    const line = lineOf(event);
    if (line !== null) say(line);
  };
  const live = await openLive(store, options, {
    tell,
    gathers: options.gather === true ? { only: null, once: false } : null,
  });
  try {
    const isOwn = access.isLoopback && access.publicUrl === null;
    if (isOwn && options.empty !== true)
      await Promise.race([openOnExamples(store, live), interrupted.promise]);
    if (interrupted.isSet) return;
    const context = makeContext(
      store,
      {
        ingest: makeIngest({
          store,
          wake: live.flow.wake,
          readAddress: live.readAddress,
          outlets: live.outlets,
          readDocument: live.readDocument,
        }),
        sourcing: { isGathering: options.gather === true, look: live.look, wake: live.flow.wake },
        events,
        access,
        log: options.quiet === true ? () => {} : say,
        workbenchFolder: join(packageDir(), 'dist', 'workbench'),
      },
      resourceFolders(options),
    );
    const server = await serve(context, { port: options.port, host: options.host, tls });
    process.stdout.write(`${server.url}\n`);
    say(`serving ${store.name} at ${access.publicUrl?.href ?? server.url} (Ctrl-C stops)`);
    try {
      await Promise.race([interrupted.promise, live.flow.ended]);
      say('stopping: what is being coded is finished, the rest waits in the queue ...');
    } finally {
      await server.close();
    }
  } finally {
    await live.close();
  }
};

const run = (options: ServeCommandOptions): Promise<void> => {
  const access = readAccess(options);
  return withStore(options, true, store => serveStore(store, access, options));
};

export const addServeCommand = (program: Command): void => {
  const command = program
    .command('serve')
    .description('serve the store over HTTP: the workbench, the API, and an API in the form of ACLED')
    .addOption(
      new Option('--port <number>', 'port; 0 takes a free one').argParser(readPort).default(DEFAULT_PORT),
    )
    .addOption(new Option('--host <address>', 'address to listen at').default('127.0.0.1'))
    .addOption(
      new Option('--public-url <url>', 'what a proxy in front is called by: it is trusted to say who asks'),
    )
    .addOption(new Option('--tls-cert <file>', 'certificate (PEM); with --tls-key it speaks HTTPS'))
    .addOption(new Option('--tls-key <file>', 'its key (PEM)'))
    .addOption(new Option('--gather', 'also gather from the sources of the store: synoptic source'))
    .addOption(new Option('--quiet', 'no line for each request'))
    .addOption(new Option('--empty', 'leave a store without reports empty'));
  withExamples(addLiveOptions(command).action(run), [
    ['synoptic serve', 'the store here, at http://127.0.0.1:4510/, for this machine only'],
    [
      'synoptic serve --public-url https://desk.example',
      'behind a proxy, for users of the store: synoptic user add --help',
    ],
    ['synoptic serve --gather --store postgres://editor@db.example/desk', 'and gather meanwhile'],
  ]);
};
