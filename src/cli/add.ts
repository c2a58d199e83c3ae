// `synoptic add`: reports into the store, each acknowledged on a line of its own once it is on the disk.
import { type Command, Option } from 'commander';
import packageJson from '../../package.json' with { type: 'json' };
import type { Format } from '../1-gather/index.ts';
import type { Recorded, Store } from '../6-record/index.ts';
import type { Report } from '../schema/report.ts';
import type { CodedText } from '../schema/story.ts';
import { harmless } from '../synopsis/harmless.ts';
import { counted } from './counted.ts';
import { makeDesk } from './desk.ts';
import {
  codebookOption,
  columnsOption,
  fromOption,
  inputsOf,
  withExamples,
  workersOption,
} from './options.ts';
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
  readonly workers?: number;
}

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
  const [{ recordingFlow }, { beginRun, findReport, recordReports }] = await Promise.all([
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
  /** As few transactions as may be; where they cannot be recorded together, those before the one at fault are. */
  const keep = async (texts: readonly CodedText[]): Promise<void> => {
    if (texts.length === 0) return;
    run ??= await beginRun(store, flow.setup(packageJson.version));
    let recorded: readonly Recorded[] | null = null;
    try {
      recorded = await recordReports(store, texts, run);
    } catch (error) {
      if (texts.length === 1) throw error;
    }
    if (recorded === null) for (const text of texts) await keep([text]);
    else for (const each of recorded) await acknowledge(each);
  };
  const find = (report: Report): Promise<string | null> => findReport(store.database, report);
  for await (const items of flow.incoming(inputs, desk, find, options.workers)) {
    let coded: CodedText[] = [];
    for (const item of items)
      if (item.kind === 'coded') coded.push(item.text);
      else {
        await keep(coded);
        coded = [];
        await acknowledge({ outcome: 'known', id: item.id });
      }
    await keep(coded);
    if (isStopped()) break;
  }
  desk.note(`${counted(counts.added + counts.version, 'report')} added, ${counts.known} known already`);
  if (options.later !== true && !isStopped()) await updateStories(store, flow, desk, isStopped);
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
    .addOption(workersOption())
    .addOption(codebookOption())
    .addOption(registryOption())
    .action(add);
  withExamples(command, [
    ['synoptic add monday/ --store desk', 'a folder of reports into the store in the folder desk'],
    ['zcat wire.jsonl.gz | synoptic add - --from jsonl --to jsonl', 'from another program, for another one'],
    ['synoptic add wire/ --store postgres://editor@db.example/desk', 'on a PostgreSQL server'],
  ]);
};
