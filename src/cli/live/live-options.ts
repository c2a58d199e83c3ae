// The options that the commands of the live flow share: how often, with how many threads, which addresses.
import { type Command, InvalidArgumentError, Option } from 'commander';
import { codebookOption, collect, readPositive, workersOption } from '../options.ts';
import { registryOption } from '../registry-option.ts';
import type { StoreChoice } from '../store-option.ts';
import { storeOption } from '../store-option.ts';

export interface FetchOptions {
  readonly allow?: readonly string[];
  readonly contact?: string;
  readonly pause?: number;
}

export interface LiveOptions extends StoreChoice, FetchOptions {
  readonly codebook?: string;
  readonly registry?: string;
  readonly workers?: number;
  readonly workerMemory?: number;
  readonly workerTime?: number;
  readonly every: number;
}

const UNITS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

/** `90s`, `15m`, `2h`, `1d` in seconds. */
export const readDuration = (value: string): number => {
  const [, count, unit = ''] = /^(\d+(?:\.\d+)?)([smhd])$/.exec(value) ?? [];
  const seconds = Number(count) * (UNITS[unit] ?? Number.NaN);
  if (!(seconds >= 1 && seconds <= 30 * 86_400))
    throw new InvalidArgumentError('Allowed: from 1s to 30d, as 90s, 15m, 2h or 1d.');
  return seconds;
};

const readSeconds = (value: string): number => {
  const seconds = Number(value);
  if (!(seconds >= 0 && seconds <= 3600)) throw new InvalidArgumentError('Allowed: seconds from 0 to 3600.');
  return seconds;
};

export const addFetchOptions = (command: Command): Command =>
  command
    .addOption(
      new Option(
        '--allow <address>',
        'an address that is not public and may be fetched from all the same: 10.0.0.0/8, intranet.example:80 (may be repeated)',
      ).argParser(collect),
    )
    .addOption(
      new Option('--contact <address>', 'where the owners of sites reach you; sent with every request'),
    )
    .addOption(
      new Option('--pause <seconds>', 'between two requests to one host (without it: 1)').argParser(
        readSeconds,
      ),
    );

export const addLiveOptions = (command: Command): Command =>
  addFetchOptions(
    command
      .addOption(storeOption())
      .addOption(
        new Option('--every <time>', 'between two readings of a source that has no time of its own')
          .argParser(readDuration)
          .default(900, '15m'),
      )
      .addOption(workersOption())
      .addOption(
        new Option(
          '--worker-memory <megabytes>',
          'a thread that needs more is ended, its report tried again and then set aside (without it: 1536)',
        ).argParser(readPositive),
      )
      .addOption(
        new Option(
          '--worker-time <seconds>',
          'a thread that takes longer for a report is ended as well (without it: 20, and more for long reports)',
        ).argParser(readPositive),
      ),
  )
    .addOption(codebookOption())
    .addOption(registryOption());
