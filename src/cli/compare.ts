// `synoptic compare`: two reports side by side.
import { type Command, Option } from 'commander';
import { makeDesk } from './desk.ts';
import { codebookOption, formOf, fromOption, outOption, readWidth, withExamples } from './options.ts';
import { checkOutput, withOutput } from './output.ts';
import { BY_EXTENSION, FORMS, type ReadOptions, show } from './read.ts';
import { Refusal } from './refusal.ts';
import { registryOption } from './registry-option.ts';

const compare = async (first: string, second: string, options: ReadOptions): Promise<void> => {
  if (first === '-' && second === '-')
    throw new Refusal('standard input can be one of the two reports, not both. Give a file for the other', 2);
  const out = options.out ?? null;
  const to = formOf(options.to, options.out, BY_EXTENSION, 'terminal');
  await checkOutput(out);
  const desk = makeDesk();
  const { reconcileAll } = await import('./flow.ts');
  const { tellTogether } = await import('../5-reconcile/index.ts');
  const reconciler = await reconcileAll([first, second], options, desk);
  const texts = [...reconciler.texts()];
  desk.finish();
  if (texts.length !== 2)
    throw new Refusal(
      `${first} and ${second} hold ${texts.length} ${texts.length === 1 ? 'report' : 'reports'}; compare takes two. Give two files of one report each, or try: synoptic read ${first} ${second}`,
    );
  if ([...reconciler.stories()].length > 1)
    desk.note('the two reports do not seem to tell of one story; they are laid side by side');
  const story = tellTogether(texts);
  if (story.copies.length > 0) desk.note('the two reports share most of their text');
  // a copy would stand in the column of its original: here each has its own
  const laid = to === 'json' ? story : { ...story, copies: [], origins: [] };
  await withOutput(out, output => show(output, { stories: [laid], texts }, to, options));
};

export const addCompareCommand = (program: Command): void => {
  const command = program
    .command('compare')
    .description('lay two reports side by side: what both say, where they differ, what one alone says')
    .argument('<first>', 'a file with one report, or - for standard input')
    .argument('<second>', 'another')
    .addOption(fromOption())
    .addOption(
      new Option('--to <form>', 'what to make; without it, told by the name of --out').choices(FORMS),
    )
    .addOption(outOption())
    .addOption(new Option('--width <columns>', 'columns of the terminal form').argParser(readWidth))
    .addOption(codebookOption())
    .addOption(registryOption())
    .action(compare);
  withExamples(command, [
    ['synoptic compare harbour.txt herald.txt', 'two outlets on one event, in this window'],
    ['synoptic compare old.txt new.txt --out changes.html', 'two versions of a report, in a browser'],
  ]);
};
