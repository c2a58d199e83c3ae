// What a coding hangs on besides the program, as hashes: the codebook's and the registry's files, the models' checksums.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { type Models, packageDir, type ResourceOptions } from './index.ts';

export interface ResourceFingerprint {
  readonly codebook: string;
  readonly registry: string;
  /** Checksum by the kind of model. */
  readonly models: Readonly<Record<string, string>>;
}

const filesUnder = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();

/** SHA-256 over the names and contents of all files, folder after folder. */
const hashFolders = (folders: readonly string[]): string => {
  const hash = createHash('sha256');
  for (const folder of folders)
    for (const file of filesUnder(folder)) {
      const content = readFileSync(join(folder, file));
      hash.update(`${file}\n${content.length}\n`).update(content);
    }
  return hash.digest('hex');
};

export const fingerprintRegistry = ({
  registryDirs = [],
}: Pick<ResourceOptions, 'registryDirs'> = {}): string =>
  hashFolders([join(packageDir(), 'registry'), ...registryDirs]);

export const fingerprintResources = (
  { codebookDirs = [], registryDirs = [] }: ResourceOptions,
  models: Models,
): ResourceFingerprint => {
  const dir = packageDir();
  return {
    codebook: hashFolders([join(dir, 'codebook'), ...codebookDirs]),
    registry: fingerprintRegistry({ registryDirs }),
    models: Object.fromEntries(Object.values(models).map(({ kind, checksum }) => [kind, checksum])),
  };
};
