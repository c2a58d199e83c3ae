// `synoptic serve`: the store over HTTP, on this machine unless told otherwise.
import { join } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import packageJson from '../../package.json' with { type: 'json' };
import type { Store } from '../6-record/index.ts';
import type { Access } from '../7-serve/index.ts';
import { makeDesk } from './desk.ts';
import type { RecordingFlow } from './flow.ts';
import { codebookOption, withExamples } from './options.ts';
import { updateStories } from './record/update-stories.ts';
import { registryDirs, registryOption } from './registry-option.ts';
import { type AccessOptions, checkAccess, readAccess, readTls } from './serve/access.ts';
import { type StoreChoice, storeOption, withStore } from './store-option.ts';

interface ServeCommandOptions extends StoreChoice, AccessOptions {
  readonly port: number;
  readonly codebook?: string;
  readonly registry?: string;
  readonly empty?: boolean;
  readonly quiet?: boolean;
}

const DEFAULT_PORT = 4510;

const readPort = (value: string): number => {
  const port = Number(value);
  if (!/^\d+$/.test(value) || port > 65535)
    throw new InvalidArgumentError('Allowed: a whole number from 0 (any free port) to 65535.');
  return port;
};

const say = (line: string): void => void process.stderr.write(`${line}\n`);

/** A store without a report opens on the examples: there is something to look at. */
const openOnExamples = async (store: Store, flow: RecordingFlow): Promise<void> => {
  const [{ beginRun, findReport, listReports, recordReport }, { packageDir }] = await Promise.all([
    import('../6-record/index.ts'),
    import('../resources/index.ts'),
  ]);
  if ((await listReports(store, {}, { limit: 1 })).items.length > 0) return;
  say(`${store.name} has no reports: it opens on the examples of this program (--empty leaves it as it is)`);
  const desk = makeDesk();
  const examples = join(packageDir(), 'examples');
  for await (const item of flow.incoming([examples], desk, report => findReport(store.database, report)))
    if (item.kind === 'coded')
      await recordReport(store, item.text, await beginRun(store, flow.setup(packageJson.version)));
  await updateStories(store, flow, desk);
  desk.finish();
};

const untilInterrupted = (): Promise<void> =>
  new Promise(resolve => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });

const serveStore = async (store: Store, access: Access, options: ServeCommandOptions): Promise<void> => {
  for (const warning of await checkAccess(store, access)) say(warning);
  const [
    { openAcledMaker, refreshAcled },
    { recordingFlow },
    { makeIngest },
    { makeContext, makeEvents, serve },
    { packageDir },
  ] = await Promise.all([
    import('../6-record/acled/index.ts'),
    import('./flow.ts'),
    import('./serve/ingest.ts'),
    import('../7-serve/index.ts'),
    import('../resources/index.ts'),
  ]);
  const flow = recordingFlow(options);
  if (options.empty !== true && access.isLoopback && access.publicUrl === null)
    await openOnExamples(store, flow);
  const acled = openAcledMaker({ registryDirs: registryDirs(options) });
  await refreshAcled(store, acled, done => {
    if (done % 10_000 === 0) say(`events in the form of ACLED: ${done}`);
  });
  const events = makeEvents();
  const ingest = makeIngest(store, flow, events, say);
  const context = makeContext(store, {
    ingest,
    events,
    access,
    log: options.quiet === true ? () => {} : say,
    resources: flow.resources,
    acled: () => acled,
    workbenchFolder: join(packageDir(), 'dist', 'workbench'),
  });
  const server = await serve(context, { port: options.port, host: options.host, tls: readTls(options) });
  process.stdout.write(`${server.url}\n`);
  say(`serving ${store.name} at ${server.url} (Ctrl-C stops)`);
  await untilInterrupted();
  say('stopping ...');
  await server.close();
  await ingest.stop();
};

const run = (options: ServeCommandOptions): Promise<void> => {
  const access = readAccess(options);
  return withStore(options, true, store => serveStore(store, access, options));
};

export const addServeCommand = (program: Command): void => {
  const command = program
    .command('serve')
    .description('serve the store over HTTP: the workbench, the API, and an API in the form of ACLED')
    .addOption(storeOption())
    .addOption(
      new Option('--port <number>', 'port; 0 takes a free one').argParser(readPort).default(DEFAULT_PORT),
    )
    .addOption(new Option('--host <address>', 'address to listen at').default('127.0.0.1'))
    .addOption(
      new Option('--public-url <url>', 'what a proxy in front is called by: it is trusted to say who asks'),
    )
    .addOption(new Option('--tls-cert <file>', 'certificate (PEM); with --tls-key it speaks HTTPS'))
    .addOption(new Option('--tls-key <file>', 'its key (PEM)'))
    .addOption(new Option('--quiet', 'no line for each request'))
    .addOption(new Option('--empty', 'leave a store without reports empty'))
    .addOption(codebookOption())
    .addOption(registryOption())
    .action(run);
  withExamples(command, [
    ['synoptic serve', 'the store here, at http://127.0.0.1:4510/, for this machine only'],
    [
      'synoptic serve --public-url https://desk.example',
      'behind a proxy, for users of the store: synoptic user add --help',
    ],
    ['synoptic serve --store postgres://editor@db.example/desk --port 8080', 'a store on a server'],
  ]);
};
