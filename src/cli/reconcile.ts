// `synoptic reconcile`: reports into stories, for other programs to read.
import { type Command, Option } from 'commander';
import type { Format } from '../1-gather/index.ts';
import { makeDesk } from './desk.ts';
import { codebookOption, formOf, fromOption, inputsOf, outOption, withExamples } from './options.ts';
import { checkOutput, withOutput } from './output.ts';
import { registryOption } from './registry-option.ts';

const FORMS = ['json', 'jsonl'] as const;
type Form = (typeof FORMS)[number];

interface ReconcileOptions {
  readonly from?: Format;
  readonly to?: Form;
  readonly out?: string;
  readonly codebook?: string;
  readonly registry?: string;
}

const reconcile = async (
  files: readonly string[],
  options: ReconcileOptions,
  command: Command,
): Promise<void> => {
  const out = options.out ?? null;
  const to = formOf<Form>(options.to, options.out, { '.json': 'json', '.jsonl': 'jsonl' }, 'json');
  const inputs = inputsOf(files, command);
  await checkOutput(out);
  const desk = makeDesk();
  const { reconcileAll } = await import('./flow.ts');
  const { writeJsonArray, writeJsonLines } = await import('./json-stream.ts');
  const { stories } = await reconcileAll(inputs, options, desk);
  desk.finish();
  await withOutput(out, async output => {
    if (to === 'jsonl') return writeJsonLines(output, stories);
    await output.write('{"stories":');
    await writeJsonArray(output, stories);
    await output.write('}\n');
  });
};

export const addReconcileCommand = (program: Command): void => {
  const command = program
    .command('reconcile')
    .description('bring reports together: the same events, quotations and figures across outlets')
    .argument('[files...]', 'files, folders, patterns, or - for standard input')
    .addOption(fromOption())
    .addOption(new Option('--to <form>', 'json: {"stories": [...]}; jsonl: a story a line').choices(FORMS))
    .addOption(outOption())
    .addOption(codebookOption())
    .addOption(registryOption())
    .action(reconcile);
  withExamples(command, [
    ['synoptic reconcile monday/*.txt --out stories.json', 'the reports of a day'],
    ['synoptic reconcile --from jsonl --to jsonl < wire.jsonl', 'a stream, a story a line'],
  ]);
};
