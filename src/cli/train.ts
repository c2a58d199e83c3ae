// `synoptic train`: the models of models/ made from treebanks, the same bytes from the same data and seed.
import type { Command } from 'commander';
import { collect, readCount, withExamples } from './options.ts';

interface TrainOptions {
  readonly treebank: readonly string[];
  readonly text?: readonly string[];
  readonly out: string;
  readonly seed: number;
  readonly rounds?: number;
  readonly nonCommercial: boolean;
  readonly json?: boolean;
}

const trainAnalyse = async (options: TrainOptions): Promise<void> => {
  const { trainAnalyse: train } = await import('../train/analyse.ts');
  const result = train({
    treebanks: options.treebank,
    texts: options.text ?? [],
    out: options.out,
    seed: options.seed,
    ...(options.rounds === undefined ? {} : { rounds: options.rounds }),
    nonCommercial: options.nonCommercial,
  });
  const line = `${result.path}  ${(result.bytes / 1e6).toFixed(1)} MB  sha256 ${result.checksum}`;
  process.stdout.write(options.json === true ? `${JSON.stringify(result, null, 2)}\n` : `${line}\n`);
};

export const addTrainCommand = (program: Command): void => {
  const train = program.command('train').description('train the models that synoptic reads with');
  const analyse = train
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
    .option('--out <folder>', 'where the model and its card go', 'models')
    .option('--seed <number>', 'another seed gives another model', readCount, 1)
    .option('--rounds <number>', 'passes over the treebanks; fewer are faster and worse', readCount)
    .option('--no-non-commercial', 'leave out texts whose licence forbids commercial use')
    .option('--json', 'print the result for a program')
    .action(trainAnalyse);
  withExamples(analyse, [
    ['synoptic train analyse --treebank ud/english --out models', 'an hour or so on one core'],
  ]);
};
