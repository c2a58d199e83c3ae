// The codebook's YAML files become one read-only Codebook; every mistake in them is reported at once.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Codebook, Frame, TypeEntry } from '../schema/codebook.ts';
import type { EventType } from '../schema/plover.ts';
import { EVENT_TYPES } from '../schema/plover.ts';
import { packCodebook, unpackCodebook } from './codebook-compiled.ts';
import { readTypeFile } from './codebook-frames.ts';
import { NO_WORDS, readWordFile, WORD_FILES, type WordLists } from './codebook-words.ts';
import type { CodebookProblem } from './codebook-yaml.ts';
import { CodebookError, openYaml } from './codebook-yaml.ts';

export { CodebookError } from './codebook-yaml.ts';

interface SourceFile {
  readonly name: string;
  readonly text: string;
}

/** The folder `codebook/` of the package, found upwards from this file, in `src` and in `dist` alike. */
export const builtInCodebookDir = (): string => {
  const above = (dir: string): string => {
    if (existsSync(join(dir, 'codebook', 'types'))) return join(dir, 'codebook');
    if (dirname(dir) === dir)
      throw new Error('codebook/missing: no folder codebook/types; reinstall synoptic');
    return above(dirname(dir));
  };
  return above(dirname(fileURLToPath(import.meta.url)));
};

/**
 * Reads `*.yaml` of each folder and of its `types/`. A file of a later folder replaces the one of the same name, a new
 * name adds frames. Throws a CodebookError with every mistake.
 */
export const loadCodebook = (dirs: readonly string[]): Codebook => {
  const files = readSources(dirs);
  const problems: CodebookProblem[] = [];
  const entries: TypeEntry[] = [];
  let words: WordLists = NO_WORDS;
  for (const { name, text } of files) {
    const yaml = openYaml(name, text);
    if (yaml.problems.length === 0) {
      if (WORD_FILES.includes(name)) words = { ...words, ...readWordFile(yaml) };
      else {
        const entry = readTypeFile(yaml);
        if (entry) entries.push(entry);
        else if (yaml.problems.length === 0) yaml.problems.push(noType(name));
      }
    }
    problems.push(...yaml.problems);
  }
  problems.push(...duplicateIds(entries.flatMap(entry => entry.frames)));
  if (problems.length > 0) throw new CodebookError(problems);
  return assembleCodebook(entries, words);
};

/** The built-in codebook, from its compiled form where `compiled` is up to date, else from the YAML. */
export const loadBuiltInCodebook = (compiled: string, dir: string = builtInCodebookDir()): Codebook =>
  readCompiledCodebook(compiled, [dir]) ?? loadCodebook([dir]);

/** One JSON text of the codebook without its examples, stamped with the hash of its sources. */
export const compileCodebook = (dirs: readonly string[]): string =>
  JSON.stringify({ hash: hashSources(readSources(dirs)), ...packCodebook(loadCodebook(dirs)) });

/** Null where there is no such file or its sources have changed since. */
export const readCompiledCodebook = (path: string, dirs: readonly string[]): Codebook | null => {
  if (!existsSync(path)) return null;
  const packed = JSON.parse(readFileSync(path, 'utf8')) as { hash: string } & ReturnType<typeof packCodebook>;
  if (packed.hash !== hashSources(readSources(dirs))) return null;
  const { entries, words } = unpackCodebook(packed);
  return assembleCodebook(entries, words);
};

const readSources = (dirs: readonly string[]): SourceFile[] => {
  const paths = new Map<string, string>();
  for (const dir of dirs) {
    if (!existsSync(dir) || !statSync(dir).isDirectory())
      throw new CodebookError([
        {
          code: 'codebook/no-folder',
          file: dir,
          line: 0,
          message: 'is no folder; give one with YAML files',
        },
      ]);
    for (const folder of [dir, join(dir, 'types')])
      for (const name of existsSync(folder) ? readdirSync(folder).sort() : [])
        if (/\.ya?ml$/.test(name)) paths.set(basename(name).replace(/\.yml$/, '.yaml'), join(folder, name));
  }
  return [...paths].map(([name, path]) => ({ name, text: readFileSync(path, 'utf8') }));
};

const hashSources = (files: readonly SourceFile[]): string => {
  const hash = createHash('sha1');
  for (const { name, text } of files) hash.update(`${name}\0${text}\0`);
  return hash.digest('hex');
};

const noType = (file: string): CodebookProblem => ({
  code: 'codebook/unknown-file',
  file,
  line: 1,
  message: `has no type and is not one of ${WORD_FILES.join(', ')}; add type: or rename the file`,
});

const duplicateIds = (frames: readonly Frame[]): CodebookProblem[] => {
  const first = new Map<string, Frame>();
  return frames.flatMap(frame => {
    const earlier = first.get(frame.id);
    if (!earlier) {
      first.set(frame.id, frame);
      return [];
    }
    const message = `frame ${frame.id} stands in ${earlier.file}:${earlier.line} too; give one of them another id`;
    return [{ code: 'codebook/duplicate-frame', file: frame.file, line: frame.line, message }];
  });
};

const assembleCodebook = (entries: readonly TypeEntry[], words: WordLists): Codebook => {
  const types = new Map<EventType, TypeEntry>();
  for (const type of Object.keys(EVENT_TYPES) as EventType[]) {
    const [main, ...more] = entries.filter(entry => entry.type === type);
    if (main) types.set(type, { ...main, frames: [main, ...more].flatMap(entry => entry.frames) });
  }
  const frames = [...types.values()].flatMap(entry => entry.frames);
  return {
    types,
    frames,
    framesById: new Map(frames.map(frame => [frame.id, frame])),
    framesByPredicate: indexPredicates(frames),
    ...words,
  };
};

const indexPredicates = (frames: readonly Frame[]): Map<string, Frame[]> => {
  const index = new Map<string, Frame[]>();
  for (const frame of frames) {
    const { verb, noun, adjective, pattern } = frame.predicates;
    const keys = [
      ...verb.map(lemma => `VERB:${lemma}`),
      ...noun.map(lemma => `NOUN:${lemma}`),
      ...adjective.map(lemma => `ADJ:${lemma}`),
      ...pattern.map(name => `PATTERN:${name}`),
      ...pattern.map(name => `PATTERN:${name}`),
    ];
    for (const key of new Set(keys)) {
      const list = index.get(key);
      if (list) list.push(frame);
      else index.set(key, [frame]);
    }
  }
  return index;
};
