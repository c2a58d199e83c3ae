// The codebook, the registry and the models, loaded and checked into one read-only value that is passed down.
import { join } from 'node:path';
import type { Codebook } from '../schema/codebook.ts';
import type { Registry } from '../schema/registry.ts';
import { loadBuiltInCodebook, loadCodebook } from './codebook.ts';
import { type Model, readModel } from './models.ts';
import { packageDir } from './package-dir.ts';
import { loadRegistry } from './registry.ts';
import { loadBuiltInRegistry } from './registry-compiled.ts';

export { packageDir } from './package-dir.ts';

/** Model files, not yet in the form that stages 2 and 4 use. */
export interface Models {
  readonly analyse: Model;
  readonly names: Model;
  readonly events: Model;
}

export interface Resources {
  readonly codebook: Codebook;
  readonly registry: Registry;
  readonly models: Models;
}

export interface ResourceOptions {
  /** Folders of codebook files that add to the built-in ones or replace them by name. */
  readonly codebookDirs?: readonly string[];
  /** Folders of registry tables that add to the built-in ones. */
  readonly registryDirs?: readonly string[];
}

export const loadModels = (dir: string = join(packageDir(), 'models')): Models => ({
  analyse: readModel(join(dir, 'en-analyse.bin')),
  names: readModel(join(dir, 'en-names.bin')),
  events: readModel(join(dir, 'en-events.bin')),
});

/** The built-in registry as it was compiled; with a user's folders, all tables are read and checked together. */
const loadAnyRegistry = (dir: string, registryDirs: readonly string[]): Registry => {
  const builtIn = join(dir, 'registry');
  return registryDirs.length > 0
    ? loadRegistry(builtIn, registryDirs)
    : loadBuiltInRegistry(join(dir, 'dist', 'registry.json'), builtIn);
};

/** Throws where a file is missing or broken, with the file and what to do. */
export const loadResources = ({ codebookDirs = [], registryDirs = [] }: ResourceOptions = {}): Resources => {
  const dir = packageDir();
  const builtIn = join(dir, 'codebook');
  return {
    codebook:
      codebookDirs.length > 0
        ? loadCodebook([builtIn, ...codebookDirs])
        : loadBuiltInCodebook(join(dir, 'dist', 'codebook.json'), builtIn),
    registry: loadAnyRegistry(dir, registryDirs),
    models: loadModels(),
  };
};
