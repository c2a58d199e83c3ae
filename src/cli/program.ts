// Every command in the order in which the help lists them, each declared in its file; what one needs is loaded when it
// runs.
import { Command } from 'commander';
import packageJson from '../../package.json' with { type: 'json' };
import { addActorsCommand } from './actors.ts';
import { addAddCommand } from './add.ts';
import { addAnalyseCommand } from './analyse.ts';
import { addBackupCommands } from './backup.ts';
import { addCodeCommand } from './code.ts';
import { addCodebookCommand } from './codebook-command.ts';
import { addCompareCommand } from './compare.ts';
import { addDoctorCommand } from './doctor.ts';
import { addEvaluateCommand } from './evaluate.ts';
import { addExportCommand } from './export.ts';
import { addGatherCommand } from './gather.ts';
import { addListCommand } from './list.ts';
import { withExamples } from './options.ts';
import { addPlacesCommand } from './places.ts';
import { addQueueCommand } from './queue.ts';
import { addReadCommand } from './read.ts';
import { addRecodeCommands } from './recode.ts';
import { addReconcileCommand } from './reconcile.ts';
import { addRegistryCommand } from './registry.ts';
import { addReleaseCommand } from './release.ts';
import { addRemoveCommand } from './remove.ts';
import { addReviewCommand } from './review.ts';
import { addSearchCommand } from './search.ts';
import { addServeCommand } from './serve.ts';
import { addShowCommand } from './show.ts';
import { addSourceCommand } from './source.ts';
import { addTokenCommand } from './token.ts';
import { addTrainCommand } from './train.ts';
import { addUserCommand } from './user.ts';
import { addVerifyCommand } from './verify.ts';
import { addWatchCommand } from './watch.ts';

export const buildProgram = (): Command => {
  const program = new Command('synoptic')
    .description(
      'Reads news reports of conflict and diplomacy and makes a sourced event dataset:\nwho did or said what to whom, by whose account, and where the reports agree or differ.',
    )
    .version(packageJson.version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'show help')
    .helpCommand('help [command]', 'show help for a command')
    .showHelpAfterError('(--help shows what is allowed)')
    .configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, 'synoptic: ')) })
    .exitOverride();
  addReadCommand(program);
  addCodeCommand(program);
  addReconcileCommand(program);
  addCompareCommand(program);
  addAnalyseCommand(program);
  addAddCommand(program);
  addSourceCommand(program);
  addGatherCommand(program);
  addWatchCommand(program);
  addQueueCommand(program);
  addListCommand(program);
  addShowCommand(program);
  addSearchCommand(program);
  addRemoveCommand(program);
  addRecodeCommands(program);
  addExportCommand(program);
  addReviewCommand(program);
  addReleaseCommand(program);
  addVerifyCommand(program);
  addServeCommand(program);
  addUserCommand(program);
  addTokenCommand(program);
  addBackupCommands(program);
  addCodebookCommand(program);
  addActorsCommand(program);
  addPlacesCommand(program);
  addRegistryCommand(program);
  addEvaluateCommand(program);
  addTrainCommand(program);
  addDoctorCommand(program);
  return withExamples(program, [
    ['synoptic read examples', 'the synopsis of a folder of reports'],
    ['synoptic code report.txt --to json', 'what is in one report'],
    ['synoptic help read', 'everything that a command takes'],
  ]);
};
