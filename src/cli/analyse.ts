// `synoptic analyse`: the language analysis by itself, as CoNLL-U or JSON.
import { type Command, Option } from 'commander';
import type { Format } from '../1-gather/index.ts';
import { makeDesk } from './desk.ts';
import type { AnalysedText } from './flow.ts';
import { formOf, fromOption, inputsOf, outOption, withExamples } from './options.ts';
import { checkOutput, type Output, withOutput } from './output.ts';

const FORMS = ['conllu', 'json'] as const;
type Form = (typeof FORMS)[number];

interface AnalyseOptions {
  readonly from?: Format;
  readonly to?: Form;
  readonly out?: string;
}

async function* analysesOf(texts: AsyncIterable<AnalysedText>): AsyncGenerator<unknown> {
  for await (const { report, analysis } of texts) yield { id: report.id, ...analysis };
}

const writeAs = async (to: Form, output: Output, texts: AsyncIterable<AnalysedText>): Promise<void> => {
  if (to === 'json') {
    const { writeJsonArray } = await import('./json-stream.ts');
    await writeJsonArray(output, analysesOf(texts));
    await output.write('\n');
    return;
  }
  const { writeConllu } = await import('./conllu.ts');
  for await (const { report, analysis } of texts) await output.write(writeConllu(report, analysis));
};

const analyse = async (
  files: readonly string[],
  options: AnalyseOptions,
  command: Command,
): Promise<void> => {
  const out = options.out ?? null;
  const to = formOf<Form>(options.to, options.out, { '.conllu': 'conllu', '.json': 'json' }, 'conllu');
  const inputs = inputsOf(files, command);
  // plain text is what is piped in here, whatever it begins with
  const from = options.from ?? (inputs.length === 1 && inputs[0] === '-' ? 'text' : undefined);
  await checkOutput(out);
  const desk = makeDesk();
  const { analyseAll } = await import('./flow.ts');
  await withOutput(out, output =>
    writeAs(to, output, analyseAll(inputs, { from }, desk, to === 'conllu' ? ['sentences'] : undefined)),
  );
  desk.finish();
};

export const addAnalyseCommand = (program: Command): void => {
  const command = program
    .command('analyse')
    .description('split, tag and parse reports (Universal Dependencies), with names and who is who')
    .argument(
      '[files...]',
      'files, folders, patterns, or - for standard input, which is taken for plain text',
    )
    .addOption(fromOption())
    .addOption(
      new Option('--to <form>', 'conllu: trees, a word a row; json: trees, mentions and coreference').choices(
        FORMS,
      ),
    )
    .addOption(outOption())
    .action(analyse);
  withExamples(command, [
    ['synoptic analyse report.txt', 'the trees of one report'],
    ['echo "The minister resigned." | synoptic analyse --to conllu', 'a sentence from another program'],
  ]);
};
