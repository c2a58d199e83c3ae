// `synoptic release create|list|diff|verify`: the dataset of one moment, unchangeable and hashed.
import { type Command, Option } from 'commander';
import { harmless } from '../synopsis/harmless.ts';
import { makeDesk } from './desk.ts';
import { outOption, withExamples } from './options.ts';
import { type ListForm, toOption } from './record/write-entries.ts';
import { type StoreChoice, storeOption, withStore } from './store-option.ts';

interface CreateOptions extends StoreChoice {
  readonly note?: string;
}

interface ListOptions extends StoreChoice {
  readonly to: ListForm;
  readonly out?: string;
}

const create = (name: string, options: CreateOptions): Promise<void> =>
  withStore(options, false, async store => {
    const { createRelease } = await import('../6-record/index.ts');
    const desk = makeDesk();
    const release = await createRelease(store, name, options.note ?? null, items =>
      desk.progress('keeping', items, null, 'item'),
    );
    desk.finish();
    const { events, reports, hash } = release;
    process.stdout.write(`release ${name}: ${events} events from ${reports} reports\nhash ${hash}\n`);
  });

const list = (options: ListOptions): Promise<void> =>
  withStore(options, false, async store => {
    const [{ listReleases }, { releaseEntry }, { writeEntries }] = await Promise.all([
      import('../6-record/index.ts'),
      import('./record/release-entry.ts'),
      import('./record/write-entries.ts'),
    ]);
    await writeEntries(options.to, options.out ?? null, {
      items: await listReleases(store),
      entry: releaseEntry,
      nothing: 'there is no release yet. Make one: synoptic release create NAME',
    });
  });

const diff = (before: string, after: string, options: ListOptions): Promise<void> =>
  withStore(options, false, async store => {
    const [{ diffReleases }, { releaseChangeEntry }, { writeEntries }] = await Promise.all([
      import('../6-record/index.ts'),
      import('./record/release-entry.ts'),
      import('./record/write-entries.ts'),
    ]);
    await writeEntries(options.to, options.out ?? null, {
      items: diffReleases(store, before, after),
      entry: releaseChangeEntry,
      nothing: `no event differs between ${before} and ${after}`,
    });
  });

const verify = (name: string | undefined, options: StoreChoice): Promise<void> =>
  withStore(options, false, async store => {
    const { verifyReleases } = await import('../6-record/index.ts');
    const faults = await verifyReleases(store, name);
    for (const { what, fault } of faults) process.stdout.write(`${harmless(`${what}: ${fault}`)}\n`);
    process.stdout.write(
      `${name === undefined ? 'releases' : `release ${name}`}: ${faults.length === 0 ? 'no faults' : `${faults.length} faults. Take what is broken from a backup`}\n`,
    );
    if (faults.length > 0) process.exitCode = 1;
  });

export const addReleaseCommand = (program: Command): void => {
  const release = program
    .command('release')
    .description('keep the dataset of one moment under a name, unchangeable and hashed');
  withExamples(release, [['synoptic release create 2024-05', 'all events as they stand now']]);
  withExamples(
    release
      .command('create')
      .description('make a release of all events as they stand, review decisions applied')
      .argument('<name>', 'letters, digits, dots, hyphens: 2024-05')
      .addOption(storeOption())
      .addOption(new Option('--note <text>', 'what is said about it'))
      .action(create),
    [
      [
        'synoptic release create 2024-05 --note "May, after review"',
        'its hash is the same wherever it is made',
      ],
    ],
  );
  withExamples(
    release
      .command('list')
      .description('list the releases, the last first')
      .addOption(storeOption())
      .addOption(toOption())
      .addOption(outOption())
      .action(list),
    [['synoptic release list', 'names, days, hashes']],
  );
  withExamples(
    release
      .command('diff')
      .description('events added, changed field by field, and deleted from one release to another')
      .argument('<before>', 'name of a release')
      .argument('<after>', 'name of a release')
      .addOption(storeOption())
      .addOption(toOption())
      .addOption(outOption())
      .action(diff),
    [['synoptic release diff 2024-04 2024-05 --to jsonl --out changes.jsonl', 'a change log for programs']],
  );
  withExamples(
    release
      .command('verify')
      .description('is a release what it was when it was made? Without a name: all of them')
      .argument('[name]', 'name of a release')
      .addOption(storeOption())
      .action(verify),
    [['synoptic release verify', 'exits with 1 where one was changed']],
  );
};
