// `synoptic user add|list|role|password|remove`: who may use the store over the network.
import { type Command, Option } from 'commander';
import type { User } from '../6-record/index.ts';
import { harmless } from '../synopsis/harmless.ts';
import { outOption, withExamples } from './options.ts';
import type { Entry } from './record/entry.ts';
import { type ListForm, toOption } from './record/write-entries.ts';
import { type StoreChoice, storeOption, withStore } from './store-option.ts';

interface RoleOptions extends StoreChoice {
  readonly role: string;
}

interface ListOptions extends StoreChoice {
  readonly to: ListForm;
  readonly out?: string;
}

const say = (line: string): void => void process.stdout.write(`${harmless(line)}\n`);

const add = async (name: string, options: RoleOptions): Promise<void> => {
  const [{ addUser, checkRole }, { readNewPassword }] = await Promise.all([
    import('../6-record/index.ts'),
    import('./read-password.ts'),
  ]);
  const role = checkRole(options.role);
  // before the store is opened: nobody else can while a person types
  const password = await readNewPassword(name);
  await withStore(options, true, async store => {
    const user = await addUser(store, { name, role, password });
    say(`added ${user.name} as ${user.role}`);
  });
};

const userEntry = ({ name, role, createdAt }: User): Entry => ({
  head: [name, role, `since ${createdAt.slice(0, 10)}`],
  lines: [],
});

const list = (options: ListOptions): Promise<void> =>
  withStore(options, false, async store => {
    const [{ listUsers }, { writeEntries }] = await Promise.all([
      import('../6-record/index.ts'),
      import('./record/write-entries.ts'),
    ]);
    await writeEntries(options.to, options.out ?? null, {
      items: await listUsers(store),
      entry: userEntry,
      nothing: 'there is no user. Add one: synoptic user add NAME --role admin',
    });
  });

const setRole = async (name: string, written: string, options: StoreChoice): Promise<void> => {
  const record = await import('../6-record/index.ts');
  const role = record.checkRole(written);
  await withStore(options, false, store => record.setRole(store, name, role));
  say(`${name} is ${role} now; open sessions were ended`);
};

const setPassword = async (name: string, options: StoreChoice): Promise<void> => {
  const [record, { readNewPassword }] = await Promise.all([
    import('../6-record/index.ts'),
    import('./read-password.ts'),
  ]);
  const password = await readNewPassword(name);
  await withStore(options, false, store => record.setPassword(store, name, password));
  say(`the password of ${name} was changed; open sessions were ended`);
};

const remove = (name: string, options: StoreChoice): Promise<void> =>
  withStore(options, false, async store => {
    const { removeUser } = await import('../6-record/index.ts');
    await removeUser(store, name);
    say(`removed ${name}, with all tokens and sessions`);
  });

const ROLES = 'reader, coder, editor or admin';

export const addUserCommand = (program: Command): void => {
  const user = program.command('user').description('who may use the store over the network');
  withExamples(user, [['synoptic user add ana --role admin', 'from now on everybody must log in']]);
  withExamples(
    user
      .command('add')
      .description('add a user; the password is asked for, or read from standard input')
      .argument('<name>', 'letters, digits and . _ - + @')
      .addOption(new Option('--role <role>', ROLES).default('reader'))
      .addOption(storeOption())
      .action(add),
    [
      ['synoptic user add ana --role editor', 'ana may read, review, remove and release'],
      ['synoptic user add ana < password.txt', 'the password from a file'],
    ],
  );
  withExamples(
    user
      .command('list')
      .description('list the users')
      .addOption(storeOption())
      .addOption(toOption())
      .addOption(outOption())
      .action(list),
    [['synoptic user list --to jsonl', 'for another program']],
  );
  withExamples(
    user
      .command('role')
      .description('give a user another role')
      .argument('<name>', 'the user')
      .argument('<role>', ROLES)
      .addOption(storeOption())
      .action(setRole),
    [['synoptic user role ana coder', 'ana may read and review']],
  );
  withExamples(
    user
      .command('password')
      .description('give a user another password')
      .argument('<name>', 'the user')
      .addOption(storeOption())
      .action(setPassword),
    [['synoptic user password ana', 'it is asked for and not shown']],
  );
  withExamples(
    user
      .command('remove')
      .description('remove a user with all tokens and sessions; decisions keep the name')
      .argument('<name>', 'the user')
      .addOption(storeOption())
      .action(remove),
    [['synoptic user remove ana', 'nobody gets in as ana any more']],
  );
};
