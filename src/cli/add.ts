// `synoptic add`: reports into the store, each acknowledged on a line of its own once it is on the disk.
import { type Command, Option } from 'commander';
import packageJson from '../../package.json' with { type: 'json' };
import type { Format } from '../1-gather/index.ts';
import type { Recorded, Store } from '../6-record/index.ts';
import { harmless } from '../synopsis/harmless.ts';
import { makeDesk } from './desk.ts';
import { codebookOption, columnsOption, fromOption, inputsOf, withExamples } from './options.ts';
import { type Output, withOutput } from './output.ts';
import { stopOnInterrupt, updateStories } from './record/update-stories.ts';
import { registryOption } from './registry-option.ts';
import { type StoreChoice, storeOption, withStore } from './store-option.ts';

const FORMS = ['text', 'jsonl'] as const;

interface AddOptions extends StoreChoice {
  readonly from?: Format;
  readonly columns?: Readonly<Record<string, string>>;
  readonly to: (typeof FORMS)[number];
  readonly codebook?: string;
  readonly registry?: string;
  readonly later?: boolean;
}

const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`;

/** `added strike-2`, or `added strike-5, a later version of strike-2`. */
const inWords = (recorded: Recorded): string => {
  const { outcome, id } = recorded;
  if (outcome === 'version') return `added ${id}, a later version of ${recorded.supersedes}`;
  return `${outcome} ${id}`;
};

const record = async (
  store: Store,
  inputs: readonly string[],
  options: AddOptions,
  output: Output,
): Promise<void> => {
  const [{ recordingFlow }, { beginRun, findReport, recordReport }] = await Promise.all([
    import('./flow.ts'),
    import('../6-record/index.ts'),
  ]);
  const desk = makeDesk();
  const isStopped = stopOnInterrupt();
  const flow = recordingFlow(options);
  const counts = { added: 0, known: 0, version: 0 };
  let run: number | null = null;
  const acknowledge = (recorded: Recorded): Promise<void> => {
    counts[recorded.outcome]++;
    return output.write(
      options.to === 'jsonl' ? `${JSON.stringify(recorded)}\n` : `${harmless(inWords(recorded))}\n`,
    );
  };
  for await (const item of flow.incoming(inputs, desk, report => findReport(store.database, report))) {
    if (item.kind === 'known') await acknowledge({ outcome: 'known', id: item.id });
    else {
      run ??= await beginRun(store, flow.setup(packageJson.version));
      await acknowledge(await recordReport(store, item.text, run));
    }
    if (isStopped()) break;
  }
  desk.note(`${counted(counts.added + counts.version, 'report')} added, ${counts.known} known already`);
  if (options.later !== true && !isStopped()) await updateStories(store, flow, desk);
  desk.finish();
};

const add = async (files: readonly string[], options: AddOptions, command: Command): Promise<void> => {
  const inputs = inputsOf(files, command);
  await withStore(options, true, store => withOutput(null, output => record(store, inputs, options, output)));
};

export const addAddCommand = (program: Command): void => {
  const command = program
    .command('add')
    .description('code reports and keep them in the store, each acknowledged when it is safe there')
    .argument('[files...]', 'files, folders, patterns, or - for standard input')
    .addOption(storeOption())
    .addOption(fromOption())
    .addOption(columnsOption())
    .addOption(new Option('--to <form>', 'how each report is acknowledged').choices(FORMS).default('text'))
    .addOption(new Option('--later', 'leave the stories as they are; the next add or recode updates them'))
    .addOption(codebookOption())
    .addOption(registryOption())
    .action(add);
  withExamples(command, [
    ['synoptic add monday/ --store desk', 'a folder of reports into the store in the folder desk'],
    ['zcat wire.jsonl.gz | synoptic add - --from jsonl --to jsonl', 'from another program, for another one'],
    ['synoptic add wire/ --store postgres://editor@db.example/desk', 'on a PostgreSQL server'],
  ]);
};
