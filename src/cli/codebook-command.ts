// `synoptic codebook check`: declared here, done in codebook.ts.
import type { Command } from 'commander';
import type { CodebookCheckOptions } from './codebook.ts';
import { codebookOption, outOption, readPercent, withExamples } from './options.ts';

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

export const addCodebookCommand = (program: Command): void => {
  const codebook = program.command('codebook').description('check the coding rules');
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
  // a step of the build: YAML takes half a second to read at every start
  codebook
    .command('compile', { hidden: true })
    .description('the built-in rules as one JSON text, which synoptic loads from dist/codebook.json')
    .addOption(outOption())
    .action(compile);
};
