// File names, folders, globs and `-` -> the inputs to read, in a stable order, each once.
import { createReadStream } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, extname, join, resolve } from 'node:path';
import { type GatherProblem, problemAt, refuse, warn } from './gathered.ts';
import type { ReportFields } from './report.ts';
import { formatOfName } from './sniff-format.ts';

export interface Input {
  readonly kind: 'input';
  /** As shown in messages. */
  readonly file: string;
  /** The id of a report that has none of its own. */
  readonly name: string;
  /** Bytes, null where not known before reading. */
  readonly size: number | null;
  readonly open: () => AsyncIterable<Uint8Array>;
  /** What is known of a single report from outside, where it does not say so itself. */
  readonly fields?: ReportFields;
  /** As its server stated it. */
  readonly charset?: string | null;
}

const STANDARD_INPUT = 'standard input';
const SKIPPED_FOLDERS = new Set(['node_modules']);

const byCodeUnit = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const reason = (error: unknown): string => {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'ENOENT':
      return 'there is no such file. Check the name and the folder you are in';
    case 'EACCES':
    case 'EPERM':
      return 'no permission to read it. Check its access rights: ls -l';
    case 'ELOOP':
      return 'the link leads back to itself';
    case 'ENAMETOOLONG':
      return 'the name is too long';
    case 'EMFILE':
      return 'too many files are open at once; close other programs or raise the limit: ulimit -n';
    default:
      return error instanceof Error ? error.message : String(error);
  }
};

/** A file that could not be opened or read to its end. */
export const cannotOpen = (file: string, error: unknown): GatherProblem => {
  const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
  return problemAt(file, null, refuse(missing ? 'gather/missing' : 'gather/unreadable', reason(error)));
};

/** `crawl` of `monday/crawl.warc.gz`. */
const nameOf = (file: string): string => {
  const packed = basename(file).replace(/\.gz$/i, '');
  return basename(packed, extname(packed)) || basename(file);
};

const fileInput = (file: string, size: number | null): Input => ({
  kind: 'input',
  file,
  name: nameOf(file),
  size,
  open: () => createReadStream(file, { highWaterMark: 64 * 1024 }),
});

const standardInput = (stream: AsyncIterable<Uint8Array>): Input => ({
  kind: 'input',
  file: STANDARD_INPUT,
  name: 'stdin',
  size: null,
  open: () => stream,
});

/** Every file below a folder whose extension is known; hidden files and folders are passed over. */
export async function* filesBelow(
  folder: string,
  above: readonly string[] = [],
): AsyncGenerator<string | GatherProblem> {
  const real = await realpath(folder);
  // a link to a folder above would be walked for ever
  if (above.includes(real)) return;
  const entries = (await readdir(folder)).filter(name => !name.startsWith('.') && !SKIPPED_FOLDERS.has(name));
  for (const name of entries.sort(byCodeUnit)) {
    const path = join(folder, name);
    try {
      const found = await stat(path);
      if (found.isDirectory()) yield* filesBelow(path, [...above, real]);
      // a pipe or a device under a report's name would be read for ever
      else if (found.isFile() && formatOfName(name) !== null) yield path;
    } catch (error) {
      yield cannotOpen(path, error);
    }
  }
}

/** Leaves out further paths to one file: a link to a folder above gives many. */
async function* onePath(files: readonly string[]): AsyncGenerator<string> {
  const seen = new Set<string>();
  for (const file of files) {
    const real = await realpath(file).catch(() => file);
    if (!seen.has(real)) yield file;
    seen.add(real);
  }
}

async function* filesOf(input: string): AsyncGenerator<string | GatherProblem> {
  try {
    const found = await stat(input);
    if (!found.isDirectory()) {
      yield input;
      return;
    }
    let count = 0;
    for await (const file of filesBelow(input)) {
      count++;
      yield file;
    }
    if (count === 0) {
      const message =
        'no reports in this folder; read are: .txt .text .html .htm .xhtml .jsonl .ndjson .csv .tsv .pdf .warc, and these with .gz';
      yield problemAt(input, null, refuse('gather/no-files', message));
    }
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    const { glob, isDynamicPattern } = await import('tinyglobby');
    if (!isMissing || !isDynamicPattern(input)) {
      yield cannotOpen(input, error);
      return;
    }
    const files = await glob(input, { expandDirectories: false, onlyFiles: true });
    if (files.length === 0) {
      yield problemAt(
        input,
        null,
        refuse('gather/no-match', 'no file matches this pattern. Try it with: ls'),
      );
    }
    yield* onePath(files.sort(byCodeUnit));
  }
}

/** Lists what is to be read before any of it is opened, so that the whole size is known. */
export const listInputs = async (
  inputs: readonly string[],
  stdin: AsyncIterable<Uint8Array>,
): Promise<readonly (Input | GatherProblem)[]> => {
  const listed: (Input | GatherProblem)[] = [];
  const seen = new Set<string>();
  const isNew = (key: string, file: string): boolean => {
    const fresh = !seen.has(key);
    seen.add(key);
    if (!fresh)
      listed.push(problemAt(file, null, warn('gather/repeated', 'given more than once; read once')));
    return fresh;
  };
  for (const input of inputs) {
    if (input === '-') {
      if (isNew('-', STANDARD_INPUT)) listed.push(standardInput(stdin));
      continue;
    }
    for await (const file of filesOf(input)) {
      if (typeof file !== 'string') listed.push(file);
      else if (isNew(resolve(file), file)) {
        const found = await stat(file).catch(() => null);
        listed.push(fileInput(file, found?.isFile() ? found.size : null));
      }
    }
  }
  return listed;
};
