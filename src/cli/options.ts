// The options that several commands share, in one wording.
import { type Command, InvalidArgumentError, Option } from 'commander';
import { FORMATS } from '../1-gather/gathered.ts';
import { FIELD_NAMES } from '../1-gather/record.ts';
import { Refusal } from './refusal.ts';

export const fromOption = (): Option =>
  new Option('--from <format>', 'format of the input; without it, told by name and content').choices(FORMATS);

/** `text=Body,title=Headline line`: what the columns of a table are called. */
const readColumns = (value: string): Record<string, string> => {
  const columns: Record<string, string> = {};
  for (const pair of value.split(',')) {
    const at = pair.indexOf('=');
    const field = Object.keys(FIELD_NAMES).find(
      each => each.toLowerCase() === pair.slice(0, at).trim().toLowerCase(),
    );
    if (at < 0 || field === undefined || pair.slice(at + 1).trim() === '')
      throw new InvalidArgumentError(
        `Allowed: FIELD=COLUMN, parted by commas; fields are ${Object.keys(FIELD_NAMES).join(', ')}.`,
      );
    columns[field] = pair.slice(at + 1).trim();
  }
  return columns;
};

export const columnsOption = (): Option =>
  new Option(
    '--columns <field=column,...>',
    'of CSV: which columns hold what, where they are called otherwise',
  ).argParser(readColumns);

export const outOption = (): Option =>
  new Option('--out <file>', 'write to this file instead of standard output; it appears whole or not at all');

export const codebookOption = (): Option =>
  new Option(
    '--codebook <folder>',
    'coding rules that add to the built-in ones or replace them by file name',
  );

export const readWidth = (value: string): number => {
  const width = Number(value);
  if (!Number.isInteger(width) || width < 40 || width > 400) {
    throw new InvalidArgumentError('Allowed: a whole number of columns from 40 to 400.');
  }
  return width;
};

const DEFAULT_WIDTH = 80;

interface WidthOptions {
  readonly width?: number;
  readonly out?: string;
}

/** Columns asked for, else those of the window; a file has as many as a page. */
export const widthOf = ({ width, out }: WidthOptions): number => {
  if (width !== undefined) return width;
  if (out !== undefined) return DEFAULT_WIDTH;
  const said = Number(process.env.COLUMNS);
  return process.stdout.columns ?? (said >= 40 ? said : DEFAULT_WIDTH);
};

export const readCount = (value: string): number => {
  const count = Number(value);
  if (!Number.isInteger(count) || count < 0)
    throw new InvalidArgumentError('Allowed: a whole number from 0.');
  return count;
};

export const readPositive = (value: string): number => {
  const count = Number(value);
  if (!Number.isInteger(count) || count < 1)
    throw new InvalidArgumentError('Allowed: a whole number from 1.');
  return count;
};

export const workersOption = (): Option =>
  new Option('--workers <count>', 'threads that code (without it: one core less than there are)').argParser(
    readPositive,
  );

export const readPercent = (value: string): number => {
  const percent = Number(value);
  if (!(percent >= 0 && percent <= 100)) throw new InvalidArgumentError('Allowed: a number from 0 to 100.');
  return percent;
};

export const collect = (value: string, before: readonly string[] | undefined): readonly string[] => [
  ...(before ?? []),
  value,
];

/** The form asked for, else the one that the name of `--out` ends in. */
export const formOf = <T extends string>(
  to: T | undefined,
  out: string | undefined,
  byExtension: Readonly<Record<string, T>>,
  otherwise: T,
): T => to ?? byExtension[/\.[a-z]+$/i.exec(out ?? '')?.[0].toLowerCase() ?? ''] ?? otherwise;

/** No file means standard input, unless that is a person at a keyboard. */
export const inputsOf = (files: readonly string[], command: Command): readonly string[] => {
  if (files.length > 0) return files;
  if (process.stdin.isTTY !== true) return ['-'];
  const name = command.name();
  throw new Refusal(
    `nothing to read: give files, folders or patterns, or - for standard input. Try: synoptic ${name} --help`,
    2,
  );
};

export const withExamples = (
  command: Command,
  examples: readonly (readonly [line: string, what: string])[],
): Command => {
  const lines = examples.flatMap(([line, what]) => [`  # ${what}`, `  ${line}`]);
  return command.addHelpText('after', `\nExamples:\n${lines.join('\n')}`);
};
