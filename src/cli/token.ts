// `synoptic token create|list|revoke`: what programs send instead of a password.
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Token } from '../6-record/index.ts';
import { harmless } from '../synopsis/harmless.ts';
import { outOption, withExamples } from './options.ts';
import type { Entry } from './record/entry.ts';
import { type ListForm, toOption } from './record/write-entries.ts';
import { type StoreChoice, storeOption, withStore } from './store-option.ts';

interface CreateOptions extends StoreChoice {
  readonly role?: string;
  readonly label?: string;
  readonly days: number;
}

interface ListOptions extends StoreChoice {
  readonly to: ListForm;
  readonly out?: string;
}

const MOST_DAYS = 3650;
const DAY_SECONDS = 86_400;

const readDays = (value: string): number => {
  const days = Number(value);
  if (!Number.isInteger(days) || days < 0 || days > MOST_DAYS)
    throw new InvalidArgumentError(`Allowed: a whole number of days to ${MOST_DAYS}; 0 for no end.`);
  return days;
};

const create = (owner: string, { role, label, days, ...options }: CreateOptions): Promise<void> =>
  withStore(options, false, async store => {
    const { checkRole, createToken } = await import('../6-record/index.ts');
    const { secret, token } = await createToken(store, {
      owner,
      kind: 'api',
      role: role === undefined ? undefined : checkRole(role),
      label,
      lifeSeconds: days === 0 ? null : days * DAY_SECONDS,
    });
    process.stderr.write(
      `${harmless(`token ${token.id} of ${token.owner}, ${token.role}, ${token.expiresAt === null ? 'until revoked' : `until ${token.expiresAt.slice(0, 10)}`}. It is shown this once:`)}\n`,
    );
    process.stdout.write(`${secret}\n`);
  });

const tokenEntry = ({ id, owner, role, label, createdAt, expiresAt, usedAt }: Token): Entry => ({
  head: [id, owner, role, expiresAt === null ? 'until revoked' : `until ${expiresAt.slice(0, 10)}`],
  lines: [
    label,
    `made ${createdAt.slice(0, 10)}, ${usedAt === null ? 'never used' : `last used ${usedAt.slice(0, 16).replace('T', ' ')}`}`,
  ],
});

const list = (owner: string | undefined, options: ListOptions): Promise<void> =>
  withStore(options, false, async store => {
    const [{ listTokens }, { writeEntries }] = await Promise.all([
      import('../6-record/index.ts'),
      import('./record/write-entries.ts'),
    ]);
    await writeEntries(options.to, options.out ?? null, {
      items: await listTokens(store, owner ?? null),
      entry: tokenEntry,
      nothing: 'there is no token. Make one: synoptic token create USER',
    });
  });

const revoke = (id: string, options: StoreChoice): Promise<void> =>
  withStore(options, false, async store => {
    const { revokeToken } = await import('../6-record/index.ts');
    await revokeToken(store, id, null);
    process.stdout.write(`${harmless(`revoked ${id}`)}\n`);
  });

export const addTokenCommand = (program: Command): void => {
  const token = program.command('token').description('what programs send instead of a password');
  withExamples(token, [['synoptic token create ana --role reader', 'shown once']]);
  withExamples(
    token
      .command('create')
      .description('make a token of a user; only its hash is kept')
      .argument('<user>', 'whose it is')
      .addOption(new Option('--role <role>', 'at most that of the user (without it: that one)'))
      .addOption(new Option('--label <text>', 'what it is for'))
      .addOption(
        new Option('--days <number>', 'how long it is good; 0 for no end').argParser(readDays).default(365),
      )
      .addOption(storeOption())
      .action(create),
    [
      ['synoptic token create ana --role reader --label dashboard', 'a program that only reads'],
      ['curl -H "Authorization: Bearer TOKEN" http://127.0.0.1:4510/api/v1/events', 'how it is sent'],
    ],
  );
  withExamples(
    token
      .command('list')
      .description('list tokens, without what is secret in them')
      .argument('[user]', 'only those of this user')
      .addOption(storeOption())
      .addOption(toOption())
      .addOption(outOption())
      .action(list),
    [['synoptic token list ana', 'what runs in the name of ana']],
  );
  withExamples(
    token
      .command('revoke')
      .description('end a token at once')
      .argument('<id>', 'as in the list: t12')
      .addOption(storeOption())
      .action(revoke),
    [['synoptic token revoke t12', 'the program that has it is shut out']],
  );
};
