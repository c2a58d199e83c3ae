// `synoptic gather`: reads the sources that are due, fetches what is new, codes and keeps it; with --watch, for ever.
import { type Command, Option } from 'commander';
import type { Store } from '../6-record/index.ts';
import type { LiveEvent } from '../live/index.ts';
import { counted } from './counted.ts';
import { addLiveOptions, type LiveOptions } from './live/live-options.ts';
import { Screen } from './live/screen.ts';
import { withExamples } from './options.ts';
import { EXIT_STOPPED, Refusal } from './refusal.ts';
import { withStore } from './store-option.ts';

interface GatherOptions extends LiveOptions {
  readonly watch?: boolean;
}

/** Refuses what cannot come to anything before the models are loaded. */
const checkSources = async (store: Store, ids: readonly string[]): Promise<number> => {
  const [{ listSources, makeDue }, { countOpenJobs }] = await Promise.all([
    import('../6-record/sources/index.ts'),
    import('../6-record/queue/index.ts'),
  ]);
  await makeDue(store, ids);
  const active = (await listSources(store.database)).filter(({ pausedAt }) => pausedAt === null);
  const { reports } = await countOpenJobs(store.database);
  if (active.length === 0 && reports === 0)
    throw new Refusal('there is no source to gather from. Add one: synoptic source add https://ADDRESS');
  return active.length;
};

const STATUS_MS = 1_000;

interface Status {
  readonly store: Store;
  readonly screen: Screen;
  /** Reports added so far. */
  readonly added: () => number;
}

/** Says every second how things stand; resolves when it has ended, with the line taken away. */
const showStatus = ({ store, screen, added }: Status): (() => Promise<void>) => {
  if (!screen.hasStatus) return async () => {};
  let isEnding = false;
  const show = async (): Promise<void> => {
    const { countOpenJobs } = await import('../6-record/queue/index.ts');
    while (!isEnding) {
      const { items, reports } = await countOpenJobs(store.database);
      screen.status(
        `${counted(added(), 'report')} added; ${counted(items, 'item')} to fetch, ${reports.toLocaleString('en')} to code (Ctrl-C stops)`,
      );
      await new Promise(resolve => setTimeout(resolve, STATUS_MS));
    }
  };
  // a store that does not answer is told of by those who work
  const showing = show().catch(() => {});
  return async () => {
    isEnding = true;
    await showing;
    screen.status('');
  };
};

const gatherInto = async (store: Store, ids: readonly string[], options: GatherOptions): Promise<void> => {
  const sources = await checkSources(store, ids);
  const [{ openLive }, { acknowledgement, countInto, lineOf }, { onInterrupt }] = await Promise.all([
    import('./live/open-live.ts'),
    import('./live/tell-lines.ts'),
    import('./live/interrupt.ts'),
  ]);
  const screen = new Screen();
  const counts = { added: 0, known: 0, setAside: 0, failedReadings: 0 };
  const count = countInto(counts);
  const tell = (event: LiveEvent): void => {
    count(event);
    const acknowledged = acknowledgement(event);
    if (acknowledged !== null) screen.write(`${acknowledged}\n`);
    const line = lineOf(event);
    if (line !== null) screen.say(line);
  };
  const interrupted = onInterrupt();
  const live = await openLive(store, options, {
    tell,
    gathers: { only: ids.length > 0 ? ids : null, once: options.watch !== true },
  });
  if (options.watch === true) screen.say(`gathering from ${counted(sources, 'source')} (Ctrl-C stops)`);
  const endStatus = showStatus({ store, screen, added: () => counts.added });
  try {
    await Promise.race([
      interrupted.promise,
      live.flow.ended,
      ...(options.watch === true ? [] : [live.flow.untilIdle()]),
    ]);
    if (interrupted.isSet)
      screen.say('stopping: what is being coded is finished, the rest waits in the queue ...');
  } finally {
    await live.close();
    await endStatus();
  }
  const { added, known, setAside, failedReadings } = counts;
  screen.say(
    `${counted(added, 'report')} added, ${known.toLocaleString('en')} known already${setAside > 0 ? `, ${setAside} set aside: synoptic queue list --state failed` : ''}${failedReadings > 0 ? `; ${counted(failedReadings, 'reading')} failed: synoptic source health` : ''}`,
  );
  if (options.watch === true) return;
  if (interrupted.isSet) process.exitCode = EXIT_STOPPED;
  else if (setAside + failedReadings > 0) process.exitCode = 1;
};

const gather = (ids: readonly string[], options: GatherOptions): Promise<void> =>
  withStore(options, false, store => gatherInto(store, ids, options));

export const addGatherCommand = (program: Command): void => {
  const command = program
    .command('gather')
    .description('read the sources that are due, fetch what is new, code it and keep it')
    .argument('[sources...]', 'only these, due or not')
    .addOption(new Option('--watch', 'go on: read each source when it is due, until Ctrl-C'));
  withExamples(addLiveOptions(command).action(gather), [
    ['synoptic gather', 'once, until nothing is left to do'],
    ['synoptic gather --watch --every 15m', 'for ever; what a stop leaves over, the next start does'],
    ['synoptic gather gazette --store postgres://editor@db.example/desk', 'one source, now'],
  ]);
};
