// `synoptic places show` and `places import`: declared here, done in places-show.ts and places-import.ts.
import type { Command } from 'commander';
import { withExamples } from './options.ts';
import { Refusal } from './refusal.ts';
import { type RegistryOptions, registryDirs, registryOption } from './registry-option.ts';

interface ShowOptions extends RegistryOptions {
  readonly country?: string;
}

const show = async (name: string, options: ShowOptions): Promise<void> => {
  const { loadResources } = await import('../resources/index.ts');
  const { showPlace } = await import('./places-show.ts');
  const { openOutput } = await import('./output.ts');
  const { registry } = loadResources({ registryDirs: registryDirs(options) });
  const country = options.country?.toUpperCase() ?? null;
  if (country !== null && !registry.states.has(country))
    throw new Refusal(`country "${country}" is no ISO 3166-1 alpha-3 code; give one such as LBN`, 2);
  const { text, isKnown } = showPlace(registry, name, country);
  await (await openOutput(null)).write(text);
  if (!isKnown) process.exitCode = 1;
};

const importFile = async (file: string, { registry = '' }: RegistryOptions): Promise<void> => {
  const { importPlaces } = await import('./places-import.ts');
  const { towns, names, unread } = await importPlaces(file, registry);
  const odd =
    unread > 0
      ? `\n${unread} ${unread === 1 ? 'line is' : 'lines are'} not in GeoNames' form and passed over`
      : '';
  process.stderr.write(
    `${towns} places under ${names} names written to ${registry}/places/cities.tsv${odd}\n`,
  );
};

export const addPlacesCommand = (program: Command): void => {
  const places = program.command('places').description('look up places, or add those of a GeoNames dump');
  withExamples(places, [['synoptic places show Tripoli', 'which places are called so']]);
  const showCommand = places
    .command('show')
    .argument('<name>', 'a name: Tripoli')
    .description('every place of a name, and which one a report would mean')
    .option('--country <code>', 'a country that the report names, alpha-3: LBN')
    .addOption(registryOption())
    .action(show);
  withExamples(showCommand, [
    ['synoptic places show Tripoli --country LBN', 'Tripoli in a report on Lebanon'],
  ]);
  const importCommand = places
    .command('import')
    .argument('<file>', 'an unzipped GeoNames dump: SY.txt, allCountries.txt')
    .description('make the town table of a registry folder of your own; one that is there is replaced')
    .addOption(registryOption().makeOptionMandatory())
    .action(importFile);
  withExamples(importCommand, [
    ['synoptic places import SY.txt --registry my-registry', 'every village of Syria'],
  ]);
};
