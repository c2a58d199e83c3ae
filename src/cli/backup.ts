// `synoptic backup` and `synoptic restore`: the whole store in one file and back, from one kind of store into the other.
import { type Command, Option } from 'commander';
import { withExamples } from './options.ts';
import { checkOutput, withOutput } from './output.ts';
import { Refusal } from './refusal.ts';
import { type StoreChoice, storeOption, withStore } from './store-option.ts';

interface BackupOptions extends StoreChoice {
  readonly out: string;
}

const backup = async (options: BackupOptions): Promise<void> => {
  const { out } = options;
  await checkOutput(out === '-' ? null : out);
  await withStore(options, false, async store => {
    const { writeBackup } = await import('../6-record/index.ts');
    await withOutput(out, async output => {
      const { rows, hash } = await writeBackup(store, output.write);
      process.stderr.write(`${rows.toLocaleString('en')} rows; hash ${hash}\n`);
    });
  });
};

/** Only a line feed ends a line: a text may hold any other sign that ends one. */
async function* splitLines(input: AsyncIterable<Buffer | string>): AsyncGenerator<string> {
  const pieces: Buffer[] = [];
  for await (const chunk of input) {
    let rest = Buffer.from(chunk);
    for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10)) {
      pieces.push(rest.subarray(0, end));
      yield Buffer.concat(pieces.splice(0)).toString('utf8');
      rest = rest.subarray(end + 1);
    }
    if (rest.length > 0) pieces.push(rest);
  }
  if (pieces.length > 0) yield Buffer.concat(pieces).toString('utf8');
}

const restore = async (file: string, options: StoreChoice): Promise<void> => {
  const { accessSync, constants, createReadStream } = await import('node:fs');
  if (file !== '-')
    try {
      accessSync(file, constants.R_OK);
    } catch (error) {
      throw new Refusal(
        `cannot read ${file}: there is no such file, or no permission. Give one that \`synoptic backup\` wrote`,
        1,
        error,
      );
    }
  await withStore(options, true, async store => {
    const { readBackup } = await import('../6-record/index.ts');
    const input = file === '-' ? process.stdin : createReadStream(file);
    const { rows } = await readBackup(store, splitLines(input));
    process.stdout.write(`restored ${rows.toLocaleString('en')} rows into ${store.name}\n`);
  });
};

export const addBackupCommands = (program: Command): void => {
  const saving = program
    .command('backup')
    .description('write the whole store into one file of JSON lines with a hash at its end')
    .addOption(storeOption())
    .addOption(
      new Option(
        '--out <file>',
        'the file, or - for standard output; it appears whole or not at all',
      ).makeOptionMandatory(),
    )
    .action(backup);
  withExamples(saving, [
    ['synoptic backup --store desk --out desk.backup', 'a folder into a file'],
    ['synoptic backup --store desk --out - | gzip > desk.backup.gz', 'compressed'],
  ]);
  const loading = program
    .command('restore')
    .description('restore a backup into an empty store, all of it or nothing')
    .argument('<file>', 'a file that `synoptic backup` wrote, or - for standard input')
    .addOption(storeOption())
    .action(restore);
  withExamples(loading, [
    ['synoptic restore desk.backup --store desk-2', 'into a new folder'],
    ['synoptic restore desk.backup --store postgres://editor@db.example/desk', 'on to a server'],
  ]);
};
