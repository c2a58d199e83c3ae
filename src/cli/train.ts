// `synoptic train`: the models of models/ made from treebanks, the same bytes from the same data and seed.
import type { Command } from 'commander';
import { collect, readCount, withExamples } from './options.ts';

interface Trained {
  readonly path: string;
  readonly checksum: string;
  readonly bytes: number;
}

interface CommonOptions {
  readonly out: string;
  readonly seed: number;
  readonly nonCommercial: boolean;
  readonly json?: boolean;
}

interface AnalyseOptions extends CommonOptions {
  readonly treebank: readonly string[];
  readonly text?: readonly string[];
  readonly rounds?: number;
  readonly lexiconOnly?: boolean;
}

interface NamesOptions extends CommonOptions {
  readonly data: string;
  readonly check?: boolean;
}

interface DataOptions {
  readonly data: string;
  readonly out: string;
  readonly seed: number;
  readonly json?: boolean;
}

const say = (result: Trained, { json }: { readonly json?: boolean | undefined }): void => {
  const size = result.bytes < 1e5 ? `${result.bytes} bytes` : `${(result.bytes / 1e6).toFixed(1)} MB`;
  const line = `${result.path}  ${size}  sha256 ${result.checksum}`;
  process.stdout.write(json === true ? `${JSON.stringify(result, null, 2)}\n` : `${line}\n`);
};

const trainAnalyse = async (options: AnalyseOptions): Promise<void> => {
  const { trainAnalyse: train } = await import('../train/analyse.ts');
  const { out, seed, nonCommercial, rounds, treebank, text = [], lexiconOnly = false } = options;
  const passes = rounds === undefined ? {} : { rounds };
  say(train({ treebanks: treebank, texts: text, out, seed, nonCommercial, lexiconOnly, ...passes }), options);
};

const trainNames = async (options: NamesOptions): Promise<void> => {
  const [{ trainNames: train }, { packageDir }, { join }] = await Promise.all([
    import('../train/names.ts'),
    import('../resources/index.ts'),
    import('node:path'),
  ]);
  const { data, out, seed, nonCommercial, check = false } = options;
  const registry = join(packageDir(), 'registry');
  say(train({ data, out, registry, seed, nonCommercial, check }), options);
};

const trainLinks = async ({ data, out, seed, json }: DataOptions): Promise<void> => {
  const [{ trainLinks: train }, { makeReport, NO_FIELDS }, { codeReport, loadResources }] = await Promise.all(
    [import('../train/event-links.ts'), import('../1-gather/index.ts'), import('../pipeline.ts')],
  );
  const resources = loadResources();
  const code = (id: string, text: string) => {
    const report = makeReport({ ...NO_FIELDS, id, text });
    return { report, coded: codeReport(report, resources) };
  };
  const trained = train({ data, out, seed, code });
  say(trained, { json });
};

const trainEvents = async ({
  data,
  gold = [],
  out,
  seed,
  json,
}: DataOptions & { readonly gold?: readonly string[] }): Promise<void> => {
  const [{ trainEvents: train }, { packageDir }] = await Promise.all([
    import('../train/events.ts'),
    import('../resources/index.ts'),
  ]);
  say(train({ data, gold, out, project: packageDir(), seed }), { json });
};

const withCommon = (command: Command): Command =>
  command
    .option('--out <folder>', 'where the model and its card go', 'models')
    .option('--seed <number>', 'another seed gives another model', readCount, 1)
    .option('--no-non-commercial', 'leave out texts whose licence forbids commercial use')
    .option('--json', 'print the result for a program');

export const addTrainCommand = (program: Command): void => {
  const train = program.command('train').description('train the models that synoptic reads with');
  withExamples(train, [['synoptic help train events', 'what one model is trained from']]);
  const analyse = withCommon(
    train
      .command('analyse')
      .description('tokeniser, tagger, lemmatiser and parser from Universal Dependencies treebanks')
      .requiredOption(
        '--treebank <folder>',
        'holds *-train.conllu[.gz], and *-dev to score on; may be given again',
        collect,
      )
      .option(
        '--text <folder>',
        'unlabelled text for word vectors, *.txt[.gz], a paragraph a line; may be given again',
        collect,
      )
      .option('--rounds <number>', 'passes over the treebanks; fewer are faster and worse', readCount)
      .option(
        '--lexicon-only',
        "learn the lemmatiser's words alone, in a minute; the rest of the model in --out stays",
      )
      .action(trainAnalyse),
  );
  withExamples(analyse, [
    [
      'synoptic train analyse --treebank ud/english --text text --out models',
      'a quarter of an hour on one core',
    ],
  ]);
  const names = withCommon(
    train
      .command('names')
      .description(
        'name recogniser, kinds of mentions and coreference; needs the model of train analyse in --out',
      )
      .requiredOption('--data <folder>', 'holds ud/, ner/, re3d/ and text/')
      .option(
        '--check',
        'cross-validate on re3d through the whole program as well, which takes three times as long',
      )
      .action(trainNames),
  );
  withExamples(names, [['synoptic train names --data data --out models', 'after synoptic train analyse']]);
  const links = train
    .command('links')
    .description('the scorer that joins event mentions across reports, from event coreference')
    .requiredOption('--data <folder>', 'holds ecb/')
    .option('--out <folder>', 'the project: weights go to its src/, the card to its models/', '.')
    .option('--seed <number>', 'deals the folds of the cross-validation', readCount, 1)
    .option('--json', 'print the result for a program')
    .action(trainLinks);
  withExamples(links, [['synoptic train links --data data', 'again whenever the coder has changed']]);
  const events = train
    .command('events')
    .description('the typer of events and their confidence; needs the models of analyse and names in --out')
    .requiredOption('--data <folder>', 'holds plover/, cameo/, acled-types/, police/ and text/')
    .option(
      '--gold <file>',
      'learn from decisions too, as `review gold` writes them; may be given again',
      collect,
    )
    .option('--out <folder>', 'where the model and its card go', 'models')
    .option('--seed <number>', 'another seed gives another model', readCount, 1)
    .option('--json', 'print the result for a program')
    .action(trainEvents);
  withExamples(events, [
    ['synoptic train events --data data --out models', 'minutes; after train names'],
    ['synoptic train events --data data --gold decided.jsonl --out models', 'with what you decided'],
  ]);
};
