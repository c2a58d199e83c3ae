// `synoptic actors show` and `actors import`: declared here, done in actors-show.ts and actors-import.ts.
import { type Command, InvalidArgumentError } from 'commander';
import { withExamples } from './options.ts';
import { type RegistryOptions, registryDirs, registryOption } from './registry-option.ts';

const readName = (value: string): string => {
  if (value.trim() === '') throw new InvalidArgumentError('Allowed: a name such as Hezbollah.');
  return value;
};

interface ShowOptions extends RegistryOptions {
  readonly date?: string;
}

const readDate = (value: string): string => {
  const isDay = /^\d{4}-\d\d-\d\d$/.test(value) && new Date(value).toJSON()?.startsWith(value);
  if (!isDay) throw new InvalidArgumentError('Allowed: a day such as 2016-07-28.');
  return value;
};

const show = async (name: string, options: ShowOptions): Promise<void> => {
  const { loadResources } = await import('../resources/index.ts');
  const { showActor } = await import('./actors-show.ts');
  const { openOutput } = await import('./output.ts');
  const resources = loadResources({ registryDirs: registryDirs(options) });
  const { text, isKnown } = showActor(resources, name, options.date ?? null);
  await (await openOutput(null)).write(text);
  if (!isKnown) process.exitCode = 1;
};

const MOST_PROBLEMS = 20;

const importFile = async (file: string, { registry = '' }: RegistryOptions): Promise<void> => {
  const { importActors } = await import('./actors-import.ts');
  const { added, known, problems } = importActors(file, registry);
  for (const problem of problems.slice(0, MOST_PROBLEMS)) process.stderr.write(`${file}: ${problem}\n`);
  const more = problems.length - MOST_PROBLEMS;
  if (more > 0) process.stderr.write(`${file}: ${more} more ${more === 1 ? 'problem' : 'problems'}\n`);
  const left = known === 0 ? '' : `; ${known} left out, whose names the registry has`;
  process.stderr.write(
    `${added} ${added === 1 ? 'actor' : 'actors'} added to ${registry}${left}\nCheck them: synoptic registry check --registry ${registry}\n`,
  );
};

export const addActorsCommand = (program: Command): void => {
  const actors = program.command('actors').description('look up actors, or add some of your own');
  withExamples(actors, [['synoptic actors show HTS', 'who that is']]);
  const showCommand = actors
    .command('show')
    .argument('<name>', 'a name or a phrase: "HTS", "the Turkish president"', readName)
    .description('what the registry knows by a name, and how a report would be read')
    .option('--date <day>', 'date of the report: 2016-07-28', readDate)
    .addOption(registryOption())
    .action(show);
  withExamples(showCommand, [
    ['synoptic actors show "the Turkish president" --date 2013-09-10', 'who held the office then'],
    ['synoptic actors show HTS', 'a group by its acronym'],
  ]);
  const importCommand = actors
    .command('import')
    .argument('<file>', 'a CAMEO or Phoenix actor dictionary, or CSV with a column "name"')
    .description('add the actors of a file to a registry folder of your own')
    .addOption(registryOption().makeOptionMandatory())
    .action(importFile);
  withExamples(importCommand, [
    ['synoptic actors import Phoenix.Countries.actors.txt --registry my-registry', 'a dictionary'],
    ['synoptic actors import groups.csv --registry my-registry', 'name,aliases,country,sector,from,to'],
  ]);
};
