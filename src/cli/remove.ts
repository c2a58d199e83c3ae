// `synoptic remove ID`: a report out of the store, with all that was read from it.
import { type Command, Option } from 'commander';
import { harmless } from '../synopsis/harmless.ts';
import { makeDesk } from './desk.ts';
import { withExamples } from './options.ts';
import { type StoreChoice, storeOption, withStore } from './store-option.ts';

interface RemoveOptions extends StoreChoice {
  readonly why?: string;
  readonly later?: boolean;
}

const remove = (ids: readonly string[], options: RemoveOptions): Promise<void> =>
  withStore(options, false, async store => {
    const [{ removeReport }, { recordingFlow }, { updateStories }] = await Promise.all([
      import('../6-record/index.ts'),
      import('./flow.ts'),
      import('./record/update-stories.ts'),
    ]);
    for (const id of ids) {
      await removeReport(store, id, options.why ?? null);
      process.stdout.write(`${harmless(`removed ${id}`)}\n`);
    }
    if (options.later !== true) await updateStories(store, recordingFlow({}), makeDesk());
  });

export const addRemoveCommand = (program: Command): void => {
  const command = program
    .command('remove')
    .description('remove reports and all that was read from them; events that rest on nothing else go too')
    .argument('<ids...>', 'ids of reports')
    .addOption(storeOption())
    .addOption(new Option('--why <reason>', 'kept with the id of the report'))
    .addOption(new Option('--later', 'leave the stories as they are; the next add or recode updates them'))
    .action(remove);
  withExamples(command, [
    ["synoptic remove wire-2 --why 'withdrawn by the agency'", 'one report'],
    ['synoptic list reports --outlet "Vell Radio" --limit 0 --to jsonl', 'to see the ids of an outlet'],
  ]);
};
