// What lists and exports are narrowed by, as options in one wording.
import { type Command, InvalidArgumentError, Option } from 'commander';
import { dayOrNull } from '../6-record/days.ts';
import type { EventFilter, ReportFilter } from '../6-record/index.ts';
import { EVENT_STATUSES } from '../schema/coded-report.ts';
import { EVENT_TYPES } from '../schema/plover.ts';
import { collect } from './options.ts';

export interface FilterOptions {
  readonly type?: readonly string[];
  readonly status?: readonly string[];
  readonly standing?: readonly string[];
  readonly country?: readonly string[];
  readonly outlet?: readonly string[];
  readonly name?: string;
  readonly since?: string;
  readonly until?: string;
  readonly words?: string;
  readonly story?: string;
  readonly deleted?: boolean;
  readonly language?: readonly string[];
  readonly unsupported?: boolean;
}

const STANDINGS = ['corroborated', 'singleSource', 'disputed'] as const;

const readDay = (value: string): string => {
  if (value.length !== 10 || dayOrNull(value) === null)
    throw new InvalidArgumentError('Allowed: a day of the calendar such as 2024-05-15.');
  return value;
};

const readCountry = (value: string, before: readonly string[] | undefined): readonly string[] => {
  if (!/^[a-z]{3}$/i.test(value))
    throw new InvalidArgumentError('Allowed: three letters of ISO 3166-1, such as SYR.');
  return collect(value.toUpperCase(), before);
};

/** A choice that may be given several times. */
const someOf = (flag: string, description: string, allowed: readonly string[]): Option =>
  new Option(flag, `${description} (may be repeated)`).argParser(
    (value: string, before: readonly string[] | undefined) => {
      const known = allowed.find(each => each.toLowerCase() === value.toLowerCase());
      if (known === undefined) throw new InvalidArgumentError(`Allowed: ${allowed.join(', ')}.`);
      return collect(known, before);
    },
  );

export const addFilterOptions = (command: Command): Command =>
  command
    .addOption(new Option('--since <day>', 'from this day on').argParser(readDay))
    .addOption(new Option('--until <day>', 'up to and with this day').argParser(readDay))
    .addOption(
      new Option('--country <code>', 'of the place, an actor or a recipient (may be repeated)').argParser(
        readCountry,
      ),
    )
    .addOption(new Option('--name <words>', 'an actor, recipient or place; beginnings of words will do'))
    .addOption(someOf('--type <type>', 'PLOVER event type', Object.keys(EVENT_TYPES)))
    .addOption(someOf('--status <status>', 'status of events', EVENT_STATUSES))
    .addOption(someOf('--standing <standing>', 'what the reports together make of it', STANDINGS))
    .addOption(new Option('--outlet <name>', 'outlet, in full (may be repeated)').argParser(collect))
    .addOption(new Option('--story <id>', 'of one story'))
    .addOption(new Option('--words <words>', 'full text, written as for a web search'));

export const eventFilterOf = (options: FilterOptions): EventFilter => ({
  types: options.type,
  statuses: options.status,
  standings: options.standing,
  countries: options.country,
  name: options.name,
  outlets: options.outlet,
  since: options.since,
  until: options.until,
  words: options.words,
  story: options.story,
  deleted: options.deleted,
});

export const reportFilterOf = ({
  outlet,
  since,
  until,
  words,
  story,
  language,
  unsupported,
}: FilterOptions): ReportFilter => ({
  outlets: outlet,
  languages: language,
  unsupported,
  since,
  until,
  words,
  story,
});
