// `synoptic evaluate`: the program's scoreboard on its own gold, on a folder of yours, and on treebanks.
import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import type { Row } from '../evaluate/row.ts';
import { codebookOption, collect, outOption, readPercent, withExamples } from './options.ts';
import { Refusal } from './refusal.ts';
import { type RegistryOptions, registryDirs, registryOption } from './registry-option.ts';

interface EvaluateOptions extends RegistryOptions {
  readonly gold?: readonly string[];
  readonly treebank?: readonly string[];
  readonly codebook?: string;
  readonly atLeast?: number;
  readonly out?: string;
  readonly json?: boolean;
}

const tenths = (percent: number): string => percent.toFixed(1);

const countOf = ({ right, of }: Row): string =>
  right === null
    ? `of ${of.toLocaleString('en')}`
    : `${right.toLocaleString('en')} of ${of.toLocaleString('en')}`;

/** A Markdown table that a terminal shows as well. */
const printRows = (rows: readonly Row[]): string => {
  const compares = rows.some(({ others }) => others !== undefined);
  const more = (cell: string): string[] => (compares ? [cell] : []);
  const head = ['Gold', 'What', '%', 'Count', ...more('Others')];
  const cells = rows.map(row => [
    row.gold,
    row.what,
    tenths(row.percent),
    countOf(row),
    ...more(row.others ?? ''),
  ]);
  const widths = head.map((title, i) => Math.max(title.length, ...cells.map(row => row[i]?.length ?? 0)));
  const isNumber = (column: number): boolean => column === 2 || column === 3;
  const pad = (cell: string, i: number): string =>
    isNumber(i) ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0);
  const line = (row: readonly string[]): string => `| ${row.map(pad).join(' | ')} |`;
  const rule = `|${widths.map((width, i) => `${'-'.repeat(width + 1)}${isNumber(i) ? ':' : '-'}`).join('|')}|`;
  return `${[line(head), rule, ...cells.map(line)].join('\n')}\n`;
};

const checkPaths = (paths: readonly string[], wanted: string): void => {
  for (const path of paths)
    if (!existsSync(path)) throw new Refusal(`there is no ${path}; give ${wanted}`, 2);
};

const evaluate = async (options: EvaluateOptions): Promise<void> => {
  const { gold = [], treebank = [], codebook, atLeast, out, json } = options;
  checkPaths(
    gold,
    'a file of `synoptic review gold`, or a folder of reports with NAME.expected.json beside them as examples has',
  );
  checkPaths(treebank, 'a folder that holds *-dev.conllu or *-test.conllu');
  const [{ loadResources, packageDir }, { scoreAll }, { makeDesk }, { withOutput }] = await Promise.all([
    import('../resources/index.ts'),
    import('../evaluate/scoreboard.ts'),
    import('./desk.ts'),
    import('./output.ts'),
  ]);
  const { loadCodebook, builtInCodebookDir } = await import('../resources/codebook.ts');
  const resources = {
    ...loadResources({ registryDirs: registryDirs(options) }),
    // with its examples, which the compiled form leaves out
    codebook: loadCodebook([builtInCodebookDir(), ...(codebook === undefined ? [] : [codebook])]),
  };
  const desk = makeDesk();
  let count = 0;
  const rows = await scoreAll(resources, packageDir(), { gold, treebanks: treebank }, more => {
    count += more.length;
    desk.progress('scoring', count, null);
  });
  desk.finish();
  if (rows.length === 0)
    throw new Refusal(
      `nothing to score in ${[...gold, ...treebank].join(', ')}: no decisions, no NAME.expected.json and no *-dev.conllu or *-test.conllu`,
    );
  const below = rows.filter(({ percent }) => percent < (atLeast ?? 0));
  await withOutput(out ?? null, output =>
    output.write(json ? `${JSON.stringify({ rows }, null, 2)}\n` : printRows(rows)),
  );
  if (below.length === 0) return;
  const names = below.map(({ gold: from, what, percent }) => `${from}, ${what} (${tenths(percent)})`);
  process.stderr.write(`below ${atLeast} %: ${names.join('; ')}\n`);
  process.exitCode = 1;
};

export const addEvaluateCommand = (program: Command): void => {
  const command = program
    .command('evaluate')
    .description("score the program on the project's own gold: a table of figures with what each rests on")
    .option(
      '--gold <path>',
      'instead: a file of `review gold`, or a folder of reports with NAME.expected.json beside them; may be given again',
      collect,
    )
    .option(
      '--treebank <folder>',
      'score trees and coreference too, on *-test.conllu[.gz] or else *-dev; may be given again',
      collect,
    )
    .option('--at-least <percent>', 'exit with 1 where a figure is lower', readPercent)
    .addOption(codebookOption())
    .addOption(registryOption())
    .addOption(outOption())
    .option('--json', 'print the result for a program')
    .action(evaluate);
  withExamples(command, [
    ['synoptic evaluate', 'codebook, example reports, stories, names and places'],
    ['synoptic evaluate --gold decided.jsonl', 'precision and recall by field on what you reviewed'],
    ['synoptic evaluate --treebank ud/english --json', 'with the language analysis'],
    ['synoptic evaluate --codebook my-rules --at-least 80', 'a check for rules of your own'],
  ]);
};
