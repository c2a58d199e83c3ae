// The user's registry folder as an option, and its folders as they are loaded.
import { existsSync } from 'node:fs';
import { Option } from 'commander';
import { Refusal } from './refusal.ts';

export interface RegistryOptions {
  readonly registry?: string | undefined;
}

export const registryOption = (): Option =>
  new Option(
    '--registry <folder>',
    'registry tables that add to the built-in ones (actors/*.tsv, places/*.tsv)',
  );

export const registryDirs = ({ registry }: RegistryOptions): readonly string[] => {
  if (registry === undefined) return [];
  if (!existsSync(registry))
    throw new Refusal(
      `there is no folder ${registry}. Make one from a dictionary or a dump: synoptic actors import --help`,
    );
  return [registry];
};
