// `synoptic queue`: what waits to be fetched or coded, what was set aside and why; try it again, or drop it.
import { type Command, InvalidArgumentError, Option } from 'commander';
import { JOB_STATES, type JobState } from '../6-record/queue/job.ts';
import { outOption, readCount, withExamples } from './options.ts';
import { type ListForm, toOption } from './record/write-entries.ts';
import { Refusal } from './refusal.ts';
import { say } from './say.ts';
import { type StoreChoice, storeOption, withStore } from './store-option.ts';

interface QueueListOptions extends StoreChoice {
  readonly state?: JobState;
  readonly source?: string;
  readonly batch?: string;
  readonly limit: number;
  readonly to: ListForm;
  readonly out?: string;
}

const EVERYTHING = 1_000_000_000;

/** What is done is listed where it is asked for: it is no queue any more. */
const UNDONE: readonly JobState[] = ['waiting', 'leased', 'failed'];

const list = (options: QueueListOptions): Promise<void> =>
  withStore(options, false, async store => {
    const [{ countJobs, listJobs }, { writeEntries }, { jobEntry }] = await Promise.all([
      import('../6-record/queue/index.ts'),
      import('./record/write-entries.ts'),
      import('./record/live-entry.ts'),
    ]);
    const { state, source, batch, limit } = options;
    const filter = {
      states: state === undefined ? UNDONE : [state],
      ...(source && { source }),
      ...(batch && { batch }),
      limit: limit === 0 ? EVERYTHING : limit,
    };
    const counts = await countJobs(store.database);
    const listed = await writeEntries(options.to, options.out ?? null, {
      items: await listJobs(store.database, filter),
      entry: jobEntry,
      nothing: 'nothing in the queue fits',
    });
    if (listed === limit) say(`these are the first ${limit}; all of them: --limit 0`);
    const [waiting, leased, failed, done] = [counts.waiting, counts.leased, counts.failed, counts.done].map(
      count => count.toLocaleString('en'),
    );
    say(
      `in all: ${waiting} waiting, ${leased} at work, ${failed} set aside; ${done} done in the last seven days (--state done)`,
    );
  });

const readNumber = (value: string, before: readonly number[] | undefined): readonly number[] => {
  const id = Number(value);
  if (!Number.isInteger(id) || id < 1)
    throw new InvalidArgumentError('Allowed: numbers of the queue, as `synoptic queue list` shows them.');
  return [...(before ?? []), id];
};

const tell = (done: readonly number[], asked: readonly number[] | null, did: string, why: string): void => {
  for (const id of done) process.stdout.write(`${did} ${id}\n`);
  const missed = (asked ?? []).filter(id => !done.includes(id));
  if (missed.length === 0) return;
  say(`${missed.join(', ')}: ${why}. See: synoptic queue list`);
  process.exitCode = 1;
};

const retry = (ids: readonly number[], options: StoreChoice & { readonly all?: boolean }): Promise<void> => {
  const asked = ids.length > 0 ? ids : null;
  if (asked === null && options.all !== true)
    throw new Refusal(
      'say what to try again: numbers of `synoptic queue list --state failed`, or --all of them',
      2,
    );
  return withStore(options, false, async store => {
    const { retryJobs } = await import('../6-record/queue/index.ts');
    const waiting = await retryJobs(store, asked);
    tell(waiting, asked, 'waits', 'not among those that were set aside');
    if (waiting.length > 0)
      say(`the next synoptic gather tries ${waiting.length === 1 ? 'it' : 'them'} again`);
    else if (asked === null) say('nothing is set aside');
  });
};

const drop = (ids: readonly number[], options: StoreChoice): Promise<void> =>
  withStore(options, false, async store => {
    const { dropJobs } = await import('../6-record/queue/index.ts');
    tell(await dropJobs(store, ids), ids, 'dropped', 'not waiting and not set aside');
  });

export const addQueueCommand = (program: Command): void => {
  const queue = program
    .command('queue')
    .description('what waits to be fetched or coded, and what was set aside after three tries');
  withExamples(queue, [['synoptic queue list --state failed', 'what was set aside']]);
  withExamples(
    queue
      .command('list')
      .description('list what waits, is at work or was set aside, in order of arrival')
      .addOption(
        new Option('--state <state>', 'only these; `leased` is at work, `failed` was set aside').choices(
          JOB_STATES,
        ),
      )
      .addOption(new Option('--source <id>', 'only what this source gave'))
      .addOption(new Option('--batch <id>', 'only what was handed in together'))
      .addOption(new Option('--limit <count>', 'at most so many; 0: all').argParser(readCount).default(50))
      .addOption(storeOption())
      .addOption(toOption())
      .addOption(outOption())
      .action(list),
    [['synoptic queue list --state failed', 'what was set aside, with the words of the error']],
  );
  withExamples(
    queue
      .command('retry')
      .description('let what was set aside wait again')
      .argument('[numbers...]', 'as `queue list` shows them', readNumber)
      .addOption(new Option('--all', 'all that was set aside'))
      .addOption(storeOption())
      .action((ids: readonly number[] | undefined, options) => retry(ids ?? [], options)),
    [['synoptic queue retry 17 23', 'the next gather tries them three times more']],
  );
  withExamples(
    queue
      .command('drop')
      .description('take what waits or was set aside out of the queue')
      .argument('<numbers...>', 'as `queue list` shows them', readNumber)
      .addOption(storeOption())
      .action(drop),
    [['synoptic queue drop 17', 'it is not fetched or coded; a source may give it again']],
  );
};
