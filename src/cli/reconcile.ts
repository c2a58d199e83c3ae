// `synoptic reconcile`: reports into stories, for other programs to read.
import { type Command, Option } from 'commander';
import type { Format } from '../1-gather/index.ts';
import type { Reconciler, StoryChange } from '../5-reconcile/index.ts';
import type { Story } from '../schema/story.ts';
import { type Desk, makeDesk } from './desk.ts';
import { readEarlierStories } from './earlier-stories.ts';
import { openFileShelf } from './file-shelf.ts';
import { writeJsonArray, writeJsonLines } from './json-stream.ts';
import {
  codebookOption,
  columnsOption,
  formOf,
  fromOption,
  inputsOf,
  outOption,
  withExamples,
} from './options.ts';
import { checkOutput, type Output, withOutput } from './output.ts';
import { registryOption } from './registry-option.ts';

const FORMS = ['json', 'jsonl'] as const;
type Form = (typeof FORMS)[number];

interface ReconcileOptions {
  readonly from?: Format;
  readonly columns?: Record<string, string>;
  readonly to?: Form;
  readonly out?: string;
  readonly after?: string;
  readonly codebook?: string;
  readonly registry?: string;
}

/** Changes past this many are in the output only. */
const MOST_TOLD = 20;

/** `s3: merged from s3, s7`. */
const tellChanges = (changes: readonly StoryChange[], desk: Desk): void => {
  const told = changes.filter(({ kind }) => kind !== 'grown');
  for (const { kind, story, from } of told.slice(0, MOST_TOLD))
    desk.note(
      kind === 'merged' ? `${story}: merged from ${from.join(', ')}` : `${story}: split from ${from[0]}`,
    );
  if (told.length > MOST_TOLD)
    desk.note(
      `${(told.length - MOST_TOLD).toLocaleString('en')} more merged or split; --to json lists them all`,
    );
};

/** A story a line as it is told; after the last one it is known what merged and split. */
const writeStories = async (to: Form, output: Output, reconciler: Reconciler, desk: Desk): Promise<void> => {
  let told = 0;
  function* stories(): Generator<Story> {
    for (const story of reconciler.stories()) {
      desk.progress(`telling story ${++told} of`, reconciler.size, null);
      yield story;
    }
  }
  if (to === 'jsonl') return writeJsonLines(output, stories());
  await output.write('{"stories":');
  await writeJsonArray(output, stories());
  await output.write(
    `,"lastStory":${reconciler.lastStory},"changes":${JSON.stringify(reconciler.changes)}}\n`,
  );
};

const reconcile = async (
  files: readonly string[],
  options: ReconcileOptions,
  command: Command,
): Promise<void> => {
  const out = options.out ?? null;
  const to = formOf<Form>(options.to, options.out, { '.json': 'json', '.jsonl': 'jsonl' }, 'json');
  const inputs = inputsOf(files, command);
  await checkOutput(out);
  const before = options.after === undefined ? [] : await readEarlierStories(options.after);
  const desk = makeDesk();
  const { reconcileAll } = await import('./flow.ts');
  const shelf = openFileShelf();
  try {
    const reconciler = await reconcileAll(inputs, options, desk, { shelf, before });
    await withOutput(out, output => writeStories(to, output, reconciler, desk));
    desk.finish();
    tellChanges(reconciler.changes, desk);
  } finally {
    shelf.close();
  }
};

export const addReconcileCommand = (program: Command): void => {
  const command = program
    .command('reconcile')
    .description('bring reports together: the same events, quotations and figures across outlets')
    .argument('[files...]', 'files, folders, patterns, or - for standard input')
    .addOption(fromOption())
    .addOption(columnsOption())
    .addOption(new Option('--to <form>', 'json: {"stories": [...]}; jsonl: a story a line').choices(FORMS))
    .addOption(outOption())
    .addOption(
      new Option(
        '--after <file>',
        'stories of an earlier run: those found again keep their ids, and what merged or split is told',
      ),
    )
    .addOption(codebookOption())
    .addOption(registryOption())
    .action(reconcile);
  withExamples(command, [
    ['synoptic reconcile monday/ --out stories.json', 'the reports of a day'],
    ['synoptic reconcile monday/ tuesday/ --after stories.json --out new.json', 'the next day, ids kept'],
    ['synoptic reconcile --from jsonl --to jsonl < wire.jsonl', 'a stream, a story a line'],
  ]);
};
