// Where the package lies, found upwards from this file, in `src` and in `dist` alike.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const packageDir = (): string => {
  let dir = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(dir, 'registry')) || !existsSync(join(dir, 'package.json'))) {
    if (dirname(dir) === dir)
      throw new Error('resources/missing: no folder holds registry/ and package.json; reinstall synoptic');
    dir = dirname(dir);
  }
  return dir;
};

/** What a worker thread runs. Threads take no TypeScript: also a program run from its source uses the built file. */
export const workerFile = (name: string): string => {
  const file = join(packageDir(), 'dist', `${name}.js`);
  if (existsSync(file)) return file;
  throw new Error(
    `resources/missing: ${file} is not there. Reinstall synoptic; in its source folder: npm run build`,
  );
};
