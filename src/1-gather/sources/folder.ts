// A watched folder, or one file -> an item for each new or changed file. One that is still being written is waited for.
import { realpath, stat } from 'node:fs/promises';
import { basename, extname, resolve, sep } from 'node:path';
import type { Source, SourceProblem } from '../../schema/source.ts';
import { warn } from '../gathered.ts';
import { cannotOpen, filesBelow } from '../inputs.ts';
import type { ItemDraft } from './seen.ts';
import { bareItem, endedReading, type ReadSourceOfKind, readingOf } from './source-reader.ts';

/** A file that nobody touched for so long is whole, as far as can be known. */
const SETTLED_MS = 3000;
/** Names that programs give to what they have not finished. */
const UNFINISHED = /\.(?:part|partial|tmp|temp|crdownload|download|swp|filepart)$|~$/i;
const MOST_FILES = 100_000;

interface Look {
  readonly drafts: ItemDraft[];
  readonly problems: SourceProblem[];
  readonly waiting: Record<string, string>;
  items: number;
}

const lookAt = async (
  path: string,
  source: Source,
  now: number,
  waiting: Readonly<Record<string, string>>,
  look: Look,
): Promise<void> => {
  try {
    const { size, mtimeMs, mtime } = await stat(path);
    const version = `${size} ${mtime.toISOString()}`;
    look.items++;
    const isSettled = now - mtimeMs >= SETTLED_MS || waiting[path] === version;
    if (isSettled) look.drafts.push({ ...bareItem(path, source), version });
    else look.waiting[path] = version;
  } catch (error) {
    // gone since it was listed
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    const { code, message } = cannotOpen(path, error);
    look.problems.push(warn(code, `${path}: ${message}`));
  }
};

const nameOf = (path: string): string => basename(path, extname(path));

const readPaths = async (
  source: Source,
  paths: AsyncIterable<string | SourceProblem>,
  form: string,
  state: Parameters<ReadSourceOfKind>[1],
  now: number,
): ReturnType<ReadSourceOfKind> => {
  const look: Look = { drafts: [], problems: [], waiting: {}, items: 0 };
  for await (const path of paths) {
    if (typeof path !== 'string') look.problems.push(path);
    else if (!UNFINISHED.test(path)) await lookAt(path, source, now, state.waiting, look);
    if (look.items >= MOST_FILES) {
      const message = `${source.address}: more than ${MOST_FILES} files; the rest was not looked at. Part the folder`;
      look.problems.push(warn('source/too-many-files', message));
      break;
    }
  }
  const waits = Object.keys(look.waiting);
  if (waits.length > 0) {
    const which = waits.length === 1 ? `${nameOf(waits[0] as string)} is` : `${waits.length} files are`;
    look.problems.push(
      warn('source/still-written', `${source.address}: ${which} still being written and waited for`),
    );
  }
  return readingOf(source, state, {
    about: { form, title: null, language: null, items: look.items },
    drafts: look.drafts,
    problems: look.problems,
    state: { ...state, waiting: look.waiting },
    notBefore: waits.length === 0 ? null : new Date(now + SETTLED_MS).toISOString(),
  });
};

/** Whoever may put files there could else have any file read that this program may read. */
async function* pathsBelow(folder: string): AsyncGenerator<string | SourceProblem> {
  const inside = `${await realpath(folder)}${sep}`;
  for await (const path of filesBelow(folder)) {
    if (typeof path !== 'string') yield warn(path.code, `${path.file}: ${path.message}`);
    else {
      const real = await realpath(path).catch(() => path);
      if (real === path || real.startsWith(inside)) yield path;
      else
        yield warn(
          'source/leads-out',
          `${path}: a link that leads out of the folder, to ${real}, which was not read. Copy it, or add it: synoptic source add ${real}`,
        );
    }
  }
}

async function* onlyPath(path: string): AsyncGenerator<string> {
  yield path;
}

export const readFolder: ReadSourceOfKind = async (source, state, { now }) => {
  const path = resolve(source.address);
  try {
    const found = await stat(path);
    return await (found.isDirectory()
      ? readPaths(source, pathsBelow(path), 'folder', state, now())
      : readPaths(source, onlyPath(path), 'file', state, now()));
  } catch (error) {
    const { code, message } = cannotOpen(path, error);
    return endedReading('failed', state, [{ severity: 'error', code, message: `${path}: ${message}` }]);
  }
};
