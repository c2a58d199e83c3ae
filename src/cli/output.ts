// Where a command's data goes: standard output, or a file that appears whole or not at all.
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { access, constants, type FileHandle, open, realpath, rename, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { EXIT_STOPPED, Refusal } from './refusal.ts';

export interface Output {
  /** Resolves when the reader has room for more. */
  readonly write: (piece: string | Uint8Array) => Promise<void>;
  /** Puts the file in its place. */
  readonly close: () => Promise<void>;
  /** Leaves nothing behind. */
  readonly abandon: () => Promise<void>;
}

export const isTerminal = (stream: { readonly isTTY?: boolean }): boolean => stream.isTTY === true;

/** Colour only on a terminal that wants it (https://no-color.org). */
export const wantsColour = (out: string | null): boolean =>
  out === null && isTerminal(process.stdout) && !process.env.NO_COLOR && process.env.TERM !== 'dumb';

const standardOutput: Output = {
  write: async piece => {
    if (!process.stdout.write(piece)) await once(process.stdout, 'drain');
  },
  close: async () => {},
  abandon: async () => {},
};

const cannotWrite = (path: string, error: unknown): Refusal => {
  const folder = dirname(path);
  switch ((error as NodeJS.ErrnoException).code) {
    case 'ENOENT':
      return new Refusal(
        `cannot write ${path}: there is no folder ${folder}. Make it first: mkdir -p ${folder}`,
        1,
        error,
      );
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new Refusal(`cannot write ${path}: no permission. Choose another place with --out`, 1, error);
    case 'EISDIR':
      return new Refusal(
        `cannot write ${path}: it is a folder. Give a file name in it: --out ${join(path, 'NAME')}`,
        1,
        error,
      );
    case 'ENOSPC':
      return new Refusal(
        `cannot write ${path}: the disk is full. Free some space or choose another place with --out`,
        1,
        error,
      );
    default:
      return new Refusal(
        `cannot write ${path}: ${error instanceof Error ? error.message : String(error)}`,
        1,
        error,
      );
  }
};

/** The file behind a link; what is no regular file (a pipe, /dev/null) is written to as it is. */
const targetOf = async (path: string): Promise<{ path: string; isRegular: boolean }> => {
  try {
    const real = await realpath(path);
    const found = await stat(real);
    if (found.isDirectory()) throw Object.assign(new Error('is a folder'), { code: 'EISDIR' });
    return { path: real, isRegular: found.isFile() };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return { path, isRegular: true };
  }
};

/** Says before long work that its result will have a place. */
export const checkOutput = async (out: string | null): Promise<void> => {
  if (out === null) return;
  try {
    const { path } = await targetOf(out);
    await access(dirname(path), constants.W_OK);
  } catch (error) {
    throw cannotWrite(out, error);
  }
};

const openFile = async (out: string): Promise<Output> => {
  const { path, isRegular } = await targetOf(out);
  const place = isRegular ? join(dirname(path), `.${basename(path)}.${process.pid}.tmp`) : path;
  const file: FileHandle = await open(place, isRegular ? 'wx' : 'w');
  const remove = (): void => {
    if (isRegular) rmSync(place, { force: true });
  };
  const stop = (): void => process.exit(EXIT_STOPPED);
  process.once('exit', remove);
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  const release = (): void => {
    process.off('exit', remove);
    process.off('SIGINT', stop);
    process.off('SIGTERM', stop);
  };
  return {
    write: async piece => {
      await file.appendFile(piece, 'utf8').catch(error => Promise.reject(cannotWrite(out, error)));
    },
    close: async () => {
      if (isRegular) await file.sync();
      await file.close();
      if (isRegular) await rename(place, path);
      release();
    },
    abandon: async () => {
      await file.close();
      remove();
      release();
    },
  };
};

/** `out` null or `-` is standard output. */
export const openOutput = async (out: string | null): Promise<Output> => {
  if (out === null || out === '-') return standardOutput;
  try {
    return await openFile(out);
  } catch (error) {
    throw cannotWrite(out, error);
  }
};

/** Writes through `use`; the file takes its place only if nothing was thrown. */
export const withOutput = async (
  out: string | null,
  use: (output: Output) => Promise<void>,
): Promise<void> => {
  const output = await openOutput(out);
  try {
    await use(output);
  } catch (error) {
    await output.abandon();
    throw error;
  }
  await output.close();
};

/** A reader that goes away (`| head`) ends the program without a word. */
export const endQuietlyOnClosedPipe = (): void => {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
      process.exit(process.exitCode ?? 0);
    });
  }
};
