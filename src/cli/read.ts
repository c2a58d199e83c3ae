// `synoptic read`: reports in, the synopsis out.
import { type Command, Option } from 'commander';
import type { Format } from '../1-gather/index.ts';
import type { Reconciled } from '../pipeline.ts';
import { makeDesk } from './desk.ts';
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
import { registryOption } from './registry-option.ts';

export const FORMS = ['terminal', 'html', 'markdown', 'json'] as const;
export type Form = (typeof FORMS)[number];

export const BY_EXTENSION: Readonly<Record<string, Form>> = {
  '.html': 'html',
  '.htm': 'html',
  '.md': 'markdown',
  '.json': 'json',
};

export interface ReadOptions {
  readonly from?: Format;
  readonly columns?: Readonly<Record<string, string>>;
  readonly to?: Form;
  readonly out?: string;
  readonly width?: number;
  readonly codebook?: string;
  readonly registry?: string;
}

/** Writes stories with their reports in the form asked for. */
export const show = async (
  output: Output,
  { stories, texts }: Reconciled,
  to: Form,
  options: ReadOptions,
): Promise<void> => {
  if (to === 'json') {
    const { writeJsonArray } = await import('./json-stream.ts');
    await output.write('{"stories":');
    await writeJsonArray(output, stories);
    await output.write(',"reports":');
    await writeJsonArray(
      output,
      texts.map(({ coded }) => coded),
    );
    await output.write('}\n');
    return;
  }
  const { renderHtml, renderMarkdown, renderTerminal } = await import('../synopsis/index.ts');
  if (to === 'html') await output.write(renderHtml(stories, texts));
  else if (to === 'markdown') await output.write(renderMarkdown(stories, texts));
  else {
    const width = widthOf(options);
    await output.write(renderTerminal(stories, texts, { width, colour: wantsColour(options.out ?? null) }));
  }
};

const read = async (files: readonly string[], options: ReadOptions, command: Command): Promise<void> => {
  const out = options.out ?? null;
  const to = formOf(options.to, options.out, BY_EXTENSION, 'terminal');
  const inputs = inputsOf(files, command);
  await checkOutput(out);
  const desk = makeDesk();
  const { reconcileAll } = await import('./flow.ts');
  const reconciler = await reconcileAll(inputs, options, desk);
  const reconciled = { stories: [...reconciler.stories()], texts: [...reconciler.texts()] };
  desk.finish();
  await withOutput(out, output => show(output, reconciled, to, options));
};

export const addReadCommand = (program: Command): void => {
  const command = program
    .command('read')
    .description('code reports, bring them together, and show who says what side by side')
    .argument('[files...]', 'files, folders, patterns ("wire/*.txt"), or - for standard input')
    .addOption(fromOption())
    .addOption(columnsOption())
    .addOption(
      new Option('--to <form>', 'what to make; without it, told by the name of --out').choices(FORMS),
    )
    .addOption(outOption())
    .addOption(new Option('--width <columns>', 'columns of the terminal form').argParser(readWidth))
    .addOption(codebookOption())
    .addOption(registryOption())
    .action(read);
  withExamples(command, [
    ['synoptic read examples', 'the reports of a folder, in this window'],
    ['synoptic read monday/*.txt --out monday.html', 'one page to open in a browser'],
    ['zcat wire.jsonl.gz | synoptic read - --from jsonl --to markdown', 'from another program'],
  ]);
};
