// `synoptic recode`: reports of the store coded anew with this program, codebook and registry; `synoptic diff`: what that
// changed, event by event.
import { type Command, InvalidArgumentError, Option } from 'commander';
import packageJson from '../../package.json' with { type: 'json' };
import { makeDesk } from './desk.ts';
import { codebookOption, outOption, withExamples } from './options.ts';
import { stopOnInterrupt, updateStories } from './record/update-stories.ts';
import { type ListForm, toOption } from './record/write-entries.ts';
import { registryOption } from './registry-option.ts';
import { type StoreChoice, storeOption, withStore } from './store-option.ts';

interface RecodeOptions extends StoreChoice {
  readonly codebook?: string;
  readonly registry?: string;
  readonly all?: boolean;
}

const recode = (options: RecodeOptions): Promise<void> =>
  withStore(options, false, async store => {
    const [{ beginRun, recodeReports }, { recordingFlow }] = await Promise.all([
      import('../6-record/index.ts'),
      import('./flow.ts'),
    ]);
    const desk = makeDesk();
    const isStopped = stopOnInterrupt();
    const flow = recordingFlow(options);
    const run = await beginRun(store, flow.setup(packageJson.version));
    let count = 0;
    for await (const { done, total } of recodeReports(store, run, flow.code, options.all)) {
      count = done;
      desk.progress(`coding anew, of ${total}`, done, { file: '', readBytes: done, totalBytes: total });
      if (isStopped()) break;
    }
    if (!isStopped()) await updateStories(store, flow, desk, isStopped);
    desk.finish();
    process.stdout.write(`run ${run}: ${count} ${count === 1 ? 'report' : 'reports'} coded anew\n`);
  });

interface DiffOptions extends StoreChoice {
  readonly to: ListForm;
  readonly out?: string;
}

const readRun = (value: string): number => {
  const run = Number(value);
  if (!Number.isInteger(run) || run < 1)
    throw new InvalidArgumentError('Allowed: the number of a run. See them: synoptic list runs.');
  return run;
};

const diff = (before: number, after: number, options: DiffOptions): Promise<void> =>
  withStore(options, false, async store => {
    const [{ diffRuns }, { differenceEntry }, { writeEntries }] = await Promise.all([
      import('../6-record/index.ts'),
      import('./record/entry.ts'),
      import('./record/write-entries.ts'),
    ]);
    await writeEntries(options.to, options.out ?? null, {
      items: diffRuns(store, before, after),
      entry: differenceEntry,
      nothing: `runs ${before} and ${after} code the events of the reports that both coded alike`,
    });
  });

export const addRecodeCommands = (program: Command): void => {
  const recoding = program
    .command('recode')
    .description('code reports of the store anew where program, codebook or registry have changed')
    .addOption(storeOption())
    .addOption(codebookOption())
    .addOption(registryOption())
    .addOption(new Option('--all', 'also reports that were coded with these already'))
    .action(recode);
  withExamples(recoding, [
    ['synoptic recode --codebook rules/', 'as a new run; the coding of earlier runs is kept'],
    ['synoptic diff 1 2', 'what that changed'],
  ]);
  const comparing = program
    .command('diff')
    .description('what one run codes otherwise than another, event by event')
    .argument('<before>', 'number of a run', readRun)
    .argument('<after>', 'number of a run', readRun)
    .addOption(storeOption())
    .addOption(toOption())
    .addOption(outOption())
    .action(diff);
  withExamples(comparing, [
    ['synoptic list runs', 'the runs and their numbers'],
    ['synoptic diff 1 2 --to jsonl --out changes.jsonl', 'for another program'],
  ]);
};
