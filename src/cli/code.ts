// `synoptic code`: each report into a coded report, written as soon as it is done.
import { type Command, Option } from 'commander';
import type { Format } from '../1-gather/index.ts';
import type { CodedText } from '../schema/story.ts';
import { type Desk, makeDesk } from './desk.ts';
import {
  codebookOption,
  columnsOption,
  formOf,
  fromOption,
  inputsOf,
  outOption,
  readWidth,
  widthOf,
  withExamples,
} from './options.ts';
import { checkOutput, type Output, wantsColour, withOutput } from './output.ts';
import { Refusal } from './refusal.ts';
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
  readonly columns?: Readonly<Record<string, string>>;
  readonly to?: Form;
  readonly out?: string;
  readonly codebook?: string;
  readonly registry?: string;
  readonly explain?: string;
  readonly width?: number;
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

const explain = async (
  inputs: readonly string[],
  options: CodeOptions & { readonly explain: string },
  desk: Desk,
): Promise<void> => {
  const { to, out = null } = options;
  if (to === 'csv')
    throw new Refusal('--explain has no form csv: leave --to out for text, or give --to json', 2);
  const { writeExplanations } = await import('./explain.ts');
  const page = { width: widthOf(options), colour: wantsColour(out) };
  const asked = { ...options, json: to !== undefined };
  await withOutput(out, output => writeExplanations(output, inputs, asked, page, desk));
};

const code = async (files: readonly string[], options: CodeOptions, command: Command): Promise<void> => {
  const out = options.out ?? null;
  const to = formOf(options.to, options.out, BY_EXTENSION, 'jsonl');
  const inputs = inputsOf(files, command);
  await checkOutput(out);
  const desk = makeDesk();
  if (options.explain !== undefined) {
    await explain(inputs, { ...options, explain: options.explain }, desk);
    return;
  }
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
    .addOption(columnsOption())
    .addOption(
      new Option(
        '--to <form>',
        'json: one list; jsonl: a report a line; csv: an event a row (without it: --out, or jsonl)',
      ).choices(FORMS),
    )
    .addOption(outOption())
    .addOption(codebookOption())
    .addOption(registryOption())
    .option(
      '--explain <what>',
      'say why: an id (e3, s1, f2, n4; REPORT:e3 among several reports), a character offset, or words of the report, coded or not',
    )
    .addOption(new Option('--width <columns>', 'columns of an explanation').argParser(readWidth))
    .action(code);
  withExamples(command, [
    ['synoptic code report.txt --to json', 'one report'],
    ['synoptic code archive/ --out events.csv', 'a folder, as a table of events'],
    ['synoptic code --from jsonl --to jsonl < wire.jsonl > coded.jsonl', 'a stream, a report a line'],
    ['synoptic code report.txt --explain e1', 'why its first event was coded so'],
    ['synoptic code report.txt --explain "shelled"', 'what became of a word, and what kept it out'],
  ]);
};
