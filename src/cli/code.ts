// `synoptic code`: each report into a coded report, written as soon as it is done.
import { type Command, Option } from 'commander';
import type { Format } from '../1-gather/index.ts';
import type { CodedText } from '../schema/story.ts';
import { makeDesk } from './desk.ts';
import { codebookOption, formOf, fromOption, inputsOf, outOption, withExamples } from './options.ts';
import { checkOutput, type Output, withOutput } from './output.ts';
import { registryOption } from './registry-option.ts';

const FORMS = ['json', 'jsonl', 'csv'] as const;
type Form = (typeof FORMS)[number];

const BY_EXTENSION: Readonly<Record<string, Form>> = {
  '.json': 'json',
  '.jsonl': 'jsonl',
  '.ndjson': 'jsonl',
  '.csv': 'csv',
};

interface CodeOptions {
  readonly from?: Format;
  readonly to?: Form;
  readonly out?: string;
  readonly codebook?: string;
  readonly registry?: string;
}

async function* codedOf(texts: AsyncIterable<CodedText>): AsyncGenerator<unknown> {
  for await (const { coded } of texts) yield coded;
}

const writeAs = async (to: Form, output: Output, texts: AsyncIterable<CodedText>): Promise<void> => {
  if (to === 'csv') {
    const { eventsCsvHeader, eventsCsvRows } = await import('./events-csv.ts');
    await output.write(eventsCsvHeader());
    for await (const text of texts) await output.write(eventsCsvRows(text));
    return;
  }
  const { writeJsonArray, writeJsonLines } = await import('./json-stream.ts');
  if (to === 'jsonl') await writeJsonLines(output, codedOf(texts));
  else {
    await writeJsonArray(output, codedOf(texts));
    await output.write('\n');
  }
};

const code = async (files: readonly string[], options: CodeOptions, command: Command): Promise<void> => {
  const out = options.out ?? null;
  const to = formOf(options.to, options.out, BY_EXTENSION, 'jsonl');
  const inputs = inputsOf(files, command);
  await checkOutput(out);
  const desk = makeDesk();
  const { codeAll } = await import('./flow.ts');
  await withOutput(out, output => writeAs(to, output, codeAll(inputs, options, desk)));
  desk.finish();
};

export const addCodeCommand = (program: Command): void => {
  const command = program
    .command('code')
    .description('code reports: events, statements, figures and relations, with the words they rest on')
    .argument('[files...]', 'files, folders, patterns, or - for standard input')
    .addOption(fromOption())
    .addOption(
      new Option(
        '--to <form>',
        'json: one list; jsonl: a report a line; csv: an event a row (without it: --out, or jsonl)',
      ).choices(FORMS),
    )
    .addOption(outOption())
    .addOption(codebookOption())
    .addOption(registryOption())
    .action(code);
  withExamples(command, [
    ['synoptic code report.txt --to json', 'one report'],
    ['synoptic code archive/ --out events.csv', 'a folder, as a table of events'],
    ['synoptic code --from jsonl --to jsonl < wire.jsonl > coded.jsonl', 'a stream, a report a line'],
  ]);
};
