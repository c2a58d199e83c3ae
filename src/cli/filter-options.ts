// What lists and exports are narrowed by, as options; 6-record/filter-specs.ts has their names and wording.
import { type Command, InvalidArgumentError, Option } from 'commander';
import { EVENT_FILTERS, type FilterSpec, type FilterValues } from '../6-record/filter-specs.ts';
import { collect } from './options.ts';

export type FilterOptions = FilterValues;

/** `quadClass` as `--quad-class`. */
const flagOf = (name: string): string => name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`);

export const filterOption = ({ name, description, several, value, allowed, read }: FilterSpec): Option =>
  new Option(
    `--${flagOf(name)} <${value}>`,
    several ? `${description} (may be repeated)` : description,
  ).argParser<unknown>((written: string, before: unknown) => {
    const known = read(written);
    if (known === null) throw new InvalidArgumentError(`Allowed: ${allowed}.`);
    return several ? collect(known, before as readonly string[] | undefined) : known;
  });

export const addFilterOptions = (command: Command): Command => {
  for (const spec of EVENT_FILTERS) command.addOption(filterOption(spec));
  return command;
};
