// The registry while it is being read: what the tables gave so far and the problems found in them.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SECTORS, type Sector } from '../schema/plover.ts';
import type { NameEntry, NameSense, RegistryActor, RegistryProblem, State } from '../schema/registry.ts';
import { addName, type NameIndex, nameWords } from './names.ts';
import { type Row, tableRows } from './table.ts';

export interface Draft {
  /** The built-in folder first, then those that add to it. */
  readonly dirs: readonly string[];
  readonly problems: RegistryProblem[];
  readonly states: Map<string, State>;
  readonly statesByIso2: Map<string, State>;
  readonly actors: Map<string, RegistryActor>;
  readonly names: NameIndex<NameEntry>;
}

/** Where a table lies in each folder that has it, with the name under which problems are told. */
export const tableFiles = (draft: Draft, file: string): readonly { path: string; label: string }[] =>
  draft.dirs.flatMap((dir, index) => {
    const path = join(dir, file);
    return existsSync(path) ? [{ path, label: index === 0 ? file : path }] : [];
  });

/** Rows of a table from all folders; the built-in one must have it unless it is for users alone. */
export const readTable = (draft: Draft, file: string, optional = false): readonly Row[] => {
  const files = tableFiles(draft, file);
  if (!optional && files[0]?.label !== file)
    draft.problems.push({ file, line: 0, message: 'the file is missing; restore it from the package' });
  return files.flatMap(({ path, label }) => tableRows(readFileSync(path, 'utf8'), label));
};

export const problem = (draft: Draft, row: Row, message: string): void => {
  draft.problems.push({ file: row.file, line: row.line, message });
};

export const readSector = (draft: Draft, row: Row): Sector | null => {
  const value = row.cell('sector');
  if (value === '') return null;
  const sector = SECTORS.find(one => one === value);
  if (!sector) problem(draft, row, `sector "${value}" is not one of ${SECTORS.join(' ')}`);
  return sector ?? null;
};

export const readCountry = (draft: Draft, row: Row): string | null => {
  const value = row.cell('country');
  if (value === '') return null;
  if (!draft.states.has(value))
    problem(draft, row, `country "${value}" is not an alpha-3 code in actors/states.tsv`);
  return value;
};

const DATE = /^\d{4}(-\d\d(-\d\d)?)?$/;

export const readDates = (draft: Draft, row: Row): { from: string | null; to: string | null } => {
  const [from, to] = [row.cell('from'), row.cell('to')];
  for (const date of [from, to])
    if (date !== '' && !DATE.test(date))
      problem(draft, row, `date "${date}" should be YYYY, YYYY-MM or YYYY-MM-DD`);
  if (from !== '' && to !== '' && to.slice(0, from.length) < from)
    problem(draft, row, `the term ends (${to}) before it begins (${from})`);
  return { from: from || null, to: to || null };
};

/** Without the `~` and without what tells namesakes apart in the tables: "Labour Party (UK)". */
export const displayName = (name: string): string => name.replace(/~$/, '').replace(/ \(.*\)$/, '');

/**
 * Lists a name. A trailing `~` marks one that counts only where the report speaks of its country; a leading "the " one
 * that counts only with its article.
 */
export const listName = (draft: Draft, name: string, sense: NameSense, surname = false): void => {
  const weak = name.endsWith('~');
  const definite = name.startsWith('the ');
  const bare = name.slice(definite ? 4 : 0, weak ? -1 : undefined);
  const letters = bare.length <= 6 ? bare.replace(/\P{L}/gu, '') : '';
  const capitals = letters.length > 0 && letters.length <= 3 && letters === letters.toUpperCase();
  const words = nameWords(bare);
  if (words.length > 0)
    addName(draft.names, words, { sense, weak: weak || surname, surname, definite, capitals });
};
