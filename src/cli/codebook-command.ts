// `synoptic codebook check`: declared here, done in codebook.ts.
import { type Command, Option } from 'commander';
import type { CodebookCheckOptions } from './codebook.ts';
import { codebookOption, formOf, outOption, readPercent, withExamples } from './options.ts';

const check = async (options: CodebookCheckOptions): Promise<void> => {
  const { runCodebookCheck } = await import('./codebook.ts');
  const { openOutput } = await import('./output.ts');
  const { output, exitCode } = runCodebookCheck(options);
  await (await openOutput(null)).write(output);
  if (exitCode !== 0) process.exitCode = exitCode;
};

const compile = async ({ out }: { readonly out?: string }): Promise<void> => {
  const { builtInCodebookDir, compileCodebook } = await import('../resources/codebook.ts');
  const { withOutput } = await import('./output.ts');
  const compiled = compileCodebook([builtInCodebookDir()]);
  await withOutput(out ?? null, output => output.write(compiled));
};

const PAGE_FORMS = ['html', 'markdown'] as const;
type PageForm = (typeof PAGE_FORMS)[number];

interface PageOptions {
  readonly codebook?: string;
  readonly to?: PageForm;
  readonly out?: string;
}

const page = async (options: PageOptions): Promise<void> => {
  const { codebook, out } = options;
  const to = formOf<PageForm>(options.to, out, { '.html': 'html', '.md': 'markdown' }, 'markdown');
  const { builtInCodebookDir, loadCodebook } = await import('../resources/codebook.ts');
  const { buildManual } = await import('./codebook-page/manual.ts');
  const { manualHtml, manualMarkdown } = await import('./codebook-page/render.ts');
  const { withOutput } = await import('./output.ts');
  const dirs = [builtInCodebookDir(), ...(codebook === undefined ? [] : [codebook])];
  const manual = buildManual(loadCodebook(dirs));
  await withOutput(out ?? null, output =>
    output.write(to === 'html' ? manualHtml(manual) : manualMarkdown(manual)),
  );
};

export const addCodebookCommand = (program: Command): void => {
  const codebook = program
    .command('codebook')
    .description('check the coding rules, or print them as a manual');
  withExamples(codebook, [['synoptic codebook check', 'are all examples coded as they say?']]);
  const command = codebook
    .command('check')
    .description("run the codebook's examples and counter-examples as tests")
    .addOption(codebookOption())
    .option('--frame <id>', 'only frames whose id begins so: accuse')
    .option('--at-least <percent>', 'fail only when fewer examples come out as expected', readPercent, 100)
    .option('--json', 'print the result for a program')
    .action(check);
  withExamples(command, [
    ['synoptic codebook check', 'every rule that ships with synoptic'],
    ['synoptic codebook check --codebook my-rules', 'with the rules of a folder added'],
  ]);
  const pageCommand = codebook
    .command('page')
    .description("the rules as a coder's manual: types, modes, frames with their examples, index of words")
    .addOption(codebookOption())
    .addOption(
      new Option('--to <form>', 'what to make; without it, told by the name of --out').choices(PAGE_FORMS),
    )
    .addOption(outOption())
    .action(page);
  withExamples(pageCommand, [
    ['synoptic codebook page --out codebook.html', 'to read and to search in a browser'],
    ['synoptic codebook page --codebook my-rules > codebook.md', 'with the rules of a folder added'],
  ]);
  // a step of the build: YAML takes half a second to read at every start
  codebook
    .command('compile', { hidden: true })
    .description('the built-in rules as one JSON text, which synoptic loads from dist/codebook.json')
    .addOption(outOption())
    .action(compile);
};
