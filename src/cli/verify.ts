// `synoptic verify`: is the store what it was when things were added to it, and do its tables agree?
import { type Command, Option } from 'commander';
import { harmless } from '../synopsis/harmless.ts';
import { makeDesk } from './desk.ts';
import { withExamples } from './options.ts';
import { type StoreChoice, storeOption, withStore } from './store-option.ts';

interface VerifyOptions extends StoreChoice {
  readonly to: 'text' | 'json';
}

const verify = (options: VerifyOptions): Promise<void> =>
  withStore(options, false, async store => {
    const { verifyStore } = await import('../6-record/index.ts');
    const desk = makeDesk();
    const verified = await verifyStore(store, items => desk.progress('verifying', items, null, 'item'));
    desk.finish();
    const { reports, codings, events, faults } = verified;
    if (options.to === 'json') process.stdout.write(`${JSON.stringify(verified)}\n`);
    else {
      for (const { what, fault } of faults) process.stdout.write(`${harmless(`${what}: ${fault}`)}\n`);
      process.stdout.write(
        `${reports} reports, ${codings} codings, ${events} events: ${faults.length === 0 ? 'no faults' : `${faults.length} faults. Take what is broken from a backup`}\n`,
      );
    }
    if (faults.length > 0) process.exitCode = 1;
  });

export const addVerifyCommand = (program: Command): void => {
  const command = program
    .command('verify')
    .description(
      'check texts and releases against their hashes, codings, events and decisions against their rows',
    )
    .addOption(storeOption())
    .addOption(
      new Option('--to <form>', 'for reading or for programs').choices(['text', 'json']).default('text'),
    )
    .action(verify);
  withExamples(command, [['synoptic verify --store desk', 'says what is wrong, and exits with 1']]);
};
