// The user's registry folder as an option, and the user's folders as they are loaded.
import { existsSync } from 'node:fs';
import { Option } from 'commander';
import type { ResourceOptions } from '../resources/index.ts';
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

export interface FolderOptions extends RegistryOptions {
  /** A folder of coding rules. */
  readonly codebook?: string | undefined;
}

export const resourceFolders = (options: FolderOptions): ResourceOptions => ({
  codebookDirs: options.codebook === undefined ? [] : [options.codebook],
  registryDirs: registryDirs(options),
});
